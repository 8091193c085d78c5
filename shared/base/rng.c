/* xoshiro256** seeded by splitmix64. */
#include "shared/base/rng.h"

static uint64_t rotate_left(uint64_t value, unsigned int count)
{
    return value << count | value >> (64 - count);
}

void ps_rng_init(struct ps_rng *rng, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        seed += UINT64_C(0x9E3779B97F4A7C15);
        uint64_t mixed = seed;
        mixed = (mixed ^ mixed >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94D049BB133111EB);
        rng->state[i] = mixed ^ mixed >> 31;
    }
}

uint64_t ps_rng_next(struct ps_rng *rng)
{
    uint64_t *s = rng->state;
    uint64_t result = rotate_left(s[1] * 5, 7) * 9;
    uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate_left(s[3], 45);
    return result;
}

double ps_rng_uniform(struct ps_rng *rng)
{
    return (double)(ps_rng_next(rng) >> 11) * 0x1.0p-53;
}

uint64_t ps_rng_below(struct ps_rng *rng, uint64_t bound)
{
    uint64_t threshold = (UINT64_MAX - bound + 1) % bound;
    uint64_t value = ps_rng_next(rng);
    while (value < threshold)
        value = ps_rng_next(rng);
    return value % bound;
}
