/* A connection over hiredis, which formats, parses and holds the socket; waiting is done here. */
#include "worker/redis/connection.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "shared/base/clock.h"

#define REPLY_BYTES_MAX ((size_t)64 << 20) /* of one exchange */

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

/* Ends the connection and says why. */
static enum ps_status fail(struct ps_redis_connection *connection, const char *reason,
                           struct ps_error *error)
{
    const char *where = connection->url->path ? connection->url->path : connection->url->host;
    (void)ps_error_set(error, PS_UNAVAILABLE, "Redis at %s: %s", where, reason);
    ps_redis_connection_close(connection);
    return PS_UNAVAILABLE;
}

enum ps_status ps_redis_connection_failed(struct ps_redis_connection *connection,
                                          struct ps_error *error)
{
    const redisContext *context = connection->context;
    return fail(connection, context && context->errstr[0] ? context->errstr : "no connection",
                error);
}

static void grant_time(struct ps_redis_connection *connection)
{
    connection->deadline_ms = ps_clock_monotonic_ms() + connection->timeout_ms;
}

static void note_progress(struct ps_redis_connection *connection)
{
    if (connection->is_patient)
        grant_time(connection);
}

/* Until the socket is ready for events. */
static enum ps_status wait_for(struct ps_redis_connection *connection, short events,
                               struct ps_error *error)
{
    struct pollfd descriptor = {.fd = connection->context->fd, .events = events};
    for (;;) {
        int64_t left_ms = connection->deadline_ms - ps_clock_monotonic_ms();
        int ready = poll(&descriptor, 1, left_ms > 0 ? (int)left_ms : 0);
        if (ready > 0)
            return PS_OK;
        if (ready < 0 && errno != EINTR)
            return fail(connection, strerror(errno), error);
        if (ready == 0) {
            char reason[64];
            (void)snprintf(reason, sizeof reason, "no answer within %lld ms",
                           (long long)connection->timeout_ms);
            return fail(connection, reason, error);
        }
    }
}

enum ps_status ps_redis_connection_send(struct ps_redis_connection *connection, const char *bytes,
                                        size_t size, struct ps_error *error)
{
    while (size > 0) {
        if (!connection->context)
            return ps_redis_connection_failed(connection, error);
        ssize_t sent = send(connection->context->fd, bytes, size, MSG_NOSIGNAL);
        if (sent > 0) {
            bytes += sent;
            size -= (size_t)sent;
            note_progress(connection);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            PS_TRY(wait_for(connection, POLLOUT, error));
        } else if (errno != EINTR) {
            return fail(connection, strerror(errno), error);
        }
    }
    return PS_OK;
}

/* What redisAppendCommand has gathered. */
static enum ps_status send_appended(struct ps_redis_connection *connection, struct ps_error *error)
{
    int done = 0;
    for (;;) {
        if (redisBufferWrite(connection->context, &done) != REDIS_OK)
            return ps_redis_connection_failed(connection, error);
        if (done)
            return PS_OK;
        PS_TRY(wait_for(connection, POLLOUT, error));
    }
}

/* Reads once what has come, at most 16 KiB. */
static enum ps_status read_some(struct ps_redis_connection *connection, struct ps_error *error)
{
    redisContext *context = connection->context;
    size_t before = context->reader->len;
    PS_TRY(wait_for(connection, POLLIN, error));
    if (redisBufferRead(context) != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    size_t read = context->reader->len > before ? context->reader->len - before : 0;
    if (read > connection->bytes_left)
        return fail(connection, "an answer that is too long", error);
    connection->bytes_left -= read;
    note_progress(connection);
    return PS_OK;
}

enum ps_status ps_redis_connection_read(struct ps_redis_connection *connection, redisReply **reply,
                                        struct ps_error *error)
{
    void *read = NULL;
    if (!connection->context)
        return ps_redis_connection_failed(connection, error);
    PS_TRY(send_appended(connection, error));
    for (;;) {
        if (redisGetReplyFromReader(connection->context, &read) != REDIS_OK)
            return ps_redis_connection_failed(connection, error);
        if (read)
            break;
        PS_TRY(read_some(connection, error));
    }
    *reply = read;
    return PS_OK;
}

/* Queues AUTH and SELECT as the URL asks; how many replies they will have. */
static int append_greeting(redisContext *context, const struct ps_redis_url *url)
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
    int num_replies = append_greeting(connection->context, connection->url);
    for (int i = 0; i < num_replies; i++) {
        PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
        PS_TRY(ps_redis_connection_read(connection, &reply, error));
        if (reply->type == REDIS_REPLY_ERROR) {
            (void)ps_error_set(error, PS_UNAVAILABLE, "redis.url: Redis refuses the login: %s",
                               reply->str);
            ps_redis_connection_close(connection);
            return PS_UNAVAILABLE;
        }
    }
    return PS_OK;
}

/* Nothing is expected from Redis between exchanges: what can be read then is the end of the
 * connection, which Redis closes when it restarts or has been idle for its timeout. */
static void close_if_ended(struct ps_redis_connection *connection)
{
    struct pollfd descriptor = {.events = POLLIN};
    if (!connection->context)
        return;
    descriptor.fd = connection->context->fd;
    if (poll(&descriptor, 1, 0) != 0)
        ps_redis_connection_close(connection);
}

static enum ps_status find_host(struct ps_redis_connection *connection,
                                char host[PS_REDIS_ADDRESS_SIZE], struct ps_error *error)
{
    struct ps_redis_address *address = connection->address;
    if (address && !connection->finds_address && ps_redis_address_get(address, host))
        return PS_OK;
    PS_TRY(ps_redis_address_find(connection->url->host, host, error));
    if (address)
        ps_redis_address_set(address, host);
    grant_time(connection);
    return PS_OK;
}

static enum ps_status connect_to(struct ps_redis_connection *connection, struct ps_error *error)
{
    const struct ps_redis_url *url = connection->url;
    char host[PS_REDIS_ADDRESS_SIZE];
    int problem = 0;
    socklen_t size = sizeof problem;
    if (!url->path)
        PS_TRY(find_host(connection, host, error));
    connection->context =
        url->path ? redisConnectUnixNonBlock(url->path) : redisConnectNonBlock(host, url->port);
    if (!connection->context || connection->context->err)
        return ps_redis_connection_failed(connection, error);
    PS_TRY(wait_for(connection, POLLOUT, error));
    if (getsockopt(connection->context->fd, SOL_SOCKET, SO_ERROR, &problem, &size) != 0)
        problem = errno;
    return problem ? fail(connection, strerror(problem), error) : PS_OK;
}

enum ps_status ps_redis_connection_open(struct ps_redis_connection *connection,
                                        struct ps_error *error)
{
    grant_time(connection);
    connection->bytes_left = REPLY_BYTES_MAX;
    close_if_ended(connection);
    if (connection->context)
        return PS_OK;
    PS_TRY(connect_to(connection, error));
    return greet(connection, error);
}
