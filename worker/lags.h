/* How far the partitions held here are behind, asked of the broker from time to time: also while
 * fetching is paused, since that is when others have to know. */
#ifndef PENSTOCK_WORKER_LAGS_H
#define PENSTOCK_WORKER_LAGS_H

#include <pthread.h>
#include <stddef.h>

#include "worker/flight.h"
#include "worker/kafka/consumer.h"
#include "worker/metrics.h"

#define PS_LAGS_MAX 1024

struct ps_lags {
    pthread_mutex_t mutex;
    struct ps_lag items[PS_LAGS_MAX]; /* [count], under the mutex */
    size_t count;
    int64_t next_ms; /* the asking thread's: when to ask again, monotonic */
};

void ps_lags_init(struct ps_lags *lags);
void ps_lags_close(struct ps_lags *lags);

/* Asks if it is time to; waits for the broker about a second at most. One thread's. */
void ps_lags_refresh(struct ps_lags *lags, struct ps_flight *flight,
                     struct ps_kafka_consumer *consumer, int64_t now_ms);

/* A copy of what is known. Any thread. */
size_t ps_lags_copy(struct ps_lags *lags, struct ps_lag copy[PS_LAGS_MAX]);

#endif
