/* Jobs that come, are cancelled and go on several threads, while one asks about all of them. For
 * ThreadSanitizer; each cancelled job must hear of it in any case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include <cmocka.h>

#include "worker/watch.h"

#define NUM_OWNERS 3
#define NUM_JOBS   400 /* of each owner, one after another with some overlap */
#define NUM_HELD   8

struct shared {
    struct ps_watches *watches;
    atomic_int num_left; /* owners still at work */
    atomic_int num_heard;
};

struct owner {
    struct shared *shared;
    int number;
};

/* "yes:..." is cancelled whenever it is asked about; nothing else is. */
static void *ask(void *context)
{
    struct shared *shared = context;
    static struct ps_watch_round asked;
    static bool is_set[PS_WATCH_ROUND_MAX];
    while (atomic_load(&shared->num_left) > 0) {
        ps_watches_begin_round(shared->watches, &asked);
        for (size_t i = 0; i < asked.count; i++)
            is_set[i] = strncmp(asked.keys[i], "yes", 3) == 0;
        ps_watches_end_round(shared->watches, &asked, is_set);
    }
    return NULL;
}

/* Every second job is cancelled, half of those by their batch: waits until it hears of that. */
static void *own(void *context)
{
    const struct owner *owner = context;
    struct shared *shared = owner->shared;
    struct ps_watch *held[NUM_HELD] = {NULL};
    char key[32];
    for (int i = 0; i < NUM_JOBS + NUM_HELD; i++) {
        struct ps_watch **place = &held[i % NUM_HELD];
        while (*place && i % 2 == 0 && !ps_watch_is_cancelled(*place))
            sched_yield();
        if (*place)
            atomic_fetch_add(&shared->num_heard, ps_watch_is_cancelled(*place));
        ps_watches_remove(shared->watches, *place);
        *place = NULL;
        if (i >= NUM_JOBS)
            continue;
        (void)snprintf(key, sizeof key, "%s:%d:%d", i % 4 == 0 ? "yes" : "no", owner->number, i);
        const char *batch = i % 4 == 2 ? "yes:batch" : i % 2 ? "no:batch" : NULL;
        assert_int_equal(ps_watches_add(shared->watches, key, batch, place), PS_OK);
    }
    atomic_fetch_sub(&shared->num_left, 1);
    return NULL;
}

static void whoever_is_cancelled_hears_of_it(void **state)
{
    (void)state;
    struct shared shared = {.watches = ps_watches_create()};
    struct owner owners[NUM_OWNERS];
    pthread_t threads[NUM_OWNERS + 1];
    assert_non_null(shared.watches);
    atomic_store(&shared.num_left, NUM_OWNERS);
    assert_int_equal(pthread_create(&threads[NUM_OWNERS], NULL, ask, &shared), 0);
    for (int i = 0; i < NUM_OWNERS; i++) {
        owners[i] = (struct owner){&shared, i};
        assert_int_equal(pthread_create(&threads[i], NULL, own, &owners[i]), 0);
    }
    for (int i = 0; i <= NUM_OWNERS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&shared.num_heard), NUM_OWNERS * NUM_JOBS / 2);
    assert_true(ps_watches_num_cancels(shared.watches) >= NUM_OWNERS * NUM_JOBS / 4);
    ps_watches_destroy(shared.watches);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whoever_is_cancelled_hears_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
