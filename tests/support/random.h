/* Random numbers for tests, from a seed. */
#ifndef PENSTOCK_TESTS_SUPPORT_RANDOM_H
#define PENSTOCK_TESTS_SUPPORT_RANDOM_H

#include <stddef.h>

#include "shared/base/rng.h"

/* Fills values with numbers in [-scale, scale). */
void ps_test_fill(struct ps_rng *rng, float *values, size_t count, float scale);

/* count numbers in [-scale, scale) in fresh memory. */
float *ps_test_floats(struct ps_rng *rng, size_t count, float scale);

/* Uniform in [low, high]. */
size_t ps_test_between(struct ps_rng *rng, size_t low, size_t high);

#endif
