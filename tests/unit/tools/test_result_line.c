/* What is read from a line of a job or a result. */
#include "tools/result_line.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void check_custom_id(const char *line, const char *expected)
{
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    size_t size = 0;
    assert_int_equal(ps_line_custom_id(line, strlen(line), custom_id, &size), PS_OK);
    assert_int_equal(size, strlen(expected));
    assert_string_equal(custom_id, expected);
}

static void test_custom_ids(void **state)
{
    (void)state;
    check_custom_id("{\"custom_id\": \"a\"}", "a");
    check_custom_id("{\"body\": {\"custom_id\": \"no\"}, \"custom_id\": \"gr\\u00fc\\u00df\"}\r",
                    "gr\xc3\xbc\xc3\x9f");
    check_custom_id("\xef\xbb\xbf{\"custom_id\": \"marked\"}", "marked");
    check_custom_id("{\"custom_id\": \"a\", \"custom_id\": \"last\"}", "last");
    check_custom_id("{\"custom_id\": \"huge\", \"n\": 1e999, \"t\": \"\\u0000\"}", "huge");
    check_custom_id("{\"custom_id\": \"a\\u0000\"}", "");
    check_custom_id("not json", "");
    check_custom_id("", "");
    check_custom_id("[\"custom_id\"]", "");
    check_custom_id("\"custom_id\"", "");
    check_custom_id("{\"custom_id\": 7}", "");
    check_custom_id("{\"custom_id\": \"\"}", "");
    check_custom_id("{\"custom_id\": \"a\"} trailing", "");
    check_custom_id("{\"custom_id\": \"\xff\"}", "");
}

static void test_a_custom_id_may_be_this_long_and_no_longer(void **state)
{
    (void)state;
    char id[PS_CUSTOM_ID_SIZE_MAX + 2];
    char line[PS_CUSTOM_ID_SIZE_MAX + 64];
    memset(id, 'x', sizeof id);
    id[PS_CUSTOM_ID_SIZE_MAX] = '\0';
    (void)snprintf(line, sizeof line, "{\"custom_id\": \"%s\"}", id);
    check_custom_id(line, id);
    (void)snprintf(line, sizeof line, "{\"custom_id\": \"%sx\"}", id);
    check_custom_id(line, "");
}

static struct ps_result_summary summarize(const char *line, enum ps_status expected)
{
    struct ps_result_summary summary;
    assert_int_equal(ps_result_summarize(line, strlen(line), &summary), expected);
    return summary;
}

static void test_results(void **state)
{
    (void)state;
    struct ps_result_summary done =
        summarize("{\"id\": \"b\", \"custom_id\": \"a\", \"response\": {\"status_code\": 200, "
                  "\"body\": {\"usage\": {\"total_tokens\": 12}}}, \"error\": null}",
                  PS_OK);
    assert_string_equal(done.custom_id, "a");
    assert_true(done.succeeded);
    assert_int_equal(done.tokens, 12);
    struct ps_result_summary refused = summarize(
        "{\"custom_id\": \"a\", \"response\": {\"status_code\": 400, \"body\": {\"error\": {}}}}",
        PS_OK);
    assert_false(refused.succeeded);
    assert_int_equal(refused.tokens, 0);
    struct ps_result_summary expired = summarize(
        "{\"custom_id\": \"a\", \"response\": null, \"error\": {\"code\": \"batch_expired\"}}",
        PS_OK);
    assert_false(expired.succeeded);
    assert_int_equal(expired.custom_id_size, 1);
    assert_false(summarize("[200]", PS_INVALID).succeeded);
    assert_false(summarize("{", PS_INVALID).succeeded);
    struct ps_result_summary odd = summarize(
        "{\"response\": {\"status_code\": 200, \"body\": {\"usage\": {\"total_tokens\": -5}}}}",
        PS_OK);
    assert_int_equal(odd.tokens, 0);
    assert_int_equal(odd.custom_id_size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_custom_ids),
        cmocka_unit_test(test_a_custom_id_may_be_this_long_and_no_longer),
        cmocka_unit_test(test_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
