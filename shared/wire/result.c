/* A result as it leaves. */
#include "shared/wire/result.h"

#include <inttypes.h>
#include <string.h>

#include "shared/base/json_read.h"
#include "shared/base/json_scan.h"
#include "shared/wire/render.h"

enum ps_status ps_result_body(const json_t *body, struct ps_buffer *out)
{
    return ps_render_json(out, body, JSON_REAL_PRECISION(9));
}

int ps_result_status_code(enum ps_status status)
{
    switch (status) {
    case PS_OK:
        return 200;
    case PS_INVALID:
    case PS_UNSUPPORTED:
        return 400;
    case PS_NOT_FOUND:
        return 404;
    case PS_TOO_LARGE:
        return 413;
    default:
        return 500;
    }
}

/* {"id":"batch_req_...","custom_id":"...", */
static enum ps_status begin_line(const struct ps_job *job, struct ps_buffer *out)
{
    PS_TRY(ps_buffer_printf(out, "{\"id\":\"batch_req_%s\",\"custom_id\":", job->id));
    PS_TRY(ps_render_string(out, job->custom_id));
    return ps_buffer_append_byte(out, ',');
}

/* "response":{"status_code":200,"request_id":"...","body": */
static enum ps_status begin_response(const struct ps_job *job, int status_code,
                                     struct ps_buffer *out)
{
    return ps_buffer_printf(out, "\"response\":{\"status_code\":%d,\"request_id\":\"%s\",\"body\":",
                            status_code, job->id);
}

static enum ps_status end_response(struct ps_buffer *out)
{
    return ps_buffer_append_string(out, "},\"error\":null}");
}

/* Whether root, an object, already has a member that a job's identity would give it. */
static bool has_identity(const json_t *root)
{
    return json_object_get(root, "id") || json_object_get(root, "created") ||
           json_object_get(root, "model");
}

/* A cached body may be anything: only compact text of an object that every JSON parser takes and
 * that has no identity yet may become part of a line. */
static enum ps_status check_body(const char *body, size_t size)
{
    if (size < 2 || body[0] != '{' || body[size - 1] != '}')
        return PS_INVALID;
    for (size_t i = 0; i < size; i++) {
        if ((unsigned char)body[i] < 0x20)
            return PS_INVALID; /* a line break between tokens would break the line */
    }
    struct ps_json_scan scan;
    PS_TRY(ps_json_scan(body, size, "", &scan));
    if (!scan.well_formed || scan.depth > PS_JOB_DEPTH_MAX)
        return PS_INVALID;
    PS_DEFER(json_decrefp) json_t *root = NULL;
    PS_TRY(ps_json_read(body, true, &root, NULL));
    return has_identity(root) ? PS_INVALID : PS_OK;
}

static enum ps_status append_identity(const struct ps_job *job, const struct ps_identity *identity,
                                      struct ps_buffer *out)
{
    PS_TRY(ps_buffer_append_byte(out, '{'));
    if (identity->id_prefix)
        PS_TRY(ps_buffer_printf(out, "\"id\":\"%s%s\",", identity->id_prefix, job->id));
    if (identity->has_created)
        PS_TRY(ps_buffer_printf(out, "\"created\":%" PRId64 ",", job->created));
    PS_TRY(ps_buffer_append_string(out, "\"model\":"));
    return ps_render_string(out, job->model);
}

/* body is an object in one line, so what it has besides braces is spaces or members. */
static bool is_empty_object(const char *body, size_t size)
{
    size_t i = 1;
    while (i + 1 < size && body[i] == ' ')
        i++;
    return i + 1 == size;
}

/* body with the identity's members in front of its own. */
static enum ps_status append_body(const struct ps_job *job, const struct ps_identity *identity,
                                  const char *body, size_t size, struct ps_buffer *out)
{
    PS_TRY(append_identity(job, identity, out));
    if (!is_empty_object(body, size))
        PS_TRY(ps_buffer_append_byte(out, ','));
    return ps_buffer_append(out, body + 1, size - 1);
}

enum ps_status ps_result_chunk(const struct ps_job *job, const struct ps_identity *identity,
                               const json_t *chunk, struct ps_buffer *out)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer body = {0};
    size_t before = out->size;
    PS_TRY(ps_result_body(chunk, &body));
    enum ps_status status = append_body(job, identity, body.data, body.size, out);
    if (status != PS_OK)
        ps_render_undo(out, before);
    return status;
}

static enum ps_status append_completed(const struct ps_job *job, const struct ps_identity *identity,
                                       const char *body, size_t size, struct ps_buffer *out)
{
    PS_TRY(begin_line(job, out));
    PS_TRY(begin_response(job, 200, out));
    PS_TRY(append_body(job, identity, body, size, out));
    return end_response(out);
}

enum ps_status ps_result_completed(const struct ps_job *job, const struct ps_identity *identity,
                                   const char *body, size_t size, struct ps_buffer *out)
{
    PS_TRY(check_body(body, size));
    size_t start = out->size;
    enum ps_status status = append_completed(job, identity, body, size, out);
    if (status != PS_OK)
        ps_render_undo(out, start);
    return status;
}

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

static enum ps_status append_refused(const struct ps_job *job, const struct ps_error *refusal,
                                     struct ps_buffer *out)
{
    int status_code = ps_result_status_code(refusal->status);
    PS_TRY(begin_line(job, out));
    PS_TRY(begin_response(job, status_code, out));
    PS_TRY(ps_buffer_append_string(out, "{\"error\":{\"message\":"));
    PS_TRY(ps_render_string(out, refusal->message));
    PS_TRY(ps_buffer_printf(out, ",\"type\":\"%s\",\"param\":",
                            status_code < 500 ? "invalid_request_error" : "server_error"));
    PS_TRY(ps_render_string(out, or_null(refusal->param)));
    PS_TRY(ps_buffer_append_string(out, ",\"code\":"));
    PS_TRY(ps_render_string(out, or_null(refusal->code)));
    PS_TRY(ps_buffer_append_string(out, "}}"));
    return end_response(out);
}

enum ps_status ps_result_refused(const struct ps_job *job, const struct ps_error *refusal,
                                 struct ps_buffer *out)
{
    size_t start = out->size;
    enum ps_status status = append_refused(job, refusal, out);
    if (status != PS_OK)
        ps_render_undo(out, start);
    return status;
}

static enum ps_status append_failed(const struct ps_job *job, const char *code, const char *message,
                                    struct ps_buffer *out)
{
    PS_TRY(begin_line(job, out));
    PS_TRY(ps_buffer_append_string(out, "\"response\":null,\"error\":{\"code\":"));
    PS_TRY(ps_render_string(out, code));
    PS_TRY(ps_buffer_append_string(out, ",\"message\":"));
    PS_TRY(ps_render_string(out, message));
    return ps_buffer_append_string(out, "}}");
}

enum ps_status ps_result_failed(const struct ps_job *job, const char *code, const char *message,
                                struct ps_buffer *out)
{
    size_t start = out->size;
    enum ps_status status = append_failed(job, code, message, out);
    if (status != PS_OK)
        ps_render_undo(out, start);
    return status;
}
