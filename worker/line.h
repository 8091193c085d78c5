/* The line along which jobs pass: the queues between the threads, and what the threads share.
 *
 *   fetching -> admission -> stepping -> storing -> publishing
 *
 * A job is in one place at a time, and each queue has room for all that may be in flight, so that
 * handing on never waits; only fetching may find admission full, and then pauses. */
#ifndef PENSTOCK_WORKER_LINE_H
#define PENSTOCK_WORKER_LINE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "shared/base/queue.h"
#include "shared/job/runner.h"
#include "worker/arrival.h"
#include "worker/config.h"
#include "worker/flight.h"
#include "worker/handover.h"
#include "worker/kafka/consumer.h"
#include "worker/memory_plan.h"
#include "worker/metrics.h"
#include "worker/pulse.h"
#include "worker/redis/keys.h"
#include "worker/redis/redis.h"
#include "worker/tracing/tracing.h"
#include "worker/watch.h"

#define PS_LINE_CHUNK     64 /* jobs that a thread takes at once */
#define PS_LINE_NAME_SIZE 80

struct ps_progress;

/* What the storing thread is to do, one of these: about a run that it owns by then, a job that has
 * begun, a stream, or jobs that have come further. All owned. */
struct ps_storing_item {
    struct ps_run *run;
    struct ps_started_job *started;
    struct ps_stream_part *part;
    struct ps_progress *progress;
};

struct ps_line {
    const struct ps_config *config; /* the worker began with; ps_line_config has what may change */
    struct ps_handover handovers[PS_NUM_THREADS];
    struct ps_memory_plan memory;
    char name[PS_LINE_NAME_SIZE]; /* of this worker, in headers and statuses */
    struct ps_lanes *lanes;
    struct ps_flight *flight;
    struct ps_runner *runner;
    const struct ps_served *served; /* [num_served] */
    size_t num_served;
    struct ps_redis *redis;
    struct ps_metrics *metrics;
    struct ps_tracing *tracing; /* NULL: off */
    struct ps_kafka_consumer *consumer;
    struct ps_kafka_statistics consumer_statistics;
    struct ps_kafka_statistics producer_statistics;
    struct ps_pulse pulse;
    struct ps_watches *watches; /* jobs that may still be taken back */

    struct ps_waiting_room *room; /* the stepping thread's */
    struct ps_queue *admission;   /* struct ps_arrival */
    struct ps_queue *stepping;    /* struct ps_run */
    struct ps_queue *storing;     /* struct ps_storing_item */
    struct ps_queue *publishing;  /* struct ps_run */

    atomic_bool is_stopping; /* no more is fetched */
    atomic_bool is_ending;   /* threads end once their queues are empty */

    pthread_mutex_t mutex;
    bool has_failed;         /* under the mutex */
    struct ps_error failure; /* what the first to fail said */
};

/* Makes the queues, the waiting room and what else is the line's own; the rest is filled in by its
 * owner, lanes and models before. num_records: what may be in flight. PS_NO_MEMORY. */
enum ps_status ps_line_open(struct ps_line *line, size_t num_records,
                            struct ps_error *error) PS_MUST_USE;

/* Nobody uses the queues any more: lets go of what is left in them. */
void ps_line_close(struct ps_line *line);

/* What is in force, for a thread that asks anew each time it comes round: what it was told before
 * is freed. Only the thread itself may ask. */
const struct ps_config *ps_line_config(struct ps_line *line, enum ps_thread thread);

static inline struct ps_arrival *ps_line_arrival(const struct ps_run *run)
{
    return run->outside;
}

static inline struct ps_kafka_limits ps_line_kafka_limits(const struct ps_line *line)
{
    return (struct ps_kafka_limits){.prefetch_bytes = line->memory.prefetch_bytes,
                                    .fetch_bytes = line->memory.fetch_bytes,
                                    .producer_bytes = line->memory.producer_bytes};
}

/* Whose keys in Redis are this job's; borrowed from both. */
static inline struct ps_redis_owner ps_line_redis_owner(const struct ps_line *line,
                                                        const struct ps_job *job)
{
    return (struct ps_redis_owner){line->config->redis.prefix, job->tenant, job->batch};
}

/* Its client has taken it back. Its owner's thread. */
static inline bool ps_line_is_cancelled(const struct ps_run *run)
{
    return ps_watch_is_cancelled(ps_line_arrival(run)->watch);
}

/* Hands a run to the thread that does what its action says; one whose partition is another's is let
 * go. It must not be in an engine. */
void ps_line_route(struct ps_line *line, struct ps_run *run);

/* Tells the storing thread that a job has begun; left out where Redis isn't there to be told. */
void ps_line_tell_started(struct ps_line *line, const struct ps_run *run);

/* Hands the chunks of a run's stream to the storing thread. Where Redis isn't there or busy they
 * stay with the run for another time, the last one being with its result. */
void ps_line_tell_chunks(struct ps_line *line, struct ps_run *run);

/* Tells the storing thread how far jobs have come; takes the progress. */
void ps_line_tell_progress(struct ps_line *line, struct ps_progress *progress);

/* Forgets a job: its run, its arrival, its part of the budget. */
void ps_line_let_go(struct ps_line *line, struct ps_run *run);

/* A failure that the worker can't go on with. */
void ps_line_fail(struct ps_line *line, const struct ps_error *error);
bool ps_line_has_failed(struct ps_line *line, struct ps_error *error);

#endif
