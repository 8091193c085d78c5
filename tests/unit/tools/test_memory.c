/* What the client's tools keep, with each of its allocations failing once. */
#include "tools/batch_count.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"
#include "tools/batch_scan.h"
#include "tools/result_line.h"

#define ALLOCATIONS_MAX 5000

static char path[] = "/tmp/penstock-memory-XXXXXX";

static enum ps_status count_names(void)
{
    struct ps_batch_count count = {0};
    enum ps_status status = PS_OK;
    char name[16];
    for (int i = 0; i < 600 && status == PS_OK; i++) { /* the set grows once */
        int size = snprintf(name, sizeof name, "%d", i);
        status = ps_batch_count_line(&count, name, (size_t)size);
    }
    if (status == PS_OK)
        assert_int_equal(count.submitted.count, 600);
    ps_batch_count_close(&count);
    return status;
}

static enum ps_status scan(void)
{
    struct ps_batch_scan found;
    struct ps_error error = {0};
    enum ps_status status = ps_batch_scan_file(&found, path, &error);
    if (status == PS_OK)
        assert_int_equal(found.num_lines, 1);
    else
        assert_true(error.message[0] != '\0');
    return status;
}

/* A result whose JSON can't be held counts as none. */
static enum ps_status read_lines(void)
{
    static const char line[] = "{\"custom_id\": \"a\", \"response\": {\"status_code\": 200}}";
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    struct ps_result_summary summary;
    size_t size = 0;
    enum ps_status found = ps_line_custom_id(line, sizeof line - 1, custom_id, &size);
    enum ps_status status = ps_result_summarize(line, sizeof line - 1, &summary);
    assert_true(found == PS_NO_MEMORY || strcmp(custom_id, "a") == 0);
    assert_int_equal(summary.succeeded, status == PS_OK);
    return found != PS_OK ? found : status;
}

/* A library may do without what it could not have: then the outcome must be right all the same,
 * which work checks. */
static void fail_each_allocation_of(enum ps_status (*work)(void))
{
    assert_int_equal(work(), PS_OK); /* what libraries keep for good is there from now on */
    for (size_t n = 1; n < ALLOCATIONS_MAX; n++) {
        long before = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = work();
        bool failed = ps_failing_malloc_stop();
        assert_int_equal(ps_failing_malloc_live(), before);
        if (!failed) {
            assert_int_equal(status, PS_OK);
            return;
        }
    }
    fail_msg("more than %d allocations", ALLOCATIONS_MAX);
}

static void test_counting(void **state)
{
    (void)state;
    fail_each_allocation_of(count_names);
}

static void test_scanning(void **state)
{
    (void)state;
    fail_each_allocation_of(scan);
}

static void test_reading_lines(void **state)
{
    (void)state;
    fail_each_allocation_of(read_lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counting),
        cmocka_unit_test(test_scanning),
        cmocka_unit_test(test_reading_lines),
    };
    int descriptor = mkstemp(path);
    if (descriptor < 0 || write(descriptor, "{}\n", 3) != 3)
        return 1;
    close(descriptor);
    int failures = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failures;
}
