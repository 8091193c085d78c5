/* What is estimated from measured steps, and when nothing is. */
#include "shared/job/speed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ROW_US  10
#define STEP_US 900 /* of a step, beside its rows */

static void assert_near(double found, double expected, double most)
{
    assert_true(found > expected - most && found < expected + most);
}

static void observe(struct ps_speed *speed, size_t num_rows, size_t num_times)
{
    for (size_t i = 0; i < num_times; i++)
        ps_speed_observe(speed, num_rows, STEP_US + ROW_US * (int64_t)num_rows);
}

static void nothing_is_said_before_enough_is_measured(void **state)
{
    (void)state;
    const struct ps_speed_work work = {.num_rows = 100000, .chain_steps = 100000};
    struct ps_speed speed = {0};
    assert_true(ps_speed_estimate_ms(&speed, &work) <= 0);
    observe(&speed, 64, PS_SPEED_STEPS_MIN - 1);
    observe(&speed, 1, PS_SPEED_STEPS_MIN - 1);
    ps_speed_observe(&speed, 0, 1000);
    assert_true(ps_speed_estimate_ms(&speed, &work) <= 0);
    observe(&speed, 64, 1);
    assert_true(ps_speed_estimate_ms(&speed, &work) > 0);
}

/* Texts at the rate of full steps, tokens after one another at the pace of small ones. */
static void the_best_of_each_kind_counts(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    observe(&speed, 1, 100);
    observe(&speed, 64, 100);
    observe(&speed, 512, 100);
    const struct ps_speed_work texts = {.num_rows = 51200, .chain_rows = 100};
    double texts_ms = 100 * (STEP_US + ROW_US * 512) / 1e3;
    assert_near(ps_speed_estimate_ms(&speed, &texts), texts_ms, 1e-6);
    const struct ps_speed_work tokens = {.num_rows = 1000, .chain_rows = 1, .chain_steps = 999};
    double tokens_ms = 999 * (STEP_US + ROW_US) / 1e3;
    assert_near(ps_speed_estimate_ms(&speed, &tokens), tokens_ms, 0.1);
    const struct ps_speed_work none = {0};
    assert_true(ps_speed_estimate_ms(&speed, &none) <= 0);
}

/* A machine that is busy with other things for a while is not taken for a slow one, and one that
 * has become faster is known to be at once. */
static void slow_steps_count_little(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    const struct ps_speed_work work = {.num_rows = 100, .chain_steps = 100};
    for (size_t i = 0; i < 100; i++)
        ps_speed_observe(&speed, 1, i % 4 == 0 ? 8000 : 1000);
    assert_true(ps_speed_estimate_ms(&speed, &work) < 120);
    for (size_t i = 0; i < 10; i++)
        ps_speed_observe(&speed, 1, 500);
    assert_true(ps_speed_estimate_ms(&speed, &work) < 55);
    for (size_t i = 0; i < 1000; i++)
        ps_speed_observe(&speed, 1, 2000);
    assert_near(ps_speed_estimate_ms(&speed, &work), 200, 1);
}

static void any_number_of_rows_has_a_class(void **state)
{
    (void)state;
    struct ps_speed speed = {0};
    const struct ps_speed_work work = {.num_rows = 1};
    for (size_t rows = 1; rows > 0 && rows < (size_t)1 << 62; rows *= 2) {
        for (size_t i = 0; i < PS_SPEED_STEPS_MIN; i++)
            ps_speed_observe(&speed, rows, 1);
    }
    assert_true(ps_speed_estimate_ms(&speed, &work) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_said_before_enough_is_measured),
        cmocka_unit_test(the_best_of_each_kind_counts),
        cmocka_unit_test(slow_steps_count_little),
        cmocka_unit_test(any_number_of_rows_has_a_class),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
