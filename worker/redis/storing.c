/* The storing side: commands gathered into one batch, sent and answered together. */
#include "worker/redis/redis_internal.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/log.h"

#define ARGUMENTS_MAX 32
#define ATTEMPTS_MAX  5 /* of one batch that Redis does not live through */

struct argument {
    const void *data;
    size_t size;
};

static struct argument text(const char *string)
{
    return (struct argument){string, strlen(string)};
}

/* One command in Redis's format: *3\r\n$3\r\nSET\r\n... */
static enum ps_status gather(struct ps_redis *redis, const struct argument *arguments,
                             size_t num_arguments)
{
    struct ps_buffer *out = &redis->gathered.bytes;
    size_t before = out->size;
    enum ps_status status = ps_buffer_printf(out, "*%zu\r\n", num_arguments);
    for (size_t i = 0; status == PS_OK && i < num_arguments; i++) {
        status = ps_buffer_printf(out, "$%zu\r\n", arguments[i].size);
        if (status == PS_OK)
            status = ps_buffer_append(out, arguments[i].data, arguments[i].size);
        if (status == PS_OK)
            status = ps_buffer_append(out, "\r\n", 2);
    }
    if (status == PS_OK)
        redis->gathered.num_commands++;
    else
        out->size = before; /* half a command would garble all that follow */
    return status;
}

enum ps_status ps_redis_put(struct ps_redis *redis, const char *key, const void *value, size_t size,
                            int64_t ttl_ms)
{
    char ttl[24];
    (void)snprintf(ttl, sizeof ttl, "%lld", (long long)ttl_ms);
    const struct argument arguments[] = {
        text("SET"), text(key), {value, size}, text("PX"), text(ttl)};
    return redis->url.none ? PS_OK : gather(redis, arguments, 5);
}

enum ps_status ps_redis_put_hash(struct ps_redis *redis, const char *key,
                                 const struct ps_redis_field *fields, size_t num_fields,
                                 int64_t ttl_ms)
{
    struct argument arguments[ARGUMENTS_MAX] = {text("HSET"), text(key)};
    size_t count = 2;
    if (redis->url.none)
        return PS_OK;
    for (size_t i = 0; i < num_fields && count + 2 <= ARGUMENTS_MAX; i++) {
        arguments[count++] = text(fields[i].name);
        arguments[count++] = text(fields[i].value);
    }
    PS_TRY(gather(redis, arguments, count));
    return ps_redis_expire(redis, key, ttl_ms);
}

enum ps_status ps_redis_expire(struct ps_redis *redis, const char *key, int64_t ttl_ms)
{
    char ttl[24];
    (void)snprintf(ttl, sizeof ttl, "%lld", (long long)ttl_ms);
    const struct argument arguments[] = {text("PEXPIRE"), text(key), text(ttl)};
    return redis->url.none ? PS_OK : gather(redis, arguments, 3);
}

enum ps_status ps_redis_delete(struct ps_redis *redis, const char *key)
{
    const struct argument arguments[] = {text("DEL"), text(key)};
    return redis->url.none ? PS_OK : gather(redis, arguments, 2);
}

enum ps_status ps_redis_append(struct ps_redis *redis, const char *key, struct ps_redis_entry_id id,
                               struct ps_redis_field field)
{
    char entry[64];
    (void)snprintf(entry, sizeof entry, "%lld-%llu", (long long)id.time_ms,
                   (unsigned long long)id.sequence);
    const struct argument arguments[] = {text("XADD"), text(key), text(entry), text(field.name),
                                         text(field.value)};
    return redis->url.none ? PS_OK : gather(redis, arguments, 5);
}

enum ps_status ps_redis_announce(struct ps_redis *redis, const char *channel, const void *message,
                                 size_t size)
{
    const struct argument arguments[] = {text("PUBLISH"), text(channel), {message, size}};
    return redis->url.none ? PS_OK : gather(redis, arguments, 3);
}

/* An entry that is there already, from a batch whose answers were lost. */
static bool is_repetition(const char *reason)
{
    return strstr(reason, "equal or smaller than the target stream top item") != NULL;
}

static enum ps_status read_replies(struct ps_redis *redis, size_t num_replies,
                                   struct ps_error *error)
{
    size_t num_refused = 0;
    char reason[256] = "";
    for (size_t i = 0; i < num_replies; i++) {
        PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
        PS_TRY(ps_redis_connection_read(&redis->storing, &reply, error));
        if (reply->type != REDIS_REPLY_ERROR || is_repetition(reply->str))
            continue;
        if (num_refused++ == 0)
            (void)snprintf(reason, sizeof reason, "%s", reply->str);
    }
    if (num_refused > 0) { /* full, or forbidden: asking again would be answered the same */
        atomic_fetch_add(&redis->errors, num_refused);
        ps_log(PS_LOG_WARNING, "redis", "%zu of %zu commands were refused: %s", num_refused,
               num_replies, reason);
    }
    return PS_OK;
}

static enum ps_status send_batch(struct ps_redis *redis, const struct ps_redis_batch *batch,
                                 struct ps_error *error)
{
    struct ps_redis_connection *connection = &redis->storing;
    PS_TRY(ps_redis_connection_open(connection, error));
    if (redisAppendFormattedCommand(connection->context, batch->bytes.data, batch->bytes.size) !=
        REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    return read_replies(redis, batch->num_commands, error);
}

static void keep(struct ps_redis *redis)
{
    size_t num_commands = redis->gathered.num_commands;
    if (!ps_redis_backlog_add(&redis->backlog, &redis->gathered))
        atomic_fetch_add(&redis->dropped, num_commands);
    atomic_store(&redis->waiting, redis->backlog.bytes);
}

/* What was kept comes before what is new: a job's states must not change places. */
static enum ps_status send_kept(struct ps_redis *redis, struct ps_error *error)
{
    const struct ps_redis_batch *batch;
    while ((batch = ps_redis_backlog_first(&redis->backlog))) {
        enum ps_status status = send_batch(redis, batch, error);
        bool hopeless =
            status != PS_OK && ps_redis_backlog_count_failure(&redis->backlog) >= ATTEMPTS_MAX;
        if (hopeless)
            atomic_fetch_add(&redis->dropped, batch->num_commands);
        if (status == PS_OK || hopeless)
            ps_redis_backlog_remove_first(&redis->backlog);
        atomic_store(&redis->waiting, redis->backlog.bytes);
        PS_TRY(status);
    }
    return PS_OK;
}

void ps_redis_flush(struct ps_redis *redis)
{
    struct ps_error error = {0};
    if (redis->gathered.num_commands == 0)
        return;
    enum ps_status status = PS_UNAVAILABLE;
    if (ps_redis_is_usable(redis)) {
        status = send_kept(redis, &error);
        if (status == PS_OK)
            status = send_batch(redis, &redis->gathered, &error);
        if (status != PS_OK)
            ps_redis_open_circuit(redis, &error);
    }
    if (status != PS_OK)
        keep(redis);
    ps_buffer_clear(&redis->gathered.bytes);
    redis->gathered.num_commands = 0;
}

void ps_redis_tend(struct ps_redis *redis, int64_t now_ms)
{
    struct ps_error error = {0};
    if (redis->url.none || !atomic_load(&redis->is_open) ||
        !ps_redis_probe_step(&redis->probe, &redis->url, now_ms, redis->timeout_ms))
        return;
    ps_redis_connection_close(&redis->storing);
    if (send_kept(redis, &error) != PS_OK) {
        atomic_fetch_add(&redis->errors, 1);
        return;
    }
    atomic_store(&redis->is_open, false);
    ps_log(PS_LOG_INFO, "redis", "Redis is back");
}
