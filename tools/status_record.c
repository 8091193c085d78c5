/* What is known of a job, or of a batch, and how it is shown. */
#include "tools/status_record.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "shared/base/utf8.h"
#include "shared/wire/render.h"
#include "tools/batch_claim.h"

#define TIME_SIZE 32

static void read_text(char *out, size_t size, ps_status_field *field, const void *record,
                      const char *name)
{
    const char *text = field(record, name);
    ps_utf8_copy(out, size, text ? text : "", text ? strlen(text) : 0);
}

/* 0 for what is no number, or below. */
static int64_t read_number(ps_status_field *field, const void *record, const char *name)
{
    const char *text = field(record, name);
    char *end = NULL;
    errno = 0;
    long long number = text ? strtoll(text, &end, 10) : 0;
    return text && end != text && *end == '\0' && errno == 0 && number > 0 ? number : 0;
}

void ps_job_status_read(struct ps_job_status *status, ps_status_field *field, const void *record)
{
    *status = (struct ps_job_status){
        .tokens = read_number(field, record, "tokens"),
        .created_at = read_number(field, record, "created_at"),
        .started_at = read_number(field, record, "started_at"),
        .completed_at = read_number(field, record, "completed_at"),
    };
    read_text(status->status, sizeof status->status, field, record, "status");
    read_text(status->worker, sizeof status->worker, field, record, "worker");
}

void ps_batch_status_read(struct ps_batch_status *status, ps_status_field *field,
                          const void *record)
{
    *status = (struct ps_batch_status){
        .total = (uint64_t)read_number(field, record, "total"),
        .completed = (uint64_t)read_number(field, record, "completed"),
        .failed = (uint64_t)read_number(field, record, "failed"),
        .cancelling = field(record, "cancel") != NULL,
        .created_at = read_number(field, record, "created_at"),
        .completed_at = read_number(field, record, "completed_at"),
    };
    read_text(status->status, sizeof status->status, field, record, "status");
    read_text(status->digest, sizeof status->digest, field, record, "digest");
}

/* OpenAI's names of ends. */
static bool is_end(const char *status)
{
    static const char *const ends[] = {"completed", "failed", "expired", "cancelled"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (strcmp(status, ends[i]) == 0)
            return true;
    }
    return false;
}

bool ps_job_status_is_final(const struct ps_job_status *status)
{
    return is_end(status->status);
}

bool ps_job_status_is_failed(const struct ps_job_status *status)
{
    return is_end(status->status) && strcmp(status->status, "completed") != 0;
}

bool ps_batch_status_is_final(const struct ps_batch_status *status)
{
    return is_end(status->status);
}

bool ps_batch_status_is_known(const struct ps_batch_status *status)
{
    return status->status[0] != '\0';
}

bool ps_batch_status_is_mixed(const struct ps_batch_status *status)
{
    return (status->total > 0 && status->completed + status->failed > status->total) ||
           strcmp(status->digest, PS_BATCH_CLAIM_SEVERAL) == 0;
}

static void format_time(char text[TIME_SIZE], int64_t unix_s)
{
    time_t seconds = (time_t)unix_s;
    struct tm parts;
    if (!gmtime_r(&seconds, &parts) ||
        strftime(text, TIME_SIZE, "%Y-%m-%d %H:%M:%S UTC", &parts) == 0)
        snprintf(text, TIME_SIZE, "%" PRId64, unix_s);
}

static enum ps_status append_time(struct ps_buffer *out, const char *what, int64_t unix_s)
{
    char text[TIME_SIZE];
    if (unix_s == 0)
        return PS_OK;
    format_time(text, unix_s);
    return ps_buffer_printf(out, ", %s %s", what, text);
}

enum ps_status ps_job_status_text(const struct ps_job_status *status, const char *custom_id,
                                  struct ps_buffer *out)
{
    if (!status->status[0])
        return ps_buffer_printf(
            out,
            "%s: not known: no worker has begun it, or what was known of it has "
            "expired\n",
            custom_id);
    PS_TRY(ps_buffer_printf(out, "%s: %s", custom_id, status->status));
    if (status->tokens > 0)
        PS_TRY(ps_buffer_printf(out, ", %" PRId64 " tokens", status->tokens));
    if (ps_job_status_is_final(status))
        PS_TRY(append_time(out, "ended", status->completed_at));
    else
        PS_TRY(append_time(out, "begun", status->started_at));
    if (status->worker[0])
        PS_TRY(ps_buffer_printf(out, ", worker %s", status->worker));
    return ps_buffer_append_byte(out, '\n');
}

enum ps_status ps_batch_status_text(const struct ps_batch_status *status, const char *batch,
                                    struct ps_buffer *out)
{
    uint64_t done = status->completed + status->failed;
    if (!ps_batch_status_is_known(status) && status->digest[0])
        return ps_buffer_printf(out, "%s: submitted, no worker has begun it%s\n", batch,
                                status->cancelling ? "; asked to be cancelled" : "");
    if (!ps_batch_status_is_known(status))
        return ps_buffer_printf(
            out, "%s: no such batch is known%s\n", batch,
            status->cancelling ? "; should one of that name come, it is cancelled" : "");
    bool cancelling = status->cancelling && !ps_batch_status_is_final(status);
    PS_TRY(ps_buffer_printf(out, "%s: %s", batch, cancelling ? "cancelling" : status->status));
    if (status->total > 0 && done > status->total)
        PS_TRY(ps_buffer_printf(
            out, ", %" PRIu64 " done, which is more than the %" PRIu64 " lines of its latest file",
            done, status->total));
    else if (status->total > 0 || (done == 0 && ps_batch_status_is_final(status)))
        PS_TRY(ps_buffer_printf(out, ", %" PRIu64 " of %" PRIu64 " done", done, status->total));
    else
        PS_TRY(ps_buffer_printf(out, ", %" PRIu64 " done, its end is not known yet", done));
    PS_TRY(ps_buffer_printf(out, " (%" PRIu64 " completed, %" PRIu64 " failed)", status->completed,
                            status->failed));
    PS_TRY(append_time(out, "begun", status->created_at));
    PS_TRY(append_time(out, "ended", status->completed_at));
    return ps_buffer_append_byte(out, '\n');
}

/* "name": number, or null for what is not known. */
static enum ps_status append_number(struct ps_buffer *out, const char *name, int64_t number)
{
    if (number > 0)
        return ps_buffer_printf(out, ",\"%s\":%" PRId64, name, number);
    return ps_buffer_printf(out, ",\"%s\":null", name);
}

/* "name": text, or null for NULL and "". */
static enum ps_status append_text(struct ps_buffer *out, const char *name, const char *text)
{
    PS_TRY(ps_buffer_printf(out, ",\"%s\":", name));
    return ps_render_string(out, text && text[0] ? text : NULL);
}

enum ps_status ps_job_status_json(const struct ps_job_status *status, const char *custom_id,
                                  const char *batch, struct ps_buffer *out)
{
    PS_TRY(ps_buffer_append_string(out, "{\"custom_id\":"));
    PS_TRY(ps_render_string(out, custom_id));
    PS_TRY(append_text(out, "batch", batch));
    PS_TRY(append_text(out, "status", status->status));
    PS_TRY(append_text(out, "worker", status->worker));
    PS_TRY(ps_buffer_printf(out, ",\"tokens\":%" PRId64, status->tokens));
    PS_TRY(append_number(out, "created_at", status->created_at));
    PS_TRY(append_number(out, "started_at", status->started_at));
    PS_TRY(append_number(out, "completed_at", status->completed_at));
    return ps_buffer_append_string(out, "}\n");
}

enum ps_status ps_batch_status_json(const struct ps_batch_status *status, const char *batch,
                                    struct ps_buffer *out)
{
    bool cancelling = status->cancelling && !ps_batch_status_is_final(status);
    PS_TRY(ps_buffer_append_string(out, "{\"id\":"));
    PS_TRY(ps_render_string(out, batch));
    PS_TRY(append_text(out, "object", "batch"));
    PS_TRY(append_text(out, "status", cancelling ? "cancelling" : status->status));
    PS_TRY(ps_buffer_printf(out,
                            ",\"request_counts\":{\"total\":%" PRIu64 ",\"completed\":%" PRIu64
                            ",\"failed\":%" PRIu64 "}",
                            status->total, status->completed, status->failed));
    PS_TRY(append_number(out, "created_at", status->created_at));
    PS_TRY(append_number(out, "completed_at", status->completed_at));
    PS_TRY(append_text(out, "source", status->source));
    return ps_buffer_append_string(out, "}\n");
}
