/* A job as it arrives: from a record's bytes to a request, a refusal or a dead letter. */
#include "shared/wire/job.h"

#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/json_scan.h"
#include "shared/wire/canonical.h"
#include "shared/wire/envelope.h"
#include "shared/wire/headers.h"

static void die(struct ps_job *job, enum ps_status status, const char *code)
{
    job->kind = PS_JOB_DEAD;
    job->refusal.status = status;
    ps_error_set_code(&job->refusal, code);
}

static enum ps_status identify(struct ps_job *job, const struct ps_record *record,
                               struct ps_error *error)
{
    size_t size = record->value ? record->size : 0;
    if (ps_digest_of(size ? record->value : "", size, &job->digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "OpenSSL could not compute a SHA-256 digest");
    char hex[PS_DIGEST_HEX_SIZE];
    ps_digest_hex(&job->digest, hex);
    memcpy(job->id, hex, PS_JOB_ID_SIZE - 1);
    job->created = record->timestamp_ms > 0 ? record->timestamp_ms / 1000 : 0;
    return PS_OK;
}

/* A null value: a batch's end marker, or nothing that can be answered. */
static void judge_null(struct ps_job *job, const struct ps_record *record,
                       const struct ps_error *malformed)
{
    bool has_total = ps_headers_have(record, PS_HEADER_BATCH_TOTAL);
    if (malformed->status == PS_OK && job->batch[0] && has_total) {
        job->kind = PS_JOB_BATCH_END;
        return;
    }
    if (malformed->status != PS_OK)
        job->refusal = *malformed;
    else
        ps_error_set(&job->refusal, PS_INVALID,
                     "the record's value is null, which only a batch's end marker may be: it has "
                     "the headers %s and %s",
                     PS_HEADER_BATCH, PS_HEADER_BATCH_TOTAL);
    die(job, PS_INVALID, "not_a_job");
}

/* Reads custom_id from what the scan found. Without one the job is dead. */
static enum ps_status read_custom_id(struct ps_job *job, const struct ps_json_scan *scan)
{
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    struct ps_error *refusal = &job->refusal;
    if (!scan->well_formed) {
        ps_error_set(refusal, PS_INVALID, "not JSON: expected %s at byte %zu", scan->expected,
                     scan->error_at);
        die(job, PS_INVALID, "not_json");
        return PS_OK;
    }
    if (scan->value &&
        ps_json_scan_string(scan->value, scan->value_size, custom_id, sizeof custom_id) &&
        custom_id[0]) {
        job->custom_id = strdup(custom_id);
        return job->custom_id ? PS_OK : PS_NO_MEMORY;
    }
    if (!scan->is_object)
        ps_error_set(refusal, PS_INVALID,
                     "not a job: found another JSON value, expected an object");
    else
        ps_error_set_param(refusal, PS_INVALID, "custom_id",
                           "custom_id: %s, expected a non-empty string of at most %d bytes, "
                           "without NUL",
                           scan->value ? "found another value" : "missing", PS_CUSTOM_ID_SIZE_MAX);
    die(job, PS_INVALID, "not_a_job");
    return PS_OK;
}

static void judge_size(struct ps_job *job, size_t size, size_t job_bytes_max)
{
    if (size <= job_bytes_max)
        return;
    job->refusal = (struct ps_error){0};
    ps_error_set(&job->refusal, PS_TOO_LARGE,
                 "found a job of %zu bytes, expected at most %zu, the limit here", size,
                 job_bytes_max);
    if (job->kind == PS_JOB_DEAD)
        die(job, PS_TOO_LARGE, "too_large");
}

static void judge_values(struct ps_job *job, const struct ps_json_scan *scan)
{
    if (job->refusal.status != PS_OK)
        return;
    if (scan->num_values > PS_JOB_VALUES_MAX)
        ps_error_set(&job->refusal, PS_TOO_LARGE,
                     "found a job of %zu JSON values, expected at most %d", scan->num_values,
                     PS_JOB_VALUES_MAX);
    else if (scan->num_containers > PS_JOB_CONTAINERS_MAX)
        ps_error_set(&job->refusal, PS_TOO_LARGE,
                     "found a job of %zu JSON arrays and objects, expected at most %d",
                     scan->num_containers, PS_JOB_CONTAINERS_MAX);
}

static enum ps_status derive_seed(struct ps_job *job)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer canonical = {0};
    PS_TRY(ps_canonical_body(job->body, true, &canonical));
    PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
    if (!hasher)
        return PS_NO_MEMORY;
    ps_hasher_update_field(hasher, job->custom_id, strlen(job->custom_id));
    ps_hasher_update_field(hasher, job->url, strlen(job->url));
    ps_hasher_update_field(hasher, canonical.data, canonical.size);
    struct ps_digest digest;
    PS_TRY(ps_hasher_finish(hasher, &digest));
    job->seed = ps_digest_number(&digest);
    return PS_OK;
}

static enum ps_status judge_value(struct ps_job *job, const struct ps_record *record,
                                  const struct ps_job_limits *limits,
                                  const struct ps_error *malformed)
{
    struct ps_json_scan scan;
    PS_TRY(ps_json_scan(record->value, record->size, "custom_id", &scan));
    PS_TRY(read_custom_id(job, &scan));
    judge_size(job, record->size, limits->job_bytes_max);
    if (job->kind == PS_JOB_DEAD)
        return PS_OK;
    if (job->refusal.status == PS_OK)
        job->refusal = *malformed;
    judge_values(job, &scan);
    if (job->refusal.status == PS_OK)
        PS_TRY(ps_envelope_read(job, record->value, &scan));
    job->kind = job->refusal.status == PS_OK ? PS_JOB_REQUEST : PS_JOB_REFUSED;
    return job->kind == PS_JOB_REQUEST ? derive_seed(job) : PS_OK;
}

enum ps_status ps_job_parse(struct ps_job **out, const struct ps_record *record,
                            const struct ps_job_limits *limits, struct ps_error *error)
{
    PS_DEFER(ps_job_destroyp) struct ps_job *job = calloc(1, sizeof *job);
    if (!job)
        return ps_error_no_memory(error, "a job");
    PS_TRY(identify(job, record, error));
    struct ps_error malformed = {0};
    PS_TRY(ps_headers_read(job, record, limits, &malformed, error));
    if (record->value) {
        enum ps_status status = judge_value(job, record, limits, &malformed);
        if (status == PS_NO_MEMORY)
            return ps_error_no_memory(error, "a job");
        if (status != PS_OK)
            return ps_error_set(error, status, "a job's seed could not be derived");
    } else {
        judge_null(job, record, &malformed);
    }
    *out = ps_take(job);
    return PS_OK;
}

void ps_job_destroy(struct ps_job *job)
{
    if (!job)
        return;
    free(job->custom_id);
    free(job->url);
    json_decref(job->body);
    free(job->reply_to);
    free(job->copied);
    free(job);
}
