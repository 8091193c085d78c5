/* Tokens with their bytes and what else was likely. */
#include "shared/task/chat_logprobs.h"

#include "shared/base/defer.h"
#include "shared/task/logprobs.h"
#include "shared/task/token_text.h"

static json_t *byte_list(const struct ps_buffer *text)
{
    json_t *bytes = json_array();
    for (size_t i = 0; bytes && i < text->size; i++) {
        if (json_array_append_new(bytes, json_integer((unsigned char)text->data[i])) != 0) {
            json_decref(bytes);
            return NULL;
        }
    }
    return bytes;
}

/* The last token before that one which is text; -1: there is none. */
static int32_t previous_text(const struct ps_chat_logprobs *logprobs,
                             const struct ps_sequence *sequence, size_t index)
{
    for (size_t i = sequence->num_prompt + index; i > 0; i--) {
        int32_t token = i > sequence->num_prompt ? sequence->tokens[i - 1 - sequence->num_prompt]
                                                 : sequence->prompt[i - 1];
        if (!ps_tokenizer_is_special(logprobs->tokenizer, token))
            return token;
    }
    return -1;
}

/* {"token", "logprob", "bytes"} */
static enum ps_status render_token(const struct ps_chat_logprobs *logprobs,
                                   const struct ps_logprob *logprob, int32_t previous,
                                   json_t **token, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer name = {0};
    PS_TRY(ps_token_text(logprobs->tokenizer, previous, logprob->token, &text, error));
    enum ps_status status = logprobs->as_ids
                                ? ps_buffer_printf(&name, "token_id:%d", logprob->token)
                                : ps_buffer_append(&name, text.data ? text.data : "", text.size);
    if (status != PS_OK)
        return ps_error_no_memory(error, "log-probabilities");
    *token =
        json_pack("{s:o, s:f, s:o}", "token", json_stringn(name.data ? name.data : "", name.size),
                  "logprob", ps_logprobs_finite(logprob->logprob), "bytes", byte_list(&text));
    return *token ? PS_OK : ps_error_no_memory(error, "log-probabilities");
}

static enum ps_status add_top(const struct ps_chat_logprobs *logprobs,
                              const struct ps_token_logprobs *scores, int32_t previous,
                              json_t *token, struct ps_error *error)
{
    json_t *top = json_array();
    if (!top || json_object_set_new(token, "top_logprobs", top) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    for (size_t i = 0; i < scores->num_top && i < logprobs->num_top; i++) {
        json_t *other = NULL;
        PS_TRY(render_token(logprobs, &scores->top[i], previous, &other, error));
        if (json_array_append_new(top, other) != 0)
            return ps_error_no_memory(error, "log-probabilities");
    }
    return PS_OK;
}

static enum ps_status fill(struct ps_chat_logprobs *logprobs, const struct ps_sequence *sequence,
                           json_t *content, struct ps_error *error)
{
    for (; logprobs->num_taken < sequence->num_tokens; logprobs->num_taken++) {
        size_t index = logprobs->num_taken;
        int32_t previous = previous_text(logprobs, sequence, index);
        const struct ps_token_logprobs *scores = &sequence->logprobs[index];
        json_t *token = NULL;
        PS_TRY(render_token(logprobs, &scores->chosen, previous, &token, error));
        if (json_array_append_new(content, token) != 0)
            return ps_error_no_memory(error, "log-probabilities");
        PS_TRY(add_top(logprobs, scores, previous, token, error));
    }
    return PS_OK;
}

enum ps_status ps_chat_logprobs_take(struct ps_chat_logprobs *logprobs,
                                     const struct ps_sequence *sequence, json_t **object,
                                     struct ps_error *error)
{
    json_t *content = json_array();
    PS_DEFER(json_decrefp)
    json_t *made = json_pack("{s:o, s:n}", "content", content, "refusal");
    if (!made)
        return ps_error_no_memory(error, "log-probabilities");
    PS_TRY(fill(logprobs, sequence, content, error));
    *object = ps_take(made);
    return PS_OK;
}
