/* From one configuration to another while the worker runs: what is named, what is put back, what is
 * shown; and all of it without memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"
#include "worker/config_change.h"
#include "worker/print.h"

static void load(struct ps_config *config, const char *const *overrides, size_t num_overrides)
{
    struct ps_error error = {0};
    const struct ps_config_sources sources = {.overrides = overrides,
                                              .num_overrides = num_overrides};
    if (ps_config_load(config, &sources, &error) != PS_OK)
        fail_msg("%s", error.message);
}

static const char *const before[] = {
    "models=/m/a",
    "log.level=info",
    "redis.prefix=one",
    "topics.reply_to_allowed=r,s",
    "kafka.acks=all",
    "kafka.linger.ms=1",
    "kafka.sasl.username=worker",
    "kafka.sasl.password=first",
};
static const char *const after[] = {"models=/m/a,/m/b",           "log.level=debug",
                                    "redis.prefix=two",           "engine.threads=3",
                                    "topics.reply_to_allowed=t",  "redis.cache_ttl_s=7",
                                    "kafka.linger.ms=2",          "kafka.client.rack=x",
                                    "kafka.sasl.password=second", "worker.grace_ms=25000"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_names(const json_t *list, const char *const *names, size_t num_names)
{
    assert_int_equal(json_array_size(list), num_names);
    for (size_t i = 0; i < num_names; i++) {
        bool found = false;
        for (size_t j = 0; j < num_names; j++)
            found = found || strcmp(json_string_value(json_array_get(list, j)), names[i]) == 0;
        if (!found)
            fail_msg("%s is not named", names[i]);
    }
}

static void what_differs_is_named_and_put_back(void **state)
{
    (void)state;
    static const char *const at_once[] = {"log.level", "topics.reply_to_allowed",
                                          "redis.cache_ttl_s", "kafka.sasl.username",
                                          "kafka.sasl.password"};
    static const char *const later[] = {"models",     "redis.prefix",    "engine.threads",
                                        "kafka.acks", "kafka.linger.ms", "kafka.client.rack"};
    PS_DEFER(ps_config_close) struct ps_config running = {0};
    PS_DEFER(ps_config_close) struct ps_config wanted = {0};
    PS_DEFER(ps_config_change_close) struct ps_config_change change = {0};
    struct ps_error error = {0};
    load(&running, before, COUNT(before));
    load(&wanted, after, COUNT(after));
    assert_int_equal(ps_config_change_open(&change, &wanted, &running, &error), PS_OK);
    assert_names(change.in_force, at_once, COUNT(at_once));
    assert_names(change.after_restart, later, COUNT(later));
    assert_true(ps_config_change_has(&change, "log.level"));
    assert_false(ps_config_change_has(&change, "models"));
    assert_string_equal(wanted.log.level, "debug");
    assert_string_equal(wanted.topics.reply_to_allowed.items[0], "t");
    assert_int_equal(wanted.redis.cache_ttl_s, 7);
    assert_string_equal(wanted.redis.prefix, "one");
    assert_int_equal(wanted.engine.threads, 0);
    assert_int_equal(wanted.models.count, 1);
    assert_string_equal(ps_config_kafka(&wanted, "acks"), "all");
    assert_string_equal(ps_config_kafka(&wanted, "linger.ms"), "1");
    assert_null(ps_config_kafka(&wanted, "client.rack"));
    assert_string_equal(ps_config_kafka(&wanted, "sasl.password"), "second");
    assert_null(ps_config_kafka(&wanted, "sasl.username"));
}

static void nothing_differs_from_a_copy(void **state)
{
    (void)state;
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    PS_DEFER(ps_config_change_close) struct ps_config_change change = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer one = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer other = {0};
    struct ps_config *copy = NULL;
    struct ps_error error = {0};
    load(&config, after, COUNT(after));
    assert_int_equal(ps_config_copy(&copy, &config, &error), PS_OK);
    assert_int_equal(ps_print_origins(&config, &one, &error), PS_OK);
    assert_int_equal(ps_print_origins(copy, &other, &error), PS_OK);
    assert_string_equal(one.data, other.data);
    assert_int_equal(ps_config_change_open(&change, copy, &config, &error), PS_OK);
    assert_names(change.in_force, NULL, 0);
    assert_names(change.after_restart, NULL, 0);
    ps_config_close(copy);
    free(copy);
}

/* All that a reload does with configurations, and all that is printed. */
static enum ps_status reload_and_print(struct ps_error *error)
{
    PS_DEFER(ps_config_close) struct ps_config running = {0};
    PS_DEFER(ps_config_close) struct ps_config wanted = {0};
    PS_DEFER(ps_config_change_close) struct ps_config_change change = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    const struct ps_config_sources first = {.overrides = before, .num_overrides = COUNT(before)};
    const struct ps_config_sources second = {.overrides = after, .num_overrides = COUNT(after)};
    struct ps_config *copy = NULL;
    PS_TRY(ps_config_load(&running, &first, error));
    PS_TRY(ps_config_load(&wanted, &second, error));
    PS_TRY(ps_config_change_open(&change, &wanted, &running, error));
    PS_TRY(ps_config_copy(&copy, &wanted, error));
    enum ps_status status = ps_print_config(copy, &text, error);
    if (status == PS_OK)
        status = ps_print_origins(copy, &text, error);
    ps_config_close(copy);
    free(copy);
    return status;
}

/* A line of a log or a page of output may be missing where there is no memory; nothing else. */
static void without_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_error error = {0};
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = reload_and_print(&error);
        failed = ps_failing_malloc_stop();
        assert_int_equal(ps_failing_malloc_live(), live);
        if (status != PS_OK)
            assert_true(error.message[0]);
        if (!failed)
            assert_int_equal(status, PS_OK);
    }
}

static void problems_have_an_end(void **state)
{
    (void)state;
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    struct ps_error first = {0};
    assert_int_equal(ps_problems_first(&problems, &first), PS_OK);
    for (int i = 0; i < PS_PROBLEMS_MAX + 7; i++) {
        struct ps_error error = {0};
        (void)ps_error_set_param(&error, i ? PS_IO : PS_INVALID, "key", "problem %d", i);
        (void)ps_problems_add(&problems, &error);
    }
    assert_int_equal(problems.count, PS_PROBLEMS_MAX);
    assert_int_equal(problems.num_left_out, 7);
    assert_int_equal(ps_problems_first(&problems, &first), PS_INVALID);
    assert_string_equal(first.message, "problem 0 (and 56 more)");
    assert_string_equal(first.param, "key");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_differs_is_named_and_put_back),
        cmocka_unit_test(nothing_differs_from_a_copy),
        cmocka_unit_test(without_memory),
        cmocka_unit_test(problems_have_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
