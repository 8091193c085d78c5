/* Marks among text. */
#include "shared/task/marked_text.h"

#include <string.h>

#include "shared/base/defer.h"
#include "shared/text/detokenizer.h"

static const char *mark_of(const struct ps_tokenizer *tokenizer, int32_t token,
                           const struct ps_answer *answer)
{
    if (!ps_tokenizer_is_special(tokenizer, token))
        return NULL;
    const char *text = ps_tokenizer_token(tokenizer, token);
    return text && ps_tool_format_is_mark(answer->rest.format, text) ? text : NULL;
}

/* How much text the first tokens are, were they all. It is told by spelling them once more, because
 * what the sequence has let go of may be less: a decoder holds bytes back that go on to be a
 * character, across special tokens too. */
static enum ps_status measure(const struct ps_sequence *sequence,
                              const struct ps_tokenizer *tokenizer, size_t num_tokens, size_t *size,
                              struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_DEFER(ps_detokenizer_destroyp)
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    if (!detokenizer)
        return ps_error_no_memory(error, "an answer");
    PS_TRY(ps_detokenizer_prime(detokenizer, sequence->prompt, sequence->num_prompt, error));
    for (size_t i = 0; i < num_tokens; i++)
        PS_TRY(ps_detokenizer_push(detokenizer, sequence->tokens[i], &text, error));
    PS_TRY(ps_detokenizer_finish(detokenizer, &text, error));
    *size = text.size;
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

/* The mark at a token, if there is one and the text before it has come. *held: it hasn't. */
static enum ps_status read_mark(struct ps_marked_text *marked, const struct ps_sequence *sequence,
                                const struct ps_tokenizer *tokenizer, struct ps_answer *answer,
                                bool *held, struct ps_error *error)
{
    size_t index = marked->num_tokens;
    const char *mark = mark_of(tokenizer, sequence->tokens[index], answer);
    *held = false;
    if (!mark)
        return PS_OK;
    if (!marked->is_waiting)
        PS_TRY(measure(sequence, tokenizer, index, &marked->mark_at, error));
    *held = marked->mark_at > sequence->text.size;
    marked->is_waiting = *held;
    if (*held)
        return PS_OK;
    PS_TRY(read_text(marked, sequence, marked->mark_at, answer, error));
    if (ps_answer_read(answer, mark, strlen(mark), true) != PS_OK)
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
        bool held;
        PS_TRY(read_mark(marked, sequence, tokenizer, answer, &held, error));
        if (held)
            break;
    }
    return read_text(marked, sequence, sequence->text.size, answer, error);
}
