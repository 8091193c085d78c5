/* librdkafka's mock cluster as a broker of this process: in memory, on a port of its own choosing.
 *
 * It is for trying things out and for tests of clients. It keeps about 5 MiB per partition and
 * silently drops what is older, forgets everything when it ends, answers no admin requests, and
 * takes transactions without isolating them: nothing about exactly-once can be learnt from it. */
#ifndef PENSTOCK_WORKER_KAFKA_MOCK_H
#define PENSTOCK_WORKER_KAFKA_MOCK_H

#include <stddef.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_kafka_mock; /* opaque */

/* A running cluster of one broker. PS_INTERNAL, PS_NO_MEMORY. Its threads inherit the caller's
 * signal mask. */
enum ps_status ps_kafka_mock_create(struct ps_kafka_mock **mock,
                                    struct ps_error *error) PS_MUST_USE;
void ps_kafka_mock_destroy(struct ps_kafka_mock *mock);
PS_DEFINE_DEFER(ps_kafka_mock_destroy, struct ps_kafka_mock)

/* "127.0.0.1:PORT", borrowed. */
const char *ps_kafka_mock_address(const struct ps_kafka_mock *mock);

/* Topics that nobody created are made with librdkafka's default of 4 partitions. */
enum ps_status ps_kafka_mock_topic_create(struct ps_kafka_mock *mock, const char *topic,
                                          int num_partitions, struct ps_error *error) PS_MUST_USE;

#endif
