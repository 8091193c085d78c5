/* The options that the tools share, and how they end. */
#include "tools/client_options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tools/command.h"

static void test_bootstrap_wins_over_set_and_environment(void **state)
{
    (void)state;
    struct ps_client_options options = {0};
    struct ps_error error = {0};
    struct ps_config config;
    setenv("PENSTOCK_KAFKA__BOOTSTRAP_SERVERS", "environment:1", 1);
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_string_equal(ps_config_kafka(&config, "bootstrap.servers"), "environment:1");
    ps_config_close(&config);
    assert_int_equal(ps_client_options_apply(&options, PS_CLIENT_OPTION_SET,
                                             "kafka.bootstrap.servers=set:2", "submit", &error),
                     PS_OK);
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_string_equal(ps_config_kafka(&config, "bootstrap.servers"), "set:2");
    ps_config_close(&config);
    assert_int_equal(ps_client_options_apply(&options, 'b', "option:3", "submit", &error), PS_OK);
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_string_equal(ps_config_kafka(&config, "bootstrap.servers"), "option:3");
    ps_config_close(&config);
    unsetenv("PENSTOCK_KAFKA__BOOTSTRAP_SERVERS");
}

static void test_the_first_job_topic_that_is_a_name(void **state)
{
    (void)state;
    struct ps_client_options options = {
        .overrides = {"topics.jobs=[\"^jobs-.*\", \"jobs\", \"other\"]"},
        .num_overrides = 1,
    };
    struct ps_error error = {0};
    struct ps_config config;
    const char *topic = NULL;
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_int_equal(ps_client_job_topic(&config, &topic, &error), PS_OK);
    assert_string_equal(topic, "jobs");
    ps_config_close(&config);
    options.overrides[0] = "topics.jobs=[\"^jobs-.*\"]";
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_int_equal(ps_client_job_topic(&config, &topic, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "topics.jobs"));
    ps_config_close(&config);
}

static void test_too_many_overrides(void **state)
{
    (void)state;
    struct ps_client_options options = {0};
    struct ps_error error = {0};
    for (int i = 0; i < PS_CLIENT_OVERRIDES_MAX; i++)
        assert_int_equal(ps_client_options_apply(&options, PS_CLIENT_OPTION_SET,
                                                 "worker.grace_ms=1", "submit", &error),
                         PS_OK);
    assert_int_equal(ps_client_options_apply(&options, PS_CLIENT_OPTION_SET, "worker.grace_ms=1",
                                             "submit", &error),
                     PS_INVALID);
    struct ps_config config; /* all of them and -b still fit */
    options.bootstrap = "host:1";
    assert_int_equal(ps_client_options_load(&options, &config, &error), PS_OK);
    assert_string_equal(ps_config_kafka(&config, "bootstrap.servers"), "host:1");
    ps_config_close(&config);
}

static void test_numbers(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",   "x", "1x", "-1",
                                        " 1", "0", "11", "99999999999999999999"};
    int64_t number = 0;
    assert_int_equal(ps_command_number("max", "10", 1, 10, &number, NULL), PS_OK);
    assert_int_equal(number, 10);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ps_error error = {0};
        assert_int_equal(ps_command_number("max", wrong[i], 1, 10, &number, &error), PS_INVALID);
        assert_non_null(strstr(error.message, "--max"));
        assert_int_equal(number, 10);
    }
}

static void test_exit_codes(void **state)
{
    (void)state;
    struct ps_error error = {.message = "as expected by this test"};
    assert_int_equal(ps_command_fail("test", PS_INVALID, &error), 2);
    assert_int_equal(ps_command_fail("test", PS_TOO_LARGE, &error), 2);
    assert_int_equal(ps_command_fail("test", PS_NOT_FOUND, &error), 3);
    assert_int_equal(ps_command_fail("test", PS_UNAVAILABLE, &error), 3);
    assert_int_equal(ps_command_fail("test", PS_TIMEOUT, &error), 3);
    assert_int_equal(ps_command_fail("test", PS_NO_MEMORY, &error), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bootstrap_wins_over_set_and_environment),
        cmocka_unit_test(test_the_first_job_topic_that_is_a_name),
        cmocka_unit_test(test_too_many_overrides),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_exit_codes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
