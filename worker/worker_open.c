/* What a worker is made of, brought up in the order in which mistakes are cheapest to find. */
#include "worker/worker_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/kernel/table.h"
#include "worker/host.h"
#include "worker/log.h"

#define RECORDS_MIN        1000
#define RECORDS_PER_GROUP  8
#define TOKENS_MIN         32768 /* in flight: some hundred usual jobs */
#define TOKENS_PER_JOB_MAX 2048  /* more than that few jobs ask for, however long the context */
#define JOBS_IN_FLIGHT     128   /* two full batches: one in the engine, one to choose from */
#define HOST_NAME_SIZE_MAX 48
#define HEADER_BYTES       8192

/* The host's name and a random number: two workers on a host are told apart, and none takes another
 * for its own predecessor. */
static enum ps_status name_worker(struct ps_line *line, struct ps_error *error)
{
    char host[256] = "worker";
    uint32_t number;
    if (getrandom(&number, sizeof number, 0) != (ssize_t)sizeof number)
        return ps_error_set(error, PS_IO, "the operating system gives no random number");
    (void)gethostname(host, sizeof host - 1);
    (void)snprintf(line->name, sizeof line->name, "%.*s-%08x", HOST_NAME_SIZE_MAX, host,
                   (unsigned int)number);
    return PS_OK;
}

/* A property of librdkafka's that is a number, as the user has set it; 0 where it isn't set, or is
 * no number, which librdkafka says. */
static int64_t kafka_number(const struct ps_config *config, const char *name)
{
    const char *text = ps_config_kafka(config, name);
    return text ? strtoll(text, NULL, 10) : 0;
}

static void log_memory(const struct ps_memory_plan *plan, const struct ps_models_config *models)
{
    ps_log_fields(PS_LOG_INFO, "worker", "resources", "{s:I, s:I, s:s, s:s}", "threads",
                  (json_int_t)models->threads, "memory_bytes", (json_int_t)plan->ceiling_bytes,
                  "kernels", ps_kernels()->linear_name, "isa", ps_kernels()->isa);
    ps_log_fields(PS_LOG_INFO, "worker", "memory", "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
                  "models_bytes", (json_int_t)plan->models_bytes, "process_bytes",
                  (json_int_t)plan->process_bytes, "work_bytes", (json_int_t)plan->work_bytes,
                  "in_flight_bytes", (json_int_t)plan->in_flight_bytes, "prefetch_bytes",
                  (json_int_t)(plan->prefetch_bytes + 2 * plan->fetch_bytes), "producer_bytes",
                  (json_int_t)plan->producer_bytes, "redis_backlog_bytes",
                  (json_int_t)plan->backlog_bytes, "redis_bytes", (json_int_t)plan->redis_bytes,
                  "tracing_bytes", (json_int_t)plan->tracing_bytes);
}

/* The ceiling is the configuration's, or where it has none the cgroup's or the machine's. */
static enum ps_status plan_memory(struct ps_worker *worker, struct ps_error *error)
{
    const struct ps_config *config = worker->config;
    struct ps_host_limits host;
    ps_host_limits(&host);
    int64_t ceiling = config->worker.memory_bytes_max;
    const struct ps_memory_wishes wishes = {
        .ceiling_bytes = ceiling == 0 || ceiling > host.memory_bytes ? host.memory_bytes : ceiling,
        .job_bytes_max = config->worker.job_bytes_max,
        .result_bytes_max = (int64_t)ps_kafka_publisher_bytes_wanted(config),
        .in_flight_bytes_max = config->delivery.in_flight_bytes_max,
        .backlog_bytes_max = config->redis.backlog_bytes_max,
        .prefetch_bytes = 1024 * kafka_number(config, "queued.max.messages.kbytes"),
        .fetch_bytes = kafka_number(config, "fetch.max.bytes"),
        .fetch_bytes_min = kafka_number(config, "message.max.bytes"),
        .producer_bytes = 1024 * kafka_number(config, "queue.buffering.max.kbytes"),
        .tracing_bytes = config->tracing.endpoint[0] ? PS_TRACING_BYTES : 0,
    };
    return ps_memory_plan_make(&worker->line.memory, &wishes, error);
}

static enum ps_status open_redis(struct ps_worker *worker, struct ps_error *error)
{
    const struct ps_config *config = worker->config;
    const struct ps_redis_config redis = {.url = config->redis.url,
                                          .timeout_ms = config->redis.timeout_ms,
                                          .backlog_bytes_max =
                                              (size_t)worker->line.memory.backlog_bytes};
    struct ps_error problem = {0};
    PS_TRY(ps_redis_create(&worker->line.redis, &redis, error));
    enum ps_status status = ps_redis_check(worker->line.redis, &problem);
    if (status != PS_UNSUPPORTED)
        return PS_OK; /* one that is gone is warned of, and not waited for */
    *error = problem;
    return status;
}

static enum ps_status open_http(struct ps_worker *worker, struct ps_error *error)
{
    const char *listen = worker->config->http.listen;
    if (!listen[0])
        return PS_OK;
    PS_TRY(ps_http_start(&worker->http, listen, ps_worker_answer, worker, error));
    ps_log_fields(PS_LOG_INFO, "http", "listening", "{s:s, s:i}", "listen", listen, "port",
                  (int)ps_http_port(worker->http));
    return PS_OK;
}

/* The topics that are written to, then those that are read from and have plain names. */
static enum ps_status check_topics(struct ps_worker *worker, struct ps_error *error)
{
    const struct ps_config *config = worker->config;
    const struct ps_config_topics *jobs = &config->topics.jobs;
    size_t num_replies = config->topics.reply_to_allowed.count;
    size_t count = 0;
    worker->topics = calloc(2 + num_replies + jobs->count, sizeof *worker->topics);
    if (!worker->topics)
        return ps_error_no_memory(error, "the topics");
    worker->topics[count++] = config->topics.results;
    worker->topics[count++] = config->topics.dead_letter;
    for (size_t i = 0; i < num_replies; i++)
        worker->topics[count++] = config->topics.reply_to_allowed.items[i];
    worker->num_topics = count;
    for (size_t i = 0; i < jobs->count; i++) {
        if (jobs->items[i].name[0] != '^')
            worker->topics[count++] = jobs->items[i].name;
    }
    return ps_kafka_consumer_check_topics(worker->line.consumer, config, worker->topics, count,
                                          error);
}

static enum ps_status open_consumer(struct ps_worker *worker, struct ps_error *error)
{
    worker->fetching.line = &worker->line;
    worker->fetching.flush = ps_publishing_flush;
    worker->fetching.flush_context = &worker->publishing;
    PS_TRY(ps_lanes_create(&worker->line.lanes, &worker->config->topics.jobs, error));
    const struct ps_kafka_rebalance rebalance = ps_fetching_rebalance(&worker->fetching);
    const struct ps_kafka_limits limits = ps_line_kafka_limits(&worker->line);
    PS_TRY(ps_kafka_consumer_create(&worker->line.consumer, worker->config, &limits, &rebalance,
                                    error));
    ps_kafka_consumer_report_to(worker->line.consumer, &worker->line.consumer_statistics);
    return check_topics(worker, error);
}

static struct ps_models_config models_config(const struct ps_worker *worker)
{
    const struct ps_config *config = worker->config;
    struct ps_host_limits host;
    ps_host_limits(&host);
    return (struct ps_models_config){
        .threads = config->engine.threads ? (size_t)config->engine.threads : host.num_cpus,
        .kv_bytes_max = (size_t)config->engine.kv_bytes_max,
        .memory_bytes_max = (size_t)worker->line.memory.models_bytes,
        .step_tokens_max = (size_t)config->engine.step_tokens_max,
    };
}

static void log_model(const struct ps_served *served)
{
    struct ps_engine_stats stats;
    ps_engine_stats(served->engine, &stats);
    ps_log_fields(PS_LOG_INFO, "worker", "model loaded", "{s:s, s:s, s:I, s:I, s:I}", "model",
                  served->name, "family", ps_model_family(served->model), "context",
                  (json_int_t)ps_engine_context(served->engine), "weight_bytes",
                  (json_int_t)ps_model_weight_bytes(served->model), "kv_pages",
                  (json_int_t)stats.pages_total);
}

static enum ps_status load_models(struct ps_worker *worker, struct ps_error *error)
{
    const struct ps_config_models *models = &worker->config->models;
    const struct ps_models_config config = models_config(worker);
    log_memory(&worker->line.memory, &config);
    PS_DEFER(ps_freep) struct ps_model_spec *specs = calloc(models->count, sizeof *specs);
    if (!specs)
        return ps_error_no_memory(error, "the models");
    for (size_t i = 0; i < models->count; i++)
        specs[i] = (struct ps_model_spec){models->items[i].name, models->items[i].path,
                                          models->items[i].dtype};
    /* Whatever is wrong with a model: it can't be had, and the configuration isn't at fault. */
    enum ps_status status = ps_models_load(&worker->models, specs, models->count, &config, error);
    if (status == PS_TOO_LARGE)
        ps_error_prefix(error,
                        "worker.memory_bytes_max: found %lld bytes, of which %lld are for jobs, "
                        "results and the process itself",
                        (long long)worker->line.memory.ceiling_bytes,
                        (long long)ps_memory_plan_other_bytes(&worker->line.memory));
    if (status != PS_OK)
        return PS_UNAVAILABLE;
    worker->line.served = ps_models_served(worker->models);
    worker->line.num_served = ps_models_count(worker->models);
    for (size_t i = 0; i < models->count; i++)
        log_model(&worker->line.served[i]);
    return PS_OK;
}

/* What the producer sends, less room for a key and headers. */
static size_t result_bytes_max(const struct ps_config *config)
{
    size_t bytes_max = ps_kafka_publisher_bytes_wanted(config);
    return bytes_max > 2 * HEADER_BYTES ? bytes_max - HEADER_BYTES : bytes_max / 2;
}

/* A job counts with all that it may generate, which may be the whole context. */
static size_t choose_tokens(const struct ps_line *line)
{
    size_t tokens = TOKENS_MIN;
    for (size_t i = 0; i < line->num_served; i++) {
        size_t context = ps_engine_context(line->served[i].engine);
        size_t wanted =
            JOBS_IN_FLIGHT * (context < TOKENS_PER_JOB_MAX ? context : TOKENS_PER_JOB_MAX);
        if (wanted > tokens)
            tokens = wanted;
    }
    return tokens;
}

struct ps_flight_budget ps_worker_budget(const struct ps_line *line, const struct ps_config *config)
{
    size_t bytes = (size_t)config->delivery.in_flight_bytes_max;
    size_t share = (size_t)line->memory.in_flight_bytes;
    size_t num_records = RECORDS_PER_GROUP * (size_t)config->delivery.group_jobs_max;
    size_t tokens = (size_t)config->delivery.in_flight_tokens_max;
    return (struct ps_flight_budget){
        .num_records = num_records < RECORDS_MIN ? RECORDS_MIN : num_records,
        .num_bytes = bytes < share ? bytes : share,
        .num_tokens = tokens ? tokens : choose_tokens(line),
    };
}

static enum ps_status open_line(struct ps_worker *worker, struct ps_error *error)
{
    const struct ps_config *config = worker->config;
    struct ps_line *line = &worker->line;
    const struct ps_flight_budget budget = ps_worker_budget(line, config);
    const struct ps_runner_config runner = {
        .served = line->served,
        .num_served = line->num_served,
        .limits = {.job_bytes_max = (size_t)config->worker.job_bytes_max,
                   .reply_to_allowed = (const char *const *)config->topics.reply_to_allowed.items,
                   .num_reply_to_allowed = config->topics.reply_to_allowed.count},
        .use_cache = config->redis.url[0] != '\0',
        .streams = config->redis.url[0] != '\0',
        .result_bytes_max = result_bytes_max(config),
        .clock_us = ps_clock_monotonic_us,
    };
    line->flight = ps_flight_create(&budget, line->lanes);
    line->runner = ps_runner_create(&runner);
    if (!line->flight || !line->runner)
        return ps_error_no_memory(error, "the worker");
    worker->line_is_open = true;
    ps_log_fields(PS_LOG_INFO, "worker", "work in flight", "{s:I, s:I, s:I}", "records_max",
                  (json_int_t)budget.num_records, "bytes_max", (json_int_t)budget.num_bytes,
                  "tokens_max", (json_int_t)budget.num_tokens);
    return ps_line_open(line, budget.num_records, error);
}

static enum ps_status open_metrics(struct ps_worker *worker, struct ps_error *error)
{
    size_t num_models = worker->config->models.count;
    worker->model_names = calloc(num_models + 1, sizeof *worker->model_names);
    for (size_t i = 0; worker->model_names && i < num_models; i++)
        worker->model_names[i] = worker->config->models.items[i].name;
    if (worker->model_names)
        worker->line.metrics = ps_metrics_create(worker->model_names, num_models);
    return worker->line.metrics ? PS_OK : ps_error_no_memory(error, "the metrics");
}

enum ps_status ps_worker_open(struct ps_worker *worker, const struct ps_config *config,
                              struct ps_error *error)
{
    worker->config = config;
    worker->opened_ms = ps_clock_monotonic_ms();
    worker->line.config = config;
    ps_lags_init(&worker->lags);
    PS_TRY(name_worker(&worker->line, error));
    PS_TRY(plan_memory(worker, error));
    PS_TRY(open_metrics(worker, error));
    PS_TRY(ps_tracing_open(&worker->line.tracing, config, worker->line.name, error));
    PS_TRY(open_redis(worker, error));
    PS_TRY(open_http(worker, error));
    PS_TRY(open_consumer(worker, error));
    PS_TRY(load_models(worker, error));
    PS_TRY(open_line(worker, error));
    worker->publishing_is_open = true;
    PS_TRY(ps_publishing_open(&worker->publishing, &worker->line, worker->topics,
                              worker->num_topics, error));
    PS_TRY(ps_kafka_consumer_subscribe(worker->line.consumer, config, error));
    atomic_store(&worker->is_running, true);
    return PS_OK;
}

/* The jobs go first, since they hold records of Kafka's; then Kafka's clients. */
void ps_worker_close(struct ps_worker *worker)
{
    struct ps_line *line = &worker->line;
    ps_http_stop(worker->http);
    ps_tracing_close(line->tracing);
    ps_fetching_close(&worker->fetching);
    if (worker->line_is_open)
        ps_line_close(line);
    if (worker->publishing_is_open)
        ps_publishing_close(&worker->publishing);
    ps_runner_destroy(line->runner);
    ps_flight_destroy(line->flight);
    ps_kafka_consumer_destroy(line->consumer);
    ps_lanes_destroy(line->lanes);
    ps_models_destroy(worker->models);
    ps_redis_destroy(line->redis);
    ps_metrics_destroy(line->metrics);
    ps_lags_close(&worker->lags);
    ps_worker_reload_close(worker);
    free(worker->model_names);
    free(worker->topics);
}
