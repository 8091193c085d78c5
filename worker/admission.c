/* From records to runs that the engines can take. */
#include "worker/admission.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/cancelling.h"
#include "worker/enquiry.h"
#include "worker/line.h"
#include "worker/traced_job.h"

#define WAIT_MS 100

/* The record's bytes aren't needed any more, except by a dead letter. */
static void release_record(struct ps_arrival *arrival)
{
    if (arrival->run->action == PS_ACTION_DEAD_LETTER)
        return;
    ps_kafka_message_release(arrival->record);
    arrival->record = NULL;
    arrival->value = NULL;
    arrival->value_size = 0;
}

static enum ps_status parse(struct ps_line *line, struct ps_arrival *arrival,
                            struct ps_error *error)
{
    PS_DEFER(ps_freep) struct ps_header *headers = NULL;
    size_t num_headers = 0;
    if (ps_kafka_message_headers(arrival->record, &headers, &num_headers) != PS_OK)
        return ps_error_no_memory(error, "a record's headers");
    ps_traced_job_begin(line->tracing, arrival, headers, num_headers);
    const struct ps_record record = {
        .value = arrival->value,
        .size = arrival->value_size,
        .headers = headers,
        .num_headers = num_headers,
        .timestamp_ms = arrival->timestamp_ms,
    };
    PS_TRY(ps_run_create(&arrival->run, line->runner, &record, ps_clock_unix_ms(), error));
    arrival->run->outside = arrival;
    release_record(arrival);
    return PS_OK;
}

/* Parses a chunk; returns how many runs there are now. A record that there is no memory for can't
 * be answered, and must not be skipped: the worker stops, and it is delivered again. */
static size_t parse_chunk(struct ps_line *line, void *const *arrivals, size_t num_arrivals,
                          struct ps_run **runs)
{
    size_t num_runs = 0;
    for (size_t i = 0; i < num_arrivals; i++) {
        struct ps_arrival *arrival = arrivals[i];
        struct ps_error error = {0};
        if (ps_flight_is_dropped(arrival)) {
            ps_flight_release(line->flight, arrival);
        } else if (parse(line, arrival, &error) == PS_OK) {
            runs[num_runs++] = arrival->run;
        } else {
            ps_line_fail(line, &error);
            ps_flight_release(line->flight, arrival);
        }
    }
    return num_runs;
}

static void prepare(struct ps_line *line, struct ps_run *run)
{
    struct ps_trace *trace = &ps_line_arrival(run)->trace;
    int64_t begin_us = ps_clock_monotonic_us();
    ps_trace_mark(trace, PS_MARK_TOKENIZE);
    (void)ps_run_prepare(run, ps_clock_unix_ms());
    ps_trace_mark(trace, PS_MARK_TOKENIZED);
    ps_metrics_observe(line->metrics, PS_HISTOGRAM_TOKENIZE,
                       (double)(ps_clock_monotonic_us() - begin_us) / 1e6);
    if (run->action != PS_ACTION_ADMIT)
        return;
    ps_flight_count_tokens(line->flight, ps_line_arrival(run), ps_run_num_tokens(run));
    ps_line_tell_started(line, run);
    ps_cancelling_watch(line, run);
}

/* What jobs may ask for, from this chunk on. */
static void follow_config(struct ps_line *line)
{
    const struct ps_config *config = ps_line_config(line, PS_THREAD_ADMISSION);
    ps_runner_allow_replies(line->runner,
                            (const char *const *)config->topics.reply_to_allowed.items,
                            config->topics.reply_to_allowed.count);
}

static void admit_chunk(struct ps_line *line, void *const *arrivals, size_t num_arrivals)
{
    struct ps_run *runs[PS_LINE_CHUNK];
    follow_config(line);
    size_t num_runs = parse_chunk(line, arrivals, num_arrivals, runs);
    ps_enquiry_make(line, runs, num_runs);
    for (size_t i = 0; i < num_runs; i++) {
        if (runs[i]->action == PS_ACTION_PREPARE)
            prepare(line, runs[i]);
        ps_line_route(line, runs[i]);
    }
}

void *ps_admission_run(void *context)
{
    struct ps_line *line = context;
    void *arrivals[PS_LINE_CHUNK];
    for (;;) {
        ps_pulse_beat(&line->pulse, PS_THREAD_ADMISSION, ps_clock_monotonic_ms());
        size_t count = ps_queue_pop_many(line->admission, arrivals, PS_LINE_CHUNK, WAIT_MS);
        if (count > 0)
            admit_chunk(line, arrivals, count);
        else if (atomic_load(&line->is_ending))
            return NULL;
    }
}
