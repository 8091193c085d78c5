/* The `logprobs` object of a completion: tokens, their log-probabilities, the most likely ones in
 * their place, and where each begins in the text. */
#ifndef PENSTOCK_SHARED_TASK_LOGPROBS_H
#define PENSTOCK_SHARED_TASK_LOGPROBS_H

#include <jansson.h>

#include "shared/engine/sequence.h"
#include "shared/text/tokenizer.h"

struct ps_logprobs_params {
    const struct ps_tokenizer *tokenizer;
    const struct ps_sequence *sequence;
    bool echo;            /* the prompt's tokens too */
    bool as_ids;          /* tokens as "token_id:17" */
    size_t prompt_length; /* of the echoed prompt in code points */
};

/* A new reference. PS_NO_MEMORY, and what the tokenizer finds wrong. */
enum ps_status ps_logprobs_render(const struct ps_logprobs_params *params, json_t **logprobs,
                                  struct ps_error *error) PS_MUST_USE;

#endif
