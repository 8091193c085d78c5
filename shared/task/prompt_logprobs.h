/* vLLM's prompt_logprobs: what the model thought of each token of the prompt. */
#ifndef PENSTOCK_SHARED_TASK_PROMPT_LOGPROBS_H
#define PENSTOCK_SHARED_TASK_PROMPT_LOGPROBS_H

#include <jansson.h>

#include "shared/engine/sequence.h"
#include "shared/text/tokenizer.h"

/* A list with, for each token of the prompt, null (the first one) or an object whose keys are token
 * ids, {"17": {"logprob", "rank", "decoded_token"}}: the token itself and the num_top most likely
 * ones. rank counts from 1 and is null where the token is not among them. A new reference. */
enum ps_status ps_prompt_logprobs_render(const struct ps_tokenizer *tokenizer,
                                         const struct ps_sequence *sequence, size_t num_top,
                                         json_t **list, struct ps_error *error) PS_MUST_USE;

#endif
