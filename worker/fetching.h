/* The thread that polls Kafka and does nothing else: it never waits for what becomes of a job. */
#ifndef PENSTOCK_WORKER_FETCHING_H
#define PENSTOCK_WORKER_FETCHING_H

#include <stdatomic.h>
#include <stdbool.h>

#include "worker/line.h"

/* Publishes what is finished before the partitions are given back; true where it did in time. */
typedef bool ps_fetching_flush(void *context, int64_t timeout_ms);

struct ps_fetching {
    struct ps_line *line;
    ps_fetching_flush *flush;
    void *flush_context;
    atomic_bool is_leaving; /* set by others: give the partitions back, leave the group, end */

    struct ps_arrival *held_first; /* came while admission was full; its own list */
    struct ps_arrival *held_last;
    bool any_full;  /* partition, of work in flight */
    bool holds_all; /* nothing is fetched: admission is full, or the worker stops */
};

/* What the consumer calls at a rebalance. */
struct ps_kafka_rebalance ps_fetching_rebalance(struct ps_fetching *fetching);

/* The thread; context is a struct ps_fetching. */
void *ps_fetching_run(void *context);

/* Lets go of what admission has not taken; after the thread has ended. */
void ps_fetching_close(struct ps_fetching *fetching);

#endif
