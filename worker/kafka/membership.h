/* What a membership is made of: for the consumer that makes it and the publisher that sends it. */
#ifndef PENSTOCK_WORKER_KAFKA_MEMBERSHIP_H
#define PENSTOCK_WORKER_KAFKA_MEMBERSHIP_H

#include <librdkafka/rdkafka.h>
#include <stdatomic.h>

#include "worker/kafka/consumer.h"

struct ps_kafka_membership {
    atomic_size_t num_references;
    rd_kafka_consumer_group_metadata_t *metadata;
};

/* The consumer's present one; NULL where it is no member (its offsets would go unchecked), or where
 * memory can't be had. */
struct ps_kafka_membership *ps_kafka_membership_create(rd_kafka_t *consumer);

#endif
