/* What is known of a job, or of a batch, and how it is shown. Pure. */
#ifndef PENSTOCK_TOOLS_STATUS_RECORD_H
#define PENSTOCK_TOOLS_STATUS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/hash.h"

enum {
    PS_STATUS_NAME_SIZE = 32,
    PS_STATUS_WORKER_SIZE = 256,
};

struct ps_job_status {
    char status[PS_STATUS_NAME_SIZE]; /* "in_progress", "completed", ...; "": not known */
    char worker[PS_STATUS_WORKER_SIZE];
    int64_t tokens;
    int64_t created_at; /* Unix seconds, as the others; 0: not known */
    int64_t started_at;
    int64_t completed_at;
};

struct ps_batch_status {
    char status[PS_STATUS_NAME_SIZE]; /* "": not known */
    char digest[PS_DIGEST_HEX_SIZE];  /* what it was submitted from: see batch_claim.h; "": none */
    uint64_t total;                   /* 0: not known */
    uint64_t completed;               /* with a 200 */
    uint64_t failed;                  /* any other way */
    bool cancelling;                  /* it has been asked to be cancelled */
    int64_t created_at;
    int64_t completed_at;
    const char *source; /* "redis" or "kafka": who says so */
};

/* How a record's fields are read: NULL where it has none of that name. */
typedef const char *ps_status_field(const void *record, const char *name);

/* Fields that are missing or malformed stay unknown. */
void ps_job_status_read(struct ps_job_status *status, ps_status_field *field, const void *record);
void ps_batch_status_read(struct ps_batch_status *status, ps_status_field *field,
                          const void *record);

/* Whether it is known how it ended, and that this was no 200. */
bool ps_job_status_is_final(const struct ps_job_status *status);
bool ps_job_status_is_failed(const struct ps_job_status *status);
bool ps_batch_status_is_final(const struct ps_batch_status *status);
bool ps_batch_status_is_known(const struct ps_batch_status *status);

/* Whether its counts can't be those of one file: more is done than there is, or its lines are known
 * to come from several. */
bool ps_batch_status_is_mixed(const struct ps_batch_status *status);

/* Appends a text for people, or a line of JSON, each with its newline; a batch as OpenAI's batch
 * object has it. batch NULL: the job is in none. PS_NO_MEMORY. */
enum ps_status ps_job_status_text(const struct ps_job_status *status, const char *custom_id,
                                  struct ps_buffer *out) PS_MUST_USE;
enum ps_status ps_job_status_json(const struct ps_job_status *status, const char *custom_id,
                                  const char *batch, struct ps_buffer *out) PS_MUST_USE;
enum ps_status ps_batch_status_text(const struct ps_batch_status *status, const char *batch,
                                    struct ps_buffer *out) PS_MUST_USE;
enum ps_status ps_batch_status_json(const struct ps_batch_status *status, const char *batch,
                                    struct ps_buffer *out) PS_MUST_USE;

#endif
