/* Rendering log-probabilities, token by token in the order of the text. */
#include "shared/task/logprobs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/task/token_text.h"
#include "shared/text/detokenizer.h"

static const double lowest_logprob = -9999.0;

struct ps_logprobs {
    struct ps_logprobs_params params;
    /* the lists under construction */
    json_t *offsets;
    json_t *logprobs;
    json_t *tokens;
    json_t *tops;
    /* the place in the text */
    struct ps_detokenizer *detokenizer; /* follows the tokens */
    struct ps_buffer text;              /* what came out of it last */
    size_t offset;                      /* code points before the next token */
    int32_t previous;                   /* the last token that is text, or -1 */
    bool has_prompt;                    /* the prompt has been gone through */
    size_t num_taken;                   /* of the generated tokens */
};

double ps_logprobs_finite(float logprob)
{
    return isfinite(logprob) ? (double)logprob : lowest_logprob;
}

/* By its text. That of the byte 0 would be a key which few JSON parsers take, so it is called what
 * the vocabulary calls it, "<0x00>". */
static enum ps_status name_token(const struct ps_logprobs *listing, int32_t token,
                                 struct ps_buffer *name, struct ps_error *error)
{
    const struct ps_tokenizer *tokenizer = listing->params.tokenizer;
    if (listing->params.as_ids)
        return ps_buffer_printf(name, "token_id:%d", token);
    PS_TRY(ps_token_text(tokenizer, listing->previous, token, name, error));
    if (name->size == 0 || !memchr(name->data, '\0', name->size))
        return PS_OK;
    const char *written = ps_tokenizer_token(tokenizer, token);
    ps_buffer_clear(name);
    return ps_buffer_append_string(name, written ? written : "");
}

/* name was appended to, so its data exists, unless nothing was. */
static json_t *name_string(const struct ps_buffer *name)
{
    return json_stringn(name->data ? name->data : "", name->size);
}

/* replace: the chosen token's own number counts where two tokens look the same. */
static enum ps_status put_top(const struct ps_logprobs *listing, json_t *top,
                              struct ps_logprob logprob, bool replace, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer name = {0};
    PS_TRY(name_token(listing, logprob.token, &name, error));
    const char *key = name.data ? name.data : "";
    if (!replace && json_object_getn(top, key, name.size))
        return PS_OK;
    if (json_object_setn_new(top, key, name.size, json_real(ps_logprobs_finite(logprob.logprob))) !=
        0)
        return ps_error_no_memory(error, "log-probabilities");
    return PS_OK;
}

static enum ps_status add_numbers(struct ps_logprobs *listing,
                                  const struct ps_token_logprobs *logprobs, struct ps_error *error)
{
    json_t *top = json_object();
    if (!top || json_array_append(listing->tops, top) != 0) {
        json_decref(top);
        return ps_error_no_memory(error, "log-probabilities");
    }
    json_decref(top); /* the list has it */
    for (size_t i = 0; i < logprobs->num_top && i < listing->params.num_top; i++)
        PS_TRY(put_top(listing, top, logprobs->top[i], false, error));
    PS_TRY(put_top(listing, top, logprobs->chosen, true, error));
    if (json_array_append_new(listing->logprobs,
                              json_real(ps_logprobs_finite(logprobs->chosen.logprob))) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    return PS_OK;
}

/* Moves on behind the token and says where its text begins. Bytes before it that turn out to be no
 * character come out together with it: its own text is the end of what came. */
static enum ps_status pass(struct ps_logprobs *listing, int32_t token, size_t *first,
                           struct ps_error *error)
{
    const struct ps_tokenizer *tokenizer = listing->params.tokenizer;
    *first = listing->offset;
    ps_buffer_clear(&listing->text);
    PS_TRY(ps_detokenizer_push(listing->detokenizer, token, &listing->text, error));
    size_t num_new = ps_utf8_count(listing->text.data, listing->text.size);
    listing->offset += num_new;
    if (ps_tokenizer_is_special(tokenizer, token))
        return PS_OK;
    ps_buffer_clear(&listing->text);
    PS_TRY(ps_token_text(tokenizer, listing->previous, token, &listing->text, error));
    size_t own = ps_utf8_count(listing->text.data, listing->text.size);
    if (num_new > own)
        *first = listing->offset - own;
    listing->previous = token;
    return PS_OK;
}

/* logprobs NULL: the first token of a prompt, which nothing predicted. */
static enum ps_status add_token(struct ps_logprobs *listing, int32_t token,
                                const struct ps_token_logprobs *logprobs, struct ps_error *error)
{
    size_t first = 0;
    PS_DEFER(ps_buffer_close) struct ps_buffer name = {0};
    PS_TRY(name_token(listing, token, &name, error));
    if (logprobs) {
        PS_TRY(add_numbers(listing, logprobs, error));
    } else if (json_array_append_new(listing->logprobs, json_null()) != 0 ||
               json_array_append_new(listing->tops, json_null()) != 0) {
        return ps_error_no_memory(error, "log-probabilities");
    }
    PS_TRY(pass(listing, token, &first, error));
    if (json_array_append_new(listing->tokens, name_string(&name)) != 0 ||
        json_array_append_new(listing->offsets, json_integer((json_int_t)first)) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    return PS_OK;
}

static enum ps_status add_prompt(struct ps_logprobs *listing, struct ps_error *error)
{
    const struct ps_sequence *sequence = listing->params.sequence;
    const struct ps_sequence *scored = listing->params.scored;
    listing->has_prompt = true;
    if (!scored) {
        for (size_t i = 0; i < sequence->num_prompt; i++) {
            if (!ps_tokenizer_is_special(listing->params.tokenizer, sequence->prompt[i]))
                listing->previous = sequence->prompt[i];
        }
        return ps_detokenizer_prime(listing->detokenizer, sequence->prompt, sequence->num_prompt,
                                    error);
    }
    for (size_t i = 0; i < scored->num_prompt; i++)
        PS_TRY(add_token(listing, scored->prompt[i], i == 0 ? NULL : &scored->prompt_logprobs[i],
                         error));
    /* The prompt's text is echoed as it was given, which need not be what its tokens spell. */
    listing->offset = listing->params.prompt_length;
    return PS_OK;
}

static enum ps_status fill(struct ps_logprobs *listing, struct ps_error *error)
{
    const struct ps_sequence *sequence = listing->params.sequence;
    if (!listing->has_prompt)
        PS_TRY(add_prompt(listing, error));
    for (; listing->num_taken < sequence->num_tokens; listing->num_taken++)
        PS_TRY(add_token(listing, sequence->tokens[listing->num_taken],
                         &sequence->logprobs[listing->num_taken], error));
    return PS_OK;
}

struct ps_logprobs *ps_logprobs_create(const struct ps_logprobs_params *params)
{
    PS_DEFER(ps_logprobs_destroyp) struct ps_logprobs *created = calloc(1, sizeof *created);
    if (!created)
        return NULL;
    created->params = *params;
    created->previous = -1;
    created->detokenizer = ps_detokenizer_create(params->tokenizer, true);
    return created->detokenizer ? ps_take(created) : NULL;
}

void ps_logprobs_destroy(struct ps_logprobs *logprobs)
{
    if (!logprobs)
        return;
    ps_detokenizer_destroy(logprobs->detokenizer);
    ps_buffer_close(&logprobs->text);
    free(logprobs);
}

enum ps_status ps_logprobs_take(struct ps_logprobs *logprobs, json_t **object,
                                struct ps_error *error)
{
    logprobs->offsets = json_array();
    logprobs->logprobs = json_array();
    logprobs->tokens = json_array();
    logprobs->tops = json_array();
    json_t *made =
        json_pack("{s:o, s:o, s:o, s:o}", "text_offset", logprobs->offsets, "token_logprobs",
                  logprobs->logprobs, "tokens", logprobs->tokens, "top_logprobs", logprobs->tops);
    enum ps_status status = made ? fill(logprobs, error) : PS_NO_MEMORY;
    if (status == PS_NO_MEMORY)
        (void)ps_error_no_memory(error, "log-probabilities");
    if (status == PS_OK)
        *object = json_incref(made);
    json_decref(made);
    return status;
}
