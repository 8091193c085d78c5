/* penstock results: what is on the result topic, as lines. */
#include "tools/results.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/clock.h"
#include "shared/base/file.h"
#include "tools/batch_results.h"
#include "tools/batch_watch.h"
#include "tools/command.h"
#include "tools/dead_letter_line.h"
#include "tools/progress.h"
#include "tools/result_line.h"
#include "tools/results_options.h"
#include "worker/kafka/reader.h"

#define TOOL               "results"
#define WAIT_MS            100
#define PATIENCE_MS        5000
#define FOLLOW_PATIENCE_MS 60000

enum end {
    END_NOT_YET,
    END_OF_TOPIC, /* or the batch is complete, or --max is reached */
    END_INTERRUPTED,
    END_TIMEOUT,
    END_NOBODY_READS /* EPIPE */
};

/* One look at the topics. */
struct session {
    const struct ps_results_options *options;
    struct ps_config config;
    struct ps_kafka_reader *reader;
    struct ps_batch_watch watch;     /* with --batch */
    struct ps_batch_results results; /* where lines go */
    struct ps_progress progress;
    int64_t deadline_ms; /* monotonic; 0: none */
    uint64_t num_printed;
    uint64_t num_failed;   /* with --batch: results other than 200 */
    uint64_t num_repeated; /* with --batch: results of a custom_id that had one */
    uint64_t num_tokens;   /* with --batch */
    bool has_hinted;
};

static void close_session(struct session *session)
{
    ps_kafka_reader_destroy(session->reader);
    ps_batch_watch_close(&session->watch);
    ps_batch_results_close(&session->results);
    ps_config_close(&session->config);
}

/* A batch is waited for; anything else is written as it comes, to a file that is there at once. */
static enum ps_status open_output(struct session *session, struct ps_error *error)
{
    const struct ps_results_options *options = session->options;
    const struct ps_batch_results_config config = {
        .output = options->output ? options->output : "-",
        .errors = options->errors,
        .batch_file = options->input,
        .as_they_come = !options->collects,
    };
    if (options->input && !ps_file_exists(options->input))
        return ps_error_set(error, PS_INVALID, "--input: %s is not there", options->input);
    return ps_batch_results_open(&session->results, &config, error);
}

static enum ps_status add_dead_letter(void *context, const struct ps_kafka_reader_record *record,
                                      struct ps_error *error)
{
    struct session *session = context;
    PS_DEFER(ps_buffer_close) struct ps_buffer line = {0};
    struct ps_dead_letter letter;
    struct ps_result_summary summary;
    ps_dead_letter_read(&letter, record);
    if (ps_dead_letter_render(&letter, &line) != PS_OK)
        return ps_error_no_memory(error, "a dead letter");
    bool has_id =
        ps_result_summarize(line.data, line.size, &summary) == PS_OK && summary.custom_id_size > 0;
    const struct ps_batch_result result = {
        .line = line.data,
        .size = line.size,
        .name = has_id ? summary.custom_id : letter.value,
        .name_size = has_id ? summary.custom_id_size : letter.size,
        .is_custom_id = has_id,
    };
    return ps_batch_results_add(&session->results, &result, error);
}

static enum ps_status open_topics(struct session *session, struct ps_error *error)
{
    const struct ps_results_options *options = session->options;
    int patience_ms = options->follow ? FOLLOW_PATIENCE_MS : PATIENCE_MS;
    const struct ps_kafka_reader_config config = {
        .config = &session->config,
        .topic = options->topic ? options->topic : session->config.topics.results,
        .committed_only = true,
        .patience_ms = patience_ms,
    };
    PS_TRY(ps_kafka_reader_create(&session->reader, &config, error));
    if (!options->batch)
        return PS_OK;
    PS_TRY(ps_batch_watch_open(&session->watch, &session->config, options->batch,
                               /*with_jobs=*/options->follow, patience_ms, error));
    if (options->errors) {
        session->watch.on_dead_letter = add_dead_letter;
        session->watch.context = session;
    }
    return PS_OK;
}

/* *repeated: its custom_id had a result. */
static enum ps_status count_result(struct session *session, const struct ps_result_summary *summary,
                                   bool *repeated, struct ps_error *error)
{
    if (summary->custom_id_size > 0 &&
        ps_batch_count_result(&session->watch.count, summary->custom_id, summary->custom_id_size,
                              repeated) != PS_OK)
        return ps_error_no_memory(error, "the batch's custom_ids");
    session->num_failed += !summary->succeeded;
    session->num_repeated += *repeated;
    session->num_tokens += summary->tokens;
    return PS_OK;
}

static enum ps_status print_result(struct session *session,
                                   const struct ps_kafka_reader_record *record,
                                   struct ps_error *error)
{
    struct ps_result_summary summary = {0};
    struct ps_batch_result result = {.line = record->value, .size = record->value_size};
    if (session->options->batch) {
        bool repeated = false;
        if (!ps_batch_watch_has(&session->watch, record))
            return PS_OK;
        bool has_id = ps_result_summarize(record->value, record->value_size, &summary) == PS_OK &&
                      summary.custom_id_size > 0;
        PS_TRY(count_result(session, &summary, &repeated, error));
        if (repeated && session->options->collects)
            return PS_OK;
        result.succeeded = summary.succeeded;
        result.name = has_id ? summary.custom_id : record->value;
        result.name_size = has_id ? summary.custom_id_size : record->value_size;
        result.is_custom_id = has_id;
    }
    ps_progress_hide(&session->progress);
    PS_TRY(ps_batch_results_add(&session->results, &result, error));
    session->num_printed++;
    return PS_OK;
}

static struct ps_progress_counts progress_counts(const struct session *session)
{
    return (struct ps_progress_counts){
        .done = session->options->batch ? ps_batch_count_done(&session->watch.count)
                                        : session->num_printed,
        .total = ps_batch_count_expected(&session->watch.count),
        .failed = session->num_failed + session->watch.count.dead.count,
        .tokens = session->num_tokens,
    };
}

static enum end end_of(const struct session *session)
{
    const struct ps_results_options *options = session->options;
    if (ps_command_interrupted())
        return END_INTERRUPTED;
    if (options->results_max > 0 && session->num_printed >= (uint64_t)options->results_max)
        return END_OF_TOPIC;
    bool ended = options->follow
                     ? options->batch && ps_batch_watch_is_complete(&session->watch)
                     : ps_kafka_reader_is_at_end(session->reader) &&
                           (!options->batch || ps_batch_watch_is_at_end(&session->watch));
    if (ended)
        return END_OF_TOPIC;
    if (session->deadline_ms > 0 && ps_clock_monotonic_ms() >= session->deadline_ms)
        return END_TIMEOUT;
    return END_NOT_YET;
}

/* A name that was mistyped would be waited for for ever. */
static void hint_at_nothing(struct session *session)
{
    if (session->has_hinted || !session->options->follow ||
        !ps_batch_watch_has_read_jobs(&session->watch) || ps_batch_watch_is_known(&session->watch))
        return;
    session->has_hinted = true;
    ps_progress_hide(&session->progress);
    fprintf(stderr, "penstock results: nothing of batch %s is in the job topic: waiting for it\n",
            session->options->batch);
}

/* Prints the next result, or when there is none for the moment shows what is there and waits. */
static enum ps_status step(struct session *session, struct ps_error *error)
{
    struct ps_kafka_reader_record record;
    enum ps_status status = ps_kafka_reader_next(session->reader, /*timeout_ms=*/0, &record, error);
    if (status == PS_TIMEOUT) {
        PS_TRY(ps_batch_results_flush(&session->results, error));
        if (session->options->batch) {
            PS_TRY(ps_batch_watch_step(&session->watch, error));
            hint_at_nothing(session);
        }
        struct ps_progress_counts counts = progress_counts(session);
        ps_progress_update(&session->progress, &counts);
        if (end_of(session) != END_NOT_YET)
            return PS_OK;
        status = ps_kafka_reader_next(session->reader, session->watch.has_more ? 0 : WAIT_MS,
                                      &record, error);
    }
    if (status == PS_TIMEOUT)
        return PS_OK;
    PS_TRY(status);
    return record.value ? print_result(session, &record, error) : PS_OK;
}

static enum ps_status run_to_end(struct session *session, enum end *end, struct ps_error *error)
{
    *end = END_NOT_YET;
    while (*end == END_NOT_YET) {
        enum ps_status status = step(session, error);
        *end = status == PS_CLOSED ? END_NOBODY_READS : end_of(session);
        if (status != PS_CLOSED)
            PS_TRY(status);
    }
    if (*end == END_NOBODY_READS)
        return PS_OK;
    bool complete = *end == END_OF_TOPIC || !session->options->collects;
    enum ps_status status = complete ? ps_batch_results_finish(&session->results, error)
                                     : ps_batch_results_flush(&session->results, error);
    if (status == PS_CLOSED)
        *end = END_NOBODY_READS;
    return status == PS_CLOSED ? PS_OK : status;
}

static void say_counts(const struct session *session, enum end end)
{
    const struct ps_batch_count *count = &session->watch.count;
    uint64_t expected = ps_batch_count_expected(count);
    char of[32] = "";
    if (expected > 0)
        snprintf(of, sizeof of, " of %" PRIu64, expected);
    fprintf(stderr,
            "penstock results: batch %s: %" PRIu64 "%s lines answered, %" PRIu64
            " with an error, %zu as dead letters",
            session->options->batch, ps_batch_count_done(count), of, session->num_failed,
            count->dead.count);
    if (session->num_repeated > 0)
        fprintf(stderr, "; %" PRIu64 " results repeat a custom_id", session->num_repeated);
    if (end == END_TIMEOUT)
        fprintf(stderr, "; the time is up");
    if (end == END_INTERRUPTED && session->options->collects)
        fprintf(stderr, "; interrupted");
    if (count->dead.count > 0)
        fprintf(stderr, "; see topic %s", session->config.topics.dead_letter);
    fputc('\n', stderr);
}

static int finish_batch(const struct session *session, enum end end)
{
    const struct ps_batch_count *count = &session->watch.count;
    bool incomplete = session->options->collects && end != END_OF_TOPIC;
    bool unknown = ps_batch_count_done(count) == 0 && !ps_batch_watch_is_known(&session->watch);
    say_counts(session, end);
    if (unknown)
        fprintf(stderr, "penstock results: topic %s knows no batch of that name\n",
                session->config.topics.results);
    if (incomplete && session->results.output.partial)
        fprintf(stderr, "penstock results: what has come so far is in %s%s%s\n",
                session->results.output.partial, session->results.errors.partial ? " and " : "",
                session->results.errors.partial ? session->results.errors.partial : "");
    bool failed = unknown || incomplete || session->num_failed > 0 || count->dead.count > 0 ||
                  end == END_TIMEOUT;
    return failed ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

/* Where the lines themselves are printed, progress is only for somebody who watches. */
static void start_progress(struct session *session)
{
    const struct ps_results_options *options = session->options;
    bool printed = !options->output || strcmp(options->output, "-") == 0;
    FILE *stream = printed || !options->collects ? stderr : stdout;
    enum ps_progress_mode mode = ps_progress_mode_of(stream);
    if (options->quiet || !options->follow ||
        (stream == stderr && !(isatty(fileno(stderr)) && mode == PS_PROGRESS_TERMINAL)))
        mode = PS_PROGRESS_SILENT;
    ps_progress_start(&session->progress, stream, mode, TOOL, "jobs");
}

static void end_progress(struct session *session)
{
    struct ps_progress_counts counts = progress_counts(session);
    if (session->options->collects)
        ps_progress_finish(&session->progress, &counts);
    else
        ps_progress_hide(&session->progress);
}

static int run(struct session *session, struct ps_error *error)
{
    const struct ps_results_options *options = session->options;
    if (options->timeout_s > 0)
        session->deadline_ms = ps_clock_monotonic_ms() + options->timeout_s * 1000;
    start_progress(session);
    enum end end = END_NOT_YET;
    enum ps_status status = run_to_end(session, &end, error);
    end_progress(session);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, error);
    if (options->batch && end != END_NOBODY_READS)
        return finish_batch(session, end);
    return PS_EXIT_DONE;
}

static int show(const struct ps_results_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_session) struct session session = {.options = options};
    enum ps_status status = ps_client_options_load(&options->client, &session.config, &error);
    if (status == PS_OK)
        status = open_topics(&session, &error);
    if (status == PS_OK)
        status = open_output(&session, &error);
    return status == PS_OK ? run(&session, &error) : ps_command_fail(TOOL, status, &error);
}

int ps_results_main(int argc, char **argv)
{
    struct ps_results_options options;
    struct ps_error error = {0};
    enum ps_status status = ps_results_options_parse(&options, argc, argv, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (options.client.help) {
        fputs(ps_results_usage, stdout);
        return PS_EXIT_DONE;
    }
    ps_command_catch_signals();
    return show(&options);
}
