/* Marks among text. */
#include "shared/task/marked_text.h"

#include <string.h>

void ps_marked_text_close(struct ps_marked_text *marked)
{
    ps_detokenizer_destroy(marked->detokenizer);
    ps_buffer_close(&marked->spelled);
    *marked = (struct ps_marked_text){0};
}

static const char *mark_of(const struct ps_tokenizer *tokenizer, int32_t token,
                           const struct ps_answer *answer)
{
    if (!ps_tokenizer_is_special(tokenizer, token))
        return NULL;
    const char *text = ps_tokenizer_token(tokenizer, token);
    return text && ps_tool_format_is_mark(answer->rest.format, text) ? text : NULL;
}

static enum ps_status spell(struct ps_marked_text *marked, int32_t token, struct ps_error *error)
{
    ps_buffer_clear(&marked->spelled);
    PS_TRY(ps_detokenizer_push(marked->detokenizer, token, &marked->spelled, error));
    marked->spelled_size += marked->spelled.size;
    return PS_OK;
}

/* Spells what came before the first mark. */
static enum ps_status begin_spelling(struct ps_marked_text *marked,
                                     const struct ps_sequence *sequence,
                                     const struct ps_tokenizer *tokenizer, size_t num_tokens,
                                     struct ps_error *error)
{
    marked->detokenizer = ps_detokenizer_create(tokenizer, true);
    if (!marked->detokenizer)
        return ps_error_no_memory(error, "an answer");
    PS_TRY(
        ps_detokenizer_prime(marked->detokenizer, sequence->prompt, sequence->num_prompt, error));
    for (size_t i = 0; i < num_tokens; i++)
        PS_TRY(spell(marked, sequence->tokens[i], error));
    return PS_OK;
}

/* Reads text up to that size. */
static enum ps_status read_text(struct ps_marked_text *marked, const struct ps_sequence *sequence,
                                size_t size, struct ps_answer *answer, struct ps_error *error)
{
    if (size <= marked->text_size)
        return PS_OK;
    const char *text = sequence->text.data + marked->text_size;
    size_t count = size - marked->text_size;
    marked->text_size = size;
    if (ps_answer_read(answer, text, count, false) != PS_OK)
        return ps_error_no_memory(error, "an answer");
    return PS_OK;
}

enum ps_status ps_marked_text_read(struct ps_marked_text *marked,
                                   const struct ps_sequence *sequence,
                                   const struct ps_tokenizer *tokenizer, struct ps_answer *answer,
                                   struct ps_error *error)
{
    bool keeps_marks = sequence->sampling.keep_special_tokens;
    for (; !keeps_marks && marked->num_tokens < sequence->num_tokens; marked->num_tokens++) {
        int32_t token = sequence->tokens[marked->num_tokens];
        const char *mark = mark_of(tokenizer, token, answer);
        if (mark && !marked->detokenizer)
            PS_TRY(begin_spelling(marked, sequence, tokenizer, marked->num_tokens, error));
        if (!mark && marked->detokenizer)
            PS_TRY(spell(marked, token, error));
        if (!mark)
            continue;
        /* The text before it may be held back by a stop string that begins there. */
        if (marked->spelled_size > sequence->text.size)
            break;
        PS_TRY(read_text(marked, sequence, marked->spelled_size, answer, error));
        if (ps_answer_read(answer, mark, strlen(mark), true) != PS_OK)
            return ps_error_no_memory(error, "an answer");
    }
    return read_text(marked, sequence, sequence->text.size, answer, error);
}
