/* How much librdkafka may hold, where the user's kafka.* don't say otherwise. */
#ifndef PENSTOCK_WORKER_KAFKA_LIMITS_H
#define PENSTOCK_WORKER_KAFKA_LIMITS_H

#include <stdint.h>

struct ps_kafka_limits {
    int64_t prefetch_bytes; /* queued.max.messages.kbytes: read, and not polled yet */
    int64_t fetch_bytes;    /* fetch.max.bytes: of one answer to a fetch */
    int64_t producer_bytes; /* queue.buffering.max.kbytes: produced, and not delivered yet */
};

#endif
