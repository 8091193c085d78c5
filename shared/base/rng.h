/* A small, seeded random generator (xoshiro256** by Blackman and Vigna, seeded by splitmix64): the
 * same seed gives the same numbers on every machine. Not for secrets. */
#ifndef PENSTOCK_SHARED_BASE_RNG_H
#define PENSTOCK_SHARED_BASE_RNG_H

#include <stdint.h>

struct ps_rng {
    uint64_t state[4];
};

void ps_rng_init(struct ps_rng *rng, uint64_t seed);
uint64_t ps_rng_next(struct ps_rng *rng);

/* Uniform in [0, 1), with 53 random bits. */
double ps_rng_uniform(struct ps_rng *rng);

/* Uniform in [0, bound), without bias; bound > 0. */
uint64_t ps_rng_below(struct ps_rng *rng, uint64_t bound);

#endif
