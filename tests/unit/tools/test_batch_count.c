/* When a batch is complete: the cases that its header promises. */
#include "tools/batch_count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void submit(struct ps_batch_count *count, int first, int last)
{
    char custom_id[32];
    for (int i = first; i < last; i++) {
        int size = snprintf(custom_id, sizeof custom_id, "line-%d", i);
        assert_int_equal(ps_batch_count_line(count, custom_id, (size_t)size), PS_OK);
    }
}

/* Returns how many of them had a result already. */
static int answer(struct ps_batch_count *count, int first, int last)
{
    char custom_id[32];
    int num_repeated = 0;
    for (int i = first; i < last; i++) {
        bool repeated = false;
        int size = snprintf(custom_id, sizeof custom_id, "line-%d", i);
        assert_int_equal(ps_batch_count_result(count, custom_id, (size_t)size, &repeated), PS_OK);
        num_repeated += repeated;
    }
    return num_repeated;
}

static void test_complete_with_the_last_result(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 0, 5000);
    assert_int_equal(ps_batch_count_expected(&count), 0);
    answer(&count, 0, 4999);
    assert_false(ps_batch_count_complete(&count)); /* no marker yet */
    ps_batch_count_marker(&count, 5000);
    assert_int_equal(ps_batch_count_expected(&count), 5000);
    assert_false(ps_batch_count_complete(&count));
    assert_int_equal(answer(&count, 0, 10), 10); /* seen before: not counted twice */
    assert_false(ps_batch_count_complete(&count));
    answer(&count, 4999, 5000);
    assert_true(ps_batch_count_complete(&count));
    ps_batch_count_close(&count);
}

static void test_an_empty_batch_is_complete(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    assert_false(ps_batch_count_complete(&count));
    ps_batch_count_marker(&count, 0);
    assert_true(ps_batch_count_complete(&count));
    ps_batch_count_close(&count);
}

static void test_dead_letters_count_once_each(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 0, 3);
    assert_int_equal(ps_batch_count_line(&count, "", 0), PS_OK);
    assert_int_equal(ps_batch_count_line(&count, "", 0), PS_OK);
    ps_batch_count_marker(&count, 5);
    answer(&count, 0, 3);
    bool repeated = true;
    assert_int_equal(ps_batch_count_dead(&count, "jobs/0/3", 8, &repeated), PS_OK);
    assert_false(repeated);
    assert_int_equal(ps_batch_count_dead(&count, "jobs/0/3", 8, &repeated), PS_OK);
    assert_true(repeated);
    assert_false(ps_batch_count_complete(&count));
    assert_int_equal(ps_batch_count_dead(&count, "jobs/1/3", 8, &repeated), PS_OK);
    assert_true(ps_batch_count_complete(&count));
    ps_batch_count_close(&count);
}

static void test_a_repeated_custom_id_has_one_result(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 0, 8);
    submit(&count, 2, 4); /* lines 9 and 10 of the file repeat two ids */
    ps_batch_count_marker(&count, 10);
    assert_int_equal(ps_batch_count_expected(&count), 8);
    answer(&count, 0, 8);
    assert_true(ps_batch_count_complete(&count));
    ps_batch_count_close(&count);
}

static void test_a_file_submitted_twice(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    for (int i = 0; i < 2; i++) {
        submit(&count, 0, 100);
        ps_batch_count_marker(&count, 100);
    }
    assert_int_equal(ps_batch_count_expected(&count), 100);
    answer(&count, 0, 99);
    assert_false(ps_batch_count_complete(&count));
    answer(&count, 99, 100);
    assert_true(ps_batch_count_complete(&count));
    ps_batch_count_close(&count);
}

static void test_a_first_submission_cut_off(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 0, 60);
    submit(&count, 0, 100);
    ps_batch_count_marker(&count, 100);
    assert_int_equal(ps_batch_count_expected(&count), 100);
    ps_batch_count_close(&count);
}

static void test_jobs_that_have_expired_from_the_topic(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 70, 100);
    ps_batch_count_marker(&count, 100);
    assert_int_equal(ps_batch_count_expected(&count), 100);
    ps_batch_count_close(&count);
}

static void test_two_files_of_one_name(void **state)
{
    (void)state;
    struct ps_batch_count count = {0};
    submit(&count, 0, 10);
    ps_batch_count_marker(&count, 10);
    submit(&count, 10, 30);
    ps_batch_count_marker(&count, 20);
    assert_int_equal(ps_batch_count_expected(&count), 30);
    ps_batch_count_marker(&count, UINT64_MAX); /* a hostile marker does not wrap around */
    assert_true(ps_batch_count_expected(&count) >= 30);
    ps_batch_count_close(&count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_complete_with_the_last_result),
        cmocka_unit_test(test_an_empty_batch_is_complete),
        cmocka_unit_test(test_dead_letters_count_once_each),
        cmocka_unit_test(test_a_repeated_custom_id_has_one_result),
        cmocka_unit_test(test_a_file_submitted_twice),
        cmocka_unit_test(test_a_first_submission_cut_off),
        cmocka_unit_test(test_jobs_that_have_expired_from_the_topic),
        cmocka_unit_test(test_two_files_of_one_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
