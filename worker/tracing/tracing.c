/* The queue and the thread: batches, retries, and what is given up. */
#include "worker/tracing/tracing.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "shared/base/queue.h"
#include "worker/tracing/otlp.h"
#include "worker/tracing/retry.h"
#include "worker/tracing/sender.h"

#define QUEUE_JOBS_MAX 1024
#define BATCH_JOBS_MAX 128
#define LINGER_MS      1000 /* how long a batch waits for more */
#define WAIT_MS        500
#define CLOSE_MS       2000
#define NAP_MS         50 /* of a wait that may have to end early */

struct ps_tracing {
    struct ps_tracing_endpoint endpoint;
    struct ps_otlp_resource resource;
    int64_t sample_percent;
    struct ps_queue *queue; /* struct ps_trace_span */
    struct ps_tracing_sender *sender;
    pthread_t thread;
    bool has_thread;
    atomic_bool is_closing;
    atomic_uint_fast64_t exported;
    atomic_uint_fast64_t dropped;
    bool is_failing; /* the thread's: has been said */
};

/* Waits, unless the worker stops meanwhile. */
static void wait_for(const struct ps_tracing *tracing, int64_t duration_ms)
{
    int64_t until_ms = ps_clock_monotonic_ms() + duration_ms;
    while (!atomic_load(&tracing->is_closing) && ps_clock_monotonic_ms() < until_ms)
        ps_clock_sleep_ms(NAP_MS);
}

static void say_failing(struct ps_tracing *tracing, const struct ps_tracing_answer *answer)
{
    if (tracing->is_failing)
        return;
    tracing->is_failing = true;
    if (answer->status > 0)
        ps_log(PS_LOG_WARNING, "tracing", "the collector answers %ld", answer->status);
    else
        ps_log(PS_LOG_WARNING, "tracing", "the collector can't be reached: %s", answer->problem);
}

static void say_taken(struct ps_tracing *tracing)
{
    if (tracing->is_failing)
        ps_log(PS_LOG_INFO, "tracing", "the collector takes spans again");
    tracing->is_failing = false;
}

/* How many of num_spans the collector took. */
static uint64_t send(struct ps_tracing *tracing, const struct ps_buffer *request,
                     uint64_t num_spans)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer body = {0};
    for (size_t num_tries = 1;; num_tries++) {
        struct ps_tracing_answer answer = {.body = body};
        ps_tracing_sender_post(tracing->sender, request, &answer);
        body = answer.body;
        if (answer.status >= 200 && answer.status < 300) {
            uint64_t rejected = ps_otlp_num_rejected(body.data, body.size);
            say_taken(tracing);
            return rejected < num_spans ? num_spans - rejected : 0;
        }
        say_failing(tracing, &answer);
        int64_t pause_ms = ps_tracing_retry_ms(&answer, num_tries);
        if (pause_ms < 0 || atomic_load(&tracing->is_closing))
            return 0;
        wait_for(tracing, pause_ms);
    }
}

static void export(struct ps_tracing *tracing, void *const *popped, size_t count)
{
    struct ps_trace_span *spans[BATCH_JOBS_MAX];
    uint64_t num_spans = 0;
    uint64_t taken = 0;
    PS_DEFER(ps_buffer_close) struct ps_buffer request = {0};
    for (size_t i = 0; i < count; i++) {
        spans[i] = popped[i];
        num_spans += ps_otlp_num_spans(spans[i]);
    }
    if (ps_otlp_request(&tracing->resource, spans, count, &request) == PS_OK)
        taken = send(tracing, &request, num_spans);
    atomic_fetch_add(&tracing->exported, taken);
    atomic_fetch_add(&tracing->dropped, num_spans - taken);
    for (size_t i = 0; i < count; i++)
        free(spans[i]);
}

/* A batch is sent when it is full, or its first span has waited long enough. */
static size_t gather(struct ps_tracing *tracing, void *popped[BATCH_JOBS_MAX])
{
    size_t count = ps_queue_pop_many(tracing->queue, popped, BATCH_JOBS_MAX, WAIT_MS);
    int64_t until_ms = ps_clock_monotonic_ms() + LINGER_MS;
    while (count > 0 && count < BATCH_JOBS_MAX && !atomic_load(&tracing->is_closing)) {
        int64_t left_ms = until_ms - ps_clock_monotonic_ms();
        if (left_ms <= 0)
            break;
        count += ps_queue_pop_many(tracing->queue, popped + count, BATCH_JOBS_MAX - count,
                                   left_ms < NAP_MS ? left_ms : NAP_MS);
    }
    return count;
}

static void *run(void *context)
{
    struct ps_tracing *tracing = context;
    void *popped[BATCH_JOBS_MAX];
    for (;;) {
        bool was_closing = atomic_load(&tracing->is_closing);
        size_t count = gather(tracing, popped);
        if (count > 0)
            export(tracing, popped, count);
        else if (was_closing)
            return NULL;
    }
}

static enum ps_status start(struct ps_tracing *tracing, struct ps_error *error)
{
    tracing->queue = ps_queue_create(QUEUE_JOBS_MAX);
    if (!tracing->queue)
        return ps_error_no_memory(error, "tracing");
    PS_TRY(ps_tracing_sender_create(&tracing->sender, &tracing->endpoint, error));
    int code = pthread_create(&tracing->thread, NULL, run, tracing);
    if (code != 0)
        return ps_error_set(error, PS_INTERNAL, "the thread of tracing cannot be started: %s",
                            strerror(code));
    tracing->has_thread = true;
    (void)pthread_setname_np(tracing->thread, "tracing");
    return PS_OK;
}

enum ps_status ps_tracing_open(struct ps_tracing **tracing, const struct ps_config *config,
                               const char *instance, struct ps_error *error)
{
    PS_DEFER(ps_tracing_closep) struct ps_tracing *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "tracing");
    PS_TRY(ps_tracing_endpoint_parse(&made->endpoint, config->tracing.endpoint,
                                     config->tracing.headers, error));
    if (!made->endpoint.url)
        return PS_OK;
    made->resource = (struct ps_otlp_resource){instance, ps_config_kafka(config, "group.id")};
    made->sample_percent = config->tracing.sample_percent;
    PS_TRY(start(made, error));
    *tracing = ps_take(made);
    return PS_OK;
}

void ps_tracing_close(struct ps_tracing *tracing)
{
    if (!tracing)
        return;
    if (tracing->has_thread) {
        ps_tracing_sender_end_by(tracing->sender, ps_clock_monotonic_ms() + CLOSE_MS);
        atomic_store(&tracing->is_closing, true);
        ps_queue_close(tracing->queue);
        (void)pthread_join(tracing->thread, NULL);
    }
    ps_queue_destroy(tracing->queue);
    ps_tracing_sender_destroy(tracing->sender);
    ps_tracing_endpoint_close(&tracing->endpoint);
    free(tracing);
}

/* A new trace, for the share of jobs that get one. False: none, or no random numbers. */
static bool begin_own(const struct ps_tracing *tracing, struct ps_trace *trace)
{
    uint32_t draw;
    if (getrandom(&draw, sizeof draw, 0) != (ssize_t)sizeof draw ||
        (int64_t)(draw % 100) >= tracing->sample_percent)
        return false;
    trace->context.flags = PS_TRACE_SAMPLED;
    return getrandom(trace->context.trace_id, PS_TRACE_ID_SIZE, 0) == PS_TRACE_ID_SIZE;
}

void ps_tracing_begin(const struct ps_tracing *tracing, const void *traceparent,
                      size_t traceparent_size, struct ps_trace *trace)
{
    struct ps_trace made = {0};
    *trace = made;
    if (!tracing)
        return;
    made.is_continued = ps_trace_context_parse(&made.context, traceparent, traceparent_size);
    if (made.is_continued && !(made.context.flags & PS_TRACE_SAMPLED))
        return;
    if (!made.is_continued && !begin_own(tracing, &made))
        return;
    memcpy(made.parent_id, made.context.span_id, PS_SPAN_ID_SIZE);
    if (getrandom(made.context.span_id, PS_SPAN_ID_SIZE, 0) != PS_SPAN_ID_SIZE)
        return;
    made.is_on = true;
    made.received_unix_us = ps_clock_unix_us();
    ps_trace_mark(&made, PS_MARK_RECEIVED);
    *trace = made;
}

void ps_tracing_end(struct ps_tracing *tracing, struct ps_trace_span *span)
{
    if (tracing && ps_queue_push(tracing->queue, span, 0) == PS_OK)
        return;
    if (tracing)
        atomic_fetch_add(&tracing->dropped, ps_otlp_num_spans(span));
    free(span);
}

void ps_tracing_counts(const struct ps_tracing *tracing, struct ps_tracing_counts *counts)
{
    *counts = (struct ps_tracing_counts){0};
    if (!tracing)
        return;
    counts->exported = atomic_load(&tracing->exported);
    counts->dropped = atomic_load(&tracing->dropped);
}
