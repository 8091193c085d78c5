/* The circuit, and the looking side. */
#include "worker/redis/redis.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/log.h"
#include "worker/redis/redis_internal.h"

enum ps_status ps_redis_create(struct ps_redis **redis, const char *url, int64_t timeout_ms,
                               struct ps_error *error)
{
    struct ps_redis *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "Redis");
    enum ps_status status = ps_redis_url_parse(&made->url, url, error);
    if (status != PS_OK) {
        free(made);
        return status;
    }
    made->timeout_ms = timeout_ms;
    ps_redis_connection_init(&made->looking, &made->url, timeout_ms);
    ps_redis_connection_init(&made->storing, &made->url, timeout_ms);
    *redis = made;
    return PS_OK;
}

void ps_redis_destroy(struct ps_redis *redis)
{
    if (!redis)
        return;
    ps_redis_connection_close(&redis->looking);
    ps_redis_connection_close(&redis->storing);
    ps_redis_probe_close(&redis->probe);
    ps_redis_backlog_close(&redis->backlog);
    ps_buffer_close(&redis->gathered.bytes);
    ps_redis_url_close(&redis->url);
    free(redis);
}

bool ps_redis_is_usable(struct ps_redis *redis)
{
    return !redis->url.none && !atomic_load(&redis->is_open);
}

void ps_redis_counts(struct ps_redis *redis, struct ps_redis_counts *counts)
{
    counts->errors = atomic_load(&redis->errors);
    counts->dropped = atomic_load(&redis->dropped);
    counts->waiting = atomic_load(&redis->waiting);
    counts->is_open = atomic_load(&redis->is_open);
}

void ps_redis_open_circuit(struct ps_redis *redis, const struct ps_error *error)
{
    atomic_fetch_add(&redis->errors, 1);
    atomic_fetch_add(&redis->num_outages, 1);
    if (!atomic_exchange(&redis->is_open, true))
        ps_log(PS_LOG_WARNING, "redis", "going on without Redis: %s", error->message);
}

/* "redis_mode:cluster\r\n" in INFO's text. */
static enum ps_status check_mode(const char *info, struct ps_error *error)
{
    const char *mode = strstr(info, "redis_mode:");
    const char *kind = mode ? mode + strlen("redis_mode:") : "";
    const char *name = strncmp(kind, "cluster", 7) == 0    ? "a Redis Cluster"
                       : strncmp(kind, "sentinel", 8) == 0 ? "a Redis Sentinel"
                                                           : NULL;
    if (!name)
        return PS_OK;
    return ps_error_set_param(error, PS_UNSUPPORTED, "redis.url",
                              "redis.url: found %s, expected a standalone Redis: the other kinds "
                              "are not supported yet",
                              name);
}

static enum ps_status ask_info(struct ps_redis *redis, struct ps_error *error)
{
    struct ps_redis_connection *connection = &redis->looking;
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    PS_TRY(ps_redis_connection_open(connection, error));
    if (redisAppendCommand(connection->context, "INFO server") != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    PS_TRY(ps_redis_connection_read(connection, &reply, error));
    /* An ACL may forbid INFO; then a Cluster shows itself by its answers later. */
    return reply->type == REDIS_REPLY_STRING ? check_mode(reply->str, error) : PS_OK;
}

enum ps_status ps_redis_check(struct ps_redis *redis, struct ps_error *error)
{
    if (redis->url.none)
        return PS_OK;
    enum ps_status status = ask_info(redis, error);
    if (status == PS_UNAVAILABLE)
        ps_redis_open_circuit(redis, error);
    return status;
}

static enum ps_status send_mget(struct ps_redis_connection *connection, const char *const *keys,
                                size_t num_keys, struct ps_error *error)
{
    PS_DEFER(ps_freep) const char **arguments = calloc(num_keys + 1, sizeof *arguments);
    if (!arguments)
        return ps_error_no_memory(error, "MGET");
    arguments[0] = "MGET";
    memcpy(arguments + 1, keys, num_keys * sizeof *keys);
    if (redisAppendCommandArgv(connection->context, (int)num_keys + 1, arguments, NULL) != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    return PS_OK;
}

static enum ps_status look_up(struct ps_redis *redis, const char *const *keys, size_t num_keys,
                              struct ps_redis_value *values, struct ps_error *error)
{
    struct ps_redis_connection *connection = &redis->looking;
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    PS_TRY(ps_redis_connection_open(connection, error));
    PS_TRY(send_mget(connection, keys, num_keys, error));
    PS_TRY(ps_redis_connection_read(connection, &reply, error));
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != num_keys) {
        atomic_fetch_add(&redis->errors, 1);
        ps_log(PS_LOG_WARNING, "redis", "MGET was answered with %s",
               reply->type == REDIS_REPLY_ERROR ? reply->str : "something else than values");
        return PS_OK;
    }
    for (size_t i = 0; i < num_keys; i++) {
        const redisReply *element = reply->element[i];
        if (element->type != REDIS_REPLY_STRING || !(values[i].data = malloc(element->len + 1)))
            continue;
        memcpy(values[i].data, element->str, element->len);
        values[i].data[element->len] = '\0';
        values[i].size = element->len;
    }
    return PS_OK;
}

void ps_redis_lookup(struct ps_redis *redis, const char *const *keys, size_t num_keys,
                     struct ps_redis_value *values)
{
    struct ps_error error = {0};
    memset(values, 0, num_keys * sizeof *values);
    if (num_keys == 0 || !ps_redis_is_usable(redis))
        return;
    if (redis->looking_since != atomic_load(&redis->num_outages)) { /* it may be to a dead Redis */
        ps_redis_connection_close(&redis->looking);
        redis->looking_since = atomic_load(&redis->num_outages);
    }
    if (look_up(redis, keys, num_keys, values, &error) != PS_OK)
        ps_redis_open_circuit(redis, &error);
}
