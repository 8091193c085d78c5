/* The consuming member of the group. One thread polls it and does nothing else; only what is marked
 * may be called by others.
 *
 * Assignments are eager: on every rebalance all partitions are given back, and those that come
 * again are told apart by whoever handles the rebalance. */
#ifndef PENSTOCK_WORKER_KAFKA_CONSUMER_H
#define PENSTOCK_WORKER_KAFKA_CONSUMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/wire/job.h"
#include "worker/config.h"
#include "worker/kafka/limits.h"
#include "worker/kafka/message.h"
#include "worker/kafka/statistics.h"

#define PS_KAFKA_NO_OFFSET        (-1) /* committed: nothing is */
#define PS_KAFKA_FROM_COMMITTED   (-2) /* start: where the group's committed offset says */
#define PS_KAFKA_UNKNOWN_OFFSET   (-3) /* committed: could not be asked */
#define PS_KAFKA_START_TIMEOUT_MS 8000

struct ps_kafka_consumer; /* opaque */

/* The group's view of one assignment: with it, a commit of offsets is refused by the broker once
 * the group has moved on. Counted, since a transaction may outlive the assignment. */
struct ps_kafka_membership; /* opaque */

struct ps_kafka_membership *ps_kafka_membership_retain(struct ps_kafka_membership *membership);
void ps_kafka_membership_release(struct ps_kafka_membership *membership);

struct ps_kafka_partition {
    const char *topic; /* borrowed */
    int32_t partition;
    int64_t offset; /* of whatever the call is about */
};

/* Called from within ps_kafka_consumer_poll and ps_kafka_consumer_leave. */
struct ps_kafka_rebalance {
    void *context;

    /* These partitions are ours now; offset, PS_KAFKA_FROM_COMMITTED, may be changed to where to
     * start. membership is borrowed, and NULL where the assignment is lost already. */
    void (*assigned)(void *context, struct ps_kafka_partition *partitions, size_t num_partitions,
                     struct ps_kafka_membership *membership);

    /* All partitions are to be given back; lost: they are gone already. */
    void (*revoked)(void *context, bool lost);

    /* Whether a partition is not to be fetched for now; also asked by ps_kafka_consumer_pause. */
    bool (*is_paused)(void *context, const char *topic, int32_t partition);

    /* All records of the partition below that offset, its end for now, have been polled. */
    void (*reached_end)(void *context, const char *topic, int32_t partition, int64_t offset);
};

/* rebalance is copied. PS_INVALID for properties that librdkafka refuses. */
enum ps_status ps_kafka_consumer_create(struct ps_kafka_consumer **consumer,
                                        const struct ps_config *config,
                                        const struct ps_kafka_limits *limits,
                                        const struct ps_kafka_rebalance *rebalance,
                                        struct ps_error *error) PS_MUST_USE;

/* Before it is polled: where its reports go. */
void ps_kafka_consumer_report_to(struct ps_kafka_consumer *consumer,
                                 struct ps_kafka_statistics *statistics);

/* May hang in librdkafka: whoever calls it has a deadline. */
void ps_kafka_consumer_destroy(struct ps_kafka_consumer *consumer);
PS_DEFINE_DEFER(ps_kafka_consumer_destroy, struct ps_kafka_consumer)

/* Whether the broker answers and has these topics, within PS_KAFKA_START_TIMEOUT_MS.
 * PS_UNAVAILABLE names bootstrap.servers, or the topic and how to create it. */
enum ps_status ps_kafka_consumer_check_topics(struct ps_kafka_consumer *consumer,
                                              const struct ps_config *config,
                                              const char *const *topics, size_t num_topics,
                                              struct ps_error *error) PS_MUST_USE;

/* Any thread: another login, from the next one on. PS_INVALID. */
enum ps_status ps_kafka_consumer_set_login(struct ps_kafka_consumer *consumer,
                                           const struct ps_config *config,
                                           struct ps_error *error) PS_MUST_USE;

/* Joins the group for the configuration's job topics. */
enum ps_status ps_kafka_consumer_subscribe(struct ps_kafka_consumer *consumer,
                                           const struct ps_config *config,
                                           struct ps_error *error) PS_MUST_USE;

/* Serves rebalances, and returns one record. PS_TIMEOUT where none came; PS_UNAVAILABLE for an
 * error that trying again won't mend; others are logged. */
enum ps_status ps_kafka_consumer_poll(struct ps_kafka_consumer *consumer,
                                      struct ps_kafka_message *message, int64_t timeout_ms,
                                      struct ps_error *error) PS_MUST_USE;

/* Asks is_paused of every partition and stops, or goes on with, fetching it; polling goes on either
 * way. To be called whenever the answers have changed. */
void ps_kafka_consumer_pause(struct ps_kafka_consumer *consumer);

/* Gives the partitions back and leaves the group. */
void ps_kafka_consumer_leave(struct ps_kafka_consumer *consumer);

/* Any thread: the group's committed offsets, waiting for transactions under way. Each offset
 * becomes one, PS_KAFKA_NO_OFFSET or PS_KAFKA_UNKNOWN_OFFSET. */
void ps_kafka_consumer_committed(struct ps_kafka_consumer *consumer,
                                 struct ps_kafka_partition *partitions, size_t num_partitions,
                                 int64_t timeout_ms);

enum ps_kafka_bound {
    PS_KAFKA_BEGINNING, /* the first record that is kept */
    PS_KAFKA_END        /* one past the last record that may be read */
};

/* Any thread: asks the broker for a bound of partitions, in one call. Each offset becomes it, or
 * PS_KAFKA_UNKNOWN_OFFSET. Whether it answered is what ps_kafka_consumer_is_connected says
 * afterwards. */
void ps_kafka_consumer_bounds(struct ps_kafka_consumer *consumer, enum ps_kafka_bound bound,
                              struct ps_kafka_partition *partitions, size_t num_partitions,
                              int64_t timeout_ms);

/* Any thread: whether a broker has answered lately, and whether the group has been joined. */
bool ps_kafka_consumer_is_connected(const struct ps_kafka_consumer *consumer);
bool ps_kafka_consumer_is_member(const struct ps_kafka_consumer *consumer);

#endif
