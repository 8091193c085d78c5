/* What the client's tools want to know of a job's or a result's line. */
#include "tools/result_line.h"

#include <jansson.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/json_scan.h"

static size_t copy_custom_id(const json_t *object, char id[PS_CUSTOM_ID_SIZE_MAX + 1])
{
    const json_t *member = json_object_get(object, "custom_id");
    size_t size = json_string_length(member); /* 0 for what is no string */
    if (size > PS_CUSTOM_ID_SIZE_MAX)
        size = 0;
    if (size > 0)
        memcpy(id, json_string_value(member), size);
    id[size] = '\0';
    return size;
}

enum ps_status ps_line_custom_id(const char *line, size_t size, char id[PS_CUSTOM_ID_SIZE_MAX + 1],
                                 size_t *id_size)
{
    struct ps_json_scan scan;
    PS_TRY(ps_json_scan(line, size, "custom_id", &scan));
    if (!scan.well_formed || !scan.value ||
        !ps_json_scan_string(scan.value, scan.value_size, id, PS_CUSTOM_ID_SIZE_MAX + 1))
        id[0] = '\0';
    *id_size = strlen(id);
    return PS_OK;
}

enum ps_status ps_result_summarize(const char *line, size_t size, struct ps_result_summary *summary)
{
    *summary = (struct ps_result_summary){0};
    PS_DEFER(json_decrefp) json_t *json = json_loadb(line, size, 0, NULL);
    if (!json_is_object(json))
        return PS_INVALID;
    const json_t *response = json_object_get(json, "response");
    const json_t *usage = json_object_get(json_object_get(response, "body"), "usage");
    json_int_t tokens = json_integer_value(json_object_get(usage, "total_tokens"));
    summary->custom_id_size = copy_custom_id(json, summary->custom_id);
    summary->succeeded = json_integer_value(json_object_get(response, "status_code")) == 200;
    summary->tokens = tokens > 0 ? (uint64_t)tokens : 0;
    return PS_OK;
}
