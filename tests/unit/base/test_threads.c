/* What threads share: the bounded queue and the thread pool. Run under ThreadSanitizer too. */
#include "shared/base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>

#include "shared/base/clock.h"
#include "shared/base/queue.h"

enum {
    PRODUCERS = 3,
    CONSUMERS = 2,
    ITEMS = 5000, /* of each producer */
};

static void *produce(void *argument)
{
    struct ps_queue *queue = argument;
    for (uintptr_t i = 1; i <= ITEMS; i++) {
        if (ps_queue_push(queue, (void *)i, -1) != PS_OK)
            return NULL;
    }
    return NULL;
}

static atomic_ulong consumed_sum;
static atomic_ulong consumed_count;

static void *consume(void *argument)
{
    struct ps_queue *queue = argument;
    void *item = NULL;
    enum ps_status status;
    while ((status = ps_queue_pop(queue, &item, 50)) != PS_CLOSED) {
        if (status != PS_OK)
            continue;
        atomic_fetch_add(&consumed_sum, (uintptr_t)item);
        atomic_fetch_add(&consumed_count, 1);
    }
    return NULL;
}

static void nothing_is_lost_between_threads(void **state)
{
    (void)state;
    pthread_t producers[PRODUCERS], consumers[CONSUMERS];
    struct ps_queue *queue = ps_queue_create(7);
    assert_non_null(queue);
    for (int i = 0; i < PRODUCERS; i++)
        assert_int_equal(pthread_create(&producers[i], NULL, produce, queue), 0);
    for (int i = 0; i < CONSUMERS; i++)
        assert_int_equal(pthread_create(&consumers[i], NULL, consume, queue), 0);
    for (int i = 0; i < PRODUCERS; i++)
        pthread_join(producers[i], NULL);
    ps_queue_close(queue);
    for (int i = 0; i < CONSUMERS; i++)
        pthread_join(consumers[i], NULL);
    assert_int_equal(atomic_load(&consumed_count), PRODUCERS * ITEMS);
    assert_int_equal(atomic_load(&consumed_sum),
                     (unsigned long)PRODUCERS * ITEMS * (ITEMS + 1) / 2);
    ps_queue_destroy(queue);
}

static void a_full_queue_and_an_empty_one_say_so(void **state)
{
    (void)state;
    int items[3];
    void *popped[4];
    struct ps_queue *queue = ps_queue_create(2);
    assert_int_equal(ps_queue_pop(queue, popped, 0), PS_TIMEOUT);
    int64_t start_ms = ps_clock_monotonic_ms();
    assert_int_equal(ps_queue_pop(queue, popped, 30), PS_TIMEOUT);
    assert_true(ps_clock_monotonic_ms() - start_ms >= 29);
    assert_int_equal(ps_queue_push(queue, &items[0], 0), PS_OK);
    assert_int_equal(ps_queue_push(queue, &items[1], 0), PS_OK);
    assert_int_equal(ps_queue_push(queue, &items[2], 0), PS_FULL);
    assert_int_equal(ps_queue_push(queue, &items[2], 20), PS_FULL);
    ps_queue_close(queue);
    assert_int_equal(ps_queue_push(queue, &items[2], -1), PS_CLOSED);
    assert_int_equal(ps_queue_pop_many(queue, popped, 4, -1), 2);
    assert_ptr_equal(popped[0], &items[0]);
    assert_ptr_equal(popped[1], &items[1]);
    assert_int_equal(ps_queue_pop(queue, popped, -1), PS_CLOSED);
    ps_queue_destroy(queue);
}

static void count_part(void *context, size_t part)
{
    unsigned char *counts = context;
    counts[part]++;
}

static void every_part_runs_once(void **state)
{
    (void)state;
    static const size_t nums_threads[] = {0, 1, 2, 5};
    for (size_t t = 0; t < 4; t++) {
        struct ps_pool *pool = ps_pool_create(nums_threads[t]);
        assert_non_null(pool);
        assert_int_equal(ps_pool_num_threads(pool), nums_threads[t] ? nums_threads[t] : 1);
        for (size_t round = 0; round < 300; round++) {
            unsigned char counts[64] = {0};
            size_t num_parts = round % 65;
            ps_pool_run(pool, num_parts, count_part, counts);
            for (size_t i = 0; i < 64; i++)
                assert_int_equal(counts[i], i < num_parts);
        }
        ps_pool_destroy(pool);
    }
    unsigned char counts[4] = {0};
    ps_pool_run(NULL, 4, count_part, counts);
    assert_memory_equal(counts, "\1\1\1\1", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_between_threads),
        cmocka_unit_test(a_full_queue_and_an_empty_one_say_so),
        cmocka_unit_test(every_part_runs_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
