/* Linear layers: the chosen tile against the reference, and the same bits for a row wherever it
 * stands, whatever is beside it, on any number of threads. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/kernel/table.h"
#include "tests/support/forward.h"
#include "tests/support/random.h"

/* Odd sizes, the edges of panels, and those of real models. */
static const size_t in_sizes[] = {1, 3, 17, 64, 172, 384, 512, 769, 1536};
static const size_t out_sizes[] = {1, 5, 64, 127, 128, 129, 300};
static const size_t row_counts[] = {1, 2, 7, 17, 18, 19, 63, 64, 65, 127, 128, 129, 200};

enum {
    NUM_IN = sizeof in_sizes / sizeof in_sizes[0],
    NUM_OUT = sizeof out_sizes / sizeof out_sizes[0],
    NUM_COUNTS = sizeof row_counts / sizeof row_counts[0],
    ROWS_MAX = 200,
};

/* A layer with random weights, and rows for it. */
struct layer {
    struct ps_linear linear;
    float *weight, *bias, *x, *scratch;
};

static void layer_init(struct layer *layer, struct ps_rng *rng, size_t in_size, size_t out_size)
{
    layer->weight = ps_test_floats(rng, in_size * out_size, 1.0f);
    layer->bias = ps_test_floats(rng, out_size, 1.0f);
    layer->x = ps_test_floats(rng, ROWS_MAX * in_size, 1.0f);
    layer->scratch = ps_test_alloc(ps_linear_scratch_size(in_size), sizeof(float));
    layer->linear = (struct ps_linear){
        .in_size = in_size, .out_size = out_size, .weight = layer->weight, .bias = layer->bias};
}

static void layer_close(struct layer *layer)
{
    free(layer->weight);
    free(layer->bias);
    free(layer->x);
    free(layer->scratch);
}

static void run(const struct layer *layer, const float *x, size_t num_rows, struct ps_pool *pool,
                float *y)
{
    const struct ps_linear_call call = {
        .linear = &layer->linear, .x = x, .y = y, .num_rows = num_rows, .scratch = layer->scratch};
    ps_linear_run(&call, pool);
}

static void for_each_layer(void (*check)(struct layer *layer, struct ps_rng *rng))
{
    struct ps_rng rng;
    ps_rng_init(&rng, 1);
    for (size_t i = 0; i < NUM_IN; i++) {
        for (size_t j = 0; j < NUM_OUT; j++) {
            PS_DEFER(layer_close) struct layer layer;
            layer_init(&layer, &rng, in_sizes[i], out_sizes[j]);
            check(&layer, &rng);
        }
    }
}

static void check_against_reference(struct layer *layer, struct ps_rng *rng)
{
    (void)rng;
    struct ps_kernels reference;
    ps_kernels_init_reference(&reference);
    size_t columns = layer->linear.out_size;
    if (columns > PS_LINEAR_COLUMNS)
        columns = PS_LINEAR_COLUMNS;
    static float expected[PS_LINEAR_ROWS * PS_LINEAR_COLUMNS];
    static float found[PS_LINEAR_ROWS * PS_LINEAR_COLUMNS];
    reference.linear_tile(&layer->linear, layer->x, 0, columns, expected);
    ps_kernels()->linear_tile(&layer->linear, layer->x, 0, columns, found);
    float tolerance = 1e-6f * (float)layer->linear.in_size;
    for (size_t row = 0; row < PS_LINEAR_ROWS; row++) {
        for (size_t column = 0; column < columns; column++) {
            size_t i = row * PS_LINEAR_COLUMNS + column;
            assert_true(fabsf(expected[i] - found[i]) <= tolerance);
        }
    }
}

static void tile_agrees_with_reference(void **state)
{
    (void)state;
    for_each_layer(check_against_reference);
}

/* Every row of every count has the bits that it has alone. */
static void check_row_counts(struct layer *layer, struct ps_rng *rng)
{
    (void)rng;
    size_t in_size = layer->linear.in_size, out_size = layer->linear.out_size;
    PS_DEFER(ps_freep) float *alone = ps_test_alloc(ROWS_MAX * out_size, sizeof *alone);
    PS_DEFER(ps_freep) float *together = ps_test_alloc(ROWS_MAX * out_size, sizeof *together);
    PS_DEFER(ps_pool_destroyp) struct ps_pool *pool = ps_pool_create(2);
    for (size_t row = 0; row < ROWS_MAX; row++)
        run(layer, layer->x + row * in_size, 1, NULL, alone + row * out_size);
    for (size_t i = 0; i < NUM_COUNTS; i++) {
        run(layer, layer->x, row_counts[i], i % 2 ? pool : NULL, together);
        assert_memory_equal(alone, together, row_counts[i] * out_size * sizeof *alone);
    }
}

static void rows_have_the_bits_they_have_alone(void **state)
{
    (void)state;
    for_each_layer(check_row_counts);
}

/* One row at every place of a block of strangers. */
static void check_places(struct layer *layer, struct ps_rng *rng)
{
    size_t in_size = layer->linear.in_size, out_size = layer->linear.out_size;
    size_t row_bytes = in_size * sizeof(float);
    PS_DEFER(ps_freep) float *block = ps_test_floats(rng, PS_LINEAR_ROWS * in_size, 100.0f);
    PS_DEFER(ps_freep) float *y = ps_test_alloc(PS_LINEAR_ROWS * out_size, sizeof *y);
    PS_DEFER(ps_freep) float *alone = ps_test_alloc(out_size, sizeof *alone);
    run(layer, layer->x, 1, NULL, alone);
    for (size_t place = 0; place < PS_LINEAR_ROWS; place++) {
        memcpy(block + place * in_size, layer->x, row_bytes);
        run(layer, block, PS_LINEAR_ROWS, NULL, y);
        assert_memory_equal(alone, y + place * out_size, out_size * sizeof *y);
    }
}

static void a_row_does_not_depend_on_its_place(void **state)
{
    (void)state;
    for_each_layer(check_places);
}

/* A row that is not a number stays its own affair. */
static void neighbours_may_be_nan(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 2);
    PS_DEFER(layer_close) struct layer layer;
    layer_init(&layer, &rng, 64, 64);
    float alone[64], y[2 * 64];
    run(&layer, layer.x, 1, NULL, alone);
    for (size_t i = 0; i < 64; i++)
        layer.x[64 + i] = i % 2 ? NAN : INFINITY;
    run(&layer, layer.x, 2, NULL, y);
    assert_memory_equal(alone, y, sizeof alone);
    assert_true(isnan(y[64]));
}

static void finishes_in_order(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 3);
    PS_DEFER(layer_close) struct layer layer;
    layer_init(&layer, &rng, 8, 130);
    float plain[2 * 130], gate[2 * 130], residual[2 * 130], y[2 * 130];
    ps_test_fill(&rng, gate, 260, 1.0f);
    ps_test_fill(&rng, residual, 260, 1.0f);
    run(&layer, layer.x, 2, NULL, plain);
    memcpy(y, residual, sizeof y);
    const struct ps_linear_call call = {
        .linear = &layer.linear,
        .x = layer.x,
        .y = y,
        .num_rows = 2,
        .activation = PS_ACTIVATION_RELU,
        .gate = gate,
        .residual = y,
        .scratch = layer.scratch,
    };
    ps_linear_run(&call, NULL);
    for (size_t i = 0; i < 260; i++) {
        float expected = (plain[i] > 0.0f ? plain[i] : 0.0f) * gate[i] + residual[i];
        assert_true(fabsf(y[i] - expected) < 1e-5f);
    }
    layer.linear.bias = NULL;
    run(&layer, layer.x, 2, NULL, y);
    for (size_t i = 0; i < 260; i++)
        assert_true(fabsf(y[i] + layer.bias[i % 130] - plain[i]) < 1e-5f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tile_agrees_with_reference),
        cmocka_unit_test(rows_have_the_bits_they_have_alone),
        cmocka_unit_test(a_row_does_not_depend_on_its_place),
        cmocka_unit_test(neighbours_may_be_nan),
        cmocka_unit_test(finishes_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
