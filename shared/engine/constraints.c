/* Masks and biases. */
#include "shared/engine/constraints.h"

#include <math.h>
#include <string.h>

/* --- are they possible --- */

static enum ps_status check_token(const char *param, int32_t token, size_t vocab_size,
                                  struct ps_error *error)
{
    if (token >= 0 && (size_t)token < vocab_size)
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, param,
                              "%s: token %d, expected 0 to %zu: the model's vocabulary", param,
                              token, vocab_size - 1);
}

static enum ps_status check_list(const char *param, struct ps_token_list list, size_t vocab_size,
                                 struct ps_error *error)
{
    for (size_t i = 0; i < list.count; i++)
        PS_TRY(check_token(param, list.ids[i], vocab_size, error));
    return PS_OK;
}

static enum ps_status check_biases(const struct ps_sampling *sampling, size_t vocab_size,
                                   struct ps_error *error)
{
    for (size_t i = 0; i < sampling->num_logit_bias; i++) {
        const struct ps_logit_bias *bias = &sampling->logit_bias[i];
        PS_TRY(check_token("logit_bias", bias->token, vocab_size, error));
        if (!isfinite(bias->bias))
            return ps_error_set_param(error, PS_INVALID, "logit_bias",
                                      "logit_bias: the bias of token %d is no number", bias->token);
    }
    return PS_OK;
}

enum ps_status ps_constraints_check(const struct ps_sampling *sampling, size_t vocab_size,
                                    struct ps_error *error)
{
    PS_TRY(check_list("allowed_token_ids", sampling->allowed_tokens, vocab_size, error));
    PS_TRY(check_list("stop_token_ids", sampling->stop_tokens, vocab_size, error));
    PS_TRY(check_biases(sampling, vocab_size, error));
    for (size_t i = 0; i < sampling->num_bad_words; i++) {
        if (sampling->bad_words[i].count == 0)
            return ps_error_set_param(error, PS_INVALID, "bad_words",
                                      "bad_words: entry %zu has no token", i);
        PS_TRY(check_list("bad_words", sampling->bad_words[i], vocab_size, error));
    }
    return PS_OK;
}

/* --- the logits of one token --- */

bool ps_token_list_has(struct ps_token_list list, int32_t token)
{
    for (size_t i = 0; i < list.count; i++) {
        if (list.ids[i] == token)
            return true;
    }
    return false;
}

bool ps_constraints_exist(const struct ps_sequence *sequence)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    return sampling->allowed_tokens.count > 0 || sampling->num_bad_words > 0 ||
           sampling->num_logit_bias > 0 || sequence->num_tokens < sampling->min_tokens;
}

static void mask_list(struct ps_token_list list, float *logits, size_t vocab_size)
{
    for (size_t i = 0; i < list.count; i++) {
        if (list.ids[i] >= 0 && (size_t)list.ids[i] < vocab_size)
            logits[list.ids[i]] = -INFINITY;
    }
}

static void mask_all_but(struct ps_token_list allowed, float *logits, size_t vocab_size,
                         struct ps_logit *scratch)
{
    for (size_t i = 0; i < vocab_size; i++) {
        scratch[i].value = logits[i];
        logits[i] = -INFINITY;
    }
    for (size_t i = 0; i < allowed.count; i++)
        logits[allowed.ids[i]] = scratch[allowed.ids[i]].value;
}

/* Whether what was generated ends with all of the word but its last token. */
static bool is_begun(const struct ps_sequence *sequence, struct ps_token_list word)
{
    size_t length = word.count - 1;
    if (length > sequence->num_tokens)
        return false;
    const int32_t *end = sequence->tokens + sequence->num_tokens - length;
    return length == 0 || memcmp(end, word.ids, length * sizeof *end) == 0;
}

void ps_constraints_apply(const struct ps_sequence *sequence, struct ps_token_list eos,
                          float *logits, size_t vocab_size, struct ps_logit *scratch)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    if (sampling->allowed_tokens.count > 0)
        mask_all_but(sampling->allowed_tokens, logits, vocab_size, scratch);
    for (size_t i = 0; i < sampling->num_bad_words; i++) {
        struct ps_token_list word = sampling->bad_words[i];
        if (is_begun(sequence, word))
            logits[word.ids[word.count - 1]] = -INFINITY;
    }
    if (sequence->num_tokens < sampling->min_tokens) {
        mask_list(eos, logits, vocab_size);
        mask_list(sampling->stop_tokens, logits, vocab_size);
    }
    for (size_t i = 0; i < sampling->num_logit_bias; i++)
        logits[sampling->logit_bias[i].token] += sampling->logit_bias[i].bias;
}
