/* Which tokens may come next and which are favoured: allowed_tokens, bad_words, min_tokens and
 * logit_bias, as changes of logits. A token that may not come has the logit -infinity. */
#ifndef PENSTOCK_SHARED_ENGINE_CONSTRAINTS_H
#define PENSTOCK_SHARED_ENGINE_CONSTRAINTS_H

#include "shared/engine/sequence.h"
#include "shared/kernel/logits.h"

/* PS_INVALID where a list names a token outside the vocabulary, a bad word has no token, or a bias
 * is no number. */
enum ps_status ps_constraints_check(const struct ps_sampling *sampling, size_t vocab_size,
                                    struct ps_error *error) PS_MUST_USE;

bool ps_token_list_has(struct ps_token_list list, int32_t token);

/* Whether the next token's logits are changed at all. */
bool ps_constraints_exist(const struct ps_sequence *sequence);

/* For the token after those that the sequence has generated. eos: the model's end-of-sequence
 * tokens. As in vLLM, a bad word's beginning is looked for in what was generated, not in the
 * prompt, and min_tokens keeps the end-of-sequence tokens away even where ignore_eos is set. */
void ps_constraints_apply(const struct ps_sequence *sequence, struct ps_token_list eos,
                          float *logits, /* [vocab_size] */
                          size_t vocab_size, struct ps_logit *scratch /* [vocab_size] */);

#endif
