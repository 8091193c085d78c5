/* What is in flight, simulated: workers that share partitions, fetch, finish in any order, publish,
 * and lose their partitions at any moment. Each record is published exactly once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "worker/flight.h"
#include "worker/job_memory.h"
#include "worker/kafka/membership.h"

#define NUM_WORKERS    3
#define NUM_PARTITIONS 4
#define NUM_RECORDS    300 /* of each partition */
#define ARRIVALS_MAX   (NUM_PARTITIONS * NUM_RECORDS)

struct sim_worker {
    struct ps_flight *flight;
    struct ps_kafka_membership *membership;
    bool is_member;               /* false: the group has gone on without it, and it doesn't know */
    bool holds[NUM_PARTITIONS];   /* as far as it knows */
    int64_t next[NUM_PARTITIONS]; /* to be fetched */
    struct ps_arrival *unfinished[ARRIVALS_MAX]; /* [num_unfinished] */
    size_t num_unfinished;
    struct ps_flight_group group; /* the transaction under way */
    bool in_transaction;
};

struct simulation {
    struct ps_rng rng;
    struct sim_worker workers[NUM_WORKERS];
    int64_t committed[NUM_PARTITIONS];
    unsigned published[NUM_PARTITIONS][NUM_RECORDS];
    size_t num_refetched; /* records that a worker met although one had met them before */
    bool met[NUM_PARTITIONS][NUM_RECORDS];
};

static const struct ps_delivery_limits limits = {
    .group_jobs_max = 7, .group_bytes_max = 1000, .group_ms_max = 0};

static bool is_full(struct ps_flight *flight, int32_t partition)
{
    bool any_full;
    (void)ps_flight_judge(flight, &any_full);
    return ps_flight_is_full(flight, "jobs", partition);
}

static void fetch(struct simulation *simulation, struct sim_worker *worker)
{
    int32_t partition = (int32_t)ps_rng_below(&simulation->rng, NUM_PARTITIONS);
    int64_t offset = worker->next[partition];
    struct ps_arrival *arrival = NULL;
    if (!worker->holds[partition] || offset >= NUM_RECORDS || is_full(worker->flight, partition))
        return;
    const struct ps_kafka_message message = {
        .topic = "jobs", .partition = partition, .offset = offset, .value_size = 10};
    assert_int_equal(ps_flight_arrive(worker->flight, &message, &arrival), PS_OK);
    simulation->num_refetched += simulation->met[partition][offset];
    simulation->met[partition][offset] = true;
    worker->next[partition] = offset + 1;
    worker->unfinished[worker->num_unfinished++] = arrival;
}

static void finish(struct simulation *simulation, struct sim_worker *worker)
{
    if (worker->num_unfinished == 0)
        return;
    size_t index = ps_rng_below(&simulation->rng, worker->num_unfinished);
    struct ps_arrival *arrival = worker->unfinished[index];
    worker->unfinished[index] = worker->unfinished[--worker->num_unfinished];
    arrival->terminal_bytes = 1 + ps_rng_below(&simulation->rng, 300);
    bool dropped = ps_flight_is_dropped(arrival);
    bool entered = ps_flight_finish(worker->flight, arrival);
    assert_int_equal(entered, !dropped);
    if (!entered)
        ps_flight_release(worker->flight, arrival);
}

static void begin(struct sim_worker *worker)
{
    struct ps_arrival *dropped;
    if (worker->in_transaction)
        return;
    while ((dropped = ps_flight_next_dropped(worker->flight)))
        ps_flight_release(worker->flight, dropped);
    worker->in_transaction = ps_flight_take(worker->flight, &limits, &worker->group) == PS_OK;
}

static void publish(struct simulation *simulation, struct sim_worker *worker)
{
    for (size_t i = 0; i < worker->group.num_arrivals; i++) {
        const struct ps_arrival *arrival = worker->group.arrivals[i];
        assert_int_equal(simulation->published[arrival->partition][arrival->offset], 0);
        simulation->published[arrival->partition][arrival->offset]++;
    }
    for (size_t i = 0; i < worker->group.num_offsets; i++) {
        const struct ps_kafka_partition *offset = &worker->group.offsets[i];
        assert_true(offset->offset > simulation->committed[offset->partition]);
        simulation->committed[offset->partition] = offset->offset;
    }
}

/* The broker accepts a transaction of the present generation only; now and then it fails anyway. */
static void end(struct simulation *simulation, struct sim_worker *worker)
{
    if (!worker->in_transaction)
        return;
    worker->in_transaction = false;
    if (worker->is_member && worker->group.membership == worker->membership &&
        ps_rng_below(&simulation->rng, 5) != 0) {
        publish(simulation, worker);
        ps_flight_committed(worker->flight, &worker->group);
        for (size_t i = 0; i < worker->group.num_arrivals; i++)
            ps_flight_release(worker->flight, worker->group.arrivals[i]);
        ps_flight_group_close(&worker->group);
    } else {
        ps_flight_put_back(worker->flight, &worker->group);
    }
}

static struct ps_kafka_membership *membership_of_a_generation(void)
{
    struct ps_kafka_membership *membership = calloc(1, sizeof *membership);
    assert_non_null(membership);
    atomic_init(&membership->num_references, 1);
    return membership;
}

/* What is known of the committed offsets differs: all of it, or nothing. */
static void assign(struct simulation *simulation, struct sim_worker *worker, bool known)
{
    struct ps_kafka_partition partitions[NUM_PARTITIONS];
    size_t count = 0;
    for (int32_t i = 0; i < NUM_PARTITIONS; i++) {
        if (worker->holds[i])
            partitions[count++] = (struct ps_kafka_partition){
                "jobs", i, known ? simulation->committed[i] : PS_KAFKA_UNKNOWN_OFFSET};
    }
    ps_kafka_membership_release(worker->membership);
    worker->membership = membership_of_a_generation();
    ps_flight_assign(worker->flight, partitions, count, worker->membership);
    for (size_t i = 0; i < count; i++)
        worker->next[partitions[i].partition] =
            partitions[i].offset >= 0 ? partitions[i].offset
                                      : simulation->committed[partitions[i].partition];
}

/* Now and then a worker sleeps through one: it goes on with what it believes to hold, while others
 * have it, until it takes part again. */
static void rebalance(struct simulation *simulation)
{
    struct sim_worker *members[NUM_WORKERS];
    size_t num_members = 0;
    for (size_t i = 0; i < NUM_WORKERS; i++) {
        struct sim_worker *worker = &simulation->workers[i];
        worker->is_member = i == 0 || ps_rng_below(&simulation->rng, 3) != 0;
        if (!worker->is_member)
            continue;
        ps_flight_suspend(worker->flight);
        memset(worker->holds, 0, sizeof worker->holds);
        members[num_members++] = worker;
    }
    for (size_t i = 0; i < NUM_PARTITIONS; i++)
        members[ps_rng_below(&simulation->rng, num_members)]->holds[i] = true;
    for (size_t i = 0; i < num_members; i++)
        assign(simulation, members[i], ps_rng_below(&simulation->rng, 4) != 0);
}

static void act(struct simulation *simulation, struct sim_worker *worker)
{
    switch (ps_rng_below(&simulation->rng, 8)) {
    case 0:
    case 1:
    case 2:
        fetch(simulation, worker);
        break;
    case 3:
    case 4:
    case 5:
        finish(simulation, worker);
        break;
    case 6:
        begin(worker);
        break;
    default:
        end(simulation, worker);
        break;
    }
}

static bool is_done(const struct simulation *simulation)
{
    for (size_t i = 0; i < NUM_PARTITIONS; i++) {
        if (simulation->committed[i] < NUM_RECORDS)
            return false;
    }
    return true;
}

static void close_worker(struct sim_worker *worker)
{
    struct ps_arrival *dropped;
    if (worker->in_transaction)
        ps_flight_put_back(worker->flight, &worker->group);
    ps_flight_drop_all(worker->flight);
    while (worker->num_unfinished > 0)
        ps_flight_release(worker->flight, worker->unfinished[--worker->num_unfinished]);
    while ((dropped = ps_flight_next_dropped(worker->flight)))
        ps_flight_release(worker->flight, dropped);
    struct ps_flight_budget used;
    ps_flight_used(worker->flight, &used);
    assert_int_equal(used.num_records, 0);
    assert_int_equal(used.num_bytes, 0);
    ps_flight_destroy(worker->flight);
    ps_kafka_membership_release(worker->membership);
}

static void simulate(uint64_t seed, uint64_t one_rebalance_in)
{
    struct simulation *simulation = calloc(1, sizeof *simulation);
    const struct ps_flight_budget budget = {60, 100000, 1000};
    assert_non_null(simulation);
    ps_rng_init(&simulation->rng, seed);
    for (size_t i = 0; i < NUM_WORKERS; i++) {
        simulation->workers[i].flight = ps_flight_create(&budget, NULL);
        assert_non_null(simulation->workers[i].flight);
    }
    rebalance(simulation);
    for (size_t step = 0; step < 1000000 && !is_done(simulation); step++) {
        if (ps_rng_below(&simulation->rng, one_rebalance_in) == 0)
            rebalance(simulation);
        act(simulation, &simulation->workers[ps_rng_below(&simulation->rng, NUM_WORKERS)]);
    }
    assert_true(is_done(simulation));
    for (size_t i = 0; i < NUM_PARTITIONS; i++) {
        for (size_t j = 0; j < NUM_RECORDS; j++)
            assert_int_equal(simulation->published[i][j], 1);
    }
    for (size_t i = 0; i < NUM_WORKERS; i++)
        close_worker(&simulation->workers[i]);
    free(simulation);
}

static void exactly_once_whatever_happens(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 40; seed++) {
        simulate(seed, 2000);
        simulate(seed, 200);
        simulate(seed, 60);
    }
}

/* One worker whose partitions always come back computes nothing twice. */
static void what_comes_back_is_not_run_again(void **state)
{
    (void)state;
    struct simulation *simulation = calloc(1, sizeof *simulation);
    const struct ps_flight_budget budget = {60, 100000, 1000};
    struct sim_worker *worker = &simulation->workers[0];
    worker->flight = ps_flight_create(&budget, NULL);
    worker->is_member = true;
    for (size_t i = 0; i < NUM_PARTITIONS; i++)
        worker->holds[i] = true;
    ps_rng_init(&simulation->rng, 7);
    assign(simulation, worker, true);
    for (size_t step = 0; step < 1000000 && !is_done(simulation); step++) {
        if (ps_rng_below(&simulation->rng, 50) == 0 && !worker->in_transaction) {
            ps_flight_suspend(worker->flight);
            assert_true(ps_flight_has_suspended(worker->flight));
            assign(simulation, worker, true);
        }
        act(simulation, worker);
    }
    assert_true(is_done(simulation));
    assert_int_equal(simulation->num_refetched, 0);
    close_worker(worker);
    free(simulation);
}

static void the_budget_counts_records_bytes_and_tokens(void **state)
{
    (void)state;
    const size_t record_bytes = ps_job_memory_of_record(NULL, 600, 3);
    const struct ps_flight_budget budget = {4, 2 * record_bytes - 1, 100};
    struct ps_flight *flight = ps_flight_create(&budget, NULL);
    struct ps_kafka_partition partition = {"jobs", 0, PS_KAFKA_NO_OFFSET};
    struct ps_arrival *first;
    struct ps_arrival *second;
    ps_flight_assign(flight, &partition, 1, NULL);
    assert_int_equal(partition.offset, PS_KAFKA_FROM_COMMITTED);
    struct ps_kafka_message message = {
        .topic = "jobs", .offset = 5, .key = "key", .key_size = 3, .value_size = 600};
    assert_false(is_full(flight, 0));
    assert_int_equal(ps_flight_arrive(flight, &message, &first), PS_OK);
    assert_memory_equal(first->key, "key", 3);
    assert_false(is_full(flight, 0));
    assert_int_equal(ps_flight_arrive(flight, &message, &second), PS_FULL);
    message.offset = 6;
    assert_int_equal(ps_flight_arrive(flight, &message, &second), PS_OK);
    assert_true(is_full(flight, 0));
    ps_flight_release(flight, second);
    assert_false(is_full(flight, 0));
    ps_flight_count_bytes(flight, first, 2 * record_bytes); /* a result counts too */
    assert_true(is_full(flight, 0));
    ps_flight_count_bytes(flight, first, record_bytes);
    assert_false(is_full(flight, 0));
    ps_flight_count_tokens(flight, first, 100);
    assert_true(is_full(flight, 0));
    ps_flight_count_tokens(flight, first, 80);
    assert_true(is_full(flight, 0)); /* until it has come down to three quarters */
    ps_flight_count_tokens(flight, first, 74);
    assert_false(is_full(flight, 0));
    ps_flight_count_tokens(flight, first, 80);
    assert_false(is_full(flight, 0));
    message.partition = 1;
    assert_int_equal(ps_flight_arrive(flight, &message, &second), PS_NOT_FOUND);
    ps_flight_release(flight, first);
    assert_false(is_full(flight, 0));
    ps_flight_destroy(flight);
}

static void arrive(struct ps_flight *flight, const char *topic, int32_t partition,
                   size_t num_records, struct ps_arrival **arrivals)
{
    for (size_t i = 0; i < num_records; i++) {
        const struct ps_kafka_message message = {
            .topic = topic, .partition = partition, .offset = (int64_t)i, .value_size = 1};
        assert_int_equal(ps_flight_arrive(flight, &message, &arrivals[i]), PS_OK);
    }
}

/* A flooded topic, or a flooded partition of one, is full while the others have room. */
static void a_flood_fills_only_its_own_share(void **state)
{
    (void)state;
    struct ps_config_topic entries[] = {{(char[]){"bulk"}, 1}, {(char[]){"urgent"}, 3}};
    const struct ps_config_topics topics = {entries, 2};
    const struct ps_flight_budget budget = {80, 1000000, 100000};
    struct ps_kafka_partition partitions[] = {{"bulk", 0, PS_KAFKA_NO_OFFSET},
                                              {"bulk", 1, PS_KAFKA_NO_OFFSET},
                                              {"urgent", 0, PS_KAFKA_NO_OFFSET}};
    struct ps_arrival *arrivals[100];
    struct ps_error error = {0};
    struct ps_lanes *lanes = NULL;
    bool any_full;
    assert_int_equal(ps_lanes_create(&lanes, &topics, &error), PS_OK);
    struct ps_flight *flight = ps_flight_create(&budget, lanes);
    ps_flight_assign(flight, partitions, 3, NULL);
    assert_false(ps_flight_judge(flight, &any_full));
    assert_false(any_full);

    /* Of 80, 10 are reserved for the one and 30 for the other topic; 40 are lent. Of the 50 that
     * bulk may have by that, one partition may have 37.5. */
    arrive(flight, "bulk", 0, 38, arrivals);
    assert_true(ps_flight_judge(flight, &any_full));
    assert_true(any_full);
    assert_true(ps_flight_is_full(flight, "bulk", 0));
    assert_false(ps_flight_is_full(flight, "bulk", 1));
    assert_false(ps_flight_is_full(flight, "urgent", 0));
    arrive(flight, "bulk", 1, 12, arrivals + 38);
    assert_true(ps_flight_judge(flight, &any_full));
    assert_true(ps_flight_is_full(flight, "bulk", 1));
    assert_false(ps_flight_is_full(flight, "urgent", 0));
    arrive(flight, "urgent", 0, 30, arrivals + 50);
    assert_true(ps_flight_judge(flight, &any_full));
    assert_true(ps_flight_is_full(flight, "urgent", 0));
    assert_false(ps_flight_judge(flight, &any_full));

    /* What bulk gives back of what was lent is urgent's by now, which has the greater weight. */
    for (size_t i = 0; i < 15; i++)
        ps_flight_release(flight, arrivals[i]);
    assert_true(ps_flight_judge(flight, &any_full));
    assert_true(ps_flight_is_full(flight, "bulk", 0));
    assert_false(ps_flight_is_full(flight, "urgent", 0));
    assert_false(ps_flight_is_full(flight, "elsewhere", 0));
    for (size_t i = 15; i < 80; i++)
        ps_flight_release(flight, arrivals[i]);
    assert_true(ps_flight_judge(flight, &any_full));
    assert_false(any_full);
    ps_flight_destroy(flight);
    ps_lanes_destroy(lanes);
}

/* Without a membership there is nothing to fence a commit with, so nothing is published. */
static void without_a_membership_nothing_is_taken(void **state)
{
    (void)state;
    const struct ps_flight_budget budget = {4, 1000, 100};
    struct ps_flight *flight = ps_flight_create(&budget, NULL);
    struct ps_kafka_partition partition = {"jobs", 0, PS_KAFKA_NO_OFFSET};
    struct ps_kafka_message message = {.topic = "jobs", .offset = 0};
    struct ps_delivery_pending pending;
    struct ps_flight_group group;
    struct ps_arrival *arrival;
    ps_flight_assign(flight, &partition, 1, NULL);
    assert_int_equal(ps_flight_arrive(flight, &message, &arrival), PS_OK);
    assert_true(ps_flight_finish(flight, arrival));
    ps_flight_pending(flight, 0, &pending);
    assert_int_equal(pending.num_ready, 0);
    assert_int_equal(ps_flight_take(flight, &limits, &group), PS_NOT_FOUND);
    ps_flight_drop_all(flight);
    assert_true(ps_flight_is_dropped(arrival));
    assert_ptr_equal(ps_flight_next_dropped(flight), arrival);
    ps_flight_release(flight, arrival);
    ps_flight_destroy(flight);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exactly_once_whatever_happens),
        cmocka_unit_test(what_comes_back_is_not_run_again),
        cmocka_unit_test(the_budget_counts_records_bytes_and_tokens),
        cmocka_unit_test(a_flood_fills_only_its_own_share),
        cmocka_unit_test(without_a_membership_nothing_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
