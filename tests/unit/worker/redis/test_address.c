/* Hosts and their addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/redis/address.h"

static void finds_addresses(void **state)
{
    (void)state;
    char text[PS_REDIS_ADDRESS_SIZE];
    struct ps_error error = {0};
    assert_int_equal(ps_redis_address_find("localhost", text, &error), PS_OK);
    assert_string_equal(text, "127.0.0.1"); /* a Redis there need not listen on ::1 */
    assert_int_equal(ps_redis_address_find("10.1.2.3", text, &error), PS_OK);
    assert_string_equal(text, "10.1.2.3");
    assert_int_equal(ps_redis_address_find("::1", text, &error), PS_OK);
    assert_string_equal(text, "::1");
}

static void a_host_without_one_is_named(void **state)
{
    (void)state;
    char text[PS_REDIS_ADDRESS_SIZE];
    struct ps_error error = {0};
    assert_int_equal(ps_redis_address_find("no host at all", text, &error), PS_UNAVAILABLE);
    assert_non_null(strstr(error.message, "no host at all"));
}

static void remembers_one(void **state)
{
    (void)state;
    char text[PS_REDIS_ADDRESS_SIZE];
    struct ps_redis_address address;
    ps_redis_address_init(&address);
    assert_false(ps_redis_address_get(&address, text));
    ps_redis_address_set(&address, "10.0.0.1");
    ps_redis_address_set(&address, "10.0.0.2");
    assert_true(ps_redis_address_get(&address, text));
    assert_string_equal(text, "10.0.0.2");
    ps_redis_address_close(&address);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_addresses),
        cmocka_unit_test(a_host_without_one_is_named),
        cmocka_unit_test(remembers_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
