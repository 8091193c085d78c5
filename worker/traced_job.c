/* From a run to a span. */
#include "worker/traced_job.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/wire/headers.h"

void ps_traced_job_begin(const struct ps_tracing *tracing, struct ps_arrival *arrival,
                         const struct ps_header *headers, size_t num_headers)
{
    const struct ps_header *parent = NULL;
    for (size_t i = 0; i < num_headers; i++) {
        if (strcmp(headers[i].name, PS_HEADER_TRACEPARENT) == 0)
            parent = &headers[i];
    }
    ps_tracing_begin(tracing, parent ? parent->value : NULL, parent ? parent->size : 0,
                     &arrival->trace);
}

/* A state belongs to the trace that it came with. */
bool ps_traced_job_replaces(const struct ps_arrival *arrival, const char *header)
{
    const struct ps_trace *trace = &arrival->trace;
    return trace->is_on && (strcmp(header, PS_HEADER_TRACEPARENT) == 0 ||
                            (!trace->is_continued && strcmp(header, PS_HEADER_TRACESTATE) == 0));
}

static void copy_text(char *out, size_t capacity, const char *text)
{
    ps_utf8_copy(out, capacity, text ? text : "", text ? strlen(text) : 0);
}

/* A state that isn't printable ASCII, or is longer than the W3C lets it be, isn't told of. */
static void copy_state(struct ps_trace_span *span, const struct ps_job *job)
{
    for (size_t i = 0; span->trace.is_continued && i < job->num_copied; i++) {
        const struct ps_header *header = &job->copied[i];
        const char *text = header->value;
        size_t size = 0;
        if (strcmp(header->name, PS_HEADER_TRACESTATE) != 0 ||
            header->size >= sizeof span->trace_state)
            continue;
        while (size < header->size && text[size] >= ' ' && text[size] <= '~')
            size++;
        if (size == header->size && size > 0)
            memcpy(span->trace_state, text, size);
    }
}

/* The answer's own count. Outside of a string the bytes "usage": are a key, since quotes in strings
 * are escaped; the response's is the last. */
static void read_usage(struct ps_trace_span *span, const struct ps_buffer *result)
{
    static const char key[] = "\"usage\":";
    const size_t key_size = sizeof key - 1;
    for (size_t at = result->size; at >= key_size; at--) {
        const char *text = result->data + at - key_size;
        if (memcmp(text, key, key_size) != 0)
            continue;
        PS_DEFER(json_decrefp)
        json_t *usage =
            json_loadb(result->data + at, result->size - at, JSON_DISABLE_EOF_CHECK, NULL);
        const json_t *input = json_object_get(usage, "prompt_tokens");
        const json_t *output = json_object_get(usage, "completion_tokens");
        span->input_tokens = json_is_integer(input) ? json_integer_value(input) : -1;
        span->output_tokens = json_is_integer(output) ? json_integer_value(output) : -1;
        return;
    }
}

/* Why there is no answer, as the result has it. */
static void read_error(struct ps_trace_span *span, const struct ps_buffer *result)
{
    PS_DEFER(json_decrefp) json_t *root = json_loadb(result->data, result->size, 0, NULL);
    const json_t *body = json_object_get(json_object_get(root, "response"), "body");
    const json_t *error = json_object_get(body ? body : root, "error");
    const char *code = json_string_value(json_object_get(error, "code"));
    const char *type = json_string_value(json_object_get(error, "type"));
    copy_text(span->error_type, sizeof span->error_type, code ? code : type);
    copy_text(span->error_message, sizeof span->error_message,
              json_string_value(json_object_get(error, "message")));
}

static void tell_outcome(struct ps_trace_span *span, const struct ps_run *run)
{
    switch (run->life.outcome) {
    case PS_OUTCOME_COMPLETED:
        read_usage(span, &run->result);
        break;
    case PS_OUTCOME_FAILED:
    case PS_OUTCOME_EXPIRED:
        span->is_error = true;
        read_error(span, &run->result);
        break;
    case PS_OUTCOME_DEAD:
        span->is_error = true;
        span->outcome = "dead";
        copy_text(span->error_type, sizeof span->error_type, run->job->refusal.code);
        copy_text(span->error_message, sizeof span->error_message, run->job->refusal.message);
        return;
    case PS_OUTCOME_MARKER:
        span->outcome = "batch_end";
        return;
    default:
        break;
    }
    span->outcome = ps_run_status(run);
}

static const char *known_url(const struct ps_job *job)
{
    const struct ps_task *task = job->url ? ps_task_find(job->url) : NULL;
    return task ? task->url : NULL;
}

void ps_traced_job_end(struct ps_tracing *tracing, const struct ps_run *run)
{
    const struct ps_arrival *arrival = run->outside;
    if (!arrival->trace.is_on)
        return;
    struct ps_trace_span *span = calloc(1, sizeof *span);
    if (!span)
        return; /* nothing depends on it */
    *span = (struct ps_trace_span){
        .trace = arrival->trace,
        .partition = arrival->partition,
        .offset = arrival->offset,
        .queue_ms = -1,
        .url = known_url(run->job),
        .model = run->served ? run->served->name : NULL,
        .from_cache = run->from_cache,
        .input_tokens = -1,
        .output_tokens = -1,
    };
    if (arrival->timestamp_ms > 0)
        span->queue_ms = arrival->trace.received_unix_us / 1000 - arrival->timestamp_ms;
    copy_text(span->topic, sizeof span->topic, arrival->topic);
    copy_text(span->custom_id, sizeof span->custom_id, run->job->custom_id);
    copy_state(span, run->job);
    tell_outcome(span, run);
    ps_tracing_end(tracing, span);
}
