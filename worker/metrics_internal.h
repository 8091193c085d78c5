/* What metrics.c and those that render metrics share and nobody else needs. */
#ifndef PENSTOCK_WORKER_METRICS_INTERNAL_H
#define PENSTOCK_WORKER_METRICS_INTERNAL_H

#include <stdatomic.h>

#include "worker/metrics.h"

#define PS_HISTOGRAM_BOUNDS_MAX  20
#define PS_NUM_OUTCOMES          4 /* completed, failed, expired, cancelled: a row of ps_life_outcome */
#define PS_NUM_DEAD_LETTER_CODES 6

struct ps_histogram_kind {
    const char *name;
    const char *help;
    const double *bounds; /* [num_bounds], ascending */
    size_t num_bounds;
};

struct ps_histogram_values {
    atomic_uint_fast64_t counts[PS_HISTOGRAM_BOUNDS_MAX + 1]; /* not cumulative; the last: +Inf */
    atomic_uint_fast64_t sum_millionths;
};

struct ps_engine_values {
    atomic_uint_fast64_t prompt_tokens;
    atomic_uint_fast64_t generated_tokens;
    atomic_uint_fast64_t setbacks;
    atomic_uint_fast64_t pages_used;
    atomic_uint_fast64_t pages_total;
    atomic_uint_fast64_t num_running;
    atomic_uint_fast64_t num_waiting;
};

struct ps_metrics {
    const char *const *models; /* [num_models] */
    size_t num_models;
    size_t num_urls;
    atomic_uint_fast64_t counters[PS_NUM_COUNTERS];
    atomic_uint_fast64_t gauges[PS_NUM_GAUGES];
    struct ps_histogram_values histograms[PS_NUM_HISTOGRAMS];
    atomic_uint_fast64_t answered;
    atomic_uint_fast64_t dead_letters[PS_NUM_DEAD_LETTER_CODES];
    atomic_uint_fast64_t *jobs;       /* [num_urls + 1, num_models + 1, PS_NUM_OUTCOMES] */
    struct ps_engine_values *engines; /* [num_models] */
};

extern const struct ps_histogram_kind ps_histogram_kinds[PS_NUM_HISTOGRAMS];
extern const char *const ps_outcome_names[PS_NUM_OUTCOMES];
extern const char *const ps_dead_letter_codes[PS_NUM_DEAD_LETTER_CODES];

#endif
