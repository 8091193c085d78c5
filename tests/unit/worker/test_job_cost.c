/* The cost of a job: what was used over what was answered, idle time left out, newer weighing more.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "worker/job_cost.h"

static void assert_near(double found, double expected)
{
    if (!(fabs(found - expected) <= 0.02 * expected))
        fail_msg("found %g, expected %g", found, expected);
}

static void nothing_answered_is_unknown(void **state)
{
    (void)state;
    struct ps_job_cost cost = {0};
    ps_job_cost_observe(&cost, 5, 0, 10, true);
    ps_job_cost_observe(&cost, 9, 0, 20, true);
    assert_true(ps_job_cost_mean(&cost) <= 0);
}

static void idle_time_costs_nothing(void **state)
{
    (void)state;
    struct ps_job_cost cost = {0};
    ps_job_cost_observe(&cost, 3, 0, 0, false);     /* the models were loaded */
    ps_job_cost_observe(&cost, 103, 0, 500, false); /* nothing came */
    ps_job_cost_observe(&cost, 104, 0, 501, true);
    ps_job_cost_observe(&cost, 105, 4, 502, false);
    assert_near(ps_job_cost_mean(&cost), 2.0 / 4);
}

/* One that came and went between two looks. */
static void a_quick_job_counts(void **state)
{
    (void)state;
    struct ps_job_cost cost = {0};
    ps_job_cost_observe(&cost, 0, 0, 0, false);
    ps_job_cost_observe(&cost, 0.01, 1, 0.05, false);
    assert_near(ps_job_cost_mean(&cost), 0.01);
}

static void newer_jobs_weigh_more(void **state)
{
    (void)state;
    struct ps_job_cost cost = {0};
    double cpu_s = 0;
    uint64_t num_jobs = 0;
    double time_s = 0;
    for (int i = 0; i < 600; i++)
        ps_job_cost_observe(&cost, cpu_s += 1, num_jobs += 10, time_s += 1, true);
    assert_near(ps_job_cost_mean(&cost), 0.1);
    for (int i = 0; i < 120; i++) /* a half-life of jobs of twice the cost */
        ps_job_cost_observe(&cost, cpu_s += 2, num_jobs += 10, time_s += 1, true);
    assert_near(ps_job_cost_mean(&cost), 0.15);
    for (int i = 0; i < 1200; i++)
        ps_job_cost_observe(&cost, cpu_s += 2, num_jobs += 10, time_s += 1, true);
    assert_near(ps_job_cost_mean(&cost), 0.2);
}

/* Ten hours of one job are ten hours, and change nothing while it runs. */
static void a_long_job_is_as_long_as_it_is(void **state)
{
    (void)state;
    struct ps_job_cost cost = {0};
    ps_job_cost_observe(&cost, 0, 0, 0, true);
    ps_job_cost_observe(&cost, 1, 1, 1, true);
    for (int i = 1; i <= 36000; i++) {
        ps_job_cost_observe(&cost, 1 + 2.0 * i, 1, 1.0 + i, true);
        assert_near(ps_job_cost_mean(&cost), 1);
    }
    ps_job_cost_observe(&cost, 72001, 2, 36002, true);
    assert_near(ps_job_cost_mean(&cost), 72000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_answered_is_unknown),
        cmocka_unit_test(idle_time_costs_nothing),
        cmocka_unit_test(a_quick_job_counts),
        cmocka_unit_test(newer_jobs_weigh_more),
        cmocka_unit_test(a_long_job_is_as_long_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
