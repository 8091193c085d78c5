/* Normalisation of rows. */
#ifndef PENSTOCK_SHARED_KERNEL_NORM_H
#define PENSTOCK_SHARED_KERNEL_NORM_H

#include <stddef.h>

struct ps_norm {
    size_t size;
    float epsilon;
    const float *scale; /* [size] */
    const float *bias;  /* [size]; NULL: 0. Not used by the root mean square */
};

/* y = (x - mean) / sqrt(variance + epsilon) * scale + bias. y may be x. */
void ps_layer_norm_reference(const struct ps_norm *norm, const float *x, /* [num_rows, size] */
                             size_t num_rows, float *y /* [num_rows, size] */);

/* y = x / sqrt(mean(x^2) + epsilon) * scale. y may be x. */
void ps_rms_norm_reference(const struct ps_norm *norm, const float *x, /* [num_rows, size] */
                           size_t num_rows, float *y /* [num_rows, size] */);

#endif
