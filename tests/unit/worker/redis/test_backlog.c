/* What waits for Redis: kept in order, within its bound, taken without what was just refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "worker/redis/backlog.h"

#define OVERHEAD sizeof(struct ps_redis_kept)

static size_t add(struct ps_redis_backlog *backlog, const char *text, uint16_t place)
{
    PS_DEFER(ps_redis_batch_close) struct ps_redis_batch batch = {0};
    assert_int_equal(ps_redis_batch_copy(&batch, text, strlen(text), place, false), PS_OK);
    return ps_redis_backlog_add(backlog, &batch, &batch.commands[0]);
}

static struct ps_redis_kept *take(struct ps_redis_backlog *backlog,
                                  const struct ps_redis_places *skipped, size_t max)
{
    return ps_redis_backlog_take(backlog, skipped, max, 1000000);
}

static void forget_all(struct ps_redis_backlog *backlog, struct ps_redis_kept *list)
{
    while (list) {
        struct ps_redis_kept *next = list->next;
        ps_redis_backlog_forget(backlog, list);
        list = next;
    }
}

static void check(struct ps_redis_kept **list, const char *expected)
{
    assert_non_null(*list);
    assert_int_equal((*list)->size, strlen(expected));
    assert_memory_equal((*list)->bytes, expected, strlen(expected));
    *list = (*list)->next;
}

static void keeps_the_order(void **state)
{
    (void)state;
    const struct ps_redis_places none = {{0}};
    PS_DEFER(ps_redis_backlog_close) struct ps_redis_backlog backlog = {.bytes_max = 10000};
    assert_null(take(&backlog, &none, 10));
    assert_int_equal(add(&backlog, "one", 1), 0);
    assert_int_equal(add(&backlog, "two", 2), 0);
    assert_int_equal(add(&backlog, "three", 3), 0);
    struct ps_redis_kept *list = take(&backlog, &none, 2);
    struct ps_redis_kept *rest = list;
    check(&rest, "one");
    check(&rest, "two");
    assert_null(rest);
    assert_true(ps_redis_backlog_holds(&backlog, 1)); /* until it is known what came of it */
    assert_int_equal(add(&backlog, "four", 1), 0);
    ps_redis_backlog_put_back(&backlog, list);
    list = rest = take(&backlog, &none, 10);
    check(&rest, "one");
    check(&rest, "two");
    check(&rest, "three");
    check(&rest, "four");
    assert_null(rest);
    forget_all(&backlog, list);
    assert_int_equal(backlog.bytes, 0);
    assert_int_equal(backlog.num_commands, 0);
    assert_false(ps_redis_backlog_holds(&backlog, 1));
    assert_int_equal(add(&backlog, "again", 1), 0);
}

static void passes_over_what_was_refused(void **state)
{
    (void)state;
    struct ps_redis_places refused = {{0}};
    PS_DEFER(ps_redis_backlog_close) struct ps_redis_backlog backlog = {.bytes_max = 10000};
    assert_int_equal(add(&backlog, "a1", 7), 0);
    assert_int_equal(add(&backlog, "b1", 8), 0);
    assert_int_equal(add(&backlog, "a2", 7), 0);
    assert_int_equal(add(&backlog, "c1", 4095), 0);
    ps_redis_places_add(&refused, 7);
    struct ps_redis_kept *list = take(&backlog, &refused, 10);
    struct ps_redis_kept *rest = list;
    check(&rest, "b1");
    check(&rest, "c1");
    assert_null(rest);
    forget_all(&backlog, list);
    assert_int_equal(add(&backlog, "d1", 9), 0);
    ps_redis_places_add(&refused, 9);
    assert_null(take(&backlog, &refused, 10));
    list = rest = take(&backlog, &(struct ps_redis_places){{0}}, 10);
    check(&rest, "a1");
    check(&rest, "a2");
    check(&rest, "d1");
    forget_all(&backlog, list);
    assert_int_equal(backlog.bytes, 0);
}

static void takes_no_more_bytes_than_asked(void **state)
{
    (void)state;
    const struct ps_redis_places none = {{0}};
    PS_DEFER(ps_redis_backlog_close) struct ps_redis_backlog backlog = {.bytes_max = 10000};
    assert_int_equal(add(&backlog, "twelve bytes", 1), 0);
    assert_int_equal(add(&backlog, "four", 2), 0);
    struct ps_redis_kept *list = ps_redis_backlog_take(&backlog, &none, 10, 8);
    struct ps_redis_kept *rest = list;
    check(&rest, "twelve bytes"); /* the first goes whatever it has */
    assert_null(rest);
    forget_all(&backlog, list);
}

static void the_oldest_go_first(void **state)
{
    (void)state;
    const struct ps_redis_places none = {{0}};
    PS_DEFER(ps_redis_backlog_close)
    struct ps_redis_backlog backlog = {.bytes_max = 3 * (OVERHEAD + 4)};
    assert_int_equal(add(&backlog, "aaaa", 1), 0);
    assert_int_equal(add(&backlog, "bbbb", 2), 0);
    assert_int_equal(add(&backlog, "cccc", 3), 0);
    assert_int_equal(add(&backlog, "dddd", 4), 1);
    assert_false(ps_redis_backlog_holds(&backlog, 1));
    struct ps_redis_kept *list = take(&backlog, &none, 3);
    assert_int_equal(add(&backlog, "eeee", 5), 1); /* what is on its way is not taken back */
    ps_redis_backlog_put_back(&backlog, list);
    assert_int_equal(backlog.num_commands, 3);
    assert_true(backlog.bytes <= backlog.bytes_max);
    char large[4 * OVERHEAD];
    memset(large, 'x', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    assert_int_equal(add(&backlog, large, 6), 1); /* that alone is too large, and costs no other */
    assert_int_equal(backlog.num_commands, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_order),
        cmocka_unit_test(passes_over_what_was_refused),
        cmocka_unit_test(takes_no_more_bytes_than_asked),
        cmocka_unit_test(the_oldest_go_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
