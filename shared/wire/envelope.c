/* The envelope of a job. */
#include "shared/wire/envelope.h"

#include <string.h>

#include "shared/base/json_read.h"

/* What no reader should be given, although it is well-formed. */
static enum ps_status check_shape(const struct ps_json_scan *scan, struct ps_error *refusal)
{
    if (scan->has_mark)
        return ps_error_set(refusal, PS_INVALID,
                            "found a byte order mark at byte 0, expected the job's first brace");
    if (scan->depth > PS_JOB_DEPTH_MAX)
        return ps_error_set(refusal, PS_INVALID,
                            "found arrays and objects nested %zu deep, expected at most %d",
                            scan->depth, PS_JOB_DEPTH_MAX);
    return PS_OK;
}

static const char *type_name(const json_t *json)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number",  [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };
    return names[json_typeof(json)];
}

static void refuse(struct ps_error *refusal, const char *param, const char *expected,
                   const json_t *found)
{
    if (found)
        ps_error_set_param(refusal, PS_INVALID, param, "%s: found %s, expected %s", param,
                           type_name(found), expected);
    else
        ps_error_set_param(refusal, PS_INVALID, param, "%s: missing, expected %s", param, expected);
}

static void check_method(const json_t *root, struct ps_error *refusal)
{
    const json_t *method = json_object_get(root, "method");
    if (!json_is_string(method))
        refuse(refusal, "method", "\"POST\"", method);
    else if (strcmp(json_string_value(method), "POST") != 0)
        ps_error_set_param(refusal, PS_INVALID, "method",
                           "method: found \"%.64s\", expected \"POST\"", json_string_value(method));
}

/* Refuses keys that no job has. */
static void check_keys(json_t *root, struct ps_error *refusal)
{
    static const char *const known[] = {"custom_id", "method", "url", "body"};
    const char *key;
    json_t *value;
    json_object_foreach(root, key, value)
    {
        bool found = false;
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
            found = found || strcmp(key, known[i]) == 0;
        if (!found)
            ps_error_set_param(refusal, PS_INVALID, key,
                               "%.64s: unknown key, expected custom_id, method, url and body", key);
    }
}

static enum ps_status read_url(struct ps_job *job, const json_t *root)
{
    const json_t *url = json_object_get(root, "url");
    if (!json_is_string(url)) {
        refuse(&job->refusal, "url", "a string such as \"/v1/completions\"", url);
        return PS_OK;
    }
    job->url = strdup(json_string_value(url));
    return job->url ? PS_OK : PS_NO_MEMORY;
}

static void read_body(struct ps_job *job, const json_t *root)
{
    json_t *body = json_object_get(root, "body");
    if (!json_is_object(body)) {
        refuse(&job->refusal, "body", "an object", body);
        return;
    }
    const json_t *model = json_object_get(body, "model");
    if (!json_is_string(model))
        refuse(&job->refusal, "model", "the name of a model", model);
    else if (json_string_length(model) == 0)
        ps_error_set_param(&job->refusal, PS_INVALID, "model",
                           "model: found \"\", expected the name of a model");
    if (job->refusal.status != PS_OK)
        return;
    job->body = json_incref(body);
    job->model = json_string_value(model);
}

enum ps_status ps_envelope_read(struct ps_job *job, const char *text,
                                const struct ps_json_scan *scan)
{
    PS_DEFER(json_decrefp) json_t *root = NULL;
    if (check_shape(scan, &job->refusal) != PS_OK)
        return PS_OK;
    enum ps_status status = ps_json_read(text, false, &root, &job->refusal);
    if (status != PS_OK)
        return status == PS_INVALID ? PS_OK : status;
    check_method(root, &job->refusal);
    PS_TRY(read_url(job, root));
    check_keys(root, &job->refusal);
    read_body(job, root);
    return PS_OK;
}
