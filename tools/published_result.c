/* A result's line and its headers. */
#include "tools/published_result.h"

#include <jansson.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/wire/headers.h"

static enum ps_status read_custom_id(struct ps_published_result *result, const json_t *line)
{
    const json_t *custom_id = json_object_get(line, "custom_id");
    size_t size = json_string_length(custom_id);
    if (size == 0 || size > PS_CUSTOM_ID_SIZE_MAX)
        return PS_INVALID;
    memcpy(result->custom_id, json_string_value(custom_id), size + 1);
    return PS_OK;
}

static const char *status_of(const json_t *line, bool succeeded)
{
    const char *code = json_string_value(json_object_get(json_object_get(line, "error"), "code"));
    if (succeeded)
        return "completed";
    if (code && strcmp(code, "batch_expired") == 0)
        return "expired";
    if (code && strcmp(code, "batch_cancelled") == 0)
        return "cancelled";
    return "failed";
}

/* A header's duration; 0 where it has none. */
static int64_t duration_ms(const struct ps_kafka_reader_record *record, const char *name)
{
    uint64_t number = 0;
    bool known = ps_kafka_reader_number(record, name, &number);
    return known && number < INT64_MAX / 4 ? (int64_t)number : 0;
}

/* The record was made as the job was done. A body tells when the job was made, but for those of
 * embeddings and of refusals. */
static void read_times(struct ps_published_result *result, const json_t *body,
                       const struct ps_kafka_reader_record *record)
{
    const json_t *created = json_object_get(body, "created");
    int64_t started_ms = record->timestamp_ms - duration_ms(record, PS_HEADER_RUN_MS);
    int64_t created_ms = started_ms - duration_ms(record, PS_HEADER_QUEUE_MS);
    result->completed_s = record->timestamp_ms / 1000;
    result->started_s = started_ms > 0 ? started_ms / 1000 : 0;
    result->created_s = json_is_integer(created) ? json_integer_value(created)
                        : created_ms > 0         ? created_ms / 1000
                                                 : 0;
}

enum ps_status ps_published_result_read(struct ps_published_result *result,
                                        const struct ps_kafka_reader_record *record)
{
    *result = (struct ps_published_result){0};
    PS_DEFER(json_decrefp)
    json_t *line = record->value ? json_loadb(record->value, record->value_size, 0, NULL) : NULL;
    const json_t *response = json_object_get(line, "response");
    const json_t *body = json_object_get(response, "body");
    const json_t *usage = json_object_get(body, "usage");
    PS_TRY(read_custom_id(result, line));
    result->succeeded = json_integer_value(json_object_get(response, "status_code")) == 200;
    result->status = status_of(line, result->succeeded);
    result->tokens = json_integer_value(json_object_get(usage, "completion_tokens"));
    read_times(result, body, record);
    (void)ps_kafka_reader_header(record, PS_HEADER_TENANT, result->tenant, sizeof result->tenant);
    (void)ps_kafka_reader_header(record, PS_HEADER_BATCH, result->batch, sizeof result->batch);
    (void)ps_kafka_reader_header(record, PS_HEADER_WORKER, result->worker, sizeof result->worker);
    return PS_OK;
}
