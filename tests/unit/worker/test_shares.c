/* Parts of a budget: what is reserved stays free for its owner, what is lent goes by weight, and
 * all together stay within the budget. */
#include "worker/shares.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

#include "shared/base/rng.h"

#define COUNT_MAX 8

static enum ps_share_state judge(size_t maximum, const int64_t *weights, const size_t *used,
                                 size_t count, size_t one)
{
    struct ps_shares shares;
    int64_t sum = 0;
    size_t bound;
    for (size_t i = 0; i < count; i++)
        sum += weights[i];
    ps_shares_open(&shares, maximum, sum);
    for (size_t i = 0; i < count; i++)
        ps_shares_count(&shares, weights[i], used[i]);
    return ps_shares_judge(&shares, weights[one], used[one], &bound);
}

static void one_alone_has_it_all(void **state)
{
    (void)state;
    static const int64_t weight = 5;
    for (size_t used = 0; used < 120; used++) {
        enum ps_share_state expected = used >= 100  ? PS_SHARE_FULL
                                       : used >= 75 ? PS_SHARE_BETWEEN
                                                    : PS_SHARE_HAS_ROOM;
        assert_int_equal(judge(100, &weight, &used, 1, 0), expected);
    }
}

static void what_is_reserved_is_left_by_others(void **state)
{
    (void)state;
    static const int64_t weights[] = {1, 3};
    /* Half of 800 is reserved: 100 and 300. */
    assert_int_equal(judge(800, weights, (size_t[]){499, 0}, 2, 0), PS_SHARE_BETWEEN);
    assert_int_equal(judge(800, weights, (size_t[]){500, 0}, 2, 0), PS_SHARE_FULL);
    assert_int_equal(judge(800, weights, (size_t[]){500, 0}, 2, 1), PS_SHARE_HAS_ROOM);
    assert_int_equal(judge(800, weights, (size_t[]){500, 299}, 2, 1), PS_SHARE_BETWEEN);
    assert_int_equal(judge(800, weights, (size_t[]){500, 300}, 2, 1), PS_SHARE_FULL);
    /* Both want more than is theirs: 200 and 600. */
    assert_int_equal(judge(800, weights, (size_t[]){190, 310}, 2, 0), PS_SHARE_BETWEEN);
    assert_int_equal(judge(800, weights, (size_t[]){200, 310}, 2, 0), PS_SHARE_FULL);
    assert_int_equal(judge(800, weights, (size_t[]){200, 310}, 2, 1), PS_SHARE_HAS_ROOM);
    assert_int_equal(judge(800, weights, (size_t[]){200, 599}, 2, 1), PS_SHARE_BETWEEN);
    assert_int_equal(judge(800, weights, (size_t[]){200, 600}, 2, 1), PS_SHARE_FULL);
}

static void however_small_it_may_have_one(void **state)
{
    (void)state;
    static const int64_t weights[] = {1000, 1};
    assert_int_equal(judge(10, weights, (size_t[]){10, 0}, 2, 1), PS_SHARE_HAS_ROOM);
    assert_int_equal(judge(10, weights, (size_t[]){10, 1}, 2, 1), PS_SHARE_FULL);
}

/* Takers that take one at a time, as long as they aren't full, and give back at random: together
 * they never have more than the budget, and where all take what they can all of it is used. */
static void together_within_the_budget(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 11);
    for (size_t round = 0; round < 200; round++) {
        size_t count = 1 + ps_rng_below(&rng, COUNT_MAX);
        int64_t weights[COUNT_MAX];
        size_t used[COUNT_MAX] = {0};
        size_t sum = 0;
        for (size_t i = 0; i < count; i++)
            weights[i] = 1 + (int64_t)ps_rng_below(&rng, 10);
        for (size_t step = 0; step < 6000; step++) {
            size_t one = ps_rng_below(&rng, count);
            bool gives = step < 3000 && used[one] > 0 && ps_rng_below(&rng, 3) == 0;
            if (gives) {
                used[one]--;
                sum--;
            } else if (judge(1000, weights, used, count, one) != PS_SHARE_FULL) {
                used[one]++;
                sum++;
            }
            assert_true(sum <= 1000 + count);
        }
        assert_true(sum >= 1000 - count);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_alone_has_it_all),
        cmocka_unit_test(what_is_reserved_is_left_by_others),
        cmocka_unit_test(however_small_it_may_have_one),
        cmocka_unit_test(together_within_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
