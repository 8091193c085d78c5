/* Rotary positions: how fast each pair of a head's elements turns, and how a model made for a short
 * context is stretched to a longer one. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_ROPE_H
#define PENSTOCK_SHARED_TRANSFORMER_ROPE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"

enum ps_rope_scaling { PS_ROPE_NONE, PS_ROPE_LINEAR, PS_ROPE_LLAMA3, PS_ROPE_YARN };

struct ps_rope {
    double theta; /* pair i of a head of d elements turns by theta^(-2i/d) per position */
    enum ps_rope_scaling scaling;
    double factor;             /* how much longer the context becomes */
    size_t original_positions; /* the context before; llama3, yarn */

    double low_freq_factor; /* llama3 */
    double high_freq_factor;

    double beta_fast;        /* yarn: turns over the original context above which a pair is kept, */
    double beta_slow;        /* and below which it is slowed by the factor */
    bool truncate;           /* the pairs between are counted from and to whole ones */
    double attention_factor; /* of cosines and sines; 0: from the factor, and mscale if given */
    double mscale;           /* 0: not given */
    double mscale_all_dim;   /* 0: not given */
};

/* PS_INVALID names the field. */
enum ps_status ps_rope_check(const struct ps_rope *rope, struct ps_error *error) PS_MUST_USE;

/* The angle per position of each pair, of a checked rope. */
void ps_rope_frequencies(const struct ps_rope *rope, size_t head_size,
                         float *frequencies /* [head_size / 2] */);

/* What cosines and sines are multiplied by: 1 but for yarn. */
float ps_rope_amplitude(const struct ps_rope *rope);

#endif
