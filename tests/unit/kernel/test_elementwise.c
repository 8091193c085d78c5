/* Activations, norms, rotary positions and embeddings against their formulas in double. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/kernel/activation.h"
#include "shared/kernel/embedding.h"
#include "shared/kernel/norm.h"
#include "shared/kernel/rotary.h"
#include "tests/support/random.h"

enum {
    SIZE = 37,
    ROWS = 3,
};

static bool near(double expected, float found)
{
    return fabs(expected - (double)found) <= 2e-6 * fmax(1.0, fabs(expected));
}

static double expected_activation(enum ps_activation activation, double x)
{
    switch (activation) {
    case PS_ACTIVATION_GELU:
        return x * 0.5 * erfc(-x / sqrt(2.0));
    case PS_ACTIVATION_GELU_TANH:
        return 0.5 * x * (1.0 + tanh(sqrt(2.0 / acos(-1.0)) * (x + 0.044715 * x * x * x)));
    case PS_ACTIVATION_SILU:
        return x / (1.0 + exp(-x));
    case PS_ACTIVATION_RELU:
        return fmax(x, 0.0);
    case PS_ACTIVATION_QUICK_GELU:
        return x / (1.0 + exp(-1.702 * x));
    case PS_ACTIVATION_TANH:
        return tanh(x);
    case PS_ACTIVATION_NONE:
        break;
    }
    return x;
}

static void activations_follow_their_formulas(void **state)
{
    (void)state;
    for (enum ps_activation kind = PS_ACTIVATION_NONE; kind <= PS_ACTIVATION_TANH; kind++) {
        float values[401];
        for (size_t i = 0; i < 401; i++)
            values[i] = ((float)i - 200.0f) / 20.0f;
        ps_activate(kind, values, 401);
        for (size_t i = 0; i < 401; i++)
            assert_true(
                near(expected_activation(kind, (double)(((float)i - 200.0f) / 20.0f)), values[i]));
    }
}

static void activations_take_extremes(void **state)
{
    (void)state;
    for (enum ps_activation kind = PS_ACTIVATION_GELU; kind <= PS_ACTIVATION_QUICK_GELU; kind++) {
        float values[] = {-1e4f, 1e4f, NAN};
        ps_activate(kind, values, 3);
        assert_true(fabsf(values[0]) < 1e-30f);
        assert_true(near(1e4, values[1]));
        assert_true(kind == PS_ACTIVATION_RELU || isnan(values[2]));
    }
}

struct rows {
    float x[ROWS * SIZE];
    float y[ROWS * SIZE];
    float scale[SIZE];
    float bias[SIZE];
};

static void fill(struct rows *rows)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 5);
    ps_test_fill(&rng, rows->x, ROWS * SIZE, 4.0f);
    ps_test_fill(&rng, rows->scale, SIZE, 2.0f);
    ps_test_fill(&rng, rows->bias, SIZE, 2.0f);
    for (size_t i = 0; i < SIZE; i++)
        rows->x[SIZE + i] += 1000.0f; /* a mean far from 0 */
}

static void layer_norm_follows_its_formula(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows);
    const struct ps_norm norm = {
        .size = SIZE, .epsilon = 0.01f, .scale = rows.scale, .bias = rows.bias};
    ps_layer_norm_reference(&norm, rows.x, ROWS, rows.y);
    for (size_t row = 0; row < ROWS; row++) {
        const float *x = rows.x + row * SIZE;
        double mean = 0.0, variance = 0.0;
        for (size_t i = 0; i < SIZE; i++)
            mean += (double)x[i] / SIZE;
        for (size_t i = 0; i < SIZE; i++)
            variance += ((double)x[i] - mean) * ((double)x[i] - mean) / SIZE;
        for (size_t i = 0; i < SIZE; i++) {
            double expected =
                ((double)x[i] - mean) / sqrt(variance + 0.01) * (double)rows.scale[i] +
                (double)rows.bias[i];
            assert_true(fabs(expected - (double)rows.y[row * SIZE + i]) < 2e-4);
        }
    }
}

static void rms_norm_follows_its_formula(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows);
    const struct ps_norm norm = {.size = SIZE, .epsilon = 0.01f, .scale = rows.scale};
    ps_rms_norm_reference(&norm, rows.x, ROWS, rows.y);
    for (size_t row = 0; row < ROWS; row++) {
        const float *x = rows.x + row * SIZE;
        double squares = 0.0;
        for (size_t i = 0; i < SIZE; i++)
            squares += (double)x[i] * (double)x[i] / SIZE;
        for (size_t i = 0; i < SIZE; i++)
            assert_true(near((double)x[i] / sqrt(squares + 0.01) * (double)rows.scale[i],
                             rows.y[row * SIZE + i]));
    }
}

static void norms_work_in_place(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows);
    const struct ps_norm norm = {
        .size = SIZE, .epsilon = 1e-5f, .scale = rows.scale, .bias = rows.bias};
    ps_layer_norm_reference(&norm, rows.x, ROWS, rows.y);
    ps_layer_norm_reference(&norm, rows.x, ROWS, rows.x);
    assert_memory_equal(rows.x, rows.y, sizeof rows.x);
    fill(&rows);
    ps_rms_norm_reference(&norm, rows.x, ROWS, rows.y);
    ps_rms_norm_reference(&norm, rows.x, ROWS, rows.x);
    assert_memory_equal(rows.x, rows.y, sizeof rows.x);
}

static void rotary_turns_pairs(void **state)
{
    (void)state;
    const float frequencies[] = {1.0f, 0.25f};
    float angles[4], row[8] = {1, 2, 3, 4, -1, 0, 0.5f, 2};
    const float before[8] = {1, 2, 3, 4, -1, 0, 0.5f, 2};
    ps_rotary_angles(frequencies, 2, 7, 1.0f, angles);
    ps_rotary_apply(angles, 2, 2, row);
    for (size_t head = 0; head < 2; head++) {
        for (size_t i = 0; i < 2; i++) {
            double angle = 7.0 * (double)frequencies[i];
            double a = (double)before[4 * head + i], b = (double)before[4 * head + 2 + i];
            assert_true(near(a * cos(angle) - b * sin(angle), row[4 * head + i]));
            assert_true(near(b * cos(angle) + a * sin(angle), row[4 * head + 2 + i]));
        }
    }
}

static void embeddings_add_up(void **state)
{
    (void)state;
    const float token[] = {1, 2}, type[] = {10, 20}, position[] = {100, 200};
    float out[2];
    ps_embed(token, type, position, 2, out);
    assert_true(near(111, out[0]) && near(222, out[1]));
    ps_embed(token, NULL, position, 2, out);
    assert_true(near(101, out[0]) && near(202, out[1]));
    ps_embed(token, NULL, NULL, 2, out);
    assert_memory_equal(out, token, sizeof out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activations_follow_their_formulas),
        cmocka_unit_test(activations_take_extremes),
        cmocka_unit_test(layer_norm_follows_its_formula),
        cmocka_unit_test(rms_norm_follows_its_formula),
        cmocka_unit_test(norms_work_in_place),
        cmocka_unit_test(rotary_turns_pairs),
        cmocka_unit_test(embeddings_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
