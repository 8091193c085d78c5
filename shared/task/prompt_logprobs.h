/* vLLM's prompt_logprobs, what the model thought of each token of the prompt, and the ids that it
 * tells beside them. */
#ifndef PENSTOCK_SHARED_TASK_PROMPT_LOGPROBS_H
#define PENSTOCK_SHARED_TASK_PROMPT_LOGPROBS_H

#include "shared/task/generation.h"

/* Sets in object, of what was asked for: prompt_token_ids, and prompt_logprobs, a list with, for
 * each token of the sequence's prompt, null (the first one) or an object whose keys are token ids,
 * {"17": {"logprob", "rank", "decoded_token"}}: the token itself and the most likely ones. rank
 * counts from 1 and is null where the token is not among them. */
enum ps_status ps_prompt_logprobs_tell(const struct ps_generation *generation,
                                       const struct ps_tokenizer *tokenizer,
                                       const struct ps_sequence *sequence, json_t *object,
                                       struct ps_error *error) PS_MUST_USE;

#endif
