/* The metrics as text: for each its help, its type, its samples. */
#include "worker/metrics_internal.h"

#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

#include "shared/kernel/table.h"
#include "shared/task/task.h"
#include "worker/process_stats.h"

struct plain_kind {
    const char *name;
    const char *type;
    const char *help;
};

static const struct plain_kind counter_kinds[PS_NUM_COUNTERS] = {
    {"penstock_records_total", "counter", "Records read from the job topics."},
    {"penstock_cache_hits_total", "counter", "Jobs whose response was found in the cache."},
    {"penstock_cache_misses_total", "counter", "Jobs that were looked up and not found."},
    {"penstock_transactions_committed_total", "counter", "Kafka transactions committed."},
    {"penstock_transactions_aborted_total", "counter", "Kafka transactions aborted."},
    {"penstock_producers_renewed_total", "counter", "Kafka producers made anew after an error."},
    {"penstock_rebalances_total", "counter", "Assignments of partitions to this worker."},
    {"penstock_jobs_dropped_total", "counter",
     "Jobs let go because their partition went to another worker."},
};

static const struct plain_kind gauge_kinds[PS_NUM_GAUGES] = {
    {"penstock_in_flight_records", "gauge", "Records read and not yet finished."},
    {"penstock_in_flight_bytes", "gauge", "Memory that the jobs in flight are reckoned to take."},
    {"penstock_in_flight_tokens", "gauge",
     "Tokens that the jobs in flight may take, prompts and max_tokens."},
    {"penstock_ready", "gauge", "1 while /ready answers 200."},
    {"penstock_healthy", "gauge", "1 while /health answers 200: every thread moves."},
    {"penstock_fetching_paused", "gauge", "1 while the budget of work in flight is used up."},
    {"penstock_memory_max_bytes", "gauge",
     "Memory that the worker may use: worker.memory_bytes_max, or its cgroup's or machine's."},
    {"penstock_redis_configured", "gauge", "1 where redis.url names one."},
    {"penstock_redis_up", "gauge", "1 while Redis is in use."},
    {"penstock_redis_waiting_bytes", "gauge", "Bytes kept until Redis takes them."},
    {"penstock_redis_errors_total", "counter", "Calls to Redis that failed or were refused."},
    {"penstock_redis_dropped_total", "counter", "Commands to Redis that were given up."},
    {"penstock_redis_outages_total", "counter",
     "Times that Redis was found gone, and left alone until it was back."},
    {"penstock_trace_spans_exported_total", "counter", "Spans that the collector has taken."},
    {"penstock_trace_spans_dropped_total", "counter",
     "Spans that were given up, or that the collector refused."},
};

static const struct {
    struct plain_kind kind;
    size_t offset; /* in struct ps_engine_values */
} engine_kinds[] = {
    {{"penstock_prompt_tokens_total", "counter", "Prompt tokens computed."},
     offsetof(struct ps_engine_values, prompt_tokens)},
    {{"penstock_generated_tokens_total", "counter", "Tokens generated."},
     offsetof(struct ps_engine_values, generated_tokens)},
    {{"penstock_setbacks_total", "counter",
      "Sequences set back because the pages for keys and values ran out."},
     offsetof(struct ps_engine_values, setbacks)},
    {{"penstock_kv_pages_used", "gauge", "Pages of keys and values in use."},
     offsetof(struct ps_engine_values, pages_used)},
    {{"penstock_kv_pages", "gauge", "Pages of keys and values there are."},
     offsetof(struct ps_engine_values, pages_total)},
    {{"penstock_sequences_running", "gauge", "Sequences in the batch."},
     offsetof(struct ps_engine_values, num_running)},
    {{"penstock_sequences_waiting", "gauge", "Sequences and jobs that wait to join it."},
     offsetof(struct ps_engine_values, num_waiting)},
};

static unsigned long long load(const atomic_uint_fast64_t *number)
{
    return (unsigned long long)atomic_load(number);
}

static enum ps_status heading(struct ps_buffer *out, const struct plain_kind *kind)
{
    return ps_buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", kind->name, kind->help, kind->name,
                            kind->type);
}

/* A label's value: backslash, quote and newline escaped. */
static enum ps_status label_value(struct ps_buffer *out, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n') {
            PS_TRY(ps_buffer_append_string(out, "\\n"));
            continue;
        }
        if (*text == '\\' || *text == '"')
            PS_TRY(ps_buffer_append_byte(out, '\\'));
        PS_TRY(ps_buffer_append_byte(out, *text));
    }
    return PS_OK;
}

static enum ps_status label(struct ps_buffer *out, const char *before, const char *name,
                            const char *value)
{
    PS_TRY(ps_buffer_printf(out, "%s%s=\"", before, name));
    PS_TRY(label_value(out, value));
    return ps_buffer_append_byte(out, '"');
}

static enum ps_status render_plain(struct ps_buffer *out, const struct plain_kind *kinds,
                                   const atomic_uint_fast64_t *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        PS_TRY(heading(out, &kinds[i]));
        PS_TRY(ps_buffer_printf(out, "%s %llu\n", kinds[i].name, load(&values[i])));
    }
    return PS_OK;
}

static enum ps_status render_histogram(struct ps_buffer *out, const struct ps_histogram_kind *kind,
                                       const struct ps_histogram_values *values)
{
    const struct plain_kind plain = {kind->name, "histogram", kind->help};
    unsigned long long cumulative = 0;
    PS_TRY(heading(out, &plain));
    for (size_t i = 0; i < kind->num_bounds; i++) {
        cumulative += load(&values->counts[i]);
        PS_TRY(ps_buffer_printf(out, "%s_bucket{le=\"%g\"} %llu\n", kind->name, kind->bounds[i],
                                cumulative));
    }
    cumulative += load(&values->counts[kind->num_bounds]);
    PS_TRY(ps_buffer_printf(out, "%s_bucket{le=\"+Inf\"} %llu\n", kind->name, cumulative));
    PS_TRY(ps_buffer_printf(out, "%s_sum %.6f\n", kind->name,
                            (double)load(&values->sum_millionths) / 1e6));
    return ps_buffer_printf(out, "%s_count %llu\n", kind->name, cumulative);
}

static enum ps_status render_jobs(const struct ps_metrics *metrics, struct ps_buffer *out)
{
    static const struct plain_kind kind = {"penstock_jobs_total", "counter",
                                           "Jobs whose result is committed."};
    size_t columns = metrics->num_models + 1;
    PS_TRY(heading(out, &kind));
    for (size_t i = 0; i < (metrics->num_urls + 1) * columns * PS_NUM_OUTCOMES; i++) {
        size_t url = i / PS_NUM_OUTCOMES / columns;
        size_t model = i / PS_NUM_OUTCOMES % columns;
        PS_TRY(label(out, "penstock_jobs_total{", "url",
                     url < metrics->num_urls ? ps_task_at(url)->url : "other"));
        PS_TRY(label(out, ",", "model",
                     model < metrics->num_models ? metrics->models[model] : "other"));
        PS_TRY(ps_buffer_printf(out, ",outcome=\"%s\"} %llu\n",
                                ps_outcome_names[i % PS_NUM_OUTCOMES], load(&metrics->jobs[i])));
    }
    return PS_OK;
}

static enum ps_status render_dead_letters(const struct ps_metrics *metrics, struct ps_buffer *out)
{
    static const struct plain_kind kind = {"penstock_dead_letters_total", "counter",
                                           "Records sent to the dead-letter topic."};
    PS_TRY(heading(out, &kind));
    for (size_t i = 0; i < PS_NUM_DEAD_LETTER_CODES; i++)
        PS_TRY(ps_buffer_printf(out, "%s{code=\"%s\"} %llu\n", kind.name, ps_dead_letter_codes[i],
                                load(&metrics->dead_letters[i])));
    return PS_OK;
}

static enum ps_status render_engines(const struct ps_metrics *metrics, struct ps_buffer *out)
{
    for (size_t i = 0; i < sizeof engine_kinds / sizeof *engine_kinds; i++) {
        PS_TRY(heading(out, &engine_kinds[i].kind));
        for (size_t model = 0; model < metrics->num_models; model++) {
            const char *values = (const char *)&metrics->engines[model];
            const void *number = values + engine_kinds[i].offset;
            PS_TRY(ps_buffer_append_string(out, engine_kinds[i].kind.name));
            PS_TRY(label(out, "{", "model", metrics->models[model]));
            PS_TRY(ps_buffer_printf(out, "} %llu\n", load(number)));
        }
    }
    return PS_OK;
}

static enum ps_status lag_labels(struct ps_buffer *out, const char *name, const struct ps_lag *lag)
{
    PS_TRY(ps_buffer_append_string(out, name));
    PS_TRY(label(out, "{", "topic", lag->topic));
    return ps_buffer_printf(out, ",partition=\"%d\"} ", (int)lag->partition);
}

static enum ps_status render_lags(const struct ps_metrics_view *view, struct ps_buffer *out)
{
    static const struct plain_kind records = {
        "penstock_consumer_lag_records", "gauge",
        "Records of a partition held here that are not answered yet."};
    static const struct plain_kind work = {
        "penstock_consumer_lag_core_seconds", "gauge",
        "The same, as the work that it is: records times penstock_job_core_seconds."};
    static const struct plain_kind cost = {
        "penstock_job_core_seconds", "gauge",
        "Processor time per job answered here, newer ones weighing more."};
    PS_TRY(heading(out, &records));
    for (size_t i = 0; i < view->num_lags; i++) {
        PS_TRY(lag_labels(out, records.name, &view->lags[i]));
        PS_TRY(ps_buffer_printf(out, "%lld\n", (long long)view->lags[i].records));
    }
    PS_TRY(heading(out, &work));
    for (size_t i = 0; view->job_core_seconds > 0 && i < view->num_lags; i++) {
        PS_TRY(lag_labels(out, work.name, &view->lags[i]));
        PS_TRY(ps_buffer_printf(out, "%.9g\n",
                                (double)view->lags[i].records * view->job_core_seconds));
    }
    PS_TRY(heading(out, &cost));
    if (view->job_core_seconds > 0)
        PS_TRY(ps_buffer_printf(out, "%s %.9g\n", cost.name, view->job_core_seconds));
    return PS_OK;
}

static enum ps_status render_kafka(const struct ps_metrics_view *view, struct ps_buffer *out)
{
    static const struct {
        struct plain_kind kind;
        size_t offset; /* in struct ps_kafka_statistics */
        double unit;
    } kinds[] = {
        {{"penstock_kafka_round_trip_seconds", "gauge",
          "Round trip to the slowest broker, a mean; of a consumer it includes waiting for "
          "records."},
         offsetof(struct ps_kafka_statistics, round_trip_us),
         1e-6},
        {{"penstock_kafka_requests", "gauge", "Requests to brokers, to be sent or answered."},
         offsetof(struct ps_kafka_statistics, requests),
         1},
        {{"penstock_kafka_queued_records", "gauge",
          "Records in the client's queue: to be sent, or fetched and to be taken."},
         offsetof(struct ps_kafka_statistics, records),
         1},
        {{"penstock_kafka_brokers", "gauge", "Brokers connected."},
         offsetof(struct ps_kafka_statistics, brokers_up),
         1},
        {{"penstock_kafka_request_timeouts_total", "counter",
          "Requests that a broker did not answer in time."},
         offsetof(struct ps_kafka_statistics, timeouts),
         1},
    };
    const struct {
        const char *name;
        const struct ps_kafka_statistics *statistics;
    } clients[] = {{"consumer", view->consumer}, {"producer", view->producer}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        PS_TRY(heading(out, &kinds[i].kind));
        for (size_t j = 0; j < sizeof clients / sizeof *clients; j++) {
            if (!clients[j].statistics || !atomic_load(&clients[j].statistics->is_known))
                continue;
            const void *number = (const char *)clients[j].statistics + kinds[i].offset;
            PS_TRY(ps_buffer_printf(out, "%s{client=\"%s\"} %.9g\n", kinds[i].kind.name,
                                    clients[j].name, (double)load(number) * kinds[i].unit));
        }
    }
    return PS_OK;
}

/* What runs, as labels of a constant: to be joined with the other metrics. */
static enum ps_status render_build(struct ps_buffer *out)
{
    static const struct plain_kind kind = {"penstock_build_info", "gauge",
                                           "Version, kernels and class of instruction sets."};
    PS_TRY(heading(out, &kind));
    PS_TRY(label(out, "penstock_build_info{", "version", PS_VERSION));
    PS_TRY(label(out, ",", "kernels", ps_kernels()->linear_name));
    PS_TRY(label(out, ",", "isa", ps_kernels()->isa));
    return ps_buffer_append_string(out, "} 1\n");
}

static enum ps_status render_group(const struct ps_metrics_view *view, struct ps_buffer *out)
{
    static const struct plain_kind kind = {"penstock_group_info", "gauge",
                                           "The consumer group that this worker is a member of."};
    PS_TRY(heading(out, &kind));
    PS_TRY(label(out, "penstock_group_info{", "group", view->group ? view->group : ""));
    return ps_buffer_append_string(out, "} 1\n");
}

/* In OpenMetrics a counter's family is named without the _total of its samples. */
static enum ps_status append_open_line(const char *line, size_t size, struct ps_buffer *out)
{
    static const char suffix[] = "_total ";
    bool heads = size > 7 && line[0] == '#';
    const char *name_end = heads ? memchr(line + 7, ' ', size - 7) : NULL;
    size_t suffix_size = sizeof suffix - 2; /* without the space */
    if (name_end && (size_t)(name_end - line) > 7 + suffix_size &&
        memcmp(name_end - suffix_size, suffix, suffix_size + 1) == 0) {
        PS_TRY(ps_buffer_append(out, line, (size_t)(name_end - line) - suffix_size));
        return ps_buffer_append(out, name_end, size - (size_t)(name_end - line));
    }
    return ps_buffer_append(out, line, size);
}

enum ps_status ps_metrics_open(const struct ps_buffer *text, struct ps_buffer *out)
{
    for (size_t at = 0; at < text->size;) {
        const char *line = text->data + at;
        const char *end = memchr(line, '\n', text->size - at);
        size_t size = end ? (size_t)(end - line) + 1 : text->size - at;
        PS_TRY(append_open_line(line, size, out));
        at += size;
    }
    return ps_buffer_append_string(out, "# EOF\n");
}

enum ps_status ps_metrics_render(const struct ps_metrics *metrics,
                                 const struct ps_metrics_view *view, struct ps_buffer *out)
{
    PS_TRY(render_build(out));
    PS_TRY(render_group(view, out));
    PS_TRY(render_jobs(metrics, out));
    PS_TRY(render_dead_letters(metrics, out));
    PS_TRY(render_plain(out, counter_kinds, metrics->counters, PS_NUM_COUNTERS));
    PS_TRY(render_plain(out, gauge_kinds, metrics->gauges, PS_NUM_GAUGES));
    for (size_t i = 0; i < PS_NUM_HISTOGRAMS; i++)
        PS_TRY(render_histogram(out, &ps_histogram_kinds[i], &metrics->histograms[i]));
    PS_TRY(render_engines(metrics, out));
    PS_TRY(render_lags(view, out));
    PS_TRY(render_kafka(view, out));
    return ps_process_stats_render(out);
}
