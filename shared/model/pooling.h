/* From a sequence's hidden states to its embedding, as sentence-transformers' modules.json says. */
#ifndef PENSTOCK_SHARED_MODEL_POOLING_H
#define PENSTOCK_SHARED_MODEL_POOLING_H

#include <stdbool.h>
#include <stddef.h>

enum ps_pooling_mode { PS_POOLING_MEAN, PS_POOLING_CLS, PS_POOLING_MAX, PS_POOLING_LAST };

struct ps_pooling {
    enum ps_pooling_mode mode;
    bool normalize; /* to length 1 (L2) */
};

/* Sums in double, in row order: the same bits every time. */
void ps_pooling_apply(const struct ps_pooling *pooling,
                      const float *hidden, /* [num_rows, hidden_size] */
                      size_t num_rows, size_t hidden_size, float *embedding /* [hidden_size] */);

#endif
