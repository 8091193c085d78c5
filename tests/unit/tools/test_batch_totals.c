/* How many lines batches have. */
#include "tools/batch_totals.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static void the_latest_marker_counts(void **state)
{
    (void)state;
    struct ps_batch_totals totals = {0};
    assert_int_equal(ps_batch_totals_get(&totals, "", "b"), -1);
    assert_int_equal(ps_batch_totals_note(&totals, "", "b", 3, 1000), PS_OK);
    assert_int_equal(ps_batch_totals_note(&totals, "default", "b", 5, 2000), PS_OK);
    assert_int_equal(ps_batch_totals_note(&totals, "", "b", 4, 1500), PS_OK);
    assert_int_equal(ps_batch_totals_note(&totals, "acme", "b", 0, 1000), PS_OK);
    assert_int_equal(ps_batch_totals_get(&totals, "", "b"), 5);
    assert_int_equal(ps_batch_totals_get(&totals, "acme", "b"), 0);
    assert_int_equal(ps_batch_totals_get(&totals, "acme", "c"), -1);
    ps_batch_totals_close(&totals);
}

static void many(void **state)
{
    (void)state;
    struct ps_batch_totals totals = {0};
    char name[16];
    for (int i = 0; i < 2000; i++) {
        snprintf(name, sizeof name, "b%d", i);
        assert_int_equal(ps_batch_totals_note(&totals, "", name, i, 1), PS_OK);
    }
    for (int i = 0; i < 2000; i++) {
        snprintf(name, sizeof name, "b%d", i);
        assert_int_equal(ps_batch_totals_get(&totals, "", name), i);
    }
    ps_batch_totals_close(&totals);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_marker_counts),
        cmocka_unit_test(many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
