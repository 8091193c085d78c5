/* The headers of a job's record. */
#include "shared/wire/headers.h"

#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 64 /* bytes of a wrong value that a message repeats */

/* The last second of the year 9999: a larger deadline is one in milliseconds. */
#define DEADLINE_MAX INT64_C(253402300799)
#define TOTAL_MAX    INT64_MAX

static const struct ps_header *find_last(const struct ps_record *record, const char *name)
{
    for (size_t i = record->num_headers; i > 0; i--) {
        if (strcmp(record->headers[i - 1].name, name) == 0)
            return &record->headers[i - 1];
    }
    return NULL;
}

bool ps_headers_have(const struct ps_record *record, const char *name)
{
    return find_last(record, name) != NULL;
}

static void refuse(struct ps_error *refusal, const struct ps_header *header, const char *expected)
{
    if (!header->value) {
        ps_error_set_param(refusal, PS_INVALID, header->name, "header %s: found null, expected %s",
                           header->name, expected);
        return;
    }
    int shown = header->size < SHOWN_MAX ? (int)header->size : SHOWN_MAX;
    ps_error_set_param(
        refusal, PS_INVALID, header->name, "header %s: found \"%.*s\"%s, expected %s", header->name,
        shown, (const char *)header->value, header->size > SHOWN_MAX ? "..." : "", expected);
}

/* Copies a name made of [A-Za-z0-9_-] (without capitals where only_lower) into out[size_max + 1].
 */
static bool read_name(const struct ps_header *header, bool only_lower, char *out, size_t size_max)
{
    if (!header->value || header->size == 0 || header->size > size_max)
        return false;
    const char *text = header->value;
    for (size_t i = 0; i < header->size; i++) {
        char byte = text[i];
        bool fits = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_' ||
                    byte == '-' || (!only_lower && byte >= 'A' && byte <= 'Z');
        if (!fits)
            return false;
    }
    memcpy(out, text, header->size);
    out[header->size] = '\0';
    return true;
}

/* A decimal number without sign, at most max. */
static bool read_number(const struct ps_header *header, int64_t max, int64_t *number)
{
    const char *text = header->value;
    if (!text || header->size == 0)
        return false;
    int64_t value = 0;
    for (size_t i = 0; i < header->size; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        int64_t digit = text[i] - '0';
        if (value > (max - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *number = value;
    return true;
}

static bool equals(const struct ps_header *header, const char *text)
{
    return header->value && header->size == strlen(text) &&
           memcmp(header->value, text, header->size) == 0;
}

static void read_names(struct ps_job *job, const struct ps_record *record, struct ps_error *refusal)
{
    const struct ps_header *tenant = find_last(record, PS_HEADER_TENANT);
    if (tenant && !read_name(tenant, true, job->tenant, PS_TENANT_SIZE_MAX))
        refuse(refusal, tenant, "1 to 64 of a-z 0-9 _ -");
    const struct ps_header *batch = find_last(record, PS_HEADER_BATCH);
    if (batch && !read_name(batch, false, job->batch, PS_BATCH_SIZE_MAX))
        refuse(refusal, batch, "1 to 64 of A-Z a-z 0-9 _ -");
}

static void read_numbers(struct ps_job *job, const struct ps_record *record,
                         struct ps_error *refusal)
{
    int64_t number = 0;
    const struct ps_header *total = find_last(record, PS_HEADER_BATCH_TOTAL);
    if (total && read_number(total, TOTAL_MAX, &number))
        job->batch_total = (uint64_t)number;
    else if (total)
        refuse(refusal, total, "the batch's number of lines");
    const struct ps_header *deadline = find_last(record, PS_HEADER_DEADLINE);
    if (deadline && read_number(deadline, DEADLINE_MAX, &number))
        job->deadline_ms = number > 0 ? number * 1000 : 1; /* 0 would mean: none */
    else if (deadline)
        refuse(refusal, deadline, "whole seconds since 1970 (Unix time, not milliseconds)");
}

static void read_cache(struct ps_job *job, const struct ps_record *record, struct ps_error *refusal)
{
    const struct ps_header *cache = find_last(record, PS_HEADER_CACHE);
    if (!cache || equals(cache, "use"))
        job->cache = PS_CACHE_USE;
    else if (equals(cache, "refresh"))
        job->cache = PS_CACHE_REFRESH;
    else if (equals(cache, "bypass"))
        job->cache = PS_CACHE_BYPASS;
    else
        refuse(refusal, cache, "use, refresh or bypass");
}

static enum ps_status read_reply_to(struct ps_job *job, const struct ps_record *record,
                                    const struct ps_job_limits *limits, struct ps_error *refusal)
{
    const struct ps_header *reply_to = find_last(record, PS_HEADER_REPLY_TO);
    if (!reply_to)
        return PS_OK;
    for (size_t i = 0; i < limits->num_reply_to_allowed; i++) {
        if (!equals(reply_to, limits->reply_to_allowed[i]))
            continue;
        job->reply_to = strdup(limits->reply_to_allowed[i]);
        return job->reply_to ? PS_OK : PS_NO_MEMORY;
    }
    refuse(refusal, reply_to, "a topic that topics.reply_to_allowed names");
    return PS_OK;
}

/* Names that the worker writes onto results itself, and those that only speak to the worker. */
static bool is_own(const char *name)
{
    static const char *const own[] = {
        PS_HEADER_BATCH_TOTAL,   PS_HEADER_DEADLINE, PS_HEADER_REPLY_TO, PS_HEADER_CACHE,
        PS_HEADER_WORKER,        PS_HEADER_MODEL,    PS_HEADER_ISA,      PS_HEADER_SOURCE,
        PS_HEADER_CACHED_TOKENS, PS_HEADER_RUN_MS,   PS_HEADER_ATTEMPT,  PS_HEADER_QUEUE_MS,
    };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
        if (strcmp(name, own[i]) == 0)
            return true;
    }
    return false;
}

static bool is_copied(const struct ps_job *job, const struct ps_record *record,
                      const struct ps_header *header)
{
    if (strcmp(header->name, PS_HEADER_TENANT) == 0)
        return job->tenant[0] && header == find_last(record, PS_HEADER_TENANT);
    if (strcmp(header->name, PS_HEADER_BATCH) == 0)
        return job->batch[0] && header == find_last(record, PS_HEADER_BATCH);
    return !is_own(header->name);
}

/* Counts what is to be copied; false, with a refusal, where it is too much. */
static bool measure(const struct ps_job *job, const struct ps_record *record, size_t *count,
                    size_t *bytes, struct ps_error *refusal)
{
    *count = *bytes = 0;
    for (size_t i = 0; i < record->num_headers; i++) {
        const struct ps_header *header = &record->headers[i];
        if (!is_copied(job, record, header))
            continue;
        size_t size = header->value ? header->size : 0;
        if (++*count > PS_COPIED_HEADERS_MAX || size > PS_COPIED_HEADER_BYTES_MAX ||
            (*bytes += strlen(header->name) + 1 + size) > PS_COPIED_HEADER_BYTES_MAX) {
            ps_error_set_param(refusal, PS_TOO_LARGE, "headers",
                               "the record's headers are too many to be copied to its result: at "
                               "most %d with %zu bytes in all",
                               PS_COPIED_HEADERS_MAX, PS_COPIED_HEADER_BYTES_MAX);
            return false;
        }
    }
    return true;
}

/* One block: the headers, then their names and values. */
static enum ps_status copy(struct ps_job *job, const struct ps_record *record,
                           struct ps_error *refusal)
{
    size_t count, bytes;
    if (!measure(job, record, &count, &bytes, refusal) || count == 0)
        return PS_OK;
    struct ps_header *copies = malloc(count * sizeof *copies + bytes);
    if (!copies)
        return PS_NO_MEMORY;
    char *free_bytes = (char *)(copies + count);
    size_t used = 0;
    for (size_t i = 0; i < record->num_headers; i++) {
        const struct ps_header *header = &record->headers[i];
        if (!is_copied(job, record, header))
            continue;
        size_t name_size = strlen(header->name) + 1;
        copies[used].name = memcpy(free_bytes, header->name, name_size);
        free_bytes += name_size;
        copies[used].size = header->value ? header->size : 0;
        copies[used].value = header->value ? free_bytes : NULL;
        if (copies[used].size > 0)
            memcpy(free_bytes, header->value, header->size);
        free_bytes += copies[used].size;
        used++;
    }
    job->copied = copies;
    job->num_copied = count;
    return PS_OK;
}

enum ps_status ps_headers_read(struct ps_job *job, const struct ps_record *record,
                               const struct ps_job_limits *limits, struct ps_error *refusal,
                               struct ps_error *error)
{
    read_names(job, record, refusal);
    read_numbers(job, record, refusal);
    read_cache(job, record, refusal);
    if (read_reply_to(job, record, limits, refusal) != PS_OK || copy(job, record, refusal) != PS_OK)
        return ps_error_no_memory(error, "a job's headers");
    if (refusal->status != PS_OK) {
        free(job->reply_to);
        job->reply_to = NULL;
    }
    return PS_OK;
}
