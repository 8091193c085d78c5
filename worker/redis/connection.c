/* A connection over hiredis. */
#include "worker/redis/connection.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>
#include <sys/time.h>

void ps_redis_replyp(redisReply **reply)
{
    if (*reply)
        freeReplyObject(*reply);
}

void ps_redis_connection_init(struct ps_redis_connection *connection,
                              const struct ps_redis_url *url, int64_t timeout_ms)
{
    *connection = (struct ps_redis_connection){.url = url, .timeout_ms = timeout_ms};
}

void ps_redis_connection_close(struct ps_redis_connection *connection)
{
    if (connection->context)
        redisFree(connection->context);
    connection->context = NULL;
}

enum ps_status ps_redis_connection_failed(struct ps_redis_connection *connection,
                                          struct ps_error *error)
{
    redisContext *context = connection->context;
    const char *where = connection->url->path ? connection->url->path : connection->url->host;
    /* A timeout of the socket shows itself as a call that would block. */
    if (context && context->err == REDIS_ERR_IO && (errno == EAGAIN || errno == EWOULDBLOCK))
        (void)ps_error_set(error, PS_UNAVAILABLE, "Redis at %s: no answer within %lld ms", where,
                           (long long)connection->timeout_ms);
    else
        (void)ps_error_set(error, PS_UNAVAILABLE, "Redis at %s: %s", where,
                           context && context->errstr[0] ? context->errstr : "no connection");
    ps_redis_connection_close(connection);
    return PS_UNAVAILABLE;
}

enum ps_status ps_redis_connection_read(struct ps_redis_connection *connection, redisReply **reply,
                                        struct ps_error *error)
{
    void *read = NULL;
    if (!connection->context || redisGetReply(connection->context, &read) != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    *reply = read;
    return PS_OK;
}

int ps_redis_append_greeting(redisContext *context, const struct ps_redis_url *url)
{
    int num_replies = 0;
    if (url->password && url->user)
        (void)redisAppendCommand(context, "AUTH %s %s", url->user, url->password);
    else if (url->password)
        (void)redisAppendCommand(context, "AUTH %s", url->password);
    num_replies += url->password != NULL;
    if (url->database > 0)
        (void)redisAppendCommand(context, "SELECT %d", url->database);
    num_replies += url->database > 0;
    return num_replies;
}

static enum ps_status greet(struct ps_redis_connection *connection, struct ps_error *error)
{
    int num_replies = ps_redis_append_greeting(connection->context, connection->url);
    for (int i = 0; i < num_replies; i++) {
        PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
        PS_TRY(ps_redis_connection_read(connection, &reply, error));
        if (!reply || reply->type == REDIS_REPLY_ERROR) {
            (void)ps_error_set(error, PS_UNAVAILABLE, "redis.url: Redis refuses the login: %s",
                               reply ? reply->str : "no answer");
            ps_redis_connection_close(connection);
            return PS_UNAVAILABLE;
        }
    }
    return PS_OK;
}

/* Nothing is expected from Redis between calls: what can be read then is the end of the connection,
 * which Redis closes when it restarts or has been idle for its timeout. */
static void close_if_ended(struct ps_redis_connection *connection)
{
    struct pollfd descriptor = {.events = POLLIN};
    if (!connection->context)
        return;
    descriptor.fd = connection->context->fd;
    if (poll(&descriptor, 1, 0) != 0)
        ps_redis_connection_close(connection);
}

enum ps_status ps_redis_connection_open(struct ps_redis_connection *connection,
                                        struct ps_error *error)
{
    const struct ps_redis_url *url = connection->url;
    struct timeval timeout = {.tv_sec = (time_t)(connection->timeout_ms / 1000),
                              .tv_usec = (suseconds_t)(connection->timeout_ms % 1000) * 1000};
    close_if_ended(connection);
    if (connection->context)
        return PS_OK;
    connection->context = url->path ? redisConnectUnixWithTimeout(url->path, timeout)
                                    : redisConnectWithTimeout(url->host, url->port, timeout);
    if (!connection->context || connection->context->err ||
        redisSetTimeout(connection->context, timeout) != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    return greet(connection, error);
}
