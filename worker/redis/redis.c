/* Making and ending it. */
#include "worker/redis/redis.h"

#include <stdlib.h>

#include "worker/redis/redis_internal.h"

static void init_connection(struct ps_redis *redis, struct ps_redis_connection *connection)
{
    ps_redis_connection_init(connection, &redis->url, redis->timeout_ms);
    connection->address = &redis->address;
}

static void init(struct ps_redis *redis, const struct ps_redis_config *config)
{
    pthread_condattr_t attributes;
    redis->timeout_ms = config->timeout_ms;
    redis->backlog.bytes_max = config->backlog_bytes_max;
    for (size_t i = 0; i < PS_NUM_REDIS_LOOKERS; i++)
        init_connection(redis, &redis->looking[i].connection);
    init_connection(redis, &redis->storing);
    init_connection(redis, &redis->tending);
    redis->tending.finds_address = true;
    ps_redis_address_init(&redis->address);
    pthread_mutex_init(&redis->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&redis->wake, &attributes);
    pthread_condattr_destroy(&attributes);
}

enum ps_status ps_redis_create(struct ps_redis **redis, const struct ps_redis_config *config,
                               struct ps_error *error)
{
    struct ps_redis *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "Redis");
    init(made, config);
    enum ps_status status = ps_redis_url_parse(&made->url, config->url, error);
    if (status == PS_OK && !made->url.none) {
        made->has_thread = pthread_create(&made->thread, NULL, ps_redis_tend, made) == 0;
        if (!made->has_thread)
            status = ps_error_set(error, PS_INTERNAL, "a thread for Redis cannot be started");
    }
    if (status != PS_OK) {
        ps_redis_destroy(made);
        return status;
    }
    *redis = made;
    return PS_OK;
}

static void stop_thread(struct ps_redis *redis)
{
    if (!redis->has_thread)
        return;
    pthread_mutex_lock(&redis->mutex);
    redis->is_ending = true;
    pthread_cond_signal(&redis->wake);
    pthread_mutex_unlock(&redis->mutex);
    (void)pthread_join(redis->thread, NULL);
}

void ps_redis_destroy(struct ps_redis *redis)
{
    if (!redis)
        return;
    stop_thread(redis);
    if (redis->backlog.num_commands > 0)
        ps_log(PS_LOG_WARNING, "redis",
               "%zu commands waited for Redis and are lost with this process; `penstock redis "
               "rebuild` stores results again",
               redis->backlog.num_commands);
    for (size_t i = 0; i < PS_NUM_REDIS_LOOKERS; i++)
        ps_redis_connection_close(&redis->looking[i].connection);
    ps_redis_connection_close(&redis->storing);
    ps_redis_connection_close(&redis->tending);
    ps_redis_backlog_close(&redis->backlog);
    ps_redis_batch_close(&redis->gathered);
    ps_redis_batch_close(&redis->resent);
    ps_redis_url_close(&redis->url);
    ps_redis_address_close(&redis->address);
    pthread_cond_destroy(&redis->wake);
    pthread_mutex_destroy(&redis->mutex);
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
    counts->outages = atomic_load(&redis->num_openings);
    counts->is_open = atomic_load(&redis->is_open);
}

enum ps_status ps_redis_check(struct ps_redis *redis, struct ps_error *error)
{
    if (redis->url.none)
        return PS_OK;
    enum ps_status status =
        ps_redis_check_kind(&redis->looking[PS_REDIS_ADMISSION].connection, error);
    if (status == PS_UNAVAILABLE)
        ps_redis_open_circuit(redis, error);
    return status;
}
