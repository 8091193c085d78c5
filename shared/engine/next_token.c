/* Constraints, penalties and the sampler, in their order. */
#include "shared/engine/next_token.h"

#include <math.h>
#include <string.h>

#include "shared/engine/constraints.h"
#include "shared/engine/penalties.h"
#include "shared/engine/sampler.h"
#include "shared/engine/state.h"

/* The logits as the sampling makes them; a copy only where it changes any. */
static const float *change(const struct ps_next_token *next, const struct ps_sequence *sequence)
{
    const struct ps_penalties *penalties = &sequence->state->penalties;
    if (!ps_constraints_exist(sequence) && penalties->num_items == 0)
        return next->logits;
    memcpy(next->changed, next->logits, next->vocab_size * sizeof *next->changed);
    ps_constraints_apply(sequence, next->eos, next->changed, next->vocab_size, next->scratch);
    ps_penalties_apply(penalties, &sequence->sampling, next->changed);
    return next->changed;
}

int32_t ps_next_token_pick(const struct ps_next_token *next, struct ps_sequence *sequence)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    const float *logits = change(next, sequence);
    double uniform = 0;
    if (!ps_sampler_is_greedy(sampling))
        uniform = ps_rng_uniform(&sequence->state->rng);
    int32_t token = ps_sampler_pick(sampling, logits, next->vocab_size, uniform, next->scratch);
    if (token >= 0)
        return token;
    bool were_numbers = isfinite(next->logits[ps_logits_argmax(next->logits, next->vocab_size)]);
    return were_numbers && logits != next->logits ? PS_TOKEN_NONE_LEFT : PS_TOKEN_NO_NUMBER;
}
