/* Spans as a request of OTLP's JSON encoding: ids in hexadecimal, 64-bit numbers as strings,
 * enumerations as numbers. */
#ifndef PENSTOCK_WORKER_TRACING_OTLP_H
#define PENSTOCK_WORKER_TRACING_OTLP_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "worker/tracing/span.h"

/* Who tells; borrowed. */
struct ps_otlp_resource {
    const char *instance; /* the worker's name */
    const char *group;    /* the consumer group */
};

/* The request's text, freed by the caller, and how many spans it has: of each job one and one for
 * each of its parts. NULL where memory or random numbers can't be had. */
char *ps_otlp_request(const struct ps_otlp_resource *resource, struct ps_trace_span *const *spans,
                      size_t num_spans, size_t *size);

/* Of one job, as the request counts. */
size_t ps_otlp_num_spans(const struct ps_trace_span *span);

/* How many spans a successful answer says it has not taken. */
uint64_t ps_otlp_num_rejected(const char *answer, size_t size);

#endif
