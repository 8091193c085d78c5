/* The transactional producer, call by call. It decides nothing: each call says what went wrong as a
 * fault for delivery to judge. One thread owns it. */
#ifndef PENSTOCK_WORKER_KAFKA_PUBLISHER_H
#define PENSTOCK_WORKER_KAFKA_PUBLISHER_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/wire/job.h"
#include "worker/config.h"
#include "worker/delivery.h"
#include "worker/kafka/consumer.h"

/* A random transactional id blocks the readers of the result topic no longer than this after a
 * crash; as long as kafka.transaction.timeout.ms doesn't say otherwise. */
#define PS_KAFKA_TRANSACTION_TIMEOUT_MS 15000

struct ps_kafka_publisher; /* opaque */

/* All borrowed for the call. */
struct ps_kafka_publisher_config {
    const struct ps_config *config;
    const struct ps_kafka_limits *limits;
    const char *transactional_id;
    const char *const *topics; /* [num_topics]: those that are written to */
    size_t num_topics;
};

/* Asks for the metadata of the topics (the first record to a topic unheard of waits a second) and
 * begins a life under transactional_id, which ends an earlier one's transactions. PS_INVALID,
 * PS_UNAVAILABLE, PS_TIMEOUT. */
enum ps_status ps_kafka_publisher_create(struct ps_kafka_publisher **publisher,
                                         const struct ps_kafka_publisher_config *config,
                                         int64_t timeout_ms, struct ps_error *error) PS_MUST_USE;

/* Before it is polled: where its reports go. */
void ps_kafka_publisher_report_to(struct ps_kafka_publisher *publisher,
                                  struct ps_kafka_statistics *statistics);

/* An open transaction is left to the broker. May hang in librdkafka. */
void ps_kafka_publisher_destroy(struct ps_kafka_publisher *publisher);
PS_DEFINE_DEFER(ps_kafka_publisher_destroy, struct ps_kafka_publisher)

/* From the next login on. PS_INVALID. */
enum ps_status ps_kafka_publisher_set_login(struct ps_kafka_publisher *publisher,
                                            const struct ps_config *config,
                                            struct ps_error *error) PS_MUST_USE;

struct ps_kafka_outgoing {
    const char *topic;
    const void *key; /* NULL: none */
    size_t key_size;
    const void *value;
    size_t value_size;
    const struct ps_header *headers; /* [num_headers] */
    size_t num_headers;
};

/* Key, value, headers and what they are wrapped in. */
size_t ps_kafka_outgoing_bytes(const struct ps_kafka_outgoing *outgoing);

/* What a producer of this configuration will take: kafka.message.max.bytes or, where that is not
 * set, what `penstock topics create` has the result topic take. */
size_t ps_kafka_publisher_bytes_wanted(const struct ps_config *config);

/* The largest record that the producer takes (kafka.message.max.bytes). */
size_t ps_kafka_publisher_bytes_max(const struct ps_kafka_publisher *publisher);

/* Each fills error where the fault is one. Everything outgoing refers to is copied. */
struct ps_delivery_fault ps_kafka_publisher_begin(struct ps_kafka_publisher *publisher,
                                                  struct ps_error *error);
struct ps_delivery_fault ps_kafka_publisher_produce(struct ps_kafka_publisher *publisher,
                                                    const struct ps_kafka_outgoing *outgoing,
                                                    struct ps_error *error);
struct ps_delivery_fault ps_kafka_publisher_send_offsets(
    struct ps_kafka_publisher *publisher, const struct ps_kafka_partition *offsets,
    size_t num_offsets, const struct ps_kafka_membership *membership, struct ps_error *error);
struct ps_delivery_fault ps_kafka_publisher_commit(struct ps_kafka_publisher *publisher,
                                                   struct ps_error *error);
struct ps_delivery_fault ps_kafka_publisher_abort(struct ps_kafka_publisher *publisher,
                                                  struct ps_error *error);

/* Serves callbacks while nothing is published. */
void ps_kafka_publisher_poll(struct ps_kafka_publisher *publisher);

#endif
