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
    struct ps_flight_budget used;
    enum ps_share_state state; /* while the budget is judged */
    bool is_full;
    struct ps_tenure *next;
};

/* A lane's part of the budget. */
struct ps_flight_lane {
    int64_t weight;
    struct ps_flight_budget used;
    enum ps_share_state state; /* this and what follows: while the budget is judged */
    size_t num_tenures;
    struct ps_shares shares; /* between its partitions */
};

struct ps_flight {
    pthread_mutex_t mutex;
    struct ps_flight_budget maximum;
    struct ps_flight_budget used;
    struct ps_flight_lane *lanes; /* [num_lanes] */
    size_t num_lanes;
    bool use_changed; /* since it was last judged */
    bool any_full;
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

/* The lock is held. What an arrival uses was so much, and is so much now. */
void ps_flight_account(struct ps_flight *flight, const struct ps_arrival *arrival,
                       const struct ps_flight_budget *before, const struct ps_flight_budget *after);

#endif
