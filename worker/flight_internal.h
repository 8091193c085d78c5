/* What the files of the flight share and nobody else needs. */
#ifndef PENSTOCK_WORKER_FLIGHT_INTERNAL_H
#define PENSTOCK_WORKER_FLIGHT_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "worker/flight.h"
#include "worker/ledger.h"
#include "worker/shares.h"

/* A topic's name, once for as long as the flight lives. */
struct ps_topic_name {
    struct ps_topic_name *next;
    char text[];
};

struct ps_tenure {
    const char *topic;
    int32_t partition;
    size_t lane;
    struct ps_ledger ledger;
    bool is_suspended;      /* under the lock */
    atomic_bool is_dropped; /* written under the lock */
    size_t num_arrivals;    /* not released yet */
    struct ps_tenure *next;
};

/* What each lane uses: [num_lanes] each. */
struct ps_flight_lanes {
    size_t count;
    int64_t *weights;
    size_t *num_records;
    size_t *num_bytes;
    size_t *num_tokens;
    enum ps_share_state *states; /* while they are judged */
};

struct ps_flight {
    pthread_mutex_t mutex;
    struct ps_flight_budget maximum;
    struct ps_flight_budget used;
    struct ps_flight_lanes lanes;
    const struct ps_lanes *entries; /* of the configuration; NULL: one lane */
    struct ps_tenure *tenures;      /* held or suspended */
    struct ps_tenure *dropped;      /* until nobody refers to them */
    struct ps_topic_name *names;
    struct ps_kafka_membership *membership;
    atomic_size_t num_drops;
    size_t turn; /* which tenure a group begins with */
};

/* The lock is held. NULL where it isn't there. */
struct ps_tenure *ps_flight_find(struct ps_flight *flight, const char *topic, int32_t partition);

#endif
