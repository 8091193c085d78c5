/* Finished jobs into groups, groups into transactions. */
#include "worker/publishing.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "worker/publishing_internal.h"
#include "worker/terminal.h"

#define WAIT_MS  10
#define START_MS 6000

enum ps_status ps_publishing_make_producer(struct ps_publishing *publishing, int64_t timeout_ms,
                                           struct ps_error *error)
{
    struct ps_line *line = publishing->line;
    const struct ps_kafka_limits limits = ps_line_kafka_limits(line);
    const struct ps_kafka_publisher_config config = {
        .config = publishing->config,
        .limits = &limits,
        .transactional_id = publishing->transactional_id,
        .topics = publishing->topics,
        .num_topics = publishing->num_topics,
    };
    PS_TRY(ps_kafka_publisher_create(&publishing->publisher, &config, timeout_ms, error));
    ps_kafka_publisher_report_to(publishing->publisher, &line->producer_statistics);
    return PS_OK;
}

static void use_config(struct ps_publishing *publishing, const struct ps_config *config)
{
    publishing->config = config;
    publishing->limits = (struct ps_delivery_limits){
        .group_jobs_max = (size_t)config->delivery.group_jobs_max,
        .group_bytes_max = (size_t)publishing->line->memory.group_bytes,
        .group_ms_max = config->delivery.group_ms_max,
    };
}

void ps_publishing_follow(struct ps_publishing *publishing)
{
    struct ps_error error = {0};
    const struct ps_config *config = ps_line_config(publishing->line, PS_THREAD_PUBLISHING);
    if (config == publishing->config)
        return;
    use_config(publishing, config);
    if (publishing->publisher &&
        ps_kafka_publisher_set_login(publishing->publisher, config, &error) != PS_OK)
        ps_log(PS_LOG_WARNING, "publishing", "%s", error.message);
}

enum ps_status ps_publishing_open(struct ps_publishing *publishing, struct ps_line *line,
                                  const char *const *topics, size_t num_topics,
                                  struct ps_error *error)
{
    const char *group = ps_config_kafka(line->config, "group.id");
    pthread_condattr_t attributes;
    *publishing = (struct ps_publishing){.line = line, .topics = topics, .num_topics = num_topics};
    use_config(publishing, line->config);
    (void)snprintf(publishing->transactional_id, sizeof publishing->transactional_id, "%.40s-%s",
                   group ? group : "penstock", line->name);
    pthread_mutex_init(&publishing->mutex, NULL);
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&publishing->flushed, &attributes);
    pthread_condattr_destroy(&attributes);
    PS_TRY(ps_publishing_make_producer(publishing, START_MS, error));
    publishing->record_bytes_max = ps_kafka_publisher_bytes_max(publishing->publisher);
    return PS_OK;
}

void ps_publishing_close(struct ps_publishing *publishing)
{
    ps_kafka_publisher_destroy(publishing->publisher);
    publishing->publisher = NULL;
    pthread_cond_destroy(&publishing->flushed);
    pthread_mutex_destroy(&publishing->mutex);
}

bool ps_publishing_flush(void *context, int64_t timeout_ms)
{
    struct ps_publishing *publishing = context;
    const struct timespec deadline = ps_clock_deadline(timeout_ms);
    pthread_mutex_lock(&publishing->mutex);
    size_t wanted = ++publishing->flushes_wanted;
    bool waiting = true;
    while (waiting && publishing->flushes_done < wanted)
        waiting = pthread_cond_timedwait(&publishing->flushed, &publishing->mutex, &deadline) == 0;
    bool done = publishing->flushes_done >= wanted;
    pthread_mutex_unlock(&publishing->mutex);
    return done;
}

/* How many flushes have been asked for; as many are done once everything that was finished before
 * is published. */
static size_t flushes_wanted(struct ps_publishing *publishing, bool *pending)
{
    pthread_mutex_lock(&publishing->mutex);
    size_t wanted = publishing->flushes_wanted;
    *pending = wanted > publishing->flushes_done;
    pthread_mutex_unlock(&publishing->mutex);
    return wanted;
}

static void flushes_are_done(struct ps_publishing *publishing, size_t wanted)
{
    pthread_mutex_lock(&publishing->mutex);
    publishing->flushes_done = wanted;
    pthread_cond_broadcast(&publishing->flushed);
    pthread_mutex_unlock(&publishing->mutex);
}

static void let_go(struct ps_line *line, struct ps_run *run)
{
    (void)ps_run_interrupt(run, PS_EVENT_REVOKED, ps_clock_unix_ms());
    ps_metrics_add(line->metrics, PS_COUNTER_DROPPED, 1);
    ps_line_let_go(line, run);
}

/* Enters finished jobs into their ledgers; returns whether there were any. */
static bool collect(struct ps_publishing *publishing, int64_t wait_ms)
{
    void *runs[PS_LINE_CHUNK];
    struct ps_line *line = publishing->line;
    size_t count = ps_queue_pop_many(line->publishing, runs, PS_LINE_CHUNK, wait_ms);
    for (size_t i = 0; i < count; i++) {
        struct ps_run *run = runs[i];
        struct ps_arrival *arrival = ps_line_arrival(run);
        arrival->ready_ms = ps_clock_monotonic_ms();
        arrival->terminal_bytes = ps_terminal_bytes(run);
        if (!ps_flight_finish(line->flight, arrival))
            let_go(line, run);
    }
    return count > 0;
}

static void sweep_dropped(struct ps_publishing *publishing)
{
    struct ps_arrival *arrival;
    while ((arrival = ps_flight_next_dropped(publishing->line->flight)))
        let_go(publishing->line, arrival->run);
}

static bool is_due(struct ps_publishing *publishing, bool flush)
{
    struct ps_delivery_pending pending;
    ps_flight_pending(publishing->line->flight, ps_clock_monotonic_ms(), &pending);
    pending.flush = flush;
    return ps_delivery_due(&publishing->limits, &pending);
}

/* Publishes while something is due. A flush is done with once nothing is ready any more, or an
 * attempt has failed: then the rebalance had better go on. */
static void publish_due(struct ps_publishing *publishing)
{
    bool flush;
    size_t wanted = flushes_wanted(publishing, &flush);
    while (flush && collect(publishing, 0)) {
    }
    while (is_due(publishing, flush)) {
        ps_pulse_beat(&publishing->line->pulse, PS_THREAD_PUBLISHING, ps_clock_monotonic_ms());
        bool published = ps_publishing_group(publishing);
        sweep_dropped(publishing);
        if (!published && (flush || !ps_publishing_goes_on(publishing)))
            break;
        if (!published)
            ps_clock_sleep_ms(ps_delivery_backoff_ms(publishing->num_failures));
        (void)collect(publishing, 0);
    }
    if (flush)
        flushes_are_done(publishing, wanted);
}

void *ps_publishing_run(void *context)
{
    struct ps_publishing *publishing = context;
    struct ps_line *line = publishing->line;
    while (!atomic_load(&line->is_ending)) {
        ps_pulse_beat(&line->pulse, PS_THREAD_PUBLISHING, ps_clock_monotonic_ms());
        ps_publishing_follow(publishing);
        (void)collect(publishing, WAIT_MS);
        sweep_dropped(publishing);
        publish_due(publishing);
        if (publishing->publisher)
            ps_kafka_publisher_poll(publishing->publisher);
    }
    sweep_dropped(publishing);
    return NULL;
}
