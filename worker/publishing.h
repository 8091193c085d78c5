/* The thread that publishes: finished jobs and the offsets they came from, in one transaction per
 * group. What to do about an error is delivery's to say. */
#ifndef PENSTOCK_WORKER_PUBLISHING_H
#define PENSTOCK_WORKER_PUBLISHING_H

#include <pthread.h>
#include <stdbool.h>

#include "worker/delivery.h"
#include "worker/kafka/publisher.h"
#include "worker/line.h"

struct ps_publishing {
    struct ps_line *line;
    const struct ps_config *config; /* in force, as far as the thread knows */
    char transactional_id[128];
    const char *const *topics; /* [num_topics]: results, dead letters, replies; borrowed */
    size_t num_topics;
    struct ps_kafka_publisher *publisher; /* the thread's; NULL while it is made anew */
    struct ps_delivery_limits limits;
    size_t num_alone;    /* so many jobs are published one by one: one of them is too large */
    size_t num_failures; /* in a row */
    size_t record_bytes_max;

    pthread_mutex_t mutex;
    pthread_cond_t flushed;
    size_t flushes_wanted; /* under the mutex */
    size_t flushes_done;
};

/* Makes the producer. PS_INVALID, PS_UNAVAILABLE, PS_TIMEOUT. */
enum ps_status ps_publishing_open(struct ps_publishing *publishing, struct ps_line *line,
                                  const char *const *topics, size_t num_topics,
                                  struct ps_error *error) PS_MUST_USE;

/* After the thread has ended. May hang in librdkafka. */
void ps_publishing_close(struct ps_publishing *publishing);

/* The thread, until the line is ending; context is a struct ps_publishing. */
void *ps_publishing_run(void *context);

/* From another thread: publishes what is finished, and waits for that, at most timeout_ms. */
bool ps_publishing_flush(void *publishing, int64_t timeout_ms);

#endif
