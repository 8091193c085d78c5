/* What is in flight: the partitions this worker holds, each with its ledger, and the budget of
 * records, bytes and tokens, shared out between lanes and their partitions (shares.h). Shared by
 * the threads under one lock that nobody holds for long.
 *
 * A tenure is our time with a partition. A rebalance suspends all tenures: their jobs go on,
 * nothing of them is published. Those whose partitions come again, with nothing committed by
 * another in between, go on where they were; the others are dropped, and whoever holds a job of a
 * dropped tenure lets go of it. */
#ifndef PENSTOCK_WORKER_FLIGHT_H
#define PENSTOCK_WORKER_FLIGHT_H

#include <stdbool.h>

#include "shared/base/defer.h"
#include "worker/arrival.h"
#include "worker/delivery.h"
#include "worker/kafka/consumer.h"
#include "worker/lanes.h"

struct ps_flight; /* opaque */

struct ps_flight_budget {
    size_t num_records;
    size_t num_bytes; /* that the jobs are reckoned to take in memory (job_memory.h) */
    size_t num_tokens;
};

/* lanes: borrowed; NULL: a single one. NULL where memory can't be had. */
struct ps_flight *ps_flight_create(const struct ps_flight_budget *maximum,
                                   const struct ps_lanes *lanes);

/* No arrival may be left. */
void ps_flight_destroy(struct ps_flight *flight);
PS_DEFINE_DEFER(ps_flight_destroy, struct ps_flight)

/* The polling thread: a record came; the arrival takes its handle. PS_FULL where it was seen before
 * and PS_NOT_FOUND where its partition isn't ours: then it is to be released. PS_NO_MEMORY. */
enum ps_status ps_flight_arrive(struct ps_flight *flight, const struct ps_kafka_message *message,
                                struct ps_arrival **arrival) PS_MUST_USE;

/* The polling thread: all records of the partition below that offset have come. */
void ps_flight_reach_end(struct ps_flight *flight, const char *topic, int32_t partition,
                         int64_t offset);

/* Its run must be gone. */
void ps_flight_release(struct ps_flight *flight, struct ps_arrival *arrival);

/* Tokens are known only once a job is prepared. */
void ps_flight_count_tokens(struct ps_flight *flight, struct ps_arrival *arrival, size_t tokens);

/* What it takes in memory by now. */
void ps_flight_count_bytes(struct ps_flight *flight, struct ps_arrival *arrival, size_t bytes);

/* Judges anew which partitions are full: have used up their part of a budget, and not come down to
 * three quarters of it since. Returns whether any changed; any_full: whether any is. */
bool ps_flight_judge(struct ps_flight *flight, bool *any_full);
bool ps_flight_is_full(struct ps_flight *flight, const char *topic, int32_t partition);

/* Any thread: other limits for bytes and tokens; that of records stays, which queues are sized for.
 */
void ps_flight_set_limits(struct ps_flight *flight, size_t num_bytes, size_t num_tokens);
void ps_flight_used(struct ps_flight *flight, struct ps_flight_budget *used);

/* The polling thread: all partitions are being taken away. */
void ps_flight_suspend(struct ps_flight *flight);
bool ps_flight_has_suspended(struct ps_flight *flight);

/* The polling thread: these partitions are ours. On entry offset is what the group has committed
 * (PS_KAFKA_UNKNOWN_OFFSET drops what was suspended), on return where to start. membership is kept,
 * NULL: nothing is published. */
void ps_flight_assign(struct ps_flight *flight, struct ps_kafka_partition *partitions,
                      size_t num_partitions, struct ps_kafka_membership *membership);

/* Any thread: the job's partition belongs to another worker. */
bool ps_flight_is_dropped(const struct ps_arrival *arrival);

/* A number that changes whenever tenures are dropped. */
size_t ps_flight_num_drops(struct ps_flight *flight);

/* The publishing thread, from here. */

/* The job's terminal record is known. False where nobody waits for it any more. */
bool ps_flight_finish(struct ps_flight *flight, struct ps_arrival *arrival);

void ps_flight_pending(struct ps_flight *flight, int64_t now_ms,
                       struct ps_delivery_pending *pending);

/* What one transaction publishes. Zero-initialise; closed by committed or put_back. */
struct ps_flight_group {
    struct ps_arrival **arrivals; /* [num_arrivals], those of a partition in the order of offsets */
    size_t num_arrivals;
    struct ps_kafka_partition *offsets; /* [num_offsets]: what is committed */
    size_t num_offsets;
    struct ps_kafka_membership *membership;
};

/* Takes what is ready from the tenures in turn. PS_NOT_FOUND where nothing is; PS_NO_MEMORY. */
enum ps_status ps_flight_take(struct ps_flight *flight, const struct ps_delivery_limits *limits,
                              struct ps_flight_group *group) PS_MUST_USE;

/* The group's transaction committed: its arrivals are out of the ledgers, still to be released. The
 * arrays stay until ps_flight_group_close. */
void ps_flight_committed(struct ps_flight *flight, struct ps_flight_group *group);

/* It did not: they can be taken again. */
void ps_flight_put_back(struct ps_flight *flight, struct ps_flight_group *group);
void ps_flight_group_close(struct ps_flight_group *group);

/* A finished arrival of a dropped tenure, one after another, then NULL. No group may be open. */
struct ps_arrival *ps_flight_next_dropped(struct ps_flight *flight);

/* Drops everything: the worker stops. */
void ps_flight_drop_all(struct ps_flight *flight);

/* For metrics: the partitions held and the offset below which each is published, [at most max]. The
 * topics' names live as long as the flight. */
size_t ps_flight_positions(struct ps_flight *flight, struct ps_kafka_partition *positions,
                           size_t max);

#endif
