/* The few of librdkafka's own statistics that an operator wants, from its report of every few
 * seconds (statistics.interval.ms). Written by the thread that polls the client, read by any. */
#ifndef PENSTOCK_WORKER_KAFKA_STATISTICS_H
#define PENSTOCK_WORKER_KAFKA_STATISTICS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#define PS_KAFKA_STATISTICS_INTERVAL_MS "10000"

/* Zero-initialise. */
struct ps_kafka_statistics {
    atomic_bool is_known;               /* there has been a report */
    atomic_uint_fast64_t round_trip_us; /* to the slowest broker, mean over the interval */
    atomic_uint_fast64_t requests;      /* waiting to be sent or answered */
    atomic_uint_fast64_t records;       /* a producer's that wait to be sent, a consumer's that
                                           wait to be polled */
    atomic_uint_fast64_t timeouts;      /* requests that were not answered, since the start */
    atomic_uint_fast64_t brokers_up;    /* connected */
};

/* Reads a report, JSON as librdkafka documents it; one that doesn't parse changes nothing. */
void ps_kafka_statistics_read(struct ps_kafka_statistics *statistics, const char *json,
                              size_t size);

#endif
