/* The portable linear tile: what every other one is compared with. */
#ifndef PENSTOCK_SHARED_KERNEL_LINEAR_REFERENCE_H
#define PENSTOCK_SHARED_KERNEL_LINEAR_REFERENCE_H

#include "shared/kernel/linear.h"

/* See struct ps_kernels. */
void ps_linear_tile_reference(const struct ps_linear *linear, const float *x, size_t first_column,
                              size_t num_columns, float *tile);

#endif
