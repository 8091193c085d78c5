/* Which jobs are asked about, and who hears of the answers. */
#include "worker/watch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"

static struct ps_watches *watches;
static struct ps_watch_round asked; /* too large for a stack under a sanitizer */
static bool answers[PS_WATCH_ROUND_MAX];

static int open_watches(void **state)
{
    (void)state;
    watches = ps_watches_create();
    return watches ? 0 : -1;
}

static int close_watches(void **state)
{
    (void)state;
    ps_watches_destroy(watches);
    return 0;
}

static struct ps_watch *add(const char *job, const char *batch)
{
    struct ps_watch *watch = NULL;
    assert_int_equal(ps_watches_add(watches, job, batch, &watch), PS_OK);
    return watch;
}

/* Which of a round's keys it is; SIZE_MAX: none. */
static size_t find(const char *key)
{
    for (size_t i = 0; i < asked.count; i++) {
        if (strcmp(asked.keys[i], key) == 0)
            return i;
    }
    return SIZE_MAX;
}

/* A whole round in which one key, or none, is there. */
static void ask(const char *key)
{
    ps_watches_begin_round(watches, &asked);
    memset(answers, 0, sizeof answers);
    if (key)
        answers[find(key)] = true;
    ps_watches_end_round(watches, &asked, answers);
}

static void one_job_is_cancelled_and_no_other(void **state)
{
    (void)state;
    struct ps_watch *one = add("cancel:one", NULL);
    struct ps_watch *two = add("cancel:two", "batch:b");
    ask(NULL);
    assert_int_equal(asked.count, 3);
    assert_int_equal(asked.num_batches, 1);
    assert_string_equal(asked.keys[0], "batch:b");
    assert_int_equal(ps_watches_num_cancels(watches), 0);
    assert_false(ps_watch_is_cancelled(one));
    ask("cancel:one");
    assert_int_equal(ps_watches_num_cancels(watches), 1);
    assert_true(ps_watch_is_cancelled(one));
    assert_false(ps_watch_is_cancelled(two));
    assert_false(ps_watch_is_cancelled(NULL));
    ask(NULL); /* what is known is not asked again */
    assert_int_equal(find("cancel:one"), SIZE_MAX);
    assert_int_equal(asked.count, 2);
    ps_watches_remove(watches, one);
    ps_watches_remove(watches, two);
    ps_watches_remove(watches, NULL);
    ask(NULL);
    assert_int_equal(asked.count, 0);
}

static void a_batch_is_asked_about_once(void **state)
{
    (void)state;
    struct ps_watch *jobs[100];
    char key[32];
    for (int i = 0; i < 100; i++) {
        (void)snprintf(key, sizeof key, "cancel:%d", i);
        jobs[i] = add(key, i % 2 ? "batch:odd" : "batch:even");
    }
    ask("batch:odd");
    assert_int_equal(asked.num_batches, 2);
    assert_int_equal(asked.count, 102);
    assert_int_equal(ps_watches_num_cancels(watches), 50);
    for (int i = 0; i < 100; i++)
        assert_int_equal(ps_watch_is_cancelled(jobs[i]), i % 2);
    struct ps_watch *late = add("cancel:late", "batch:odd");
    assert_true(ps_watch_is_cancelled(late));
    ps_watches_remove(watches, late);
    for (int i = 0; i < 100; i++)
        ps_watches_remove(watches, jobs[i]);
    struct ps_watch *anew = add("cancel:anew", "batch:odd"); /* nobody remembers it by now */
    assert_false(ps_watch_is_cancelled(anew));
    ps_watches_remove(watches, anew);
}

static void jobs_come_and_go_while_they_are_asked_about(void **state)
{
    (void)state;
    struct ps_watch *gone = add("cancel:gone", "batch:a");
    struct ps_watch *stays = add("cancel:stays", "batch:b");
    ps_watches_begin_round(watches, &asked);
    ps_watches_remove(watches, gone);
    struct ps_watch *back = add("cancel:back", "batch:a"); /* the mark of a is still there */
    ps_watches_remove(watches, stays);
    assert_string_equal(asked.keys[find("cancel:gone")], "cancel:gone");
    memset(answers, 0, sizeof answers);
    answers[find("cancel:gone")] = answers[find("cancel:stays")] = true;
    answers[find("batch:a")] = answers[find("batch:b")] = true;
    ps_watches_end_round(watches, &asked, answers);
    assert_int_equal(ps_watches_num_cancels(watches), 1);
    assert_true(ps_watch_is_cancelled(back));
    ps_watches_remove(watches, back);
}

static void everybody_has_a_turn(void **state)
{
    (void)state;
    enum {
        NUM_JOBS = 2 * PS_WATCH_ROUND_JOBS + PS_WATCH_ROUND_JOBS / 2,
    };
    static struct ps_watch *jobs[NUM_JOBS];
    char key[32];
    char batch[32];
    for (int i = 0; i < NUM_JOBS; i++) {
        (void)snprintf(key, sizeof key, "cancel:%d", i);
        (void)snprintf(batch, sizeof batch, "batch:%d", i);
        jobs[i] = add(key, batch);
    }
    ask("cancel:0");
    assert_int_equal(asked.count, PS_WATCH_ROUND_MAX);
    assert_int_equal(asked.num_batches, PS_WATCH_ROUND_BATCHES);
    ask(NULL);
    assert_int_equal(find("cancel:1"), SIZE_MAX);
    (void)snprintf(key, sizeof key, "cancel:%d", NUM_JOBS - 1);
    ask(key);
    assert_true(ps_watch_is_cancelled(jobs[NUM_JOBS - 1]));
    assert_int_not_equal(find("cancel:1"), SIZE_MAX); /* its turn again */
    for (int i = 0; i < NUM_JOBS; i++)
        ps_watches_remove(watches, jobs[i]);
}

static void without_memory_nothing_is_half_there(void **state)
{
    (void)state;
    long live = ps_failing_malloc_live();
    for (size_t n = 1;; n++) {
        struct ps_watch *watch = NULL;
        ps_failing_malloc_start(n);
        enum ps_status status = ps_watches_add(watches, "cancel:one", "batch:b", &watch);
        bool failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        ask(NULL);
        assert_int_equal(asked.count, failed ? 0 : 2);
        ps_watches_remove(watches, watch);
        if (!failed)
            break;
    }
    assert_int_equal(ps_failing_malloc_live(), live);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_job_is_cancelled_and_no_other, open_watches,
                                        close_watches),
        cmocka_unit_test_setup_teardown(a_batch_is_asked_about_once, open_watches, close_watches),
        cmocka_unit_test_setup_teardown(jobs_come_and_go_while_they_are_asked_about, open_watches,
                                        close_watches),
        cmocka_unit_test_setup_teardown(without_memory_nothing_is_half_there, open_watches,
                                        close_watches),
        cmocka_unit_test_setup_teardown(everybody_has_a_turn, open_watches, close_watches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
