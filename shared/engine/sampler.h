/* From a row of logits to a token: temperature, then min_p, then top_k, then top_p, then one
 * uniform number.
 *
 * In double, and in an order that depends on the logits alone; equal logits rank by the smaller
 * id. */
#ifndef PENSTOCK_SHARED_ENGINE_SAMPLER_H
#define PENSTOCK_SHARED_ENGINE_SAMPLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/engine/sequence.h"
#include "shared/kernel/logits.h"

/* Whether the most likely token is taken, and no uniform number is needed. */
bool ps_sampler_is_greedy(const struct ps_sampling *sampling);

/* uniform in [0, 1). -1 where the logits are no numbers. */
int32_t ps_sampler_pick(const struct ps_sampling *sampling, const float *logits, /* [vocab_size] */
                        size_t vocab_size, double uniform,
                        struct ps_logit *scratch /* [vocab_size] */);

#endif
