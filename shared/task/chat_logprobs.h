/* The log-probabilities of a chat's answer, token by token: OpenAI's logprobs.content. */
#ifndef PENSTOCK_SHARED_TASK_CHAT_LOGPROBS_H
#define PENSTOCK_SHARED_TASK_CHAT_LOGPROBS_H

#include <jansson.h>

#include "shared/engine/sequence.h"
#include "shared/text/tokenizer.h"

/* Follows a sequence's tokens. */
struct ps_chat_logprobs {
    const struct ps_tokenizer *tokenizer;
    size_t num_top;   /* of the most likely tokens, at most */
    bool as_ids;      /* tokens as "token_id:17" */
    size_t num_taken; /* tokens that were told */
};

/* {"content": [{"token", "logprob", "bytes", "top_logprobs": [...]}], "refusal": null} of the
 * tokens that came since the last time; a new reference. */
enum ps_status ps_chat_logprobs_take(struct ps_chat_logprobs *logprobs,
                                     const struct ps_sequence *sequence, json_t **object,
                                     struct ps_error *error) PS_MUST_USE;

#endif
