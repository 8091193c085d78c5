/* Polling, pausing, rebalances. */
#include "worker/fetching.h"

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "worker/log.h"

#define POLL_MS      50
#define POLL_FULL_MS 5  /* so that fetching goes on as soon as there is room */
#define HAND_ON_MS   10 /* a full admission empties fast; a pause throws away what is prefetched */
#define FLUSH_MS     5000
#define COMMITTED_MS 10000
#define NOTES_MS     2000

static void hold(struct ps_fetching *fetching, struct ps_arrival *arrival)
{
    arrival->stepping_next = NULL;
    if (fetching->held_last)
        fetching->held_last->stepping_next = arrival;
    else
        fetching->held_first = arrival;
    fetching->held_last = arrival;
}

static void hand_on_held(struct ps_fetching *fetching)
{
    while (fetching->held_first) {
        struct ps_arrival *arrival = fetching->held_first;
        struct ps_arrival *next = arrival->stepping_next;
        if (ps_queue_push(fetching->line->admission, arrival, HAND_ON_MS) != PS_OK)
            return;
        fetching->held_first = next;
        if (!next)
            fetching->held_last = NULL;
    }
}

static void accept(struct ps_fetching *fetching, const struct ps_kafka_message *message)
{
    struct ps_line *line = fetching->line;
    struct ps_arrival *arrival = NULL;
    struct ps_error error = {0};
    enum ps_status status = ps_flight_arrive(line->flight, message, &arrival);
    if (status == PS_NO_MEMORY) { /* a record may not be skipped: better begin anew */
        (void)ps_error_no_memory(&error, "a record");
        ps_line_fail(line, &error);
    }
    if (status != PS_OK) {
        ps_kafka_message_release(message->handle);
        return;
    }
    ps_metrics_add(line->metrics, PS_COUNTER_RECORDS, 1);
    hold(fetching, arrival);
    hand_on_held(fetching);
}

static void pause_or_resume(struct ps_fetching *fetching)
{
    struct ps_line *line = fetching->line;
    bool changed = ps_flight_judge(line->flight, &fetching->any_full);
    bool holds_all = fetching->held_first || atomic_load(&line->is_stopping);
    if (!changed && holds_all == fetching->holds_all)
        return;
    fetching->holds_all = holds_all;
    ps_kafka_consumer_pause(line->consumer);
    ps_metrics_set(line->metrics, PS_GAUGE_PAUSED, holds_all || fetching->any_full);
}

static bool is_paused(void *context, const char *topic, int32_t partition)
{
    const struct ps_fetching *fetching = context;
    return fetching->holds_all || ps_flight_is_full(fetching->line->flight, topic, partition);
}

static void on_assigned(void *context, struct ps_kafka_partition *partitions, size_t num_partitions,
                        struct ps_kafka_membership *membership)
{
    struct ps_fetching *fetching = context;
    struct ps_line *line = fetching->line;
    for (size_t i = 0; i < num_partitions; i++)
        partitions[i].offset = PS_KAFKA_UNKNOWN_OFFSET;
    /* Where nothing is suspended, only a note of a newer worker's would be missed. */
    int64_t timeout_ms = ps_flight_has_suspended(line->flight) ? COMMITTED_MS : NOTES_MS;
    if (membership)
        ps_kafka_consumer_committed(line->consumer, partitions, num_partitions, timeout_ms);
    ps_flight_assign(line->flight, partitions, num_partitions, membership);
    ps_metrics_add(line->metrics, PS_COUNTER_REBALANCES, 1);
    ps_log_fields(PS_LOG_INFO, "fetching", "partitions assigned", "{s:I}", "partitions",
                  (json_int_t)num_partitions);
}

static void on_revoked(void *context, bool lost)
{
    struct ps_fetching *fetching = context;
    bool flushed = !lost && fetching->flush(fetching->flush_context, FLUSH_MS);
    ps_flight_suspend(fetching->line->flight);
    ps_log_fields(PS_LOG_INFO, "fetching", "partitions revoked", "{s:b, s:b}", "lost", (int)lost,
                  "flushed", (int)flushed);
}

static void on_end(void *context, const char *topic, int32_t partition, int64_t offset)
{
    const struct ps_fetching *fetching = context;
    ps_flight_reach_end(fetching->line->flight, topic, partition, offset);
}

struct ps_kafka_rebalance ps_fetching_rebalance(struct ps_fetching *fetching)
{
    return (struct ps_kafka_rebalance){.context = fetching,
                                       .assigned = on_assigned,
                                       .revoked = on_revoked,
                                       .is_paused = is_paused,
                                       .reached_end = on_end};
}

static void poll_once(struct ps_fetching *fetching)
{
    struct ps_line *line = fetching->line;
    struct ps_kafka_message message;
    struct ps_error error = {0};
    int64_t timeout_ms = fetching->held_first ? 0 : fetching->any_full ? POLL_FULL_MS : POLL_MS;
    enum ps_status status = ps_kafka_consumer_poll(line->consumer, &message, timeout_ms, &error);
    if (status == PS_OK)
        accept(fetching, &message);
    else if (status != PS_TIMEOUT)
        ps_line_fail(line, &error);
}

void *ps_fetching_run(void *context)
{
    struct ps_fetching *fetching = context;
    struct ps_line *line = fetching->line;
    while (!atomic_load(&fetching->is_leaving)) {
        ps_pulse_beat(&line->pulse, PS_THREAD_FETCHING, ps_clock_monotonic_ms());
        hand_on_held(fetching);
        pause_or_resume(fetching);
        poll_once(fetching);
    }
    ps_kafka_consumer_leave(line->consumer);
    return NULL;
}

void ps_fetching_close(struct ps_fetching *fetching)
{
    while (fetching->held_first) {
        struct ps_arrival *arrival = fetching->held_first;
        fetching->held_first = arrival->stepping_next;
        ps_flight_release(fetching->line->flight, arrival);
    }
    fetching->held_last = NULL;
}
