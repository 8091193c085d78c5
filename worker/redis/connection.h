/* One connection to Redis, made when it is needed. Any failure ends it for good: hiredis's errors
 * stick, and its own reconnecting forgets the timeout, so the next use connects anew. */
#ifndef PENSTOCK_WORKER_REDIS_CONNECTION_H
#define PENSTOCK_WORKER_REDIS_CONNECTION_H

#include <hiredis/hiredis.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/redis/url.h"

struct ps_redis_connection {
    const struct ps_redis_url *url; /* borrowed */
    int64_t timeout_ms;
    redisContext *context; /* NULL: not connected */
};

void ps_redis_connection_init(struct ps_redis_connection *connection,
                              const struct ps_redis_url *url, int64_t timeout_ms);
void ps_redis_connection_close(struct ps_redis_connection *connection);

/* Connects, authenticates and selects the database unless that has been done. PS_UNAVAILABLE. */
enum ps_status ps_redis_connection_open(struct ps_redis_connection *connection,
                                        struct ps_error *error) PS_MUST_USE;

/* The next reply of those asked for; the caller frees it. PS_UNAVAILABLE ends the connection. */
enum ps_status ps_redis_connection_read(struct ps_redis_connection *connection, redisReply **reply,
                                        struct ps_error *error) PS_MUST_USE;

/* What went wrong with a call that failed; ends the connection. */
enum ps_status ps_redis_connection_failed(struct ps_redis_connection *connection,
                                          struct ps_error *error);

/* Queues AUTH and SELECT as the URL asks; how many replies they will have. */
int ps_redis_append_greeting(redisContext *context, const struct ps_redis_url *url);

void ps_redis_replyp(redisReply **reply);

#endif
