/* The producer of jobs: idempotent, acknowledged by all replicas, its queue bounded, and every
 * delivery report looked at; in transactions, where it is given an id for them. Used by one thread.
 */
#ifndef PENSTOCK_WORKER_KAFKA_SUBMITTER_H
#define PENSTOCK_WORKER_KAFKA_SUBMITTER_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/wire/job.h"
#include "worker/config.h"
#include "worker/kafka/positions.h"

struct ps_kafka_submitter; /* opaque */

struct ps_kafka_submitter_config {
    const struct ps_config *config; /* borrowed for the call */
    const char *topic;
    size_t record_bytes_max;      /* unless kafka.message.max.bytes says otherwise */
    const char *transactional_id; /* NULL: no transactions */
};

/* A record to send, borrowed. */
struct ps_kafka_submission {
    const void *key; /* NULL: none */
    size_t key_size;
    const void *value; /* NULL: a null value */
    size_t value_size;
    const struct ps_header *headers; /* [num_headers] */
    size_t num_headers;
    uint64_t line; /* named when its delivery fails; 0: no line */
};

struct ps_kafka_submitter_counts {
    uint64_t sent; /* given to librdkafka */
    uint64_t delivered;
    uint64_t failed;
};

/* Reaches a broker and finds the topic first. PS_INVALID, PS_UNAVAILABLE, PS_NOT_FOUND. */
enum ps_status ps_kafka_submitter_create(struct ps_kafka_submitter **submitter,
                                         const struct ps_kafka_submitter_config *config,
                                         struct ps_error *error) PS_MUST_USE;

/* Drops what is not delivered yet: flush first. */
void ps_kafka_submitter_destroy(struct ps_kafka_submitter *submitter);
PS_DEFINE_DEFER(ps_kafka_submitter_destroy, struct ps_kafka_submitter)

/* The cluster's id, or "" where it has none; borrowed. */
const char *ps_kafka_submitter_cluster(const struct ps_kafka_submitter *submitter);

/* Shuts every earlier producer of the same transactional id out: what it has in flight is refused
 * from now on, what it did not commit is gone. Once, before the first transaction. PS_UNAVAILABLE.
 */
enum ps_status ps_kafka_submitter_fence(struct ps_kafka_submitter *submitter,
                                        struct ps_error *error) PS_MUST_USE;

/* A transaction: begin, send what belongs together, flush, commit or abort. PS_UNAVAILABLE where
 * nothing more can be done with this submitter; PS_TIMEOUT of a commit: call it again. A commit
 * that fails has aborted, unless that failed too. */
enum ps_status ps_kafka_submitter_begin(struct ps_kafka_submitter *submitter,
                                        struct ps_error *error) PS_MUST_USE;
enum ps_status ps_kafka_submitter_commit(struct ps_kafka_submitter *submitter,
                                         struct ps_error *error) PS_MUST_USE;
void ps_kafka_submitter_abort(struct ps_kafka_submitter *submitter);

/* Behind the last record delivered to each partition; borrowed. */
const struct ps_kafka_positions *
ps_kafka_submitter_positions(const struct ps_kafka_submitter *submitter);

/* The largest record, key and headers included, that can be sent. */
size_t ps_kafka_submitter_record_bytes_max(const struct ps_kafka_submitter *submitter);

/* Copies a record into the queue. PS_FULL where there was no room within timeout_ms (delivery
 * reports are served meanwhile): try again. PS_TOO_LARGE names the line. PS_UNAVAILABLE where
 * nothing can be sent any more. */
enum ps_status ps_kafka_submitter_send(struct ps_kafka_submitter *submitter,
                                       const struct ps_kafka_submission *submission, int timeout_ms,
                                       struct ps_error *error) PS_MUST_USE;

/* Serves delivery reports until all have come. PS_TIMEOUT while some are missing. */
enum ps_status ps_kafka_submitter_flush(struct ps_kafka_submitter *submitter,
                                        int timeout_ms) PS_MUST_USE;

struct ps_kafka_submitter_counts
ps_kafka_submitter_counts(const struct ps_kafka_submitter *submitter);

/* Why the first delivery failed, naming its line (of those that were too large, the largest);
 * status PS_OK while none did. Borrowed. */
const struct ps_error *ps_kafka_submitter_failure(const struct ps_kafka_submitter *submitter);

#endif
