/* When to try again, as OTLP says. Pure, but for the jitter. */
#ifndef PENSTOCK_WORKER_TRACING_RETRY_H
#define PENSTOCK_WORKER_TRACING_RETRY_H

#include <stddef.h>
#include <stdint.h>

#include "worker/tracing/sender.h"

#define PS_TRACING_TRIES_MAX 5

/* How long to wait after num_tries failed ones, by what the last one was answered: 429, 502, 503,
 * 504 and no answer at all are worth another, after what the collector asks for or else twice as
 * long each time. -1: it is to be given up. */
int64_t ps_tracing_retry_ms(const struct ps_tracing_answer *answer, size_t num_tries);

#endif
