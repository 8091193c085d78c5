/* Headers as the contract lists them. */
#include "worker/terminal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/hash.h"
#include "shared/kernel/table.h"
#include "shared/wire/headers.h"
#include "shared/wire/result.h"
#include "worker/traced_job.h"

#define OWN_HEADERS_MAX  16
#define HEADER_TEXT_SIZE 1536
#define CUT_BYTES        1024
#define HEADERS_ESTIMATE 1024

void ps_terminal_close(struct ps_terminal *terminal)
{
    ps_arena_close(&terminal->arena);
    *terminal = (struct ps_terminal){0};
}

bool ps_terminal_exists(const struct ps_run *run)
{
    return run->action == PS_ACTION_PUBLISH || run->action == PS_ACTION_DEAD_LETTER;
}

size_t ps_terminal_bytes(const struct ps_run *run)
{
    const struct ps_arrival *arrival = run->outside;
    size_t value = run->action == PS_ACTION_DEAD_LETTER ? arrival->value_size : run->result.size;
    return value + arrival->key_size + HEADERS_ESTIMATE;
}

/* The headers of a record as they grow. */
struct headers {
    struct ps_arena *arena;
    struct ps_header *items; /* [capacity] */
    size_t count;
    size_t capacity;
    bool failed; /* no memory */
};

static void open_headers(struct headers *headers, struct ps_arena *arena, size_t num_copied)
{
    *headers = (struct headers){.arena = arena, .capacity = num_copied + OWN_HEADERS_MAX};
    headers->items = ps_arena_alloc(arena, headers->capacity, sizeof *headers->items);
    headers->failed = !headers->items;
}

static void add(struct headers *headers, const struct ps_header *header)
{
    if (!headers->failed && headers->count < headers->capacity)
        headers->items[headers->count++] = *header;
}

static void add_text(struct headers *headers, const char *name, const char *format, ...)
    PS_PRINTF(3, 4);

static void add_text(struct headers *headers, const char *name, const char *format, ...)
{
    char text[HEADER_TEXT_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char *copy = ps_arena_string(headers->arena, text, strlen(text));
    headers->failed = headers->failed || !copy;
    if (copy)
        add(headers, &(struct ps_header){.name = name, .value = copy, .size = strlen(copy)});
}

static int64_t positive(int64_t duration_ms)
{
    return duration_ms > 0 ? duration_ms : 0;
}

static void add_own(struct headers *headers, const struct ps_run *run,
                    const struct ps_terminal_context *context)
{
    const struct ps_arrival *arrival = run->outside;
    int64_t begun_ms = run->started_ms ? run->started_ms : run->finished_ms;
    int64_t run_ms = run->started_ms ? run->finished_ms - run->started_ms : 0;
    add_text(headers, PS_HEADER_WORKER, "%s", context->worker);
    if (run->served) {
        char hex[PS_DIGEST_HEX_SIZE];
        ps_digest_hex(ps_model_digest(run->served->model), hex);
        add_text(headers, PS_HEADER_MODEL, "%s@%s", run->served->name, hex);
        add_text(headers, PS_HEADER_ISA, "%s", ps_kernels()->isa);
    }
    if (run->life.use_cache && run->life.outcome == PS_OUTCOME_COMPLETED)
        add_text(headers, PS_HEADER_CACHE, "%s", run->from_cache ? "hit" : "miss");
    if (run->life.outcome == PS_OUTCOME_COMPLETED)
        add_text(headers, PS_HEADER_CACHED_TOKENS, "%zu", ps_run_num_cached(run));
    add_text(headers, PS_HEADER_ATTEMPT, "1");
    add_text(headers, PS_HEADER_SOURCE, "%s/%d/%lld", arrival->topic, (int)arrival->partition,
             (long long)arrival->offset);
    add_text(headers, PS_HEADER_QUEUE_MS, "%lld",
             (long long)positive(begun_ms - arrival->timestamp_ms));
    add_text(headers, PS_HEADER_RUN_MS, "%lld", (long long)positive(run_ms));
    if (arrival->trace.is_on) { /* whatever comes of the result is below the job's own span */
        char traceparent[PS_TRACEPARENT_SIZE];
        ps_trace_context_format(&arrival->trace.context, traceparent);
        add_text(headers, PS_HEADER_TRACEPARENT, "%s", traceparent);
    }
}

/* In place of a result that the producer or the topic doesn't take. */
static enum ps_status say_too_large(struct ps_run *run, const char *topic, size_t bytes,
                                    struct ps_error *error)
{
    struct ps_error refusal = {0};
    (void)ps_error_set(&refusal, PS_TOO_LARGE,
                       "the result has %zu bytes with its headers, which is more than the worker's "
                       "producer (kafka.message.max.bytes) or the topic %s (max.message.bytes) "
                       "takes",
                       bytes, topic);
    ps_error_set_code(&refusal, "result_too_large");
    ps_buffer_clear(&run->result);
    if (ps_result_refused(run->job, &refusal, &run->result) != PS_OK)
        return ps_error_no_memory(error, "a result");
    return PS_OK;
}

static bool is_too_large(const struct ps_kafka_outgoing *outgoing, const struct ps_run *run,
                         const struct ps_terminal_context *context)
{
    const struct ps_arrival *arrival = run->outside;
    return arrival->is_refused || ps_kafka_outgoing_bytes(outgoing) > context->record_bytes_max;
}

/* Where the headers that came with the job alone are too large, the answer goes without them. */
static void leave_out(struct ps_kafka_outgoing *outgoing, size_t num_copied,
                      const struct ps_terminal_context *context)
{
    if (ps_kafka_outgoing_bytes(outgoing) <= context->record_bytes_max)
        return;
    outgoing->headers += num_copied;
    outgoing->num_headers -= num_copied;
}

static enum ps_status make_result(struct ps_terminal *terminal, struct ps_run *run,
                                  const struct ps_terminal_context *context, struct ps_error *error)
{
    struct headers headers;
    struct ps_kafka_outgoing *outgoing = &terminal->outgoing;
    const struct ps_arrival *arrival = run->outside;
    const char *results = context->config->topics.results;
    if (run->result.size == 0) /* there was no memory for it, and there is no other answer */
        return ps_error_no_memory(error, "a result");
    open_headers(&headers, &terminal->arena, run->job->num_copied);
    for (size_t i = 0; i < run->job->num_copied; i++) {
        if (!ps_traced_job_replaces(arrival, run->job->copied[i].name))
            add(&headers, &run->job->copied[i]);
    }
    size_t num_copied = headers.count;
    add_own(&headers, run, context);
    if (headers.failed)
        return ps_error_no_memory(error, "a result's headers");
    outgoing->topic = run->job->reply_to ? run->job->reply_to : results;
    outgoing->headers = headers.items;
    outgoing->num_headers = headers.count;
    outgoing->value_size = run->result.size;
    if (is_too_large(outgoing, run, context))
        PS_TRY(say_too_large(run, outgoing->topic, ps_kafka_outgoing_bytes(outgoing), error));
    outgoing->value = run->result.data;
    outgoing->value_size = run->result.size;
    leave_out(outgoing, num_copied, context);
    return PS_OK;
}

static void add_errors(struct headers *headers, const struct ps_run *run,
                       const struct ps_terminal_context *context)
{
    const struct ps_arrival *arrival = run->outside;
    const char *group = ps_config_kafka(context->config, "group.id");
    add_text(headers, PS_HEADER_DLQ_TOPIC, "%s", arrival->topic);
    add_text(headers, PS_HEADER_DLQ_PARTITION, "%d", (int)arrival->partition);
    add_text(headers, PS_HEADER_DLQ_OFFSET, "%lld", (long long)arrival->offset);
    add_text(headers, PS_HEADER_DLQ_GROUP, "%s", group ? group : "");
    add_text(headers, PS_HEADER_DLQ_DELIVERY_COUNT, "1");
    add_text(headers, PS_HEADER_DLQ_MESSAGE, "%s", run->job->refusal.message);
    add_text(headers, PS_HEADER_DLQ_CODE, "%s", run->job->refusal.code);
}

/* What is too large is told by its digest, its length and its first kilobyte. */
static enum ps_status cut(struct ps_kafka_outgoing *outgoing, struct headers *headers,
                          struct ps_error *error)
{
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    if (ps_digest_of(outgoing->value, outgoing->value_size, &digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "the digest of a dead letter cannot be made");
    ps_digest_hex(&digest, hex);
    add_text(headers, PS_HEADER_DLQ_SHA256, "%s", hex);
    add_text(headers, PS_HEADER_DLQ_LENGTH, "%zu", outgoing->value_size);
    if (outgoing->value_size > CUT_BYTES)
        outgoing->value_size = CUT_BYTES;
    return PS_OK;
}

static enum ps_status make_dead_letter(struct ps_terminal *terminal, const struct ps_run *run,
                                       const struct ps_terminal_context *context,
                                       struct ps_error *error)
{
    const struct ps_arrival *arrival = run->outside;
    struct ps_kafka_outgoing *outgoing = &terminal->outgoing;
    PS_DEFER(ps_freep) struct ps_header *original = NULL;
    size_t num_original = 0;
    struct headers headers;
    if (ps_kafka_message_headers(arrival->record, &original, &num_original) != PS_OK)
        return ps_error_no_memory(error, "a dead letter's headers");
    open_headers(&headers, &terminal->arena, num_original);
    for (size_t i = 0; i < num_original; i++)
        add(&headers, &original[i]);
    add_errors(&headers, run, context);
    outgoing->topic = context->config->topics.dead_letter;
    outgoing->value = arrival->value;
    outgoing->value_size = arrival->value_size;
    outgoing->headers = headers.items;
    outgoing->num_headers = headers.count;
    if (strcmp(run->job->refusal.code, "too_large") == 0 || is_too_large(outgoing, run, context))
        PS_TRY(cut(outgoing, &headers, error));
    outgoing->num_headers = headers.count;
    leave_out(outgoing, num_original, context);
    return headers.failed ? ps_error_no_memory(error, "a dead letter's headers") : PS_OK;
}

enum ps_status ps_terminal_make(struct ps_terminal *terminal, struct ps_run *run,
                                const struct ps_terminal_context *context, struct ps_error *error)
{
    const struct ps_arrival *arrival = run->outside;
    terminal->outgoing.key = arrival->key;
    terminal->outgoing.key_size = arrival->key_size;
    if (run->action == PS_ACTION_DEAD_LETTER)
        return make_dead_letter(terminal, run, context, error);
    return make_result(terminal, run, context, error);
}
