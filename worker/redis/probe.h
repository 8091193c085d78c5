/* Asks a Redis that was gone whether it is back, without ever waiting for it: what costs time is
 * spread over calls that return at once. */
#ifndef PENSTOCK_WORKER_REDIS_PROBE_H
#define PENSTOCK_WORKER_REDIS_PROBE_H

#include <hiredis/hiredis.h>
#include <stdbool.h>
#include <stdint.h>

#include "worker/redis/url.h"

struct ps_redis_probe {
    redisContext *context; /* NULL: none under way */
    int replies_left;      /* 0: still connecting */
    int64_t deadline_ms;   /* of the one under way */
    int64_t next_ms;       /* when another may begin */
};

/* Goes on with a probe, or begins one where it is time. True once Redis has answered all it was
 * asked. Times are monotonic. */
bool ps_redis_probe_step(struct ps_redis_probe *probe, const struct ps_redis_url *url,
                         int64_t now_ms, int64_t timeout_ms);
void ps_redis_probe_close(struct ps_redis_probe *probe);

#endif
