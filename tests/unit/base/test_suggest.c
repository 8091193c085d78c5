/* The nearest known name to one that was mistyped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/suggest.h"

static void test_distance(void **state)
{
    (void)state;
    assert_int_equal(ps_suggest_distance("", "abc"), 3);
    assert_int_equal(ps_suggest_distance("kitten", "sitting"), 3);
    assert_int_equal(ps_suggest_distance("ab", "ba"), 1);
    assert_int_equal(ps_suggest_distance("same", "same"), 0);
}

static void test_nearest(void **state)
{
    (void)state;
    const char *names[] = {"worker.slot", "redis.url"};
    assert_string_equal(ps_suggest("redis.ulr", names, 2), "redis.url");
    assert_null(ps_suggest("something.else", names, 2));
}

static void test_too_long(void **state)
{
    (void)state;
    char name[PS_SUGGEST_SIZE_MAX + 2];
    const char *names[] = {name};
    memset(name, 'a', sizeof name);
    name[PS_SUGGEST_SIZE_MAX + 1] = '\0';
    assert_true(ps_suggest_distance(name, name) == SIZE_MAX);
    assert_null(ps_suggest(name, names, 1));
    name[PS_SUGGEST_SIZE_MAX] = '\0';
    assert_int_equal(ps_suggest_distance(name, ""), PS_SUGGEST_SIZE_MAX);
    assert_string_equal(ps_suggest(name, names, 1), name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
