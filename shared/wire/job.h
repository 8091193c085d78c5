/* A job as it arrives: one line of an OpenAI batch input file, with a record's headers. */
#ifndef PENSTOCK_SHARED_WIRE_JOB_H
#define PENSTOCK_SHARED_WIRE_JOB_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/status.h"

#define PS_JOB_ID_SIZE        33  /* 32 hexadecimal digits and the NUL */
#define PS_CUSTOM_ID_SIZE_MAX 512 /* bytes */
#define PS_TENANT_SIZE_MAX    64
#define PS_BATCH_SIZE_MAX     64
#define PS_JOB_DEPTH_MAX      64 /* nesting of JSON arrays and objects */
/* Each JSON value takes memory many times its text's, so a job's length alone is no bound. */
#define PS_JOB_VALUES_MAX     (1 << 20)
#define PS_JOB_CONTAINERS_MAX (1 << 17) /* arrays and objects among them */

struct ps_header {
    const char *name;
    const void *value; /* NULL for a null value */
    size_t size;
};

/* What arrived, borrowed. penstock run makes one from each line. */
struct ps_record {
    const void *value; /* NULL for a null value */
    size_t size;
    const struct ps_header *headers; /* [num_headers] */
    size_t num_headers;
    int64_t timestamp_ms; /* Unix; what `created` is made from */
};

enum ps_job_kind {
    PS_JOB_REQUEST, /* may be run */
    PS_JOB_REFUSED, /* wrong, but has a custom_id: refusal becomes its result (400, 404, 413) */
    PS_JOB_DEAD, /* no custom_id can be found: refusal.code is not_json, not_a_job or too_large */
    PS_JOB_BATCH_END /* a batch's end marker (null value); gets no result */
};

enum ps_cache_mode {
    PS_CACHE_USE,
    PS_CACHE_REFRESH, /* compute, and store what was computed */
    PS_CACHE_BYPASS   /* neither look up nor store */
};

struct ps_job_limits {
    size_t job_bytes_max;
    const char *const *reply_to_allowed; /* [num_reply_to_allowed] topic names */
    size_t num_reply_to_allowed;
};

struct ps_job {
    enum ps_job_kind kind;
    struct ps_error refusal;
    struct ps_digest digest; /* of the value's bytes */
    char id[PS_JOB_ID_SIZE]; /* its first 32 digits */
    int64_t created;         /* Unix seconds */
    char *custom_id;         /* NULL for PS_JOB_DEAD and PS_JOB_BATCH_END */
    char *url;               /* NULL where it could not be read */
    json_t *body;            /* an object; NULL unless PS_JOB_REQUEST */
    const char *model;       /* borrowed from body; a non-empty string for PS_JOB_REQUEST */
    uint64_t seed;           /* from custom_id, url and canonical body: for requests without one */

    char tenant[PS_TENANT_SIZE_MAX + 1]; /* "" without the header */
    char batch[PS_BATCH_SIZE_MAX + 1];   /* "" without the header */
    uint64_t batch_total;                /* PS_JOB_BATCH_END */
    int64_t deadline_ms;                 /* Unix; 0: none */
    char *reply_to;                      /* an allowed topic, or NULL */
    enum ps_cache_mode cache;
    struct ps_header *copied; /* [num_copied] headers that go onto the result, owned */
    size_t num_copied;
};

/* Never fails on what a record holds (that makes a refusal); PS_NO_MEMORY and PS_INTERNAL only. */
enum ps_status ps_job_parse(struct ps_job **job, const struct ps_record *record,
                            const struct ps_job_limits *limits, struct ps_error *error) PS_MUST_USE;
void ps_job_destroy(struct ps_job *job);
PS_DEFINE_DEFER(ps_job_destroy, struct ps_job)

#endif
