/* The linear tile through OpenBLAS: the only file that knows cblas.
 *
 * OpenBLAS is not batch-invariant: which code sums a row, and so its bits, depends on how many rows
 * there are and, on some processors, on the row's place among them (with its Zen kernels, rows 61
 * to 64 of 64 differ from the first 60). The result of a product of one shape and place never
 * varies, so all that is needed is a number of rows at which the places agree too. On which
 * processors 8 rows do is not documented, so it is tried at start, on equal rows; then 4; and where
 * neither do, the portable tile stays. */
#include "shared/kernel/linear_openblas.h"

#include <assert.h>
#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cblas.h>

#include "shared/base/defer.h"
#include "shared/base/rng.h"

enum {
    TRIAL_SIZE_MAX = 1536,
};

static void multiply(const struct ps_linear *linear, const float *x, size_t num_rows,
                     size_t first_column, size_t num_columns, float *tile)
{
    assert(linear->in_size <= INT_MAX);
    blasint in_size = (blasint)linear->in_size;
    const float *weight = linear->weight + first_column * linear->in_size;
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (blasint)num_rows, (blasint)num_columns,
                in_size, 1.0f, x, in_size, weight, in_size, 0.0f, tile, PS_LINEAR_COLUMNS);
}

static void tile_by_8(const struct ps_linear *linear, const float *x, size_t first_column,
                      size_t num_columns, float *tile)
{
    multiply(linear, x, 8, first_column, num_columns, tile);
}

static void tile_by_4(const struct ps_linear *linear, const float *x, size_t first_column,
                      size_t num_columns, float *tile)
{
    multiply(linear, x, 4, first_column, num_columns, tile);
    multiply(linear, x + 4 * linear->in_size, 4, first_column, num_columns,
             tile + 4 * PS_LINEAR_COLUMNS);
}

_Static_assert(PS_LINEAR_ROWS == 8, "the tiles above have 8 rows");

typedef void linear_tile(const struct ps_linear *linear, const float *x, size_t first_column,
                         size_t num_columns, float *tile);

/* Whether equal rows give equal results, in one shape. */
static bool places_agree(linear_tile *run, const struct ps_linear *linear, const float *x)
{
    float tile[PS_LINEAR_ROWS * PS_LINEAR_COLUMNS];
    run(linear, x, 0, linear->out_size, tile);
    for (size_t row = 1; row < PS_LINEAR_ROWS; row++) {
        if (memcmp(tile, tile + row * PS_LINEAR_COLUMNS, linear->out_size * sizeof *tile) != 0)
            return false;
    }
    return true;
}

/* values: random, [PS_LINEAR_COLUMNS, TRIAL_SIZE_MAX]; x: room for PS_LINEAR_ROWS rows. */
static bool is_invariant(linear_tile *run, const float *values, float *x)
{
    static const size_t in_sizes[] = {1, 3, 8, 31, 64, 172, 384, 513, TRIAL_SIZE_MAX};
    static const size_t out_sizes[] = {1, 5, 12, 64, 127, PS_LINEAR_COLUMNS};
    for (size_t i = 0; i < sizeof in_sizes / sizeof in_sizes[0]; i++) {
        for (size_t row = 0; row < PS_LINEAR_ROWS; row++)
            memcpy(x + row * in_sizes[i], values, in_sizes[i] * sizeof *x);
        for (size_t j = 0; j < sizeof out_sizes / sizeof out_sizes[0]; j++) {
            const struct ps_linear linear = {
                .in_size = in_sizes[i], .out_size = out_sizes[j], .weight = values};
            if (!places_agree(run, &linear, x))
                return false;
        }
    }
    return true;
}

/* OpenBLAS chooses its code by processor, and another release may choose another: both are part of
 * what the bits of a result depend on. Its configuration begins with "OpenBLAS 0.3.21 ". */
static void name_isa(int num_rows, char isa[PS_ISA_SIZE])
{
    const char *version = strchr(openblas_get_config(), ' ');
    version = version ? version + 1 : "";
    (void)snprintf(isa, PS_ISA_SIZE, "openblas-%.*s-%.32s-%d", (int)strcspn(version, " "), version,
                   openblas_get_corename(), num_rows);
    for (char *c = isa; *c; c++)
        *c = (char)tolower((unsigned char)*c);
}

void ps_kernels_init_openblas(struct ps_kernels *kernels)
{
    size_t count = (size_t)PS_LINEAR_COLUMNS * TRIAL_SIZE_MAX;
    PS_DEFER(ps_freep) float *values = calloc(count, sizeof *values);
    PS_DEFER(ps_freep) float *x = calloc((size_t)PS_LINEAR_ROWS * TRIAL_SIZE_MAX, sizeof *x);
    openblas_set_num_threads(1);
    if (!values || !x)
        return;
    struct ps_rng rng;
    ps_rng_init(&rng, 1);
    for (size_t i = 0; i < count; i++)
        values[i] = (float)ps_rng_uniform(&rng) - 0.5f;
    if (is_invariant(tile_by_8, values, x)) {
        kernels->linear_tile = tile_by_8;
        kernels->linear_name = "openblas f32, 8 rows";
        name_isa(8, kernels->isa);
    } else if (is_invariant(tile_by_4, values, x)) {
        kernels->linear_tile = tile_by_4;
        kernels->linear_name = "openblas f32, 4 rows";
        name_isa(4, kernels->isa);
    }
}
