/* Rotary positions, in the form that turns element i of a head with element i + size / 2. */
#ifndef PENSTOCK_SHARED_KERNEL_ROTARY_H
#define PENSTOCK_SHARED_KERNEL_ROTARY_H

#include <stddef.h>

/* The angles' cosines and sines of one position, times amplitude. */
void ps_rotary_angles(const float *inverse_frequencies, /* [half_size] */
                      size_t half_size, size_t position, float amplitude,
                      float *angles /* [2, half_size]: cosines, sines */);

/* Turns each head of one row. */
void ps_rotary_apply(const float *angles, /* [2, half_size] */
                     size_t half_size, size_t num_heads,
                     float *row /* [num_heads, 2, half_size] */);

#endif
