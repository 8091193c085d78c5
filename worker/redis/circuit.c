/* The circuit: who finds Redis gone opens it, and says so now and then. */
#include "worker/redis/redis_internal.h"

#include <stdio.h>

#include "shared/base/clock.h"

#define COMPLAINT_EVERY_MS 30000

void ps_redis_complain(struct ps_redis_complaint *complaint, const char *what, const char *why)
{
    char unsaid[64] = "";
    int64_t now_ms = ps_clock_monotonic_ms();
    int_fast64_t next_ms = atomic_load(&complaint->next_ms);
    if (now_ms < next_ms || !atomic_compare_exchange_strong(&complaint->next_ms, &next_ms,
                                                            now_ms + COMPLAINT_EVERY_MS)) {
        atomic_fetch_add(&complaint->num_unsaid, 1);
        return;
    }
    uint64_t num_unsaid = atomic_exchange(&complaint->num_unsaid, 0);
    if (num_unsaid > 0)
        (void)snprintf(unsaid, sizeof unsaid, " (%llu more of the kind were not logged)",
                       (unsigned long long)num_unsaid);
    ps_log(PS_LOG_WARNING, "redis", "%s%s%s", what, why, unsaid);
}

void ps_redis_note_refusals(struct ps_redis *redis, const struct ps_redis_exchange_result *result,
                            size_t num_commands)
{
    if (result->num_refused == 0)
        return;
    atomic_fetch_add(&redis->errors, result->num_refused);
    char problem[sizeof result->reason + 64];
    (void)snprintf(problem, sizeof problem, "%zu of %zu commands were refused: %s",
                   result->num_refused, num_commands, result->reason);
    ps_redis_complain(&redis->refused, problem, "");
}

void ps_redis_open_circuit(struct ps_redis *redis, const struct ps_error *error)
{
    atomic_fetch_add(&redis->errors, 1);
    atomic_fetch_add(&redis->num_outages, 1);
    if (atomic_exchange(&redis->is_open, true))
        return;
    atomic_fetch_add(&redis->num_openings, 1);
    ps_redis_complain(&redis->gone, "going on without Redis: ", error->message);
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
