/* What the files of this room share and nobody else needs. */
#ifndef PENSTOCK_WORKER_REDIS_REDIS_INTERNAL_H
#define PENSTOCK_WORKER_REDIS_REDIS_INTERNAL_H

#include <stdatomic.h>

#include "shared/base/buffer.h"
#include "worker/redis/backlog.h"
#include "worker/redis/connection.h"
#include "worker/redis/probe.h"
#include "worker/redis/redis.h"

struct ps_redis {
    struct ps_redis_url url;
    int64_t timeout_ms;
    atomic_bool is_open;
    atomic_uint_fast64_t errors;
    atomic_uint_fast64_t dropped;
    atomic_uint_fast64_t waiting;
    atomic_size_t num_outages; /* times the circuit has opened */

    /* the looking side's */
    struct ps_redis_connection looking;
    size_t looking_since; /* num_outages when it was connected */

    /* the storing side's */
    struct ps_redis_connection storing;
    struct ps_redis_batch gathered;
    struct ps_redis_backlog backlog;
    struct ps_redis_probe probe;
};

void ps_redis_open_circuit(struct ps_redis *redis, const struct ps_error *error);

#endif
