/* The thread that gets Redis back: it asks for it while it is gone, sends what was kept, and closes
 * the circuit when that has gone well. It waits where nobody waits for it. */
#include "worker/redis/redis_internal.h"

#include <string.h>

#include "shared/base/clock.h"

#define ROUND_EVERY_MS   500
#define RELAPSE_PAUSE_MS 30000
#define REFUSED_PAUSE_MS 4000
#define RELAPSE_MS       10000
#define RESENT_BYTES_MAX ((size_t)256 << 10)
#define RESENT_MAX       1000
#define ATTEMPTS_MAX     5 /* of a command that ends its connection, or Redis */

/* Twice as long with each relapse: a Redis that answers this thread and fails everybody else may
 * cost them their time again and again. The same where all that is left is refused again. */
static int64_t pause_ms(const struct ps_redis *redis)
{
    int64_t pause = ROUND_EVERY_MS;
    for (size_t i = 0; i < redis->num_relapses && pause < RELAPSE_PAUSE_MS; i++)
        pause *= 2;
    for (size_t i = 0; i < redis->num_refused_rounds && pause < REFUSED_PAUSE_MS; i++)
        pause *= 2;
    return pause;
}

/* Is it there, of the right kind, and fast enough? */
static enum ps_status ask(struct ps_redis *redis, struct ps_error *error)
{
    static const char command[] = "*1\r\n$4\r\nPING\r\n";
    struct ps_redis_connection *connection = &redis->tending;
    PS_DEFER(ps_redis_replyp) redisReply *reply = NULL;
    connection->is_patient = false;
    PS_TRY(ps_redis_check_kind(connection, error));
    PS_TRY(ps_redis_connection_open(connection, error));
    PS_TRY(ps_redis_connection_send(connection, command, sizeof command - 1, error));
    PS_TRY(ps_redis_connection_read(connection, &reply, error));
    if (reply->type != REDIS_REPLY_ERROR || ps_redis_outcome_of(reply->str) != PS_REDIS_AWAY)
        return PS_OK;
    ps_redis_connection_close(connection);
    return ps_error_set(error, PS_UNAVAILABLE, "Redis refuses to serve: %s", reply->str);
}

/* The next commands to send, in redis->resent; NULL where none is left. Without memory for a batch
 * they wait for another time. */
static struct ps_redis_kept *take(struct ps_redis *redis, const struct ps_redis_places *refused)
{
    ps_redis_batch_clear(&redis->resent);
    pthread_mutex_lock(&redis->mutex);
    struct ps_redis_kept *list = ps_redis_backlog_take(
        &redis->backlog, refused, redis->is_cautious ? 1 : RESENT_MAX, RESENT_BYTES_MAX);
    for (struct ps_redis_kept *kept = list; kept; kept = kept->next) {
        if (ps_redis_batch_copy(&redis->resent, kept->bytes, kept->size, kept->place,
                                kept->is_hint) == PS_OK)
            continue;
        ps_redis_backlog_put_back(&redis->backlog, list);
        list = NULL;
        break;
    }
    pthread_mutex_unlock(&redis->mutex);
    return list;
}

/* Lets go of what is done; what isn't waits for another round. */
static void settle(struct ps_redis *redis, struct ps_redis_kept *list,
                   struct ps_redis_places *refused)
{
    struct ps_redis_kept *left = NULL;
    struct ps_redis_kept **end = &left;
    const struct ps_redis_command *command = redis->resent.commands;
    uint64_t num_dropped = 0;
    pthread_mutex_lock(&redis->mutex);
    for (struct ps_redis_kept *kept = list; kept; command++) {
        struct ps_redis_kept *next = kept->next;
        bool suspect = command->outcome == PS_REDIS_UNANSWERED && !left;
        bool hopeless = suspect && ++kept->num_failures >= ATTEMPTS_MAX;
        if (hopeless || !ps_redis_places_hold(refused, command)) {
            num_dropped += hopeless || command->outcome == PS_REDIS_NEVER;
            ps_redis_backlog_forget(&redis->backlog, kept);
        } else {
            kept->next = NULL;
            *end = kept;
            end = &kept->next;
        }
        kept = next;
    }
    ps_redis_backlog_put_back(&redis->backlog, left);
    atomic_store(&redis->waiting, redis->backlog.bytes);
    pthread_mutex_unlock(&redis->mutex);
    atomic_fetch_add(&redis->dropped, num_dropped);
}

/* Whether all of the batch was refused because Redis is full: the rest would be too. */
static bool is_all_full(const struct ps_redis_batch *batch)
{
    for (size_t i = 0; i < batch->num_commands; i++) {
        if (batch->commands[i].outcome != PS_REDIS_FULL)
            return false;
    }
    return true;
}

/* Offers Redis what is kept, once. PS_UNAVAILABLE where it went away meanwhile. */
static enum ps_status store_kept(struct ps_redis *redis, struct ps_error *error)
{
    struct ps_redis_places refused = {{0}};
    struct ps_redis_kept *list;
    enum ps_status status = PS_OK;
    size_t num_taken = 0;
    bool is_full = false;
    redis->tending.is_patient = true;
    while (status == PS_OK && !is_full && (list = take(redis, &refused))) {
        struct ps_redis_exchange_result result;
        size_t num_commands = redis->resent.num_commands;
        status = ps_redis_exchange(&redis->tending, &redis->resent, &result, error);
        redis->is_cautious = status != PS_OK && result.num_answered < num_commands;
        settle(redis, list, &refused);
        ps_redis_note_refusals(redis, &result, num_commands);
        num_taken += result.num_answered - result.num_refused;
        is_full = is_all_full(&redis->resent);
    }
    bool all_refused = status == PS_OK && num_taken == 0;
    redis->num_refused_rounds = all_refused ? redis->num_refused_rounds + 1 : 0;
    return status;
}

static void close_circuit(struct ps_redis *redis)
{
    if (!atomic_exchange(&redis->is_open, false))
        return;
    redis->closed_ms = ps_clock_monotonic_ms();
    redis->was_open = false;
    ps_log(redis->num_relapses > 0 ? PS_LOG_DEBUG : PS_LOG_INFO, "redis", "Redis is back");
}

static void attempt(struct ps_redis *redis)
{
    struct ps_error error = {0};
    enum ps_status status = ask(redis, &error);
    if (status == PS_OK)
        status = store_kept(redis, &error);
    if (status == PS_OK)
        close_circuit(redis);
    else if (!atomic_load(&redis->is_open))
        ps_redis_open_circuit(redis, &error);
    else
        ps_redis_complain(&redis->gone, "still without Redis: ", error.message);
}

/* An outage soon after the one before is the same one. */
static void note_opening(struct ps_redis *redis)
{
    bool soon = redis->closed_ms > 0 && ps_clock_monotonic_ms() - redis->closed_ms < RELAPSE_MS;
    redis->num_relapses = soon ? redis->num_relapses + 1 : 0;
}

/* Waits until there is something to do, and then a while, so that trying costs little; false where
 * the thread is to end. */
static bool wait_for_work(struct ps_redis *redis)
{
    pthread_mutex_lock(&redis->mutex);
    while (!redis->is_ending && !atomic_load(&redis->is_open) && !redis->backlog.first)
        (void)pthread_cond_wait(&redis->wake, &redis->mutex);
    if (atomic_load(&redis->is_open) && !redis->was_open)
        note_opening(redis);
    redis->was_open = atomic_load(&redis->is_open);
    const struct timespec deadline = ps_clock_deadline(pause_ms(redis));
    int code = 0;
    while (!redis->is_ending && code == 0)
        code = pthread_cond_timedwait(&redis->wake, &redis->mutex, &deadline);
    bool goes_on = !redis->is_ending;
    pthread_mutex_unlock(&redis->mutex);
    return goes_on;
}

void *ps_redis_tend(void *context)
{
    struct ps_redis *redis = context;
    while (wait_for_work(redis))
        attempt(redis);
    return NULL;
}
