/* A result as it leaves: one line of an OpenAI batch output file, without the newline.
 *
 * Ids come from the digest of the job's value and `created` from its record's timestamp, so that
 * the same record gives the same bytes, computed or cached. Numbers are written with 9 significant
 * digits, which give back the same float. */
#ifndef PENSTOCK_SHARED_WIRE_RESULT_H
#define PENSTOCK_SHARED_WIRE_RESULT_H

#include "shared/base/buffer.h"
#include "shared/wire/job.h"

/* How a response body is given its identity: which of the members it gets. */
struct ps_identity {
    const char *id_prefix; /* "cmpl-"; NULL: the body has no id */
    bool has_created;
};

/* A response body as text, without id, created and model: what is cached. Keys in the order given.
 * PS_NO_MEMORY. */
enum ps_status ps_result_body(const json_t *body, struct ps_buffer *out) PS_MUST_USE;

/* A 200 around such a text. It must be a JSON object (what comes from a cache may not be:
 * PS_INVALID, and out is unchanged). */
enum ps_status ps_result_completed(const struct ps_job *job, const struct ps_identity *identity,
                                   const char *body, size_t size,
                                   struct ps_buffer *out) PS_MUST_USE;

/* One chunk of a stream as text, with the identity of its job in front. PS_NO_MEMORY. */
enum ps_status ps_result_chunk(const struct ps_job *job, const struct ps_identity *identity,
                               const json_t *chunk, struct ps_buffer *out) PS_MUST_USE;

/* A 4xx or 5xx with OpenAI's error body; the status code follows from error->status (PS_INVALID and
 * PS_UNSUPPORTED 400, PS_NOT_FOUND 404, PS_TOO_LARGE 413, else 500). */
enum ps_status ps_result_refused(const struct ps_job *job, const struct ps_error *refusal,
                                 struct ps_buffer *out) PS_MUST_USE;

/* "response": null with error.code: batch_expired, batch_cancelled. */
enum ps_status ps_result_failed(const struct ps_job *job, const char *code, const char *message,
                                struct ps_buffer *out) PS_MUST_USE;

int ps_result_status_code(enum ps_status status);

#endif
