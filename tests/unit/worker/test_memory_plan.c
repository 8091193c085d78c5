/* The shares of a worker's memory: never more than the ceiling, never less than one job needs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/memory_plan.h"

#define MIB ((int64_t)1 << 20)

static const struct ps_memory_wishes usual = {
    .ceiling_bytes = 8192 * MIB,
    .job_bytes_max = 8 * MIB,
    .result_bytes_max = 16 * MIB,
    .in_flight_bytes_max = 64 * MIB,
    .backlog_bytes_max = 16 * MIB,
};

static void a_large_ceiling_grants_every_wish(void **state)
{
    (void)state;
    struct ps_memory_plan plan;
    struct ps_error error = {0};
    assert_int_equal(ps_memory_plan_make(&plan, &usual, &error), PS_OK);
    assert_int_equal(plan.in_flight_bytes, 64 * MIB);
    assert_int_equal(plan.backlog_bytes, 16 * MIB);
    assert_int_equal(plan.prefetch_bytes, 8 * MIB);
    assert_true(plan.fetch_bytes >= 8 * MIB);
    assert_true(plan.models_bytes > 7000 * MIB);
}

static void traces_are_reckoned_with(void **state)
{
    (void)state;
    struct ps_memory_wishes wishes = usual;
    struct ps_memory_plan without;
    struct ps_memory_plan with;
    struct ps_error error = {0};
    assert_int_equal(ps_memory_plan_make(&without, &wishes, &error), PS_OK);
    wishes.tracing_bytes = 8 * MIB;
    assert_int_equal(ps_memory_plan_make(&with, &wishes, &error), PS_OK);
    assert_true(with.models_bytes <= without.models_bytes - 8 * MIB);
    assert_int_equal(ps_memory_plan_other_bytes(&with) + with.models_bytes, wishes.ceiling_bytes);
}

/* From far too low to plenty, MiB by MiB. */
static void shares_grow_with_the_ceiling(void **state)
{
    (void)state;
    struct ps_memory_plan before = {0};
    size_t num_refused = 0;
    for (int64_t mib = 1; mib <= 2048; mib++) {
        struct ps_memory_wishes wishes = usual;
        struct ps_memory_plan plan;
        struct ps_error error = {0};
        wishes.ceiling_bytes = mib * MIB;
        if (ps_memory_plan_make(&plan, &wishes, &error) != PS_OK) {
            assert_int_equal(before.ceiling_bytes, 0);
            assert_int_equal(error.status, PS_TOO_LARGE);
            num_refused++;
            continue;
        }
        int64_t sum = ps_memory_plan_other_bytes(&plan) + plan.models_bytes;
        assert_int_equal(sum, wishes.ceiling_bytes);
        assert_true(plan.in_flight_bytes >= before.in_flight_bytes);
        assert_true(plan.backlog_bytes >= before.backlog_bytes);
        assert_true(plan.fetch_bytes >= wishes.job_bytes_max);
        assert_true(plan.producer_bytes > wishes.result_bytes_max);
        assert_true(plan.models_bytes > 0);
        before = plan;
    }
    assert_in_range(num_refused, 250, 350);
}

static void what_the_user_fixed_does_not_shrink(void **state)
{
    (void)state;
    struct ps_memory_wishes wishes = usual;
    struct ps_memory_plan plan;
    struct ps_error error = {0};
    wishes.ceiling_bytes = 512 * MIB;
    wishes.prefetch_bytes = 30 * MIB;
    wishes.producer_bytes = 40 * MIB;
    wishes.fetch_bytes = 20 * MIB;
    assert_int_equal(ps_memory_plan_make(&plan, &wishes, &error), PS_OK);
    assert_int_equal(plan.prefetch_bytes, 30 * MIB);
    assert_int_equal(plan.producer_bytes, 40 * MIB);
    assert_int_equal(plan.fetch_bytes, 20 * MIB);
    wishes.prefetch_bytes = 1000 * MIB;
    assert_int_equal(ps_memory_plan_make(&plan, &wishes, &error), PS_TOO_LARGE);
}

static void what_is_too_low_is_said_with_what_is_needed(void **state)
{
    (void)state;
    struct ps_memory_wishes wishes = usual;
    struct ps_memory_plan plan;
    struct ps_error error = {0};
    wishes.ceiling_bytes = 100 * MIB;
    assert_int_equal(ps_memory_plan_make(&plan, &wishes, &error), PS_TOO_LARGE);
    assert_string_equal(error.param, "worker.memory_bytes_max");
    assert_non_null(strstr(error.message, "found 104857600 bytes, expected at least "));
    assert_non_null(strstr(error.message, "worker.job_bytes_max (8388608)"));
    struct ps_memory_wishes smaller = wishes;
    smaller.job_bytes_max = MIB / 16;
    smaller.result_bytes_max = MIB / 8;
    assert_int_equal(ps_memory_plan_make(&plan, &smaller, &error), PS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_large_ceiling_grants_every_wish),
        cmocka_unit_test(traces_are_reckoned_with),
        cmocka_unit_test(shares_grow_with_the_ceiling),
        cmocka_unit_test(what_the_user_fixed_does_not_shrink),
        cmocka_unit_test(what_is_too_low_is_said_with_what_is_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
