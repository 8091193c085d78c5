/* The pace follows what happens, and forgets what has happened. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "worker/pace.h"

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) <= 0.02 * (expected + 0.1)))
        fail_msg("found %g, expected %g", found, expected);
}

static void it_follows_however_often_it_is_asked(void **state)
{
    (void)state;
    struct ps_pace often = {0};
    struct ps_pace seldom = {0};
    for (uint64_t i = 0; i <= 6000; i++)
        ps_pace_observe(&often, 1000 + i, (double)i / 20);
    for (uint64_t i = 0; i <= 60; i++)
        ps_pace_observe(&seldom, 1000 + 100 * i, (double)(5 * i));
    assert_near(often.per_s, 20);
    assert_near(seldom.per_s, 20);
}

static void it_forgets(void **state)
{
    (void)state;
    struct ps_pace pace = {.per_s = 50, .seen_time_s = 10, .seen_count = 7, .has_seen = true};
    ps_pace_observe(&pace, 7, 40);
    assert_near(pace.per_s, 50 * exp(-1));
    ps_pace_observe(&pace, 7, 400);
    assert_near(pace.per_s, 0);
}

static void the_same_moment_twice_is_one(void **state)
{
    (void)state;
    struct ps_pace pace = {0};
    ps_pace_observe(&pace, 5, 1);
    assert_near(pace.per_s, 0); /* what was there before isn't a pace */
    ps_pace_observe(&pace, 9, 1);
    assert_near(pace.per_s, 0);
    ps_pace_observe(&pace, 35, 31);
    assert_near(pace.per_s, 1 - exp(-1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_follows_however_often_it_is_asked),
        cmocka_unit_test(it_forgets),
        cmocka_unit_test(the_same_moment_twice_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
