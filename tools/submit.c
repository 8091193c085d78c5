/* penstock submit: the lines of a batch file become records of the job topic. */
#include "tools/submit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/wire/headers.h"
#include "tools/batch_input.h"
#include "tools/batch_scan.h"
#include "tools/command.h"
#include "tools/progress.h"
#include "tools/result_line.h"
#include "tools/submit_options.h"
#include "worker/kafka/record_size.h"
#include "worker/kafka/submitter.h"

#define TOOL                  "submit"
#define WAIT_MS               100
#define INTERRUPTED_FLUSH_MS  5000
#define BATCH_TOTAL_TEXT_SIZE 24

/* One submission under way. */
struct submission {
    const struct ps_submit_options *options;
    struct ps_config config;
    const char *topic;
    char batch[PS_BATCH_SIZE_MAX + 1]; /* "" without one */
    struct ps_batch_scan scan;
    struct ps_batch_input input;
    struct ps_kafka_submitter *submitter;
    struct ps_progress progress;
    struct ps_header headers[PS_SUBMIT_HEADERS_MAX + 2]; /* the user's, the batch, its total */
    size_t num_headers;
    uint64_t num_lines; /* sent */
};

static void close_submission(struct submission *submission)
{
    ps_kafka_submitter_destroy(submission->submitter);
    ps_batch_input_close(&submission->input);
    ps_config_close(&submission->config);
}

static struct ps_progress_counts progress_counts(const struct submission *submission)
{
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(submission->submitter);
    return (struct ps_progress_counts){
        .done = counts.delivered + counts.failed,
        .total = submission->scan.num_lines,
        .failed = counts.failed,
    };
}

static void show_progress(struct submission *submission)
{
    struct ps_progress_counts counts = progress_counts(submission);
    ps_progress_update(&submission->progress, &counts);
}

static void name_batch(struct submission *submission)
{
    const struct ps_submit_options *options = submission->options;
    char hex[PS_DIGEST_HEX_SIZE] = "";
    memcpy(submission->headers, options->headers, options->num_headers * sizeof *options->headers);
    submission->num_headers = options->num_headers;
    if (options->no_batch)
        return;
    if (!options->batch)
        ps_digest_hex(&submission->scan.digest, hex);
    snprintf(submission->batch, sizeof submission->batch, "%s",
             options->batch ? options->batch : hex);
    submission->headers[submission->num_headers++] = (struct ps_header){
        .name = PS_HEADER_BATCH, .value = submission->batch, .size = strlen(submission->batch)};
}

static enum ps_status line_too_long(uint64_t number, size_t bytes_max, struct ps_error *error)
{
    return ps_error_set(error, PS_TOO_LARGE,
                        "line %" PRIu64 " is longer than kafka.message.max.bytes (%zu bytes); "
                        "workers take up to worker.job_bytes_max",
                        number, bytes_max);
}

/* Everything that can be known to be wrong before the first record is sent. */
static enum ps_status prepare(struct submission *submission, struct ps_error *error)
{
    const struct ps_submit_options *options = submission->options;
    if (options->topic)
        submission->topic = options->topic;
    else
        PS_TRY(ps_client_job_topic(&submission->config, &submission->topic, error));
    if (!submission->scan.regular && !options->batch && !options->no_batch)
        return ps_error_set(error, PS_INVALID,
                            "%s is no regular file with a digest to name the batch by: give "
                            "--batch ID, or --no-batch",
                            options->file);
    name_batch(submission);
    const struct ps_kafka_submitter_config config = {
        .config = &submission->config,
        .topic = submission->topic,
        .record_bytes_max = ps_kafka_job_record_max(&submission->config),
    };
    PS_TRY(ps_kafka_submitter_create(&submission->submitter, &config, error));
    size_t bytes_max = ps_kafka_submitter_record_bytes_max(submission->submitter);
    if (submission->scan.longest_line_size > bytes_max)
        return line_too_long(submission->scan.longest_line, bytes_max, error);
    submission->input.line_bytes_max = bytes_max + 1; /* one more tells that it is too long */
    return PS_OK;
}

/* Waits for room in the bounded queue. PS_CLOSED where waiting makes no sense any more. */
static enum ps_status send_record(struct submission *submission,
                                  const struct ps_kafka_submission *record, struct ps_error *error)
{
    for (;;) {
        enum ps_status status =
            ps_kafka_submitter_send(submission->submitter, record, WAIT_MS, error);
        show_progress(submission);
        if (status != PS_FULL)
            return status;
        if (ps_command_interrupted() ||
            ps_kafka_submitter_failure(submission->submitter)->status == PS_UNAVAILABLE)
            return PS_CLOSED;
    }
}

static enum ps_status send_line(struct submission *submission, struct ps_error *error)
{
    const struct ps_batch_input *input = &submission->input;
    size_t bytes_max = input->line_bytes_max - 1;
    if (input->line.size > bytes_max)
        return line_too_long(input->number, bytes_max, error);
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    size_t custom_id_size = ps_line_custom_id(input->line.data, input->line.size, custom_id);
    const struct ps_kafka_submission record = {
        .key = custom_id_size > 0 ? custom_id : NULL,
        .key_size = custom_id_size,
        .value = input->line.data,
        .value_size = input->line.size,
        .headers = submission->headers,
        .num_headers = submission->num_headers,
        .line = input->number,
    };
    PS_TRY(send_record(submission, &record, error));
    submission->num_lines++;
    return PS_OK;
}

static enum ps_status send_lines(struct submission *submission, struct ps_error *error)
{
    for (;;) {
        bool more = false;
        PS_TRY(ps_batch_input_next(&submission->input, &more, error));
        if (!more)
            return PS_OK;
        PS_TRY(send_line(submission, error));
        if (ps_command_interrupted() ||
            ps_kafka_submitter_failure(submission->submitter)->status == PS_UNAVAILABLE)
            return PS_CLOSED;
    }
}

/* Until every delivery report has come: that is bounded by kafka.message.timeout.ms. */
static enum ps_status wait_for_reports(struct submission *submission)
{
    int64_t interrupted_ms = 0;
    while (ps_kafka_submitter_flush(submission->submitter, WAIT_MS) != PS_OK) {
        show_progress(submission);
        if (ps_command_interrupted() && interrupted_ms == 0)
            interrupted_ms = ps_clock_monotonic_ms();
        if (interrupted_ms > 0 && ps_clock_monotonic_ms() - interrupted_ms > INTERRUPTED_FLUSH_MS)
            return PS_TIMEOUT;
    }
    return PS_OK;
}

/* After all lines are delivered, so that nobody sees the end before the lines. */
static enum ps_status send_end_marker(struct submission *submission, struct ps_error *error)
{
    char total[BATCH_TOTAL_TEXT_SIZE];
    int size = snprintf(total, sizeof total, "%" PRIu64, submission->num_lines);
    submission->headers[submission->num_headers] =
        (struct ps_header){.name = PS_HEADER_BATCH_TOTAL, .value = total, .size = (size_t)size};
    const struct ps_kafka_submission marker = {
        .headers = submission->headers,
        .num_headers = submission->num_headers + 1,
    };
    PS_TRY(send_record(submission, &marker, error));
    PS_TRY(wait_for_reports(submission));
    const struct ps_error *failure = ps_kafka_submitter_failure(submission->submitter);
    if (failure->status != PS_OK)
        return ps_error_set(error, failure->status, "the end of the batch was not marked: %s",
                            failure->message);
    return PS_OK;
}

static void say_what_next(const struct submission *submission)
{
    const struct ps_client_options *client = &submission->options->client;
    const char *batch = submission->batch;
    bool json = submission->progress.mode == PS_PROGRESS_JSON;
    char command[512];
    snprintf(command, sizeof command, "penstock results --follow%s%s%s%s%s%s",
             client->bootstrap ? " -b " : "", client->bootstrap ? client->bootstrap : "",
             client->config_path ? " -c " : "", client->config_path ? client->config_path : "",
             batch[0] ? " --batch " : "", batch);
    if (json)
        printf("{\"submitted\": %" PRIu64 ", \"topic\": \"%s\", \"batch\": %s%s%s}\n",
               submission->num_lines, submission->topic, batch[0] ? "\"" : "",
               batch[0] ? batch : "null", batch[0] ? "\"" : "");
    else
        printf("%" PRIu64 " jobs are in topic %s%s%s\nTheir results: %s\n", submission->num_lines,
               submission->topic, batch[0] ? ", batch " : "", batch, command);
}

static int fail_undelivered(const struct submission *submission, struct ps_error *error)
{
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(submission->submitter);
    const struct ps_error *failure = ps_kafka_submitter_failure(submission->submitter);
    if (failure->status == PS_OK) {
        fprintf(stderr,
                "penstock submit: interrupted: %" PRIu64 " of %" PRIu64 " lines were delivered, "
                "the end of the batch was not marked\n",
                counts.delivered, submission->scan.num_lines);
        return PS_EXIT_FAILED;
    }
    (void)ps_error_set(error, failure->status,
                       "%" PRIu64 " lines were delivered, %" PRIu64
                       " were not, the end of the batch was not marked: %s",
                       counts.delivered, counts.sent - counts.delivered, failure->message);
    int code = ps_command_fail(TOOL, failure->status, error);
    return code == PS_EXIT_USAGE ? PS_EXIT_FAILED : code;
}

/* The lines are on their way: sees them through. */
static int finish(struct submission *submission, enum ps_status sent, struct ps_error *error)
{
    enum ps_status reported = wait_for_reports(submission);
    struct ps_progress_counts counts = progress_counts(submission);
    ps_progress_finish(&submission->progress, &counts);
    if (sent != PS_OK && sent != PS_CLOSED) {
        ps_error_prefix(error, "after %" PRIu64 " lines were sent (the batch has no end marker)",
                        submission->num_lines);
        return ps_command_fail(TOOL, sent, error);
    }
    if (sent == PS_CLOSED || reported != PS_OK || counts.failed > 0)
        return fail_undelivered(submission, error);
    submission->progress.mode =
        submission->options->quiet ? ps_progress_mode_of(stdout) : submission->progress.mode;
    if (submission->batch[0]) {
        enum ps_status marked = send_end_marker(submission, error);
        if (marked != PS_OK)
            return ps_command_fail(TOOL, marked, error);
    }
    say_what_next(submission);
    return PS_EXIT_DONE;
}

static int submit(const struct ps_submit_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_submission) struct submission submission = {.options = options};
    enum ps_status status = ps_client_options_load(&options->client, &submission.config, &error);
    if (status == PS_OK)
        status = ps_batch_scan_file(&submission.scan, options->file, &error);
    if (status == PS_OK)
        status =
            ps_batch_input_open(&submission.input, options->file, /*line_bytes_max=*/0, &error);
    if (status != PS_OK) {
        ps_command_fail(TOOL, status, &error);
        return PS_EXIT_USAGE;
    }
    status = prepare(&submission, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    ps_progress_start(&submission.progress, stdout,
                      options->quiet ? PS_PROGRESS_SILENT : ps_progress_mode_of(stdout), TOOL,
                      "jobs");
    status = send_lines(&submission, &error);
    return finish(&submission, status, &error);
}

int ps_submit_main(int argc, char **argv)
{
    struct ps_submit_options options;
    struct ps_error error = {0};
    int code = PS_EXIT_DONE;
    enum ps_status status = ps_submit_options_parse(&options, argc, argv, &error);
    if (status != PS_OK) {
        code = ps_command_fail(TOOL, status, &error);
    } else if (options.client.help) {
        fputs(ps_submit_usage, stdout);
    } else {
        ps_command_catch_signals();
        code = submit(&options);
    }
    ps_submit_options_close(&options);
    return code;
}
