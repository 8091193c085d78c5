/* A batch of commands sent together, and their answers. */
#ifndef PENSTOCK_WORKER_REDIS_EXCHANGE_H
#define PENSTOCK_WORKER_REDIS_EXCHANGE_H

#include "worker/redis/batch.h"
#include "worker/redis/connection.h"

struct ps_redis_exchange_result {
    size_t num_answered;
    size_t num_refused; /* answered with an error that is one */
    char reason[256];   /* what the first of them said, or "" */
};

/* Notes what came of each command in the batch; those that weren't answered before the connection
 * failed stay PS_REDIS_UNANSWERED. PS_UNAVAILABLE where it did, and where Redis serves nobody: that
 * ends the connection too, since another login or another Redis is wanted. */
enum ps_status ps_redis_exchange(struct ps_redis_connection *connection,
                                 struct ps_redis_batch *batch,
                                 struct ps_redis_exchange_result *result,
                                 struct ps_error *error) PS_MUST_USE;

#endif
