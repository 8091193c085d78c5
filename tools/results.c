/* penstock results: what is on the result topic, as lines. */
#include "tools/results.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/clock.h"
#include "tools/batch_watch.h"
#include "tools/command.h"
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
    struct ps_batch_watch watch; /* with --batch */
    FILE *out;
    struct ps_progress progress;
    int64_t deadline_ms; /* monotonic; 0: none */
    uint64_t num_printed;
    uint64_t num_failed;   /* with --batch: results other than 200 */
    uint64_t num_repeated; /* with --batch: results of a custom_id that had one */
    uint64_t num_tokens;   /* with --batch */
};

static void close_session(struct session *session)
{
    ps_kafka_reader_destroy(session->reader);
    ps_batch_watch_close(&session->watch);
    ps_config_close(&session->config);
    if (session->out && session->out != stdout)
        fclose(session->out);
}

static enum ps_status open_output(struct session *session, struct ps_error *error)
{
    const char *path = session->options->output;
    session->out = path && strcmp(path, "-") != 0 ? fopen(path, "we") : stdout;
    if (session->out)
        return PS_OK;
    return ps_error_set(error, PS_INVALID, "cannot write %s: %s", path, strerror(errno));
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
    return ps_batch_watch_open(&session->watch, &session->config, options->batch,
                               /*with_jobs=*/options->follow, patience_ms, error);
}

static enum ps_status count_result(struct session *session,
                                   const struct ps_kafka_reader_record *record,
                                   struct ps_error *error)
{
    struct ps_result_summary summary;
    bool repeated = false;
    if (ps_result_summarize(record->value, record->value_size, &summary) == PS_OK &&
        summary.custom_id_size > 0 &&
        ps_batch_count_result(&session->watch.count, summary.custom_id, summary.custom_id_size,
                              &repeated) != PS_OK)
        return ps_error_no_memory(error, "the batch's custom_ids");
    session->num_failed += !summary.succeeded;
    session->num_repeated += repeated;
    session->num_tokens += summary.tokens;
    return PS_OK;
}

/* PS_CLOSED where nobody reads the output any more. */
static enum ps_status output_status(const struct session *session, bool written,
                                    struct ps_error *error)
{
    if (written)
        return PS_OK;
    if (errno == EPIPE)
        return PS_CLOSED;
    return ps_error_set(error, PS_IO, "cannot write the results%s%s: %s",
                        session->options->output ? " to " : "",
                        session->options->output ? session->options->output : "", strerror(errno));
}

static enum ps_status print_result(struct session *session,
                                   const struct ps_kafka_reader_record *record,
                                   struct ps_error *error)
{
    if (session->options->batch) {
        if (!ps_batch_watch_has(&session->watch, record))
            return PS_OK;
        PS_TRY(count_result(session, record, error));
    }
    ps_progress_hide(&session->progress);
    bool written =
        fwrite(record->value, 1, record->value_size, session->out) == record->value_size &&
        putc('\n', session->out) != EOF;
    PS_TRY(output_status(session, written, error));
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

/* Prints the next result, or when there is none for the moment shows what is there and waits. */
static enum ps_status step(struct session *session, struct ps_error *error)
{
    struct ps_kafka_reader_record record;
    enum ps_status status = ps_kafka_reader_next(session->reader, /*timeout_ms=*/0, &record, error);
    if (status == PS_TIMEOUT) {
        PS_TRY(output_status(session, fflush(session->out) == 0, error));
        if (session->options->batch)
            PS_TRY(ps_batch_watch_step(&session->watch, error));
        struct ps_progress_counts counts = progress_counts(session);
        ps_progress_update(&session->progress, &counts);
        if (end_of(session) != END_NOT_YET)
            return PS_OK;
        status = ps_kafka_reader_next(session->reader, WAIT_MS, &record, error);
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
    if (*end != END_NOBODY_READS && fflush(session->out) != 0)
        return output_status(session, false, error) == PS_CLOSED ? PS_OK : PS_IO;
    return PS_OK;
}

static int finish_batch(const struct session *session, enum end end)
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
    if (count->dead.count > 0)
        fprintf(stderr, "; see topic %s", session->config.topics.dead_letter);
    fputc('\n', stderr);
    bool unknown = expected == 0 && ps_batch_count_done(count) == 0;
    if (unknown)
        fprintf(stderr, "penstock results: topic %s knows no batch of that name\n",
                session->config.topics.results);
    bool failed = unknown || session->num_failed > 0 || count->dead.count > 0 || end == END_TIMEOUT;
    return failed ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

/* On standard error, and only for somebody who watches: the lines themselves are the output. */
static void start_progress(struct session *session)
{
    bool watched = session->options->follow && isatty(fileno(stderr)) &&
                   ps_progress_mode_of(stderr) == PS_PROGRESS_TERMINAL;
    ps_progress_start(&session->progress, stderr,
                      watched ? PS_PROGRESS_TERMINAL : PS_PROGRESS_SILENT, TOOL, "jobs");
}

static int run(struct session *session, struct ps_error *error)
{
    const struct ps_results_options *options = session->options;
    if (options->timeout_s > 0)
        session->deadline_ms = ps_clock_monotonic_ms() + options->timeout_s * 1000;
    start_progress(session);
    enum end end = END_NOT_YET;
    enum ps_status status = run_to_end(session, &end, error);
    ps_progress_hide(&session->progress);
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
