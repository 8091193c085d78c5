/* Random numbers for tests. */
#include "tests/support/random.h"

#include "tests/support/forward.h"

void ps_test_fill(struct ps_rng *rng, float *values, size_t count, float scale)
{
    for (size_t i = 0; i < count; i++)
        values[i] = scale * (float)(2.0 * ps_rng_uniform(rng) - 1.0);
}

float *ps_test_floats(struct ps_rng *rng, size_t count, float scale)
{
    float *values = ps_test_alloc(count, sizeof *values);
    ps_test_fill(rng, values, count, scale);
    return values;
}

size_t ps_test_between(struct ps_rng *rng, size_t low, size_t high)
{
    return low + (size_t)ps_rng_below(rng, high - low + 1);
}
