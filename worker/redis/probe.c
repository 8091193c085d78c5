/* Connect, write, read: each step only where poll says that it won't wait. */
#include "worker/redis/probe.h"

#include <poll.h>
#include <sys/socket.h>

#include "worker/redis/connection.h"

#define INTERVAL_MS 500

void ps_redis_probe_close(struct ps_redis_probe *probe)
{
    if (probe->context)
        redisFree(probe->context);
    probe->context = NULL;
    probe->replies_left = 0;
}

static void begin(struct ps_redis_probe *probe, const struct ps_redis_url *url, int64_t now_ms,
                  int64_t timeout_ms)
{
    probe->next_ms = now_ms + INTERVAL_MS;
    probe->deadline_ms = now_ms + timeout_ms;
    probe->context = url->path ? redisConnectUnixNonBlock(url->path)
                               : redisConnectNonBlock(url->host, url->port);
    if (probe->context && probe->context->err)
        ps_redis_probe_close(probe);
}

static bool can(const redisContext *context, short events)
{
    struct pollfd descriptor = {.fd = context->fd, .events = events};
    return poll(&descriptor, 1, 0) == 1;
}

static bool is_connected(const redisContext *context)
{
    int problem = 0;
    socklen_t size = sizeof problem;
    return getsockopt(context->fd, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0;
}

/* Sends the questions once the connection stands; false where it failed. */
static bool ask(struct ps_redis_probe *probe, const struct ps_redis_url *url)
{
    int written = 0;
    if (!can(probe->context, POLLOUT))
        return true;
    if (!is_connected(probe->context))
        return false;
    probe->replies_left = ps_redis_append_greeting(probe->context, url) + 1;
    if (redisAppendCommand(probe->context, "PING") != REDIS_OK)
        return false;
    /* Some hundred bytes into an empty socket buffer: one write takes them all. */
    return redisBufferWrite(probe->context, &written) == REDIS_OK && written;
}

/* Takes the answers that have come; false where one is an error or the connection failed. */
static bool listen_for_answers(struct ps_redis_probe *probe)
{
    void *reply = NULL;
    if (!can(probe->context, POLLIN))
        return true;
    if (redisBufferRead(probe->context) != REDIS_OK)
        return false;
    while (probe->replies_left > 0) {
        if (redisGetReplyFromReader(probe->context, &reply) != REDIS_OK)
            return false;
        if (!reply)
            return true;
        bool refused = ((redisReply *)reply)->type == REDIS_REPLY_ERROR;
        freeReplyObject(reply);
        if (refused)
            return false;
        probe->replies_left--;
    }
    return true;
}

bool ps_redis_probe_step(struct ps_redis_probe *probe, const struct ps_redis_url *url,
                         int64_t now_ms, int64_t timeout_ms)
{
    if (!probe->context && now_ms >= probe->next_ms)
        begin(probe, url, now_ms, timeout_ms);
    if (!probe->context)
        return false;
    bool asked = probe->replies_left > 0;
    bool alive = asked ? listen_for_answers(probe) : ask(probe, url);
    bool answered = asked && alive && probe->replies_left == 0;
    if (!alive || answered || now_ms >= probe->deadline_ms)
        ps_redis_probe_close(probe);
    return answered;
}
