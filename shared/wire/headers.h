/* The headers of a job's record: what Penstock reads from them, and which go onto its result. */
#ifndef PENSTOCK_SHARED_WIRE_HEADERS_H
#define PENSTOCK_SHARED_WIRE_HEADERS_H

#include "shared/wire/job.h"

#define PS_HEADER_TENANT      "penstock-tenant"
#define PS_HEADER_BATCH       "penstock-batch"
#define PS_HEADER_BATCH_TOTAL "penstock-batch-total"
#define PS_HEADER_BATCH_LINE  "penstock-batch-line" /* the job's line in the file, from 1 */
#define PS_HEADER_DEADLINE    "penstock-deadline"
#define PS_HEADER_REPLY_TO    "penstock-reply-to"
#define PS_HEADER_CACHE       "penstock-cache" /* on a result: hit or miss */

/* The W3C's trace context. */
#define PS_HEADER_TRACEPARENT "traceparent"
#define PS_HEADER_TRACESTATE  "tracestate"

/* What the worker writes onto a result. */
#define PS_HEADER_WORKER        "penstock-worker"
#define PS_HEADER_MODEL         "penstock-model"
#define PS_HEADER_ISA           "penstock-isa"
#define PS_HEADER_SOURCE        "penstock-source"
#define PS_HEADER_ATTEMPT       "penstock-attempt"
#define PS_HEADER_QUEUE_MS      "penstock-queue-ms"
#define PS_HEADER_RUN_MS        "penstock-run-ms"
#define PS_HEADER_CACHED_TOKENS "penstock-cached-tokens"

/* What it writes onto a dead letter, beside the record's own headers. */
#define PS_HEADER_DLQ_TOPIC          "__dlq.errors.topic"
#define PS_HEADER_DLQ_PARTITION      "__dlq.errors.partition"
#define PS_HEADER_DLQ_OFFSET         "__dlq.errors.offset"
#define PS_HEADER_DLQ_GROUP          "__dlq.errors.group"
#define PS_HEADER_DLQ_DELIVERY_COUNT "__dlq.errors.delivery.count"
#define PS_HEADER_DLQ_MESSAGE        "__dlq.errors.message"
#define PS_HEADER_DLQ_CODE           "__dlq.errors.code"
#define PS_HEADER_DLQ_SHA256         "__dlq.errors.sha256"
#define PS_HEADER_DLQ_LENGTH         "__dlq.errors.length"

/* What a result may carry of its job's headers. */
#define PS_COPIED_HEADERS_MAX      256
#define PS_COPIED_HEADER_BYTES_MAX ((size_t)64 * 1024) /* names and values together */

/* Fills tenant, batch, batch_total, deadline_ms, reply_to, cache and copied. Of a header that
 * occurs more than once the last counts; unknown ones are copied each time they occur. What is
 * wrong is put into refusal, with the header's name as param; then reply_to is NULL and the
 * malformed header is neither used nor copied. */
enum ps_status ps_headers_read(struct ps_job *job, const struct ps_record *record,
                               const struct ps_job_limits *limits, struct ps_error *refusal,
                               struct ps_error *error) PS_MUST_USE;

bool ps_headers_have(const struct ps_record *record, const char *name);

#endif
