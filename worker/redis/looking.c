/* The looking side: values of the cache, and whether keys are there. */
#include "worker/redis/redis_internal.h"

#include <stdlib.h>
#include <string.h>

#define KEYS_AT_ONCE     16                 /* so that one answer is no larger than 16 values */
#define VALUES_BYTES_MAX ((size_t)16 << 20) /* past that nothing more is looked up */

/* A query under way. */
struct lookup {
    struct ps_redis *redis;
    struct ps_redis_connection *connection;
    struct ps_redis_query *query;
    size_t value_bytes; /* so far */
};

static enum ps_status append(struct ps_redis_connection *connection, const char **arguments,
                             size_t num_arguments, struct ps_error *error)
{
    if (redisAppendCommandArgv(connection->context, (int)num_arguments, arguments, NULL) !=
        REDIS_OK)
        return ps_redis_connection_failed(connection, error);
    return PS_OK;
}

/* An answer that is none. A refusal of the command alone is counted, and what it asked for isn't
 * there. */
static enum ps_status refused(struct lookup *lookup, const char *command, const redisReply *reply,
                              struct ps_error *error)
{
    struct ps_redis_exchange_result result = {.num_refused = 1};
    (void)snprintf(result.reason, sizeof result.reason, "%s: %s", command,
                   reply->type == REDIS_REPLY_ERROR ? reply->str : "an answer of another kind");
    if (reply->type == REDIS_REPLY_ERROR && ps_redis_outcome_of(reply->str) == PS_REDIS_AWAY) {
        ps_redis_connection_close(lookup->connection);
        return ps_error_set(error, PS_UNAVAILABLE, "Redis refuses to serve: %s", result.reason);
    }
    ps_redis_note_refusals(lookup->redis, &result, 1);
    return PS_OK;
}

/* --- flags --- */

static enum ps_status append_flags(struct lookup *lookup, struct ps_error *error)
{
    for (size_t i = 0; i < lookup->query->num_flags; i++) {
        const struct ps_redis_flag *flag = &lookup->query->flags[i];
        const char *arguments[] = {flag->field ? "HEXISTS" : "EXISTS", flag->key, flag->field};
        PS_TRY(append(lookup->connection, arguments, flag->field ? 3 : 2, error));
    }
    return PS_OK;
}

static enum ps_status read_flags(struct lookup *lookup, struct ps_error *error)
{
    for (size_t i = 0; i < lookup->query->num_flags; i++) {
        struct ps_redis_flag *flag = &lookup->query->flags[i];
        PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
        PS_TRY(ps_redis_connection_read(lookup->connection, &reply, error));
        if (reply->type == REDIS_REPLY_INTEGER)
            flag->is_set = reply->integer != 0;
        else
            PS_TRY(refused(lookup, flag->field ? "HEXISTS" : "EXISTS", reply, error));
    }
    return PS_OK;
}

/* --- values --- */

static size_t num_from(const struct ps_redis_query *query, size_t first)
{
    size_t left = query->num_keys - first;
    return left < KEYS_AT_ONCE ? left : KEYS_AT_ONCE;
}

static enum ps_status append_mget(struct lookup *lookup, size_t first, struct ps_error *error)
{
    const struct ps_redis_query *query = lookup->query;
    const char *arguments[KEYS_AT_ONCE + 1] = {"MGET"};
    size_t num_keys = num_from(query, first);
    if (num_keys == 0)
        return PS_OK;
    memcpy(arguments + 1, query->keys + first, num_keys * sizeof *query->keys);
    return append(lookup->connection, arguments, num_keys + 1, error);
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

static enum ps_status read_values(struct lookup *lookup, size_t first, struct ps_error *error)
{
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    size_t num_keys = num_from(lookup->query, first);
    if (num_keys == 0)
        return PS_OK;
    PS_TRY(ps_redis_connection_read(lookup->connection, &reply, error));
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements != num_keys)
        return refused(lookup, "MGET", reply, error);
    lookup->value_bytes += copy_values(reply, lookup->query->values + first);
    return PS_OK;
}

/* The flags go with the first of the values. */
static enum ps_status look_up(struct lookup *lookup, struct ps_error *error)
{
    PS_TRY(ps_redis_connection_open(lookup->connection, error));
    PS_TRY(append_flags(lookup, error));
    PS_TRY(append_mget(lookup, 0, error));
    PS_TRY(read_flags(lookup, error));
    PS_TRY(read_values(lookup, 0, error));
    for (size_t first = KEYS_AT_ONCE;
         first < lookup->query->num_keys && lookup->value_bytes < VALUES_BYTES_MAX;
         first += KEYS_AT_ONCE) {
        PS_TRY(append_mget(lookup, first, error));
        PS_TRY(read_values(lookup, first, error));
    }
    return PS_OK;
}

void ps_redis_lookup(struct ps_redis *redis, enum ps_redis_looker looker,
                     struct ps_redis_query *query)
{
    struct ps_redis_looking *looking = &redis->looking[looker];
    struct lookup lookup = {.redis = redis, .connection = &looking->connection, .query = query};
    struct ps_error error = {0};
    for (size_t i = 0; i < query->num_keys; i++)
        query->values[i] = (struct ps_redis_value){0};
    for (size_t i = 0; i < query->num_flags; i++)
        query->flags[i].is_set = false;
    if (query->num_keys + query->num_flags == 0 || !ps_redis_is_usable(redis))
        return;
    ps_redis_refresh(redis, &looking->connection, &looking->since);
    if (look_up(&lookup, &error) != PS_OK)
        ps_redis_open_circuit(redis, &error);
}
