/* The golden data under tests/golden/data: a model, what is expected of it, and how near is near
 * enough. */
#ifndef PENSTOCK_TESTS_SUPPORT_GOLDEN_H
#define PENSTOCK_TESTS_SUPPORT_GOLDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "shared/base/buffer.h"
#include "shared/model/model.h"

/* Zero-initialise. */
struct ps_golden {
    struct ps_model *model;
    json_t *expected;        /* expected.json */
    struct ps_buffer floats; /* expected.f32 */
    size_t num_floats;
    size_t used; /* floats compared so far */
};

/* Loads tests/golden/data/NAME; ends the test program, saying why, where that fails. */
void ps_golden_open(struct ps_golden *golden, const char *name);
void ps_golden_close(struct ps_golden *golden);

/* Compares the next count expected floats with values: each within 1e-4, absolute or relative,
 * whichever is larger. Prints the first that isn't. */
bool ps_golden_matches(struct ps_golden *golden, const float *values, size_t count);

/* An array of integers in fresh memory, which the caller frees. */
int32_t *ps_golden_ids(const json_t *array, size_t *count);

#endif
