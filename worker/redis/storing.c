/* The storing side: commands gathered into one batch, sent and answered together. */
#include "worker/redis/redis_internal.h"

#include <stdlib.h>
#include <string.h>

#define ARGUMENTS_MAX      32
#define GATHERED_BYTES_MAX ((size_t)2 << 20) /* past that they are sent before more is gathered */

enum ps_status ps_redis_gather(struct ps_redis *redis, const struct ps_redis_argument *arguments,
                               size_t num_arguments, const char *key)
{
    if (redis->url.none)
        return PS_OK;
    if (redis->gathered.bytes.size >= GATHERED_BYTES_MAX)
        ps_redis_flush(redis);
    return ps_redis_batch_add(&redis->gathered, arguments, num_arguments,
                              ps_redis_place_of(key, strlen(key)), /*is_hint=*/false);
}

enum ps_status ps_redis_put(struct ps_redis *redis, const char *key, const void *value, size_t size,
                            int64_t ttl_ms)
{
    char ttl[PS_REDIS_NUMBER_SIZE];
    const struct ps_redis_argument arguments[] = {ps_redis_text("SET"),
                                                  ps_redis_text(key),
                                                  {value, size},
                                                  ps_redis_text("PX"),
                                                  ps_redis_number(ttl, ttl_ms)};
    return ps_redis_gather(redis, arguments, 5, key);
}

enum ps_status ps_redis_put_hash(struct ps_redis *redis, const char *key,
                                 const struct ps_redis_field *fields, size_t num_fields,
                                 int64_t ttl_ms)
{
    struct ps_redis_argument arguments[ARGUMENTS_MAX] = {ps_redis_text("HSET"), ps_redis_text(key)};
    size_t count = 2;
    for (size_t i = 0; i < num_fields && count + 2 <= ARGUMENTS_MAX; i++) {
        arguments[count++] = ps_redis_text(fields[i].name);
        arguments[count++] = ps_redis_text(fields[i].value);
    }
    PS_TRY(ps_redis_gather(redis, arguments, count, key));
    return ps_redis_expire(redis, key, ttl_ms);
}

enum ps_status ps_redis_expire(struct ps_redis *redis, const char *key, int64_t ttl_ms)
{
    char ttl[PS_REDIS_NUMBER_SIZE];
    const struct ps_redis_argument arguments[] = {ps_redis_text("PEXPIRE"), ps_redis_text(key),
                                                  ps_redis_number(ttl, ttl_ms)};
    return ps_redis_gather(redis, arguments, 3, key);
}

enum ps_status ps_redis_delete(struct ps_redis *redis, const char *key)
{
    const struct ps_redis_argument arguments[] = {ps_redis_text("DEL"), ps_redis_text(key)};
    return ps_redis_gather(redis, arguments, 2, key);
}

enum ps_status ps_redis_append(struct ps_redis *redis, const char *key, struct ps_redis_entry_id id,
                               struct ps_redis_field field)
{
    char entry[64];
    (void)snprintf(entry, sizeof entry, "%lld-%llu", (long long)id.time_ms,
                   (unsigned long long)id.sequence);
    const struct ps_redis_argument arguments[] = {ps_redis_text("XADD"), ps_redis_text(key),
                                                  ps_redis_text(entry), ps_redis_text(field.name),
                                                  ps_redis_text(field.value)};
    return ps_redis_gather(redis, arguments, 5, key);
}

enum ps_status ps_redis_announce(struct ps_redis *redis, const char *channel, const void *message,
                                 size_t size, const char *about)
{
    const struct ps_redis_argument arguments[] = {
        ps_redis_text("PUBLISH"), ps_redis_text(channel), {message, size}};
    if (redis->url.none)
        return PS_OK;
    return ps_redis_batch_add(&redis->gathered, arguments, 3,
                              ps_redis_place_of(about, strlen(about)), /*is_hint=*/true);
}

/* While commands are moved to the backlog. */
struct keeping {
    struct ps_redis_backlog *backlog;
    uint64_t num_dropped;
};

/* What must wait behind what is kept already is kept too. */
static bool may_be_sent(void *context, const struct ps_redis_batch *batch,
                        const struct ps_redis_command *command)
{
    struct keeping *keeping = context;
    if (!ps_redis_backlog_holds(keeping->backlog, command->place))
        return true;
    keeping->num_dropped += ps_redis_backlog_add(keeping->backlog, batch, command);
    return false;
}

static void keep_followers(struct ps_redis *redis)
{
    struct keeping keeping = {.backlog = &redis->backlog};
    pthread_mutex_lock(&redis->mutex);
    if (redis->backlog.num_commands > 0)
        ps_redis_batch_filter(&redis->gathered, may_be_sent, &keeping);
    atomic_store(&redis->waiting, redis->backlog.bytes);
    pthread_mutex_unlock(&redis->mutex);
    atomic_fetch_add(&redis->dropped, keeping.num_dropped);
}

/* What Redis hasn't got waits for it. */
static void keep_the_rest(struct ps_redis *redis)
{
    const struct ps_redis_batch *batch = &redis->gathered;
    struct ps_redis_places held = {{0}};
    uint64_t num_dropped = 0;
    pthread_mutex_lock(&redis->mutex);
    for (size_t i = 0; i < batch->num_commands; i++) {
        const struct ps_redis_command *command = &batch->commands[i];
        if (ps_redis_places_hold(&held, command))
            num_dropped += ps_redis_backlog_add(&redis->backlog, batch, command);
        else
            num_dropped += command->outcome == PS_REDIS_NEVER;
    }
    bool waits = redis->backlog.num_commands > 0;
    atomic_store(&redis->waiting, redis->backlog.bytes);
    pthread_mutex_unlock(&redis->mutex);
    atomic_fetch_add(&redis->dropped, num_dropped);
    if (waits)
        ps_redis_wake(redis);
}

/* A batch's commands are made unanswered where it is filled. */
void ps_redis_flush(struct ps_redis *redis)
{
    struct ps_error error = {0};
    struct ps_redis_exchange_result result;
    if (redis->gathered.num_commands == 0)
        return;
    if (ps_redis_is_usable(redis))
        keep_followers(redis);
    if (ps_redis_is_usable(redis) && redis->gathered.num_commands > 0) {
        size_t num_commands = redis->gathered.num_commands;
        ps_redis_refresh(redis, &redis->storing, &redis->storing_since);
        if (ps_redis_exchange(&redis->storing, &redis->gathered, &result, &error) != PS_OK)
            ps_redis_open_circuit(redis, &error);
        ps_redis_note_refusals(redis, &result, num_commands);
    }
    keep_the_rest(redis);
    ps_redis_batch_clear(&redis->gathered);
}
