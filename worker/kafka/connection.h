/* What the client side's handles of librdkafka have in common: made from the configuration, and
 * able to say why a broker cannot be had. Inside worker/kafka only. */
#ifndef PENSTOCK_WORKER_KAFKA_CONNECTION_H
#define PENSTOCK_WORKER_KAFKA_CONNECTION_H

#include <librdkafka/rdkafka.h>
#include <stdbool.h>

#include "shared/base/status.h"
#include "worker/config.h"
#include "worker/kafka/properties.h"

#define PS_KAFKA_CONNECTION_REACH_MS 6000

/* Zero-initialise. Its address is known to librdkafka: it may not move while open. Callbacks run in
 * the thread that polls. */
struct ps_kafka_connection {
    rd_kafka_t *handle;
    void *owner;       /* for delivery reports: ps_kafka_connection_owner(opaque) */
    char servers[256]; /* bootstrap.servers, for messages */
    char reason[256];  /* the latest complaint of librdkafka, or "" */
    bool down;         /* no broker answers; cleared by whoever notices that one does again */
};

struct ps_kafka_connection_config {
    rd_kafka_type_t type;
    const struct ps_config *config;
    const struct ps_kafka_property *defaults; /* [num_defaults]: the configuration wins */
    size_t num_defaults;
    const struct ps_kafka_property *owned; /* [num_owned]: these win */
    size_t num_owned;
    void (*delivered)(rd_kafka_t *handle, const rd_kafka_message_t *message, void *opaque);
    void *owner;
};

/* Connects to nothing yet. PS_INVALID names the property that is wrong. */
enum ps_status ps_kafka_connection_open(struct ps_kafka_connection *connection,
                                        const struct ps_kafka_connection_config *config,
                                        struct ps_error *error) PS_MUST_USE;
void ps_kafka_connection_close(struct ps_kafka_connection *connection);

void *ps_kafka_connection_owner(void *opaque);

/* Waits PS_KAFKA_CONNECTION_REACH_MS for a broker to answer. PS_UNAVAILABLE. */
enum ps_status ps_kafka_connection_reach(struct ps_kafka_connection *connection,
                                         struct ps_error *error) PS_MUST_USE;

/* The topic's number of partitions, waiting PS_KAFKA_CONNECTION_REACH_MS for a broker. It never
 * makes the broker create the topic. PS_UNAVAILABLE, PS_NOT_FOUND. */
enum ps_status ps_kafka_connection_num_partitions(struct ps_kafka_connection *connection,
                                                  const char *topic, int *num_partitions,
                                                  struct ps_error *error) PS_MUST_USE;

/* Where a partition begins and ends, for this handle's isolation level. A partition that is being
 * moved to another broker is waited for, for as long. PS_UNAVAILABLE. */
enum ps_status ps_kafka_connection_watermarks(struct ps_kafka_connection *connection,
                                              const char *topic, int32_t partition, int64_t *low,
                                              int64_t *high, struct ps_error *error) PS_MUST_USE;

#endif
