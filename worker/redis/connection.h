/* One connection to Redis, made when it is needed. Any failure ends it for good: hiredis's errors
 * stick, and its own reconnecting forgets timeouts and logins, so the next use connects anew.
 *
 * The socket never blocks: what waits is poll, and what bounds it is one deadline from
 * ps_redis_connection_open on, over connecting, sending and all answers together. A Redis that
 * sends a byte now and then gets no more time than one that sends none. */
#ifndef PENSTOCK_WORKER_REDIS_CONNECTION_H
#define PENSTOCK_WORKER_REDIS_CONNECTION_H

#include <hiredis/hiredis.h>
#include <stdbool.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/redis/address.h"
#include "worker/redis/url.h"

struct ps_redis_connection {
    const struct ps_redis_url *url; /* borrowed */
    int64_t timeout_ms;
    struct ps_redis_address *address; /* where others have found it; NULL: always asked for */
    bool finds_address;               /* asks for it all the same, and tells the others */
    bool is_patient;       /* the time begins again with every byte that moves: for who may wait */
    redisContext *context; /* NULL: not connected */
    int64_t deadline_ms;   /* monotonic: of what began with ps_redis_connection_open */
    size_t bytes_left;     /* of answers: more than that is no answer of Redis's */
};

void ps_redis_connection_init(struct ps_redis_connection *connection,
                              const struct ps_redis_url *url, int64_t timeout_ms);
void ps_redis_connection_close(struct ps_redis_connection *connection);

/* Begins an exchange: connects, authenticates and selects the database unless that has been done.
 * It and all reading that follows take timeout_ms at most, but for asking for a host's address.
 * PS_UNAVAILABLE. */
enum ps_status ps_redis_connection_open(struct ps_redis_connection *connection,
                                        struct ps_error *error) PS_MUST_USE;

/* Commands in Redis's own format. PS_UNAVAILABLE ends the connection. */
enum ps_status ps_redis_connection_send(struct ps_redis_connection *connection, const char *bytes,
                                        size_t size, struct ps_error *error) PS_MUST_USE;

/* The next reply of those asked for, by sending or by redisAppendCommand; never NULL, the caller
 * frees it. PS_UNAVAILABLE ends the connection. */
enum ps_status ps_redis_connection_read(struct ps_redis_connection *connection, redisReply **reply,
                                        struct ps_error *error) PS_MUST_USE;

/* What went wrong with a call that failed; ends the connection. */
enum ps_status ps_redis_connection_failed(struct ps_redis_connection *connection,
                                          struct ps_error *error);

void ps_redis_replyp(redisReply **reply);

#endif
