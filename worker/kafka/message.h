/* A record that was consumed. */
#ifndef PENSTOCK_WORKER_KAFKA_MESSAGE_H
#define PENSTOCK_WORKER_KAFKA_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/wire/job.h"

/* Owned until ps_kafka_message_release. */
struct ps_kafka_message {
    const char *topic;
    int32_t partition;
    int64_t offset;
    int64_t timestamp_ms; /* Unix; 0 where it has none */
    const void *key;      /* NULL: no key */
    size_t key_size;
    const void *value; /* NULL: a null value */
    size_t value_size;
    void *handle; /* librdkafka's */
};

void ps_kafka_message_release(void *handle);

/* The headers of a record, [*num_headers], an array the caller frees; names and values are borrowed
 * from the record. PS_NO_MEMORY. */
enum ps_status ps_kafka_message_headers(void *handle, struct ps_header **headers,
                                        size_t *num_headers) PS_MUST_USE;

#endif
