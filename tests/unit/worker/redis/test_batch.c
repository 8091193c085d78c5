/* Commands as Redis reads them, what its errors mean, and what is sent again because of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "tests/support/failing_malloc.h"
#include "worker/redis/batch.h"

static enum ps_status add(struct ps_redis_batch *batch, const char *name, const char *key)
{
    const struct ps_redis_argument arguments[] = {{name, strlen(name)}, {key, strlen(key)}};
    return ps_redis_batch_add(batch, arguments, 2, ps_redis_place_of(key, strlen(key)), false);
}

static void formats(void **state)
{
    (void)state;
    PS_DEFER(ps_redis_batch_close) struct ps_redis_batch batch = {0};
    assert_int_equal(add(&batch, "GET", "key"), PS_OK);
    assert_int_equal(add(&batch, "DEL", ""), PS_OK);
    assert_string_equal(batch.bytes.data,
                        "*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n*2\r\n$3\r\nDEL\r\n$0\r\n\r\n");
    assert_int_equal(batch.num_commands, 2);
    assert_int_equal(batch.commands[1].offset + batch.commands[1].size, batch.bytes.size);
    assert_int_equal(batch.commands[0].outcome, PS_REDIS_UNANSWERED);
    ps_redis_batch_clear(&batch);
    assert_int_equal(batch.num_commands + batch.bytes.size, 0);
}

static bool is_no_set(void *context, const struct ps_redis_batch *batch,
                      const struct ps_redis_command *command)
{
    size_t *num_asked = context;
    ++*num_asked;
    return memmem(batch->bytes.data + command->offset, command->size, "SET", 3) == NULL;
}

static void filters(void **state)
{
    (void)state;
    size_t num_asked = 0;
    PS_DEFER(ps_redis_batch_close) struct ps_redis_batch batch = {0};
    assert_int_equal(add(&batch, "SET", "a"), PS_OK);
    assert_int_equal(add(&batch, "GET", "bb"), PS_OK);
    assert_int_equal(add(&batch, "SET", "ccc"), PS_OK);
    assert_int_equal(add(&batch, "DEL", "d"), PS_OK);
    ps_redis_batch_filter(&batch, is_no_set, &num_asked);
    assert_int_equal(num_asked, 4);
    static const char expected[] = "*2\r\n$3\r\nGET\r\n$2\r\nbb\r\n*2\r\n$3\r\nDEL\r\n$1\r\nd\r\n";
    assert_int_equal(batch.bytes.size, sizeof expected - 1);
    assert_memory_equal(batch.bytes.data, expected, sizeof expected - 1);
    assert_int_equal(batch.commands[1].place, ps_redis_place_of("d", 1));
}

static void half_a_command_is_never_left(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        PS_DEFER(ps_redis_batch_close) struct ps_redis_batch batch = {0};
        enum ps_status status = PS_OK;
        ps_failing_malloc_start(nth);
        for (size_t i = 0; status == PS_OK && i < 200; i++)
            status = add(&batch, "SET", "a key of some length, so that the buffer has to grow");
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        size_t size = 0;
        for (size_t i = 0; i < batch.num_commands; i++)
            size += batch.commands[i].size;
        assert_int_equal(size, batch.bytes.size);
    }
}

static void errors_have_classes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum ps_redis_outcome outcome;
    } cases[] = {
        {"OOM command not allowed when used memory > 'maxmemory'.", PS_REDIS_FULL},
        {"MISCONF Redis is configured to save RDB snapshots", PS_REDIS_FULL},
        {"NOPERM this user has no permissions to run the 'set' command", PS_REDIS_FORBIDDEN},
        {"LOADING Redis is loading the dataset in memory", PS_REDIS_AWAY},
        {"BUSY Redis is busy running a script.", PS_REDIS_AWAY},
        {"READONLY You can't write against a read only replica.", PS_REDIS_AWAY},
        {"MASTERDOWN Link with MASTER is down", PS_REDIS_AWAY},
        {"NOAUTH Authentication required.", PS_REDIS_AWAY},
        {"ERR max number of clients reached", PS_REDIS_AWAY},
        {"WRONGTYPE Operation against a key holding the wrong kind of value", PS_REDIS_NEVER},
        {"ERR unknown command `XADD`", PS_REDIS_NEVER},
        {"BUSYKEY Target key name already exists.", PS_REDIS_NEVER},
        {"ERR Protocol error: invalid bulk length", PS_REDIS_NEVER},
        {"", PS_REDIS_NEVER},
        {"ERR Error running script (call to f_0123): @user_script:2: @user_script: 2: -OOM command "
         "not allowed when used memory > 'maxmemory'.",
         PS_REDIS_FULL},
        {"ERR Error running script (call to f_0123): @user_script:2: @user_script: 2: -READONLY "
         "You can't write against a read only slave.",
         PS_REDIS_AWAY},
        {"ERR Error running script (call to f_0123): @user_script:2: WRONGTYPE Operation against a "
         "key holding the wrong kind of value",
         PS_REDIS_NEVER},
        {"ERR The ID specified in XADD is equal or smaller than the target stream top item",
         PS_REDIS_DONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ps_redis_outcome_of(cases[i].text), cases[i].outcome);
}

static bool holds(struct ps_redis_places *places, uint16_t place, enum ps_redis_outcome outcome,
                  bool is_hint)
{
    const struct ps_redis_command command = {
        .place = place, .outcome = outcome, .is_hint = is_hint};
    return ps_redis_places_hold(places, &command);
}

static void what_follows_a_held_command_is_held(void **state)
{
    (void)state;
    struct ps_redis_places places = {{0}};
    assert_false(holds(&places, 1, PS_REDIS_DONE, false));
    assert_false(holds(&places, 1, PS_REDIS_NEVER, false));
    assert_true(holds(&places, 2, PS_REDIS_FULL, false));
    assert_true(holds(&places, 2, PS_REDIS_DONE, false)); /* an expiry of nothing */
    assert_true(holds(&places, 2, PS_REDIS_DONE, true));  /* not announced yet */
    assert_false(holds(&places, 1, PS_REDIS_DONE, false));
    assert_true(holds(&places, 3, PS_REDIS_FORBIDDEN, false));
    assert_true(holds(&places, 4095, PS_REDIS_AWAY, false));
    assert_true(holds(&places, 5, PS_REDIS_UNANSWERED, false));
    assert_false(holds(&places, 6, PS_REDIS_FORBIDDEN, true));
    assert_true(holds(&places, 7, PS_REDIS_UNANSWERED, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats),
        cmocka_unit_test(filters),
        cmocka_unit_test(half_a_command_is_never_left),
        cmocka_unit_test(errors_have_classes),
        cmocka_unit_test(what_follows_a_held_command_is_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
