/* The prompt's tokens, by id. */
#include "shared/task/prompt_logprobs.h"

#include <stdio.h>

#include "shared/base/defer.h"
#include "shared/task/choices.h"
#include "shared/task/logprobs.h"
#include "shared/task/token_text.h"

/* rank 0: not known. */
static enum ps_status put(const struct ps_tokenizer *tokenizer, json_t *object, int32_t previous,
                          struct ps_logprob logprob, size_t rank, struct ps_error *error)
{
    char key[16];
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    (void)snprintf(key, sizeof key, "%d", logprob.token);
    if (json_object_get(object, key))
        return PS_OK;
    PS_TRY(ps_token_text(tokenizer, previous, logprob.token, &text, error));
    json_t *entry = json_pack("{s:f, s:o, s:o}", "logprob", ps_logprobs_finite(logprob.logprob),
                              "rank", rank > 0 ? json_integer((json_int_t)rank) : json_null(),
                              "decoded_token", json_stringn(text.data ? text.data : "", text.size));
    if (json_object_set_new(object, key, entry) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    return PS_OK;
}

static size_t rank_of(const struct ps_token_logprobs *scores)
{
    for (size_t i = 0; i < scores->num_top; i++) {
        if (scores->top[i].token == scores->chosen.token)
            return i + 1;
    }
    return 0;
}

static enum ps_status add(const struct ps_tokenizer *tokenizer, json_t *list, int32_t previous,
                          const struct ps_token_logprobs *scores, size_t num_top,
                          struct ps_error *error)
{
    json_t *object = json_object();
    if (json_array_append_new(list, object) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    PS_TRY(put(tokenizer, object, previous, scores->chosen, rank_of(scores), error));
    for (size_t i = 0; i < scores->num_top && i < num_top; i++)
        PS_TRY(put(tokenizer, object, previous, scores->top[i], i + 1, error));
    return PS_OK;
}

static enum ps_status render(const struct ps_tokenizer *tokenizer,
                             const struct ps_sequence *sequence, size_t num_top, json_t **list,
                             struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *made = json_array();
    if (!made || json_array_append_new(made, json_null()) != 0)
        return ps_error_no_memory(error, "log-probabilities");
    int32_t previous = -1;
    for (size_t i = 1; i < sequence->num_prompt; i++) {
        if (!ps_tokenizer_is_special(tokenizer, sequence->prompt[i - 1]))
            previous = sequence->prompt[i - 1];
        PS_TRY(add(tokenizer, made, previous, &sequence->prompt_logprobs[i], num_top, error));
    }
    *list = ps_take(made);
    return PS_OK;
}

enum ps_status ps_prompt_logprobs_tell(const struct ps_generation *generation,
                                       const struct ps_tokenizer *tokenizer,
                                       const struct ps_sequence *sequence, json_t *object,
                                       struct ps_error *error)
{
    json_t *list = NULL;
    if (generation->num_prompt_logprobs >= 0) {
        PS_TRY(render(tokenizer, sequence, (size_t)generation->num_prompt_logprobs, &list, error));
        if (json_object_set_new(object, "prompt_logprobs", list) != 0)
            return ps_error_no_memory(error, "log-probabilities");
    }
    if (generation->returns_token_ids &&
        json_object_set_new(object, "prompt_token_ids",
                            ps_choices_ids(sequence->prompt, sequence->num_prompt)) != 0)
        return ps_error_no_memory(error, "token ids");
    return PS_OK;
}
