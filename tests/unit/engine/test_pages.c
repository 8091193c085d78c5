/* Free pages and counted references. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/engine/pages.h"
#include "tests/support/failing_malloc.h"

static void a_page_is_free_when_nobody_holds_it(void **state)
{
    (void)state;
    struct ps_pages pages;
    uint32_t first = 9, second = 9, third = 9;
    assert_int_equal(ps_pages_init(&pages, 2, 4), PS_OK);
    assert_true(ps_pages_take(&pages, &first));
    assert_true(ps_pages_take(&pages, &second));
    assert_int_not_equal(first, second);
    assert_false(ps_pages_take(&pages, &third));
    assert_int_equal(third, 9);
    ps_pages_share(&pages, first);
    ps_pages_share(&pages, first);
    ps_pages_give(&pages, first);
    ps_pages_give(&pages, first);
    assert_int_equal(pages.num_free, 0);
    ps_pages_give(&pages, first);
    assert_int_equal(pages.num_free, 1);
    assert_true(ps_pages_take(&pages, &third));
    assert_int_equal(third, first);
    assert_int_equal(pages.references[third], 1);
    ps_pages_close(&pages);
}

static void positions_fill_pages(void **state)
{
    (void)state;
    struct ps_pages pages;
    assert_int_equal(ps_pages_init(&pages, 0, 16), PS_OK);
    assert_int_equal(ps_pages_needed(&pages, 0), 0);
    assert_int_equal(ps_pages_needed(&pages, 1), 1);
    assert_int_equal(ps_pages_needed(&pages, 16), 1);
    assert_int_equal(ps_pages_needed(&pages, 17), 2);
    ps_pages_close(&pages);
}

static void survives_any_failed_allocation(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_pages pages;
        ps_failing_malloc_start(n);
        enum ps_status status = ps_pages_init(&pages, 3, 4);
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        ps_pages_close(&pages);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_free_when_nobody_holds_it),
        cmocka_unit_test(positions_fill_pages),
        cmocka_unit_test(survives_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
