/* What is in flight under the threads that share it: one fetches, others finish, one
 * publishes. For ThreadSanitizer; the counts must add up in any case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <pthread.h>

#include <cmocka.h>

#include "shared/base/queue.h"
#include "worker/flight.h"
#include "worker/kafka/membership.h"

#define NUM_FINISHERS  2
#define NUM_PARTITIONS 3
#define NUM_RECORDS    2000

struct shared {
    struct ps_flight *flight;
    struct ps_queue *fetched;
    struct ps_queue *finished;
    int64_t committed[NUM_PARTITIONS]; /* the publisher's */
    atomic_int_fast64_t num_published;
};

static void *finish(void *context)
{
    struct shared *shared = context;
    void *arrival;
    while (ps_queue_pop(shared->fetched, &arrival, -1) == PS_OK) {
        if (ps_flight_is_dropped(arrival))
            ps_flight_release(shared->flight, arrival);
        else
            assert_int_equal(ps_queue_push(shared->finished, arrival, -1), PS_OK);
    }
    return NULL;
}

static void publish_group(struct shared *shared)
{
    static const struct ps_delivery_limits limits = {50, 100000, 0};
    struct ps_flight_group group;
    if (ps_flight_take(shared->flight, &limits, &group) != PS_OK)
        return;
    for (size_t i = 0; i < group.num_offsets; i++) {
        assert_true(group.offsets[i].offset > shared->committed[group.offsets[i].partition]);
        shared->committed[group.offsets[i].partition] = group.offsets[i].offset;
    }
    ps_flight_committed(shared->flight, &group);
    for (size_t i = 0; i < group.num_arrivals; i++)
        ps_flight_release(shared->flight, group.arrivals[i]);
    atomic_fetch_add(&shared->num_published, (int64_t)group.num_arrivals);
    ps_flight_group_close(&group);
}

static void *publish(void *context)
{
    struct shared *shared = context;
    struct ps_arrival *dropped;
    while (atomic_load(&shared->num_published) < NUM_PARTITIONS * NUM_RECORDS) {
        void *arrivals[16];
        size_t count = ps_queue_pop_many(shared->finished, arrivals, 16, 1);
        for (size_t i = 0; i < count; i++) {
            if (!ps_flight_finish(shared->flight, arrivals[i]))
                ps_flight_release(shared->flight, arrivals[i]);
        }
        while ((dropped = ps_flight_next_dropped(shared->flight)))
            ps_flight_release(shared->flight, dropped);
        publish_group(shared);
    }
    return NULL;
}

/* All partitions go and come back; nobody else has had them. */
static void rebalance(struct shared *shared)
{
    struct ps_kafka_partition partitions[NUM_PARTITIONS];
    struct ps_kafka_membership *membership = calloc(1, sizeof *membership);
    assert_non_null(membership);
    atomic_init(&membership->num_references, 1);
    for (int32_t i = 0; i < NUM_PARTITIONS; i++)
        partitions[i] = (struct ps_kafka_partition){"jobs", i, PS_KAFKA_NO_OFFSET};
    ps_flight_suspend(shared->flight);
    ps_flight_assign(shared->flight, partitions, NUM_PARTITIONS, membership);
    ps_kafka_membership_release(membership);
}

static void fetch(struct shared *shared, int32_t partition, int64_t offset)
{
    struct ps_arrival *arrival = NULL;
    const struct ps_kafka_message message = {
        .topic = "jobs", .partition = partition, .offset = offset, .value_size = 10};
    assert_int_equal(ps_flight_arrive(shared->flight, &message, &arrival), PS_OK);
    assert_int_equal(ps_queue_push(shared->fetched, arrival, -1), PS_OK);
}

static void counts_add_up(void **state)
{
    (void)state;
    const struct ps_flight_budget budget = {100000, 1 << 30, 1000};
    struct shared shared = {.flight = ps_flight_create(&budget, NULL),
                            .fetched = ps_queue_create(64),
                            .finished = ps_queue_create(64)};
    pthread_t finishers[NUM_FINISHERS];
    pthread_t publisher;
    bool full = false;
    struct ps_flight_budget used;
    rebalance(&shared);
    for (size_t i = 0; i < NUM_FINISHERS; i++)
        assert_int_equal(pthread_create(&finishers[i], NULL, finish, &shared), 0);
    assert_int_equal(pthread_create(&publisher, NULL, publish, &shared), 0);
    for (int64_t offset = 0; offset < NUM_RECORDS; offset++) {
        for (int32_t partition = 0; partition < NUM_PARTITIONS; partition++)
            fetch(&shared, partition, offset);
        (void)ps_flight_judge(shared.flight, &full);
    }
    assert_int_equal(pthread_join(publisher, NULL), 0);
    ps_queue_close(shared.fetched);
    for (size_t i = 0; i < NUM_FINISHERS; i++)
        assert_int_equal(pthread_join(finishers[i], NULL), 0);
    ps_flight_used(shared.flight, &used);
    assert_int_equal(used.num_records, 0);
    for (size_t i = 0; i < NUM_PARTITIONS; i++)
        assert_int_equal(shared.committed[i], NUM_RECORDS);
    ps_flight_drop_all(shared.flight);
    ps_queue_destroy(shared.fetched);
    ps_queue_destroy(shared.finished);
    ps_flight_destroy(shared.flight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
