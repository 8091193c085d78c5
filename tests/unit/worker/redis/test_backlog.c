/* What waits for Redis: kept in order, within its bound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/redis/backlog.h"

static bool add(struct ps_redis_backlog *backlog, const char *text, size_t padding)
{
    struct ps_redis_batch batch = {.num_commands = 1};
    assert_int_equal(ps_buffer_append_string(&batch.bytes, text), PS_OK);
    assert_int_equal(ps_buffer_reserve(&batch.bytes, padding), PS_OK);
    memset(batch.bytes.data + batch.bytes.size, 'x', padding);
    batch.bytes.size += padding;
    bool added = ps_redis_backlog_add(backlog, &batch);
    assert_int_equal(batch.bytes.size, 0);
    assert_int_equal(batch.num_commands, 0);
    return added;
}

static void keeps_the_order(void **state)
{
    (void)state;
    struct ps_redis_backlog backlog = {0};
    assert_null(ps_redis_backlog_first(&backlog));
    assert_true(add(&backlog, "one", 0));
    assert_true(add(&backlog, "three", 0));
    assert_int_equal(backlog.bytes, 8);
    assert_string_equal(ps_redis_backlog_first(&backlog)->bytes.data, "one");
    assert_int_equal(ps_redis_backlog_count_failure(&backlog), 1);
    assert_int_equal(ps_redis_backlog_count_failure(&backlog), 2);
    ps_redis_backlog_remove_first(&backlog);
    assert_string_equal(ps_redis_backlog_first(&backlog)->bytes.data, "three");
    assert_int_equal(ps_redis_backlog_count_failure(&backlog), 1);
    ps_redis_backlog_remove_first(&backlog);
    assert_null(ps_redis_backlog_first(&backlog));
    assert_int_equal(backlog.bytes, 0);
    assert_true(add(&backlog, "again", 0));
    ps_redis_backlog_close(&backlog);
}

static void is_bounded(void **state)
{
    (void)state;
    struct ps_redis_backlog backlog = {0};
    assert_true(add(&backlog, "", PS_REDIS_BACKLOG_BYTES_MAX - 10));
    assert_false(add(&backlog, "", 11));
    assert_true(add(&backlog, "", 10));
    assert_false(add(&backlog, "x", 0));
    ps_redis_backlog_remove_first(&backlog);
    assert_true(add(&backlog, "x", 1000));
    ps_redis_backlog_close(&backlog);
    assert_int_equal(backlog.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_order),
        cmocka_unit_test(is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
