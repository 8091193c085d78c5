/* Linear layers: y = x W^T with what follows it fused in. The bits of a row depend on the row and
 * the weights alone: not on how many rows there are, where among them it stands, or on threads.
 *
 * The product is cut into tiles of PS_LINEAR_ROWS rows and PS_LINEAR_COLUMNS outputs. A tile
 * always has all its rows (the last ones zero where there are fewer), because a matrix product
 * library may sum in another order for another number of rows. The number is small because such a
 * library may also sum in another order for the last rows of many, and because decoding has few.
 */
#ifndef PENSTOCK_SHARED_KERNEL_LINEAR_H
#define PENSTOCK_SHARED_KERNEL_LINEAR_H

#include <stddef.h>

#include "shared/base/pool.h"
#include "shared/kernel/activation.h"

enum {
    PS_LINEAR_ROWS = 8,
    PS_LINEAR_COLUMNS = 128,
};

/* A weight matrix in the form that the kernels of the table want. Zero-initialise. */
struct ps_linear {
    size_t in_size;
    size_t out_size;
    const float *weight; /* [out_size, in_size], borrowed */
    const float *bias;   /* [out_size], borrowed, or NULL */
};

/* One product: y = activation(x W^T + bias) * gate + residual. */
struct ps_linear_call {
    const struct ps_linear *linear;
    const float *x; /* [num_rows, in_size] */
    float *y;       /* [num_rows, out_size]; may be gate or residual, not x */
    size_t num_rows;
    enum ps_activation activation;
    const float *gate;     /* [num_rows, out_size], or NULL: 1 */
    const float *residual; /* [num_rows, out_size], or NULL: 0 */
    float *scratch;        /* [ps_linear_scratch_size(in_size)], for this call alone */
};

/* Floats of scratch that a call needs for inputs of in_size. */
size_t ps_linear_scratch_size(size_t in_size);

void ps_linear_run(const struct ps_linear_call *call, struct ps_pool *pool);

#endif
