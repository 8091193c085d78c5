/* The lines of a batch file on their way to the job topic. */
#include "tools/submit_sending.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/wire/headers.h"
#include "tools/command.h"
#include "tools/result_line.h"

#define WAIT_MS              100
#define INTERRUPTED_FLUSH_MS 5000
#define COMMIT_MS_MAX        60000
#define NUMBER_SIZE          24

/* A transaction ends when it has one of these. They keep it short: readers of the topic see nothing
 * behind it until then. */
#define CHUNK_LINES_MAX 5000
#define CHUNK_BYTES_MAX ((uint64_t)16 << 20)
#define CHUNK_MS_MAX    200

enum ps_status ps_sending_line_too_long(uint64_t number, size_t bytes_max, struct ps_error *error)
{
    return ps_error_set(error, PS_TOO_LARGE,
                        "line %" PRIu64 " is longer than kafka.message.max.bytes (%zu bytes): "
                        "shorten it, or raise that here, max.message.bytes of the topic, and "
                        "worker.job_bytes_max here and at the workers",
                        number, bytes_max);
}

static void show_progress(struct ps_sending *sending)
{
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(sending->submitter);
    struct ps_progress_counts shown = {
        .done = sending->num_resumed + counts.delivered + counts.failed,
        .total = sending->scan->num_lines,
        .failed = counts.failed,
    };
    ps_progress_update(sending->progress, &shown);
}

static bool is_hopeless(const struct ps_sending *sending)
{
    enum ps_status failure = ps_kafka_submitter_failure(sending->submitter)->status;
    return failure == PS_UNAVAILABLE || (failure != PS_OK && sending->state);
}

static enum ps_status delivery_failed(const struct ps_sending *sending, struct ps_error *error)
{
    const struct ps_error *failure = ps_kafka_submitter_failure(sending->submitter);
    return ps_error_set(error, failure->status, "%s", failure->message);
}

/* Waits for room in the bounded queue. */
static enum ps_status send_record(struct ps_sending *sending,
                                  const struct ps_kafka_submission *record, struct ps_error *error)
{
    for (;;) {
        enum ps_status status = ps_kafka_submitter_send(sending->submitter, record, WAIT_MS, error);
        show_progress(sending);
        if (is_hopeless(sending))
            return delivery_failed(sending, error);
        if (status != PS_FULL)
            return status;
        if (ps_command_interrupted())
            return PS_CLOSED;
    }
}

static enum ps_status send_line(struct ps_sending *sending, struct ps_error *error)
{
    const struct ps_batch_input *input = sending->input;
    if (input->line.size >= input->line_bytes_max)
        return ps_sending_line_too_long(input->number, input->line_bytes_max - 1, error);
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1], number[NUMBER_SIZE];
    size_t custom_id_size = 0;
    if (ps_line_custom_id(input->line.data, input->line.size, custom_id, &custom_id_size) != PS_OK)
        return ps_error_no_memory(error, "a line of the input");
    int number_size = snprintf(number, sizeof number, "%" PRIu64, input->number);
    sending->headers[sending->num_headers] = (struct ps_header){
        .name = PS_HEADER_BATCH_LINE, .value = number, .size = (size_t)number_size};
    const struct ps_kafka_submission record = {
        .key = custom_id_size > 0 ? custom_id : NULL,
        .key_size = custom_id_size,
        .value = input->line.data,
        .value_size = input->line.size,
        .headers = sending->headers,
        .num_headers = sending->num_headers + sending->has_batch,
        .line = input->number,
    };
    return send_record(sending, &record, error);
}

static enum ps_status send_end_marker(struct ps_sending *sending, struct ps_error *error)
{
    char total[NUMBER_SIZE];
    int size = snprintf(total, sizeof total, "%" PRIu64, sending->num_seen);
    sending->headers[sending->num_headers] =
        (struct ps_header){.name = PS_HEADER_BATCH_TOTAL, .value = total, .size = (size_t)size};
    const struct ps_kafka_submission marker = {
        .headers = sending->headers,
        .num_headers = sending->num_headers + 1,
    };
    return send_record(sending, &marker, error);
}

/* Until every delivery report has come: that is bounded by kafka.message.timeout.ms. */
static enum ps_status wait_for_reports(struct ps_sending *sending, struct ps_error *error)
{
    int64_t interrupted_ms = 0;
    while (ps_kafka_submitter_flush(sending->submitter, WAIT_MS) != PS_OK) {
        show_progress(sending);
        if (is_hopeless(sending))
            return delivery_failed(sending, error);
        if (ps_command_interrupted() && interrupted_ms == 0)
            interrupted_ms = ps_clock_monotonic_ms();
        if (interrupted_ms > 0 && ps_clock_monotonic_ms() - interrupted_ms > INTERRUPTED_FLUSH_MS)
            return PS_CLOSED;
    }
    show_progress(sending);
    if (ps_kafka_submitter_failure(sending->submitter)->status != PS_OK)
        return delivery_failed(sending, error);
    return PS_OK;
}

/* The file is what the state says it is, and the lines are what its digest names. */
static enum ps_status check_unchanged(const struct ps_sending *sending, bool at_end,
                                      struct ps_error *error)
{
    bool counted =
        !at_end || !sending->scan->regular || sending->num_seen == sending->scan->num_lines;
    if (counted && ps_batch_scan_holds(sending->scan, sending->input->file))
        return PS_OK;
    return ps_error_set(error, PS_INVALID,
                        "the file has changed while it was being submitted: submit one that nobody "
                        "writes to any more");
}

static enum ps_status note_position(struct ps_sending *sending, bool complete,
                                    struct ps_error *error)
{
    struct ps_submission *submission = sending->submission;
    const struct ps_kafka_positions *delivered = ps_kafka_submitter_positions(sending->submitter);
    submission->position = sending->reached;
    submission->complete = complete;
    for (size_t i = 0; !complete && i < delivered->count; i++) {
        if (ps_kafka_positions_raise(&submission->ends, i, delivered->offsets[i]) != PS_OK)
            return ps_error_no_memory(error, "the position in the topic");
    }
    if (complete)
        ps_kafka_positions_close(&submission->ends);
    return ps_submit_state_save(sending->state, error);
}

static enum ps_status end_transaction(struct ps_sending *sending, struct ps_error *error)
{
    int64_t started_ms = ps_clock_monotonic_ms();
    enum ps_status status;
    while ((status = ps_kafka_submitter_commit(sending->submitter, error)) == PS_TIMEOUT) {
        int64_t waited_ms = ps_clock_monotonic_ms() - started_ms;
        show_progress(sending);
        if (ps_command_interrupted() && waited_ms > INTERRUPTED_FLUSH_MS)
            return PS_CLOSED;
        if (waited_ms > COMMIT_MS_MAX)
            return ps_error_set(error, PS_UNAVAILABLE,
                                "the broker does not say whether the latest lines are in the topic "
                                "(it will be looked up there)");
    }
    return status;
}

/* Everything that was sent becomes visible, and then is noted. */
static enum ps_status commit(struct ps_sending *sending, bool complete, struct ps_error *error)
{
    enum ps_status status = check_unchanged(sending, complete, error);
    if (status == PS_OK)
        status = wait_for_reports(sending, error);
    if (status != PS_OK) {
        ps_kafka_submitter_abort(sending->submitter);
        sending->in_transaction = false;
        return status;
    }
    status = end_transaction(sending, error);
    sending->in_transaction = false;
    PS_TRY(status);
    return note_position(sending, complete, error);
}

static enum ps_status begin(struct ps_sending *sending, struct ps_error *error)
{
    if (sending->in_transaction || !sending->state)
        return PS_OK;
    PS_TRY(ps_kafka_submitter_begin(sending->submitter, error));
    if (ps_kafka_submitter_counts(sending->submitter).sent == 0)
        ps_progress_begin_from(sending->progress,
                               &(struct ps_progress_counts){.done = sending->num_resumed});
    sending->in_transaction = true;
    sending->chunk_lines = 0;
    sending->chunk_bytes = 0;
    sending->chunk_started_ms = ps_clock_monotonic_ms();
    return PS_OK;
}

static bool chunk_is_full(const struct ps_sending *sending)
{
    return sending->in_transaction &&
           (sending->chunk_lines >= CHUNK_LINES_MAX || sending->chunk_bytes >= CHUNK_BYTES_MAX ||
            ps_clock_monotonic_ms() - sending->chunk_started_ms >= CHUNK_MS_MAX);
}

static bool is_there_already(const struct ps_sending *sending)
{
    uint64_t line = sending->input->number;
    return sending->state &&
           (line <= sending->submission->position || ps_submit_tail_has(sending->tail, line));
}

static enum ps_status send_lines(struct ps_sending *sending, struct ps_error *error)
{
    for (;;) {
        bool more = false;
        if (ps_command_interrupted())
            return PS_CLOSED;
        PS_TRY(ps_batch_input_next(sending->input, &more, error));
        if (!more)
            return PS_OK;
        sending->num_seen++;
        if (is_there_already(sending)) {
            sending->num_resumed++;
            sending->reached = sending->input->number;
            continue;
        }
        PS_TRY(begin(sending, error));
        PS_TRY(send_line(sending, error));
        sending->reached = sending->input->number;
        sending->chunk_lines++;
        sending->chunk_bytes += sending->input->line.size;
        if (chunk_is_full(sending))
            PS_TRY(commit(sending, /*complete=*/false, error));
    }
}

/* The marker is in the last transaction: nobody sees the end before the lines. */
static enum ps_status finish_transactions(struct ps_sending *sending, struct ps_error *error)
{
    if (sending->tail->ended) {
        PS_TRY(check_unchanged(sending, /*at_end=*/true, error));
        if (!sending->in_transaction)
            return note_position(sending, /*complete=*/true, error);
    } else {
        PS_TRY(begin(sending, error));
        PS_TRY(send_end_marker(sending, error));
    }
    return commit(sending, /*complete=*/true, error);
}

/* Once all lines are delivered: nobody sees the end before the lines. */
static enum ps_status finish_plain(struct ps_sending *sending, struct ps_error *error)
{
    PS_TRY(wait_for_reports(sending, error));
    if (!sending->has_batch)
        return PS_OK;
    PS_TRY(send_end_marker(sending, error));
    enum ps_status status = wait_for_reports(sending, error);
    if (status != PS_OK)
        ps_error_prefix(error, "the end of the batch was not marked");
    return status;
}

enum ps_status ps_sending_run(struct ps_sending *sending, struct ps_error *error)
{
    enum ps_status status = send_lines(sending, error);
    if (status == PS_OK)
        status =
            sending->state ? finish_transactions(sending, error) : finish_plain(sending, error);
    else if (status == PS_CLOSED && sending->in_transaction)
        (void)commit(sending, /*complete=*/false, error);
    else if (status == PS_CLOSED)
        (void)wait_for_reports(sending, error);
    if (sending->in_transaction) {
        ps_kafka_submitter_abort(sending->submitter);
        sending->in_transaction = false;
    }
    return status;
}
