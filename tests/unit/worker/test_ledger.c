/* The ledger: only the contiguous finished prefix is taken, nothing is lost and nothing is taken
 * twice, whatever the order of events. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "worker/ledger.h"

static int items[4096];

static void test_prefix_only(void **state)
{
    (void)state;
    struct ps_ledger ledger;
    ps_ledger_init(&ledger, PS_LEDGER_NO_OFFSET);
    for (int64_t offset = 10; offset < 14; offset++)
        assert_int_equal(ps_ledger_arrive(&ledger, offset), PS_OK);
    assert_true(ps_ledger_finish(&ledger, 12, &items[12]));
    assert_null(ps_ledger_take(&ledger));
    assert_int_equal(ps_ledger_taken_offset(&ledger), PS_LEDGER_NO_OFFSET);
    assert_true(ps_ledger_finish(&ledger, 10, &items[10]));
    assert_ptr_equal(ps_ledger_peek(&ledger), &items[10]);
    assert_ptr_equal(ps_ledger_take(&ledger), &items[10]);
    assert_null(ps_ledger_take(&ledger));
    assert_int_equal(ps_ledger_taken_offset(&ledger), 11);
    assert_true(ps_ledger_finish(&ledger, 11, &items[11]));
    assert_ptr_equal(ps_ledger_take(&ledger), &items[11]);
    assert_ptr_equal(ps_ledger_take(&ledger), &items[12]);
    ps_ledger_commit(&ledger);
    assert_int_equal(ledger.committed, 13);
    assert_int_equal(ledger.count, 1);
    ps_ledger_close(&ledger);
}

static void test_gaps_in_offsets(void **state)
{
    (void)state;
    struct ps_ledger ledger;
    ps_ledger_init(&ledger, 5);
    assert_int_equal(ps_ledger_arrive(&ledger, 7), PS_OK);
    assert_int_equal(ps_ledger_arrive(&ledger, 100), PS_OK);
    assert_false(ps_ledger_finish(&ledger, 8, &items[0]));
    assert_true(ps_ledger_finish(&ledger, 100, &items[1]));
    assert_true(ps_ledger_finish(&ledger, 7, &items[0]));
    assert_ptr_equal(ps_ledger_take(&ledger), &items[0]);
    assert_ptr_equal(ps_ledger_take(&ledger), &items[1]);
    assert_int_equal(ps_ledger_taken_offset(&ledger), 101);
    ps_ledger_close(&ledger);
}

static void test_repeats_are_refused(void **state)
{
    (void)state;
    struct ps_ledger ledger;
    ps_ledger_init(&ledger, PS_LEDGER_NO_OFFSET);
    assert_int_equal(ps_ledger_arrive(&ledger, 3), PS_OK);
    assert_int_equal(ps_ledger_arrive(&ledger, 3), PS_FULL);
    assert_int_equal(ps_ledger_arrive(&ledger, 1), PS_FULL);
    assert_true(ps_ledger_finish(&ledger, 3, &items[3]));
    assert_false(ps_ledger_finish(&ledger, 3, &items[4]));
    assert_ptr_equal(ps_ledger_take(&ledger), &items[3]);
    assert_false(ps_ledger_finish(&ledger, 3, &items[4]));
    ps_ledger_commit(&ledger);
    assert_int_equal(ps_ledger_arrive(&ledger, 3), PS_FULL);
    assert_false(ps_ledger_finish(&ledger, 3, &items[4]));
    ps_ledger_close(&ledger);
}

static void test_aborted_comes_again(void **state)
{
    (void)state;
    struct ps_ledger ledger;
    ps_ledger_init(&ledger, 0);
    for (int64_t offset = 0; offset < 3; offset++) {
        assert_int_equal(ps_ledger_arrive(&ledger, offset), PS_OK);
        assert_true(ps_ledger_finish(&ledger, offset, &items[offset]));
        assert_ptr_equal(ps_ledger_take(&ledger), &items[offset]);
    }
    ps_ledger_put_back(&ledger);
    assert_int_equal(ledger.committed, 0);
    assert_ptr_equal(ps_ledger_take(&ledger), &items[0]);
    ps_ledger_commit(&ledger);
    assert_int_equal(ledger.committed, 1);
    assert_ptr_equal(ps_ledger_drop(&ledger), &items[1]);
    assert_ptr_equal(ps_ledger_drop(&ledger), &items[2]);
    assert_null(ps_ledger_drop(&ledger));
    ps_ledger_close(&ledger);
}

/* What stands behind the last record may be a transaction's mark, which is no lag. */
static void test_end_behind_the_last_arrival(void **state)
{
    (void)state;
    struct ps_ledger ledger;
    ps_ledger_init(&ledger, 4);
    assert_int_equal(ps_ledger_position(&ledger), 4);
    ps_ledger_reach_end(&ledger, 5);
    assert_int_equal(ps_ledger_position(&ledger), 5);
    assert_int_equal(ps_ledger_arrive(&ledger, 5), PS_OK);
    ps_ledger_reach_end(&ledger, 7);
    assert_int_equal(ps_ledger_position(&ledger), 5);
    assert_true(ps_ledger_finish(&ledger, 5, &items[5]));
    assert_ptr_equal(ps_ledger_take(&ledger), &items[5]);
    assert_int_equal(ps_ledger_taken_offset(&ledger), 6);
    ps_ledger_commit(&ledger);
    assert_int_equal(ledger.committed, 6);
    assert_int_equal(ps_ledger_position(&ledger), 7);
    /* It decides on nothing that arrives. */
    assert_int_equal(ps_ledger_arrive(&ledger, 6), PS_OK);
    ps_ledger_close(&ledger);
}

/* A model of the ledger that is too simple to be wrong: one flag per offset. */
struct model {
    bool arrived[4096];
    bool finished[4096];
    int64_t taken_until;     /* offsets below it are taken or committed */
    int64_t committed_until; /* offsets below it are committed */
    int64_t next;
};

static void arrive_some(struct ps_ledger *ledger, struct model *model, struct ps_rng *rng)
{
    int64_t offset = model->next + (ps_rng_below(rng, 4) == 0 ? 1 : 0);
    if (offset >= 4096)
        return;
    assert_int_equal(ps_ledger_arrive(ledger, offset), PS_OK);
    model->arrived[offset] = true;
    model->next = offset + 1;
}

static void finish_some(struct ps_ledger *ledger, struct model *model, struct ps_rng *rng)
{
    int64_t offset = (int64_t)ps_rng_below(rng, 4096);
    bool awaited = model->arrived[offset] && !model->finished[offset];
    assert_int_equal(ps_ledger_finish(ledger, offset, &items[offset]), awaited);
    model->finished[offset] = model->finished[offset] || awaited;
}

static void take_some(struct ps_ledger *ledger, struct model *model)
{
    int64_t offset = model->taken_until;
    while (offset < model->next && !model->arrived[offset])
        offset++;
    bool ready = offset < model->next && model->finished[offset];
    int *item = ps_ledger_take(ledger);
    assert_ptr_equal(item, ready ? &items[offset] : NULL);
    if (ready)
        model->taken_until = offset + 1;
}

static void test_random_orders(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 50; seed++) {
        struct ps_rng rng;
        struct ps_ledger ledger;
        struct model model = {0};
        ps_rng_init(&rng, seed);
        ps_ledger_init(&ledger, 0);
        for (size_t step = 0; step < 20000; step++) {
            uint64_t choice = ps_rng_below(&rng, 10);
            if (choice < 3) {
                arrive_some(&ledger, &model, &rng);
            } else if (choice < 7) {
                finish_some(&ledger, &model, &rng);
            } else if (choice < 9) {
                take_some(&ledger, &model);
            } else if (ps_rng_below(&rng, 2) == 0) {
                ps_ledger_commit(&ledger);
                model.committed_until = model.taken_until;
            } else {
                ps_ledger_put_back(&ledger);
                model.taken_until = model.committed_until;
            }
            assert_true(ledger.committed == model.committed_until);
            assert_true(ledger.num_taken <= ledger.count);
        }
        ps_ledger_close(&ledger);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prefix_only),
        cmocka_unit_test(test_gaps_in_offsets),
        cmocka_unit_test(test_repeats_are_refused),
        cmocka_unit_test(test_aborted_comes_again),
        cmocka_unit_test(test_end_behind_the_last_arrival),
        cmocka_unit_test(test_random_orders),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
