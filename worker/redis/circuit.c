/* The circuit: who finds Redis gone opens it, and says so now and then. */
#include "worker/redis/redis_internal.h"

#include "shared/base/clock.h"

#define COMPLAINT_EVERY_MS 30000

bool ps_redis_may_complain(struct ps_redis_complaint *complaint, uint64_t *num_unsaid)
{
    int64_t now_ms = ps_clock_monotonic_ms();
    int_fast64_t next_ms = atomic_load(&complaint->next_ms);
    if (now_ms < next_ms || !atomic_compare_exchange_strong(&complaint->next_ms, &next_ms,
                                                            now_ms + COMPLAINT_EVERY_MS)) {
        atomic_fetch_add(&complaint->num_unsaid, 1);
        return false;
    }
    *num_unsaid = atomic_exchange(&complaint->num_unsaid, 0);
    return true;
}

void ps_redis_note_refusals(struct ps_redis *redis, const struct ps_redis_exchange_result *result,
                            size_t num_commands)
{
    uint64_t num_unsaid;
    if (result->num_refused == 0)
        return;
    atomic_fetch_add(&redis->errors, result->num_refused);
    if (ps_redis_may_complain(&redis->refused, &num_unsaid))
        ps_log(PS_LOG_WARNING, "redis",
               "%zu of %zu commands were refused: %s (and %llu times since this was last said)",
               result->num_refused, num_commands, result->reason, (unsigned long long)num_unsaid);
}

void ps_redis_open_circuit(struct ps_redis *redis, const struct ps_error *error)
{
    uint64_t num_unsaid;
    atomic_fetch_add(&redis->errors, 1);
    atomic_fetch_add(&redis->num_outages, 1);
    if (atomic_exchange(&redis->is_open, true))
        return;
    atomic_fetch_add(&redis->num_openings, 1);
    if (ps_redis_may_complain(&redis->gone, &num_unsaid))
        ps_log(PS_LOG_WARNING, "redis",
               "going on without Redis: %s (and %llu times since this was last said)",
               error->message, (unsigned long long)num_unsaid);
    ps_redis_wake(redis);
}

void ps_redis_wake(struct ps_redis *redis)
{
    pthread_mutex_lock(&redis->mutex);
    pthread_cond_signal(&redis->wake);
    pthread_mutex_unlock(&redis->mutex);
}

void ps_redis_refresh(const struct ps_redis *redis, struct ps_redis_connection *connection,
                      size_t *since)
{
    size_t num_outages = atomic_load(&redis->num_outages);
    if (*since == num_outages)
        return;
    ps_redis_connection_close(connection);
    *since = num_outages;
}
