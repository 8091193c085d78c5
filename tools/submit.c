/* penstock submit: the lines of a batch file become records of the job topic. */
#include "tools/submit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/wire/headers.h"
#include "tools/batch_claim.h"
#include "tools/command.h"
#include "tools/submit_sending.h"
#include "worker/kafka/record_size.h"

#define TOOL                    "submit"
#define TRANSACTIONAL_ID_PREFIX "penstock-submit-"

/* One submission under way. */
struct run {
    const struct ps_submit_options *options;
    struct ps_config config;
    const char *topic;
    char batch[PS_BATCH_SIZE_MAX + 1]; /* "" without one */
    char transactional_id[sizeof TRANSACTIONAL_ID_PREFIX + PS_TOPIC_SIZE + PS_BATCH_SIZE_MAX + 1];
    struct ps_batch_scan scan;
    struct ps_batch_input input;
    struct ps_kafka_submitter *submitter;
    bool resumable; /* the state is open */
    struct ps_submit_state state;
    struct ps_submit_tail tail;
    struct ps_progress progress;
    struct ps_sending sending;
};

static void close_run(struct run *run)
{
    ps_kafka_submitter_destroy(run->submitter);
    ps_submit_tail_close(&run->tail);
    ps_submit_state_close(&run->state);
    ps_batch_input_close(&run->input);
    ps_config_close(&run->config);
}

static void name_batch(struct run *run)
{
    const struct ps_submit_options *options = run->options;
    struct ps_sending *sending = &run->sending;
    char hex[PS_DIGEST_HEX_SIZE] = "";
    memcpy(sending->headers, options->headers, options->num_headers * sizeof *options->headers);
    sending->num_headers = options->num_headers;
    sending->has_batch = !options->no_batch;
    if (options->no_batch)
        return;
    if (!options->batch)
        ps_digest_hex(&run->scan.digest, hex);
    snprintf(run->batch, sizeof run->batch, "%s", options->batch ? options->batch : hex);
    sending->headers[sending->num_headers++] = (struct ps_header){
        .name = PS_HEADER_BATCH, .value = run->batch, .size = strlen(run->batch)};
}

static enum ps_status open_submitter(struct run *run, struct ps_error *error)
{
    snprintf(run->transactional_id, sizeof run->transactional_id, TRANSACTIONAL_ID_PREFIX "%s-%s",
             run->topic, run->batch);
    const struct ps_kafka_submitter_config config = {
        .config = &run->config,
        .topic = run->topic,
        .record_bytes_max = ps_kafka_job_record_max(&run->config),
        .transactional_id = run->resumable ? run->transactional_id : NULL,
    };
    PS_TRY(ps_kafka_submitter_create(&run->submitter, &config, error));
    size_t bytes_max = ps_kafka_submitter_record_bytes_max(run->submitter);
    if (run->scan.longest_line_size > bytes_max) {
        enum ps_status status = ps_sending_line_too_long(run->scan.longest_line, bytes_max, error);
        ps_error_prefix(error, "no line was sent");
        return status;
    }
    run->input.line_bytes_max = bytes_max + 1; /* one more tells that it is too long */
    return PS_OK;
}

/* Everything that can be known to be wrong before a broker is asked. */
static enum ps_status prepare(struct run *run, struct ps_error *error)
{
    const struct ps_submit_options *options = run->options;
    PS_TRY(ps_client_options_load(&options->client, &run->config, error));
    run->topic = options->topic;
    if (!run->topic)
        PS_TRY(ps_client_job_topic(&run->config, &run->topic, error));
    if (strlen(run->topic) >= PS_TOPIC_SIZE)
        return ps_error_set(error, PS_INVALID, "--topic: found a name of %zu bytes, expected %d",
                            strlen(run->topic), PS_TOPIC_SIZE - 1);
    PS_TRY(ps_batch_scan_file(&run->scan, options->file, error));
    PS_TRY(ps_batch_input_open(&run->input, options->file, /*line_bytes_max=*/0, error));
    if (!run->scan.regular && !options->batch && !options->no_batch)
        return ps_error_set(error, PS_INVALID,
                            "%s is no regular file with a digest to name the batch by: give "
                            "--batch ID, or --no-batch",
                            options->file);
    name_batch(run);
    run->resumable = run->scan.regular && !options->no_batch;
    return run->resumable
               ? ps_submit_state_open(&run->state, options->file, options->state_folder, error)
               : PS_OK;
}

/* What was begun with other contents can't be gone on with. */
static enum ps_status check_digest(const struct run *run, const struct ps_submission *submission,
                                   struct ps_error *error)
{
    const struct ps_submit_options *options = run->options;
    if (!submission) {
        submission = options->batch
                         ? NULL
                         : ps_submissions_find_unfinished(
                               &run->state.submissions, run->topic,
                               ps_kafka_submitter_cluster(run->submitter), &run->scan.digest);
        if (!submission)
            return PS_OK;
    }
    if (memcmp(&submission->digest, &run->scan.digest, sizeof run->scan.digest) == 0)
        return PS_OK;
    if (submission->complete)
        return ps_error_set(error, PS_INVALID,
                            "%s has changed since it was submitted as batch %s (says %s): give "
                            "another --batch ID, or --again to add its lines to that batch",
                            options->file, submission->batch, run->state.path);
    return ps_error_set(error, PS_INVALID,
                        "%s has changed since its lines up to line %" PRIu64
                        " were submitted as batch %s (says %s): put the former contents back to "
                        "finish that batch, or submit these with --batch ID as one of their own, "
                        "or with --again",
                        options->file, submission->position, submission->batch, run->state.path);
}

/* A submission from the first line, noted before anything is sent. */
static enum ps_status start_anew(struct run *run, struct ps_error *error)
{
    PS_DEFER(ps_kafka_positions_close) struct ps_kafka_positions ends = {0};
    const char *cluster = ps_kafka_submitter_cluster(run->submitter);
    PS_TRY(ps_kafka_positions_find_ends(&ends, &run->config, run->topic, error));
    if (run->options->again)
        ps_submissions_forget_unfinished(&run->state.submissions, run->topic, cluster,
                                         &run->scan.digest);
    struct ps_submission submission = {
        .digest = run->scan.digest, .num_lines = run->scan.num_lines, .ends = ends};
    ends = (struct ps_kafka_positions){0};
    snprintf(submission.batch, sizeof submission.batch, "%s", run->batch);
    snprintf(submission.topic, sizeof submission.topic, "%s", run->topic);
    snprintf(submission.cluster, sizeof submission.cluster, "%s", cluster);
    run->sending.submission = ps_submissions_add(&run->state.submissions, &submission);
    return ps_submit_state_save(&run->state, error);
}

static const char *tenant_of(const struct ps_submit_options *options)
{
    const char *tenant = NULL;
    for (size_t i = 0; i < options->num_headers; i++) {
        if (strcmp(options->headers[i].name, PS_HEADER_TENANT) == 0)
            tenant = options->headers[i].value;
    }
    return tenant;
}

/* A name that is the file's digest is no other file's. */
static enum ps_status claim_batch(const struct run *run, struct ps_error *error)
{
    const struct ps_submit_options *options = run->options;
    const struct ps_batch_claim claim = {
        .config = &run->config,
        .tenant = tenant_of(options),
        .batch = options->batch,
        .digest = run->resumable ? &run->scan.digest : NULL,
        .again = options->again,
    };
    return options->batch ? ps_batch_claim_take(&claim, error) : PS_OK;
}

/* Finds out what has been sent already. */
static enum ps_status resume(struct run *run, struct ps_error *error)
{
    struct ps_submission *found =
        ps_submissions_find(&run->state.submissions, run->batch, run->topic,
                            ps_kafka_submitter_cluster(run->submitter));
    run->sending.state = &run->state;
    run->sending.submission = found;
    if (!run->options->again)
        PS_TRY(check_digest(run, found, error));
    if (found && found->complete && !run->options->again)
        return PS_OK;
    bool anew = !found || run->options->again;
    if (anew)
        PS_TRY(claim_batch(run, error));
    PS_TRY(ps_kafka_submitter_fence(run->submitter, error));
    if (anew)
        return start_anew(run, error);
    enum ps_status status =
        ps_submit_tail_read(&run->tail, &run->config, found, run->scan.last_line, error);
    if (status == PS_INVALID)
        ps_error_prefix(error,
                        "it cannot be said which lines after line %" PRIu64
                        " have been sent (--again sends all)",
                        found->position);
    return status;
}

static void print_batch(const struct run *run, const char *name, uint64_t number)
{
    const char *quote = run->batch[0] ? "\"" : "";
    printf("{\"%s\": %" PRIu64 ", \"topic\": \"%s\", \"batch\": %s%s%s}\n", name, number,
           run->topic, quote, run->batch[0] ? run->batch : "null", quote);
}

static void say_what_next(const struct run *run)
{
    const struct ps_client_options *client = &run->options->client;
    const char *batch = run->batch;
    const struct ps_sending *sending = &run->sending;
    if (ps_progress_mode_of(stdout) == PS_PROGRESS_JSON) {
        print_batch(run, "submitted", sending->num_seen);
        return;
    }
    printf("%" PRIu64 " jobs are in topic %s%s%s", sending->num_seen, run->topic,
           batch[0] ? ", batch " : "", batch);
    if (sending->num_resumed > 0)
        printf("; %" PRIu64 " of them were there already", sending->num_resumed);
    printf("\nTheir results: penstock results --follow%s%s%s%s%s%s\n",
           client->bootstrap ? " -b " : "", client->bootstrap ? client->bootstrap : "",
           client->config_path ? " -c " : "", client->config_path ? client->config_path : "",
           batch[0] ? " --batch " : "", batch);
}

static int say_already_there(const struct run *run)
{
    uint64_t num_lines = run->sending.submission->num_lines;
    if (ps_progress_mode_of(stdout) == PS_PROGRESS_JSON)
        print_batch(run, "already_submitted", num_lines);
    else
        printf("All %" PRIu64 " lines were submitted already, to topic %s as batch %s: nothing was "
               "sent (--again sends them once more)\n",
               num_lines, run->topic, run->batch);
    return PS_EXIT_DONE;
}

/* What is there after all, and what to do. */
static int fail_unfinished(const struct run *run, enum ps_status status, struct ps_error *error)
{
    const struct ps_sending *sending = &run->sending;
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(run->submitter);
    if (status == PS_CLOSED)
        (void)ps_error_set(error, PS_CLOSED, "interrupted");
    if (sending->state)
        ps_error_prefix(error,
                        "the lines up to line %" PRIu64
                        " are in topic %s, the end of the batch is not marked (the same command "
                        "goes on from there)",
                        sending->submission->position, run->topic);
    else
        ps_error_prefix(error,
                        "%" PRIu64 " lines were delivered, %" PRIu64
                        " were not, the end of the batch was not marked",
                        counts.delivered, counts.sent - counts.delivered);
    int code = ps_command_fail(TOOL, status, error);
    return code == PS_EXIT_USAGE ? PS_EXIT_FAILED : code;
}

static int send(struct run *run, struct ps_error *error)
{
    enum ps_progress_mode mode =
        run->options->quiet ? PS_PROGRESS_SILENT : ps_progress_mode_of(stdout);
    ps_progress_start(&run->progress, stdout, mode, TOOL, "jobs");
    run->sending.submitter = run->submitter;
    run->sending.input = &run->input;
    run->sending.scan = &run->scan;
    run->sending.progress = &run->progress;
    run->sending.tail = &run->tail;
    enum ps_status status = ps_sending_run(&run->sending, error);
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(run->submitter);
    struct ps_progress_counts shown = {
        .done = run->sending.num_resumed + counts.delivered + counts.failed,
        .total = run->scan.num_lines,
        .failed = counts.failed,
    };
    if (status == PS_OK)
        shown.done = run->sending.num_seen;
    ps_progress_finish(&run->progress, &shown);
    if (status != PS_OK)
        return fail_unfinished(run, status, error);
    say_what_next(run);
    return PS_EXIT_DONE;
}

static int submit(const struct ps_submit_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_run) struct run run = {.options = options};
    enum ps_status status = prepare(&run, &error);
    if (status != PS_OK) {
        int code = ps_command_fail(TOOL, status, &error);
        return status == PS_NO_MEMORY || status == PS_FULL ? code : PS_EXIT_USAGE;
    }
    status = open_submitter(&run, &error);
    if (status == PS_OK)
        status = run.resumable ? resume(&run, &error) : claim_batch(&run, &error);
    if (status == PS_CLOSED)
        (void)ps_error_set(&error, PS_CLOSED, "interrupted before anything was sent");
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (run.resumable && run.sending.submission->complete)
        return say_already_there(&run);
    return send(&run, &error);
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
