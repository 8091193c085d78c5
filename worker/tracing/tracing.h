/* Traces of jobs, told to an OpenTelemetry collector over OTLP/HTTP by a thread of its own. A job
 * never waits for it: what finds the queue full is dropped, and counted.
 *
 * Every function takes NULL for the tracing, which then is off. */
#ifndef PENSTOCK_WORKER_TRACING_TRACING_H
#define PENSTOCK_WORKER_TRACING_TRACING_H

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "worker/config.h"
#include "worker/tracing/span.h"

/* What it holds at most: the queue, a batch as JSON and what that is made from. */
#define PS_TRACING_BYTES ((int64_t)8 << 20)

struct ps_tracing; /* opaque */

struct ps_tracing_counts {
    uint64_t exported; /* spans that the collector took */
    uint64_t dropped;  /* spans that it didn't */
};

/* Starts the thread. *tracing stays NULL where the configuration names no endpoint. instance, the
 * worker's name, and config are borrowed. PS_INVALID names the setting. */
enum ps_status ps_tracing_open(struct ps_tracing **tracing, const struct ps_config *config,
                               const char *instance, struct ps_error *error) PS_MUST_USE;

/* Tells what is left, for two seconds at most. */
void ps_tracing_close(struct ps_tracing *tracing);
PS_DEFINE_DEFER(ps_tracing_close, struct ps_tracing)

/* Gives a job, received now, its place: under the span that traceparent names, unless that says it
 * isn't sampled; where it names none, in a trace of its own, as often as the configuration says. */
void ps_tracing_begin(const struct ps_tracing *tracing, const void *traceparent,
                      size_t traceparent_size, struct ps_trace *trace);

/* Takes a span, on the heap. */
void ps_tracing_end(struct ps_tracing *tracing, struct ps_trace_span *span);

void ps_tracing_counts(const struct ps_tracing *tracing, struct ps_tracing_counts *counts);

#endif
