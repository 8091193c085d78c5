/* Spans as a request of OTLP's JSON encoding: ids in hexadecimal, 64-bit numbers as strings,
 * enumerations as numbers. */
#ifndef PENSTOCK_WORKER_TRACING_OTLP_H
#define PENSTOCK_WORKER_TRACING_OTLP_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "worker/tracing/span.h"

/* Who tells; borrowed. */
struct ps_otlp_resource {
    const char *instance; /* the worker's name */
    const char *group;    /* the consumer group */
};

/* Appends the request's text: of each job a span, and one for each of its parts. PS_NO_MEMORY,
 * which leaves out as it was; also where random numbers can't be had. */
enum ps_status ps_otlp_request(const struct ps_otlp_resource *resource,
                               struct ps_trace_span *const *spans, size_t num_spans,
                               struct ps_buffer *out) PS_MUST_USE;

/* The spans that a request has of one job. */
size_t ps_otlp_num_spans(const struct ps_trace_span *span);

/* How many spans a successful answer says it has not taken. */
uint64_t ps_otlp_num_rejected(const char *answer, size_t size);

#endif
