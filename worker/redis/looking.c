/* The looking side: values of the cache. */
#include "worker/redis/redis_internal.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_AT_ONCE     16                 /* so that one answer is no larger than 16 values */
#define VALUES_BYTES_MAX ((size_t)16 << 20) /* past that nothing more is looked up */

/* MGET, as hiredis's own format. */
static enum ps_status send_mget(struct ps_redis_connection *connection, const char *const *keys,
                                size_t num_keys, struct ps_error *error)
{
    const char *arguments[KEYS_AT_ONCE + 1] = {"MGET"};
    memcpy(arguments + 1, keys, num_keys * sizeof *keys);
    if (redisAppendCommandArgv(connection->context, (int)num_keys + 1, arguments, NULL) != REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    return PS_OK;
}

static size_t copy_values(const redisReply *reply, struct ps_redis_value *values)
{
    size_t bytes = 0;
    for (size_t i = 0; i < reply->elements; i++) {
        const redisReply *element = reply->element[i];
        if (element->type != REDIS_REPLY_STRING || !(values[i].data = malloc(element->len + 1)))
            continue;
        memcpy(values[i].data, element->str, element->len);
        values[i].data[element->len] = '\0';
        values[i].size = element->len;
        bytes += element->len;
    }
    return bytes;
}

/* A refusal of the command alone is counted, and its values aren't there. */
static enum ps_status look_up(struct ps_redis *redis, const char *const *keys, size_t num_keys,
                              struct ps_redis_value *values, size_t *bytes, struct ps_error *error)
{
    struct ps_redis_connection *connection = &redis->looking;
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    PS_TRY(send_mget(connection, keys, num_keys, error));
    PS_TRY(ps_redis_connection_read(connection, &reply, error));
    if (reply->type == REDIS_REPLY_ARRAY && reply->elements == num_keys) {
        *bytes += copy_values(reply, values);
        return PS_OK;
    }
    struct ps_redis_exchange_result result = {.num_refused = 1};
    (void)snprintf(result.reason, sizeof result.reason, "MGET: %s",
                   reply->type == REDIS_REPLY_ERROR ? reply->str : "something else than values");
    if (reply->type == REDIS_REPLY_ERROR && ps_redis_outcome_of(reply->str) == PS_REDIS_AWAY) {
        ps_redis_connection_close(connection);
        return ps_error_set(error, PS_UNAVAILABLE, "Redis refuses to serve: %s", result.reason);
    }
    ps_redis_note_refusals(redis, &result, 1);
    return PS_OK;
}

void ps_redis_lookup(struct ps_redis *redis, const char *const *keys, size_t num_keys,
                     struct ps_redis_value *values)
{
    struct ps_error error = {0};
    size_t bytes = 0;
    memset(values, 0, num_keys * sizeof *values);
    if (num_keys == 0 || !ps_redis_is_usable(redis))
        return;
    ps_redis_refresh(redis, &redis->looking, &redis->looking_since);
    enum ps_status status = ps_redis_connection_open(&redis->looking, &error);
    for (size_t i = 0; status == PS_OK && i < num_keys && bytes < VALUES_BYTES_MAX;
         i += KEYS_AT_ONCE) {
        size_t count = num_keys - i < KEYS_AT_ONCE ? num_keys - i : KEYS_AT_ONCE;
        status = look_up(redis, keys + i, count, values + i, &bytes, &error);
    }
    if (status != PS_OK)
        ps_redis_open_circuit(redis, &error);
}
