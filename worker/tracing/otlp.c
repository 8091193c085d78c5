/* ExportTraceServiceRequest in JSON. Attributes follow OpenTelemetry's conventions for messaging
 * and generative AI; what they have no name for is penstock.* */
#include "worker/tracing/otlp.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "shared/base/defer.h"
#include "shared/wire/render.h"

#define KIND_INTERNAL 1
#define KIND_CONSUMER 5
#define STATUS_ERROR  2

/* Span.flags above the eight of the trace context. */
#define FLAG_HAS_IS_REMOTE 0x100
#define FLAG_IS_REMOTE     0x200

/* A growing list of attributes; one that fails makes the whole NULL in the end. */
struct attributes {
    json_t *list;
    bool failed;
};

/* Takes value. */
static void add_value(struct attributes *attributes, const char *key, json_t *value)
{
    json_t *attribute = value ? json_pack("{s:s, s:o}", "key", key, "value", value) : NULL;
    if (!attribute || json_array_append_new(attributes->list, attribute) != 0)
        attributes->failed = true;
}

static void add_text(struct attributes *attributes, const char *key, const char *text)
{
    if (text && text[0])
        add_value(attributes, key, json_pack("{s:s}", "stringValue", text));
}

static void add_number(struct attributes *attributes, const char *key, int64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%lld", (long long)number);
    add_value(attributes, key, json_pack("{s:s}", "intValue", text));
}

static void add_boolean(struct attributes *attributes, const char *key, bool value)
{
    add_value(attributes, key, json_pack("{s:b}", "boolValue", (int)value));
}

/* The conventions' name of what a url asks for; a url that they have none for names itself. */
static const char *operation_of(const char *url)
{
    static const struct {
        const char *url;
        const char *operation;
    } known[] = {
        {"/v1/chat/completions", "chat"},
        {"/v1/completions", "text_completion"},
        {"/v1/embeddings", "embeddings"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].url, url) == 0)
            return known[i].operation;
    }
    return strncmp(url, "/v1/", 4) == 0 ? url + 4 : url;
}

static void add_messaging(struct attributes *attributes, const struct ps_otlp_resource *resource,
                          const struct ps_trace_span *span)
{
    char partition[16];
    (void)snprintf(partition, sizeof partition, "%d", (int)span->partition);
    add_text(attributes, "messaging.system", "kafka");
    add_text(attributes, "messaging.operation.name", "process");
    add_text(attributes, "messaging.operation.type", "process");
    add_text(attributes, "messaging.destination.name", span->topic);
    add_text(attributes, "messaging.destination.partition.id", partition);
    add_number(attributes, "messaging.kafka.offset", span->offset);
    add_text(attributes, "messaging.consumer.group.name", resource->group);
}

static void add_inference(struct attributes *attributes, const struct ps_trace_span *span)
{
    if (span->url) {
        add_text(attributes, "gen_ai.operation.name", operation_of(span->url));
        add_text(attributes, "gen_ai.provider.name", "penstock");
        add_text(attributes, "penstock.url", span->url);
    }
    add_text(attributes, "gen_ai.request.model", span->model);
    if (span->input_tokens >= 0)
        add_number(attributes, "gen_ai.usage.input_tokens", span->input_tokens);
    if (span->output_tokens >= 0)
        add_number(attributes, "gen_ai.usage.output_tokens", span->output_tokens);
}

/* A new reference, or NULL. */
static json_t *attributes_of(const struct ps_otlp_resource *resource,
                             const struct ps_trace_span *span)
{
    struct attributes attributes = {.list = json_array()};
    if (!attributes.list)
        return NULL;
    add_messaging(&attributes, resource, span);
    add_inference(&attributes, span);
    add_text(&attributes, "penstock.custom_id", span->custom_id);
    add_text(&attributes, "penstock.outcome", span->outcome);
    add_boolean(&attributes, "penstock.from_cache", span->from_cache);
    if (span->queue_ms >= 0)
        add_number(&attributes, "penstock.queue_ms", span->queue_ms);
    if (span->is_error)
        add_text(&attributes, "error.type", span->error_type);
    if (!attributes.failed)
        return attributes.list;
    json_decref(attributes.list);
    return NULL;
}

/* OTLP's times are nanoseconds since 1970, as strings. */
static void time_text(const struct ps_trace *trace, enum ps_trace_mark mark, char text[32])
{
    int64_t since_us = trace->marks_us[mark] - trace->marks_us[PS_MARK_RECEIVED];
    (void)snprintf(text, 32, "%lld000", (long long)(trace->received_unix_us + since_us));
}

/* Ids and times, which all spans have. A new reference, or NULL. */
static json_t *make_span(const struct ps_trace *trace, const uint8_t id[PS_SPAN_ID_SIZE],
                         const char *name, enum ps_trace_mark begin, enum ps_trace_mark end)
{
    char trace_id[2 * PS_TRACE_ID_SIZE + 1];
    char span_id[2 * PS_SPAN_ID_SIZE + 1];
    char begins[32];
    char ends[32];
    ps_trace_hex(trace->context.trace_id, PS_TRACE_ID_SIZE, trace_id);
    ps_trace_hex(id, PS_SPAN_ID_SIZE, span_id);
    time_text(trace, begin, begins);
    time_text(trace, end, ends);
    return json_pack("{s:s, s:s, s:s, s:s, s:s}", "traceId", trace_id, "spanId", span_id, "name",
                     name, "startTimeUnixNano", begins, "endTimeUnixNano", ends);
}

static bool set_parent(json_t *made, const struct ps_trace *trace,
                       const uint8_t parent[PS_SPAN_ID_SIZE], int flags)
{
    char text[2 * PS_SPAN_ID_SIZE + 1];
    ps_trace_hex(parent, PS_SPAN_ID_SIZE, text);
    return json_object_set_new(made, "parentSpanId", json_string(text)) == 0 &&
           json_object_set_new(made, "flags", json_integer(trace->context.flags | flags)) == 0;
}

static json_t *job_span(const struct ps_otlp_resource *resource, const struct ps_trace_span *span)
{
    char name[PS_SPAN_TOPIC_SIZE + 16];
    const struct ps_trace *trace = &span->trace;
    (void)snprintf(name, sizeof name, "process %s", span->topic);
    json_t *made =
        make_span(trace, trace->context.span_id, name, PS_MARK_RECEIVED, PS_MARK_COMMITTED);
    bool whole = json_object_set_new(made, "kind", json_integer(KIND_CONSUMER)) == 0 &&
                 json_object_set_new(made, "attributes", attributes_of(resource, span)) == 0;
    if (whole && trace->is_continued)
        whole = set_parent(made, trace, trace->parent_id, FLAG_HAS_IS_REMOTE | FLAG_IS_REMOTE);
    if (whole && span->trace_state[0])
        whole = json_object_set_new(made, "traceState", json_string(span->trace_state)) == 0;
    if (whole && span->is_error)
        whole = json_object_set_new(made, "status",
                                    json_pack("{s:i, s:s}", "code", STATUS_ERROR, "message",
                                              span->error_message)) == 0;
    if (whole)
        return made;
    json_decref(made);
    return NULL;
}

static json_t *part_span(const struct ps_trace *trace, const struct ps_span_part *part)
{
    uint8_t id[PS_SPAN_ID_SIZE];
    if (getrandom(id, sizeof id, 0) != (ssize_t)sizeof id)
        return NULL;
    json_t *made = make_span(trace, id, part->name, part->begin, part->end);
    if (json_object_set_new(made, "kind", json_integer(KIND_INTERNAL)) == 0 &&
        set_parent(made, trace, trace->context.span_id, FLAG_HAS_IS_REMOTE))
        return made;
    json_decref(made);
    return NULL;
}

static bool append_job(json_t *list, const struct ps_otlp_resource *resource,
                       const struct ps_trace_span *span)
{
    struct ps_span_part parts[PS_SPAN_PARTS_MAX];
    size_t num_parts = ps_span_parts(&span->trace, parts);
    if (json_array_append_new(list, job_span(resource, span)) != 0)
        return false;
    for (size_t i = 0; i < num_parts; i++) {
        if (json_array_append_new(list, part_span(&span->trace, &parts[i])) != 0)
            return false;
    }
    return true;
}

static json_t *resource_attributes(const struct ps_otlp_resource *resource)
{
    struct attributes attributes = {.list = json_array()};
    if (!attributes.list)
        return NULL;
    add_text(&attributes, "service.name", "penstock-worker");
    add_text(&attributes, "service.version", PS_VERSION);
    add_text(&attributes, "service.instance.id", resource->instance);
    if (!attributes.failed)
        return attributes.list;
    json_decref(attributes.list);
    return NULL;
}

enum ps_status ps_otlp_request(const struct ps_otlp_resource *resource,
                               struct ps_trace_span *const *spans, size_t num_spans,
                               struct ps_buffer *out)
{
    json_t *list = json_array();
    bool whole = list != NULL;
    for (size_t i = 0; whole && i < num_spans; i++)
        whole = append_job(list, resource, spans[i]);
    if (!whole) {
        json_decref(list);
        return PS_NO_MEMORY;
    }
    PS_DEFER(json_decrefp)
    json_t *request =
        json_pack("{s:[{s:{s:o}, s:[{s:{s:s, s:s}, s:o}]}]}", "resourceSpans", "resource",
                  "attributes", resource_attributes(resource), "scopeSpans", "scope", "name",
                  "penstock", "version", PS_VERSION, "spans", list);
    return request ? ps_render_json(out, request, 0) : PS_NO_MEMORY;
}

size_t ps_otlp_num_spans(const struct ps_trace_span *span)
{
    struct ps_span_part parts[PS_SPAN_PARTS_MAX];
    return 1 + ps_span_parts(&span->trace, parts);
}

uint64_t ps_otlp_num_rejected(const char *answer, size_t size)
{
    PS_DEFER(json_decrefp) json_t *root = json_loadb(answer ? answer : "", size, 0, NULL);
    const json_t *success = json_object_get(root, "partialSuccess");
    const json_t *number = json_object_get(success, "rejectedSpans");
    if (json_is_string(number))
        return strtoull(json_string_value(number), NULL, 10);
    return json_integer_value(number) > 0 ? (uint64_t)json_integer_value(number) : 0;
}
