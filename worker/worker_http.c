/* What the worker says of itself. */
#include "worker/worker_internal.h"

#include <string.h>

#include "shared/base/clock.h"
#include "worker/metrics_page.h"

static void set_gauges(struct ps_worker *worker)
{
    struct ps_metrics *metrics = worker->line.metrics;
    struct ps_flight_budget used = {0};
    struct ps_redis_counts redis;
    struct ps_tracing_counts spans;
    if (atomic_load(&worker->is_running))
        ps_flight_used(worker->line.flight, &used);
    ps_redis_counts(worker->line.redis, &redis);
    ps_tracing_counts(worker->line.tracing, &spans);
    ps_metrics_set(metrics, PS_GAUGE_IN_FLIGHT_RECORDS, used.num_records);
    ps_metrics_set(metrics, PS_GAUGE_IN_FLIGHT_BYTES, used.num_bytes);
    ps_metrics_set(metrics, PS_GAUGE_IN_FLIGHT_TOKENS, used.num_tokens);
    ps_metrics_set(metrics, PS_GAUGE_MEMORY_MAX, (uint64_t)worker->line.memory.ceiling_bytes);
    ps_metrics_set(metrics, PS_GAUGE_REDIS_CONFIGURED, worker->config->redis.url[0] != '\0');
    ps_metrics_set(metrics, PS_GAUGE_REDIS_UP, ps_redis_is_usable(worker->line.redis));
    ps_metrics_set(metrics, PS_GAUGE_REDIS_WAITING_BYTES, redis.waiting);
    ps_metrics_set(metrics, PS_GAUGE_REDIS_ERRORS, redis.errors);
    ps_metrics_set(metrics, PS_GAUGE_REDIS_DROPPED, redis.dropped);
    ps_metrics_set(metrics, PS_GAUGE_REDIS_OUTAGES, redis.outages);
    ps_metrics_set(metrics, PS_GAUGE_SPANS_EXPORTED, spans.exported);
    ps_metrics_set(metrics, PS_GAUGE_SPANS_DROPPED, spans.dropped);
}

/* What isn't so yet, or NULL where the worker is ready. */
static const char *not_ready(struct ps_worker *worker)
{
    if (!atomic_load(&worker->is_running)) /* nothing else may be looked at before */
        return "the worker is starting";
    if (atomic_load(&worker->line.is_stopping))
        return "the worker stops";
    if (!ps_kafka_consumer_is_connected(worker->line.consumer))
        return "no broker can be reached";
    if (!ps_kafka_consumer_is_member(worker->line.consumer))
        return "the group has not been joined";
    return NULL;
}

static const char *stuck_thread(const struct ps_worker *worker)
{
    return ps_pulse_stuck(&worker->line.pulse, ps_clock_monotonic_ms());
}

static struct ps_metrics_view view_of(struct ps_worker *worker, struct ps_lag lags[PS_LAGS_MAX])
{
    return (struct ps_metrics_view){
        .group = ps_config_kafka(worker->config, "group.id"),
        .lags = lags,
        .num_lags = ps_lags_copy(&worker->lags, lags),
        .job_core_seconds = (double)atomic_load(&worker->job_core_ns) / 1e9,
        .consumer = &worker->line.consumer_statistics,
        .producer = &worker->line.producer_statistics,
    };
}

static void answer_metrics(struct ps_worker *worker, struct ps_http_answer *answer)
{
    struct ps_lag lags[PS_LAGS_MAX];
    const struct ps_metrics_view view = view_of(worker, lags);
    set_gauges(worker);
    ps_metrics_set(worker->line.metrics, PS_GAUGE_READY, not_ready(worker) == NULL);
    ps_metrics_set(worker->line.metrics, PS_GAUGE_HEALTHY, stuck_thread(worker) == NULL);
    answer->content_type = "text/plain; version=0.0.4; charset=utf-8";
    answer->status = 200;
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    enum ps_status status = ps_metrics_render(worker->line.metrics, &view, &text);
    if (answer->open_metrics) {
        answer->content_type = "application/openmetrics-text; version=1.0.0; charset=utf-8";
        if (status == PS_OK)
            status = ps_metrics_open(&text, &answer->body);
    } else {
        answer->body = text;
        text = (struct ps_buffer){0};
    }
    if (status != PS_OK)
        answer->status = 503;
}

static void say(struct ps_http_answer *answer, const char *problem)
{
    answer->status = problem ? 503 : 200;
    answer->content_type = "text/plain; charset=utf-8";
    if (ps_buffer_printf(&answer->body, "%s\n", problem ? problem : "ok") != PS_OK)
        answer->status = 503;
}

static void answer_health(struct ps_worker *worker, struct ps_http_answer *answer)
{
    const char *stuck = stuck_thread(worker);
    char problem[64];
    (void)snprintf(problem, sizeof problem, "the thread %s doesn't move", stuck ? stuck : "");
    say(answer, stuck ? problem : NULL);
}

static void answer_page(struct ps_worker *worker, struct ps_http_answer *answer)
{
    struct ps_lag lags[PS_LAGS_MAX];
    const struct ps_metrics_view view = view_of(worker, lags);
    const struct ps_metrics_page page = {
        .worker = worker->line.name,
        .servers = ps_config_kafka(worker->config, "bootstrap.servers"),
        .not_ready = not_ready(worker),
        .stuck = stuck_thread(worker),
        .uptime_s = (double)(ps_clock_monotonic_ms() - worker->opened_ms) / 1e3,
        .jobs_per_s = (double)atomic_load(&worker->jobs_per_ks) / 1e3,
        .tokens_per_s = (double)atomic_load(&worker->tokens_per_ks) / 1e3,
    };
    set_gauges(worker);
    answer->content_type = "text/html; charset=utf-8";
    answer->status =
        ps_metrics_page_render(worker->line.metrics, &view, &page, &answer->body) == PS_OK ? 200
                                                                                           : 503;
}

void ps_worker_answer(void *context, const char *path, struct ps_http_answer *answer)
{
    struct ps_worker *worker = context;
    if (strcmp(path, "/metrics") == 0)
        answer_metrics(worker, answer);
    else if (strcmp(path, "/health") == 0)
        answer_health(worker, answer);
    else if (strcmp(path, "/ready") == 0)
        say(answer, not_ready(worker));
    else if (strcmp(path, "/") == 0)
        answer_page(worker, answer);
    else if (ps_buffer_append_string(&answer->body, "there is no such page; / lists them\n") !=
             PS_OK)
        answer->status = 503;
}
