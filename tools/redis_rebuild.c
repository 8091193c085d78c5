/* The result topics read from their beginnings, each result offered to Redis. */
#include "tools/redis_rebuild.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "shared/wire/headers.h"
#include "tools/batch_totals.h"
#include "tools/command.h"
#include "tools/progress.h"
#include "tools/published_result.h"
#include "tools/rebuild_options.h"
#include "worker/redis/keys.h"
#include "worker/redis/redis.h"

#define TOOL                "redis rebuild"
#define WAIT_MS             100
#define BROKER_PATIENCE_MS  5000
#define REDIS_PATIENCE_MS   30000
#define REDIS_TIMEOUT_MS    5000 /* a tool can wait longer than a worker */
#define REDIS_BACKLOG_BYTES ((size_t)64 << 20)
#define FLUSH_EVERY         200
#define NUMBER_SIZE         24

struct session {
    const struct ps_rebuild_options *options;
    struct ps_config config;
    struct ps_redis *redis;
    struct ps_kafka_reader *reader;
    struct ps_batch_totals totals;
    struct ps_progress progress;
    uint64_t num_read;
    uint64_t num_offered;
    uint64_t num_expired;
};

static void close_session(struct session *session)
{
    ps_kafka_reader_destroy(session->reader);
    ps_redis_destroy(session->redis);
    ps_batch_totals_close(&session->totals);
    ps_config_close(&session->config);
}

static enum ps_status open_redis(struct session *session, struct ps_error *error)
{
    const struct ps_config *config = &session->config;
    const struct ps_redis_config redis = {.url = config->redis.url,
                                          .timeout_ms = config->redis.timeout_ms > REDIS_TIMEOUT_MS
                                                            ? config->redis.timeout_ms
                                                            : REDIS_TIMEOUT_MS,
                                          .backlog_bytes_max = REDIS_BACKLOG_BYTES};
    if (!config->redis.url[0])
        return ps_error_set(error, PS_INVALID,
                            "redis.url: found \"\", expected the Redis of the workers");
    PS_TRY(ps_redis_create(&session->redis, &redis, error));
    return ps_redis_check(session->redis, error);
}

/* Sends what was gathered. While Redis is away, or refuses some of it, that waits and nothing more
 * is read: what is kept has a bound. */
static enum ps_status flush(struct session *session, struct ps_error *error)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + REDIS_PATIENCE_MS;
    struct ps_redis_counts counts;
    ps_redis_flush(session->redis);
    for (;;) {
        ps_redis_counts(session->redis, &counts);
        if (!counts.is_open && counts.waiting == 0)
            return PS_OK;
        if (ps_command_interrupted())
            return PS_OK;
        if (ps_clock_monotonic_ms() >= deadline_ms)
            return ps_error_set(error, PS_UNAVAILABLE,
                                "redis.url: Redis does not take what is stored, for %d seconds "
                                "now; see whether it is there, has memory left, and lets this "
                                "user write",
                                REDIS_PATIENCE_MS / 1000);
        ps_clock_sleep_ms(WAIT_MS);
    }
}

static void number_text(char text[NUMBER_SIZE], int64_t number)
{
    (void)snprintf(text, NUMBER_SIZE, "%" PRId64, number);
}

/* The counts of its batch: by the job's status each counts once. */
static enum ps_status tell_batch(struct session *session, const struct ps_redis_owner *owner,
                                 const struct ps_published_result *result, const char *status_key)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_batch_job job = {status_key, result->succeeded ? "completed" : "failed"};
    if (!owner->batch[0])
        return PS_OK;
    PS_TRY(ps_redis_batch_key(&key, owner));
    const struct ps_redis_batch_news news = {
        .key = key.data,
        .jobs = &job,
        .num_jobs = 1,
        .total = ps_batch_totals_get(&session->totals, owner->tenant, owner->batch),
        .created_s = result->created_s,
        .now_s = result->completed_s,
        .ttl_ms = session->config.redis.result_ttl_s * 1000};
    return ps_redis_tell_batch(session->redis, &news);
}

static enum ps_status offer(struct session *session, const struct ps_kafka_reader_record *record,
                            const struct ps_published_result *result, int64_t ttl_ms)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer result_key = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer status_key = {0};
    const struct ps_redis_owner owner = {session->config.redis.prefix, result->tenant,
                                         result->batch};
    char tokens[NUMBER_SIZE], created[NUMBER_SIZE], started[NUMBER_SIZE], completed[NUMBER_SIZE];
    number_text(tokens, result->tokens);
    number_text(created, result->created_s);
    number_text(started, result->started_s);
    number_text(completed, result->completed_s);
    const struct ps_redis_field fields[] = {
        {"status", result->status}, {"worker", result->worker}, {"tokens", tokens},
        {"created_at", created},    {"started_at", started},    {"completed_at", completed}};
    PS_TRY(ps_redis_job_key(&result_key, &owner, "result", result->custom_id));
    PS_TRY(ps_redis_job_key(&status_key, &owner, "status", result->custom_id));
    const struct ps_redis_restoration restoration = {
        .result_key = result_key.data,
        .status_key = status_key.data,
        .result = record->value,
        .result_size = record->value_size,
        .completed_s = result->completed_s,
        .ttl_ms = ttl_ms,
        .fields = fields,
        .num_fields = sizeof fields / sizeof *fields,
    };
    PS_TRY(ps_redis_restore(session->redis, &restoration));
    return tell_batch(session, &owner, result, status_key.data);
}

/* An end marker of a batch that may still have results in Redis. */
static enum ps_status take_marker(struct session *session,
                                  const struct ps_kafka_reader_record *record,
                                  struct ps_error *error)
{
    char tenant[PS_TENANT_SIZE_MAX + 1] = "", batch[PS_BATCH_SIZE_MAX + 1];
    uint64_t total = 0;
    if (record->value || !ps_kafka_reader_header(record, PS_HEADER_BATCH, batch, sizeof batch) ||
        !ps_kafka_reader_number(record, PS_HEADER_BATCH_TOTAL, &total) || total > INT64_MAX)
        return PS_OK;
    (void)ps_kafka_reader_header(record, PS_HEADER_TENANT, tenant, sizeof tenant);
    enum ps_status status =
        ps_batch_totals_note(&session->totals, tenant, batch, (int64_t)total, record->timestamp_ms);
    return status == PS_NO_MEMORY ? ps_error_no_memory(error, "the ends of batches") : PS_OK;
}

static enum ps_status take(struct session *session, const struct ps_kafka_reader_record *record,
                           struct ps_error *error)
{
    const struct ps_rebuild_options *options = session->options;
    struct ps_published_result result;
    int64_t ttl_ms =
        session->config.redis.result_ttl_s * 1000 - (ps_clock_unix_ms() - record->timestamp_ms);
    session->num_read++;
    if (record->timestamp_ms / 1000 < options->since_s)
        return PS_OK;
    if (ttl_ms <= 0) {
        session->num_expired++;
        return PS_OK;
    }
    if (ps_published_result_read(&result, record) != PS_OK)
        return PS_OK;
    if (options->batch && strcmp(options->batch, result.batch) != 0)
        return PS_OK;
    if (offer(session, record, &result, ttl_ms) != PS_OK)
        return ps_error_no_memory(error, "a result");
    return ++session->num_offered % FLUSH_EVERY == 0 ? flush(session, error) : PS_OK;
}

static void show_progress(struct session *session, bool finished)
{
    const struct ps_progress_counts counts = {.done = session->num_read};
    if (finished)
        ps_progress_finish(&session->progress, &counts);
    else
        ps_progress_update(&session->progress, &counts);
}

typedef enum ps_status take_record(struct session *session,
                                   const struct ps_kafka_reader_record *record,
                                   struct ps_error *error);

static enum ps_status read_topic(struct session *session, const char *topic, take_record *take_one,
                                 struct ps_error *error)
{
    const struct ps_kafka_reader_config config = {.config = &session->config,
                                                  .topic = topic,
                                                  .committed_only = true,
                                                  .patience_ms = BROKER_PATIENCE_MS};
    PS_TRY(ps_kafka_reader_create(&session->reader, &config, error));
    while (!ps_command_interrupted()) {
        struct ps_kafka_reader_record record;
        enum ps_status status = ps_kafka_reader_next(session->reader, WAIT_MS, &record, error);
        if (status == PS_OK)
            status = take_one(session, &record, error);
        else if (status == PS_TIMEOUT)
            status = PS_OK;
        PS_TRY(status);
        show_progress(session, false);
        if (ps_kafka_reader_is_at_end(session->reader))
            break;
    }
    ps_kafka_reader_destroy(session->reader);
    session->reader = NULL;
    return flush(session, error);
}

/* Before the results: the last of a batch's then ends it, when it did. A job topic that isn't there
 * has no ends. */
static enum ps_status read_markers(struct session *session, struct ps_error *error)
{
    const struct ps_config *config = &session->config;
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        const char *topic = config->topics.jobs.items[i].name;
        if (topic[0] == '^')
            continue;
        enum ps_status status = read_topic(session, topic, take_marker, error);
        if (status != PS_NOT_FOUND)
            PS_TRY(status);
    }
    return PS_OK;
}

static enum ps_status read_topics(struct session *session, struct ps_error *error)
{
    const struct ps_config *config = &session->config;
    if (session->options->topic)
        return read_topic(session, session->options->topic, take, error);
    PS_TRY(read_markers(session, error));
    PS_TRY(read_topic(session, config->topics.results, take, error));
    for (size_t i = 0; i < config->topics.reply_to_allowed.count; i++)
        PS_TRY(read_topic(session, config->topics.reply_to_allowed.items[i], take, error));
    return PS_OK;
}

static int finish(struct session *session)
{
    struct ps_redis_counts counts;
    ps_redis_counts(session->redis, &counts);
    fprintf(stderr,
            "penstock redis rebuild: %" PRIu64 " results read, %" PRIu64
            " offered to Redis, %" PRIu64 " older than redis.result_ttl_s\n",
            session->num_read, session->num_offered, session->num_expired);
    if (counts.dropped > 0)
        fprintf(stderr, "penstock redis rebuild: Redis refused %" PRIu64 " commands for good\n",
                counts.dropped);
    return counts.dropped > 0 || ps_command_interrupted() ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

static int rebuild(const struct ps_rebuild_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_session) struct session session = {.options = options};
    enum ps_status status = ps_client_options_load(&options->client, &session.config, &error);
    if (status == PS_OK)
        status = open_redis(&session, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    ps_progress_start(&session.progress, stdout,
                      options->quiet ? PS_PROGRESS_SILENT : ps_progress_mode_of(stdout), TOOL,
                      "results");
    status = read_topics(&session, &error);
    show_progress(&session, true);
    return status == PS_OK ? finish(&session) : ps_command_fail(TOOL, status, &error);
}

int ps_redis_rebuild_main(int argc, char **argv)
{
    struct ps_rebuild_options options;
    struct ps_error error = {0};
    enum ps_status status =
        ps_rebuild_options_parse(&options, argc, argv, ps_clock_unix_ms() / 1000, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (options.client.help) {
        fputs(ps_rebuild_usage, stdout);
        return PS_EXIT_DONE;
    }
    ps_command_catch_signals();
    return rebuild(&options);
}
