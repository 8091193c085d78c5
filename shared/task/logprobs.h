/* The `logprobs` object of a completion: tokens, their log-probabilities, the most likely ones in
 * their place, and where each begins in the text. It is made as the tokens come, in one part or in
 * many. */
#ifndef PENSTOCK_SHARED_TASK_LOGPROBS_H
#define PENSTOCK_SHARED_TASK_LOGPROBS_H

#include <jansson.h>

#include "shared/engine/sequence.h"
#include "shared/text/tokenizer.h"

struct ps_logprobs_params {
    const struct ps_tokenizer *tokenizer;
    const struct ps_sequence *sequence;
    const struct ps_sequence *scored; /* the sequence of the same prompt that has the prompt's
                                         log-probabilities; NULL: they aren't wanted */
    size_t num_top;                   /* of the most likely tokens, at most */
    bool as_ids;                      /* tokens as "token_id:17" */
    size_t prompt_length;             /* of the echoed prompt in code points */
};

struct ps_logprobs; /* opaque; borrows what params point to */

/* NULL where memory can't be had. */
struct ps_logprobs *ps_logprobs_create(const struct ps_logprobs_params *params);
void ps_logprobs_destroy(struct ps_logprobs *logprobs);
PS_DEFINE_DEFER(ps_logprobs_destroy, struct ps_logprobs)

/* The object of the tokens that came since the last time, of the prompt's too where that is the
 * first; a new reference. PS_NO_MEMORY, and what the tokenizer finds wrong. */
enum ps_status ps_logprobs_take(struct ps_logprobs *logprobs, json_t **object,
                                struct ps_error *error) PS_MUST_USE;

/* A log-probability as JSON, which has no infinity: a token that the model holds impossible gets
 * what vLLM's API gives it, -9999. */
double ps_logprobs_finite(float logprob);

#endif
