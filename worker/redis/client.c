/* Commands one at a time, over the connection that the worker has too. */
#include "worker/redis/client.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "worker/redis/connection.h"
#include "worker/redis/url.h"

struct ps_redis_client {
    struct ps_redis_url url;
    struct ps_redis_connection connection;
};

static enum ps_status name_setting(enum ps_status status, struct ps_error *error)
{
    static const char setting[] = "redis.url";
    if (error && strncmp(error->message, setting, sizeof setting - 1) != 0)
        ps_error_prefix(error, "%s", setting);
    return status;
}

enum ps_status ps_redis_client_create(struct ps_redis_client **client, const char *url,
                                      int64_t timeout_ms, struct ps_error *error)
{
    PS_DEFER(ps_redis_client_destroyp) struct ps_redis_client *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "Redis");
    PS_TRY(ps_redis_url_parse(&made->url, url, error));
    if (made->url.none)
        return ps_error_set(error, PS_INVALID,
                            "redis.url: found \"\", expected the Redis of the workers");
    ps_redis_connection_init(&made->connection, &made->url, timeout_ms);
    enum ps_status status = ps_redis_connection_open(&made->connection, error);
    if (status != PS_OK)
        return name_setting(status, error);
    *client = ps_take(made);
    return PS_OK;
}

void ps_redis_client_destroy(struct ps_redis_client *client)
{
    if (!client)
        return;
    ps_redis_connection_close(&client->connection);
    ps_redis_url_close(&client->url);
    free(client);
}

/* One command and its answer, which is no error; the caller frees it. */
static enum ps_status ask(struct ps_redis_client *client, int num_arguments, const char **arguments,
                          redisReply **reply, struct ps_error *error)
{
    struct ps_redis_connection *connection = &client->connection;
    PS_DEFER(ps_redis_replyp) redisReply *answer = NULL;
    enum ps_status status = ps_redis_connection_open(connection, error);
    if (status == PS_OK &&
        redisAppendCommandArgv(connection->context, num_arguments, arguments, NULL) != REDIS_OK)
        status = ps_redis_connection_failed(connection, error);
    if (status == PS_OK)
        status = ps_redis_connection_read(connection, &answer, error);
    if (status == PS_OK && answer->type == REDIS_REPLY_ERROR)
        status =
            ps_error_set(error, PS_UNAVAILABLE, "Redis refuses %s: %s", arguments[0], answer->str);
    if (status != PS_OK)
        return name_setting(status, error);
    *reply = ps_take(answer);
    return PS_OK;
}

void ps_redis_hash_close(struct ps_redis_hash *hash)
{
    if (hash->reply)
        freeReplyObject(hash->reply);
    hash->reply = NULL;
}

const char *ps_redis_hash_get(const struct ps_redis_hash *hash, const char *field)
{
    const redisReply *reply = hash->reply;
    for (size_t i = 0; reply && i + 1 < reply->elements; i += 2) {
        const redisReply *name = reply->element[i];
        const redisReply *value = reply->element[i + 1];
        if (name->type == REDIS_REPLY_STRING && value->type == REDIS_REPLY_STRING &&
            strcmp(name->str, field) == 0)
            return value->str;
    }
    return NULL;
}

enum ps_status ps_redis_client_read_hash(struct ps_redis_client *client, const char *key,
                                         struct ps_redis_hash *hash, struct ps_error *error)
{
    const char *arguments[] = {"HGETALL", key};
    redisReply *reply = NULL;
    PS_TRY(ask(client, 2, arguments, &reply, error));
    ps_redis_hash_close(hash);
    hash->reply = reply;
    return PS_OK;
}

enum ps_status ps_redis_client_put(struct ps_redis_client *client, const char *key,
                                   const char *value, int64_t ttl_ms, struct ps_error *error)
{
    char ttl[24];
    (void)snprintf(ttl, sizeof ttl, "%" PRId64, ttl_ms);
    const char *arguments[] = {"SET", key, value, "PX", ttl};
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    return ask(client, 5, arguments, &reply, error);
}

/* The key lives for ttl_ms at least. */
static enum ps_status prolong(struct ps_redis_client *client, const char *key, int64_t ttl_ms,
                              struct ps_error *error)
{
    PS_DEFER(ps_redis_replyp) redisReply *left = NULL;
    PS_DEFER(ps_redis_replyp) redisReply *prolonged = NULL;
    char ttl[24];
    (void)snprintf(ttl, sizeof ttl, "%" PRId64, ttl_ms);
    const char *ask_left[] = {"PTTL", key};
    const char *expire[] = {"PEXPIRE", key, ttl};
    PS_TRY(ask(client, 2, ask_left, &left, error));
    if (left->type == REDIS_REPLY_INTEGER && left->integer >= ttl_ms)
        return PS_OK;
    return ask(client, 3, expire, &prolonged, error);
}

enum ps_status ps_redis_client_put_field(struct ps_redis_client *client, const char *key,
                                         const char *field, const char *value, int64_t ttl_ms,
                                         struct ps_error *error)
{
    PS_DEFER(ps_redis_replyp) redisReply *stored = NULL;
    const char *store[] = {"HSET", key, field, value};
    PS_TRY(ask(client, 4, store, &stored, error));
    return prolong(client, key, ttl_ms, error);
}

enum ps_status ps_redis_client_put_new_field(struct ps_redis_client *client, const char *key,
                                             const char *field, const char *value, int64_t ttl_ms,
                                             bool *put, struct ps_error *error)
{
    PS_DEFER(ps_redis_replyp) redisReply *stored = NULL;
    const char *store[] = {"HSETNX", key, field, value};
    PS_TRY(ask(client, 4, store, &stored, error));
    *put = stored->type == REDIS_REPLY_INTEGER && stored->integer == 1;
    return prolong(client, key, ttl_ms, error);
}
