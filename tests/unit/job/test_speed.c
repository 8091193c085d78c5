/* What is estimated from measured steps, and when nothing is. */
#include "shared/job/speed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ROW_US        10
#define STEP_US       900 /* of a step, beside its rows */
#define STEP_ROWS_MAX 512

static void assert_near(double found, double expected, double most)
{
    if (found < expected - most || found > expected + most)
        fail_msg("%g is not %g", found, expected);
}

static void observe(struct ps_speed *speed, size_t num_rows, size_t num_times)
{
    for (size_t i = 0; i < num_times; i++)
        ps_speed_observe(speed, num_rows, STEP_US + ROW_US * (int64_t)num_rows);
}

static double texts_ms(const struct ps_speed *speed, size_t num_rows)
{
    const struct ps_speed_work work = {
        .num_rows = num_rows, .step_rows_max = STEP_ROWS_MAX, .chain_rows = 1};
    return ps_speed_estimate_ms(speed, &work);
}

static double tokens_ms(const struct ps_speed *speed, size_t num_tokens)
{
    const struct ps_speed_work work = {
        .num_rows = num_tokens, .step_rows_max = STEP_ROWS_MAX, .chain_steps = num_tokens};
    return ps_speed_estimate_ms(speed, &work);
}

static void nothing_is_said_before_enough_is_measured(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    assert_near(tokens_ms(&speed, 100000), 0, 0);
    observe(&speed, 64, PS_SPEED_STEPS_MIN - 1);
    observe(&speed, 1, PS_SPEED_STEPS_MIN - 1);
    ps_speed_observe(&speed, 0, 1000);
    assert_near(tokens_ms(&speed, 100000), 0, 0);
    assert_near(texts_ms(&speed, 100000), 0, 0);
    observe(&speed, 64, 1);
    assert_true(texts_ms(&speed, 100000) > 0);
}

/* Texts at the rate of full steps, tokens after one another at the pace of small ones. */
static void the_best_of_each_kind_counts(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    observe(&speed, 1, 100);
    observe(&speed, 64, 100);
    observe(&speed, 512, 100);
    assert_near(texts_ms(&speed, 51200), 100 * (STEP_US + ROW_US * 512) / 1e3, 1e-6);
    assert_near(tokens_ms(&speed, 1000), 1000 * (STEP_US + ROW_US) / 1e3, 1e-6);
    assert_near(tokens_ms(&speed, 0), 0, 0);
}

/* What was not measured may be as fast as it possibly can. */
static void the_unmeasured_is_not_taken_for_slow(void **state)
{
    (void)state;
    struct ps_speed small = {0};
    observe(&small, 1, 100);
    /* 512 rows in one step may take no longer than one row. */
    assert_near(texts_ms(&small, 512), (STEP_US + ROW_US) / 1e3, 1e-6);
    assert_near(texts_ms(&small, 5120), 10 * (STEP_US + ROW_US) / 1e3, 1e-6);
    struct ps_speed large = {0};
    observe(&large, 64, 100);
    /* A 64th of a step of 64 rows, until a second size says what a step costs by itself. */
    assert_near(tokens_ms(&large, 64), (STEP_US + ROW_US * 64) / 1e3, 1e-6);
    observe(&large, 200, 100);
    assert_near(tokens_ms(&large, 64), 64 * (STEP_US + ROW_US) / 1e3, 1e-6);
    observe(&large, 3, 100);
    assert_near(tokens_ms(&large, 64), 64 * (STEP_US + ROW_US) / 1e3, 1e-6);
}

/* A machine that is busy with other things for a while is not taken for a slow one, and one that
 * has become faster is known to be at once. */
static void slow_steps_count_little(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    for (size_t i = 0; i < 100; i++)
        ps_speed_observe(&speed, 1, i % 4 == 0 ? 8000 : 1000);
    assert_true(tokens_ms(&speed, 100) < 120);
    for (size_t i = 0; i < 10; i++)
        ps_speed_observe(&speed, 1, 500);
    assert_true(tokens_ms(&speed, 100) < 55);
    for (size_t i = 0; i < 1000; i++)
        ps_speed_observe(&speed, 1, 2000);
    assert_near(tokens_ms(&speed, 100), 200, 1);
}

static void any_number_of_rows_has_a_class(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    for (size_t rows = 1; rows < (size_t)1 << 62; rows *= 2) {
        for (size_t i = 0; i < PS_SPEED_STEPS_MIN; i++)
            ps_speed_observe(&speed, rows, 1);
    }
    assert_true(tokens_ms(&speed, 1) >= 0);
    assert_true(texts_ms(&speed, SIZE_MAX) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_before_enough_is_measured),
        cmocka_unit_test(the_best_of_each_kind_counts),
        cmocka_unit_test(the_unmeasured_is_not_taken_for_slow),
        cmocka_unit_test(slow_steps_count_little),
        cmocka_unit_test(any_number_of_rows_has_a_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
