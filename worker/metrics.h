/* What the worker counts and measures, and its rendering as Prometheus's text format 0.0.4. Any
 * thread may count; nothing blocks. Names are in base units; no tenant and no id is a label. */
#ifndef PENSTOCK_WORKER_METRICS_H
#define PENSTOCK_WORKER_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/engine/engine.h"
#include "shared/job/life.h"
#include "worker/kafka/statistics.h"

enum ps_counter {
    PS_COUNTER_RECORDS,
    PS_COUNTER_CACHE_HITS,
    PS_COUNTER_CACHE_MISSES,
    PS_COUNTER_COMMITTED,
    PS_COUNTER_ABORTED,
    PS_COUNTER_RENEWED,
    PS_COUNTER_REBALANCES,
    PS_COUNTER_DROPPED,
    PS_NUM_COUNTERS
};

/* Counted elsewhere, and set whenever somebody asks. */
enum ps_gauge {
    PS_GAUGE_IN_FLIGHT_RECORDS,
    PS_GAUGE_IN_FLIGHT_BYTES,
    PS_GAUGE_IN_FLIGHT_TOKENS,
    PS_GAUGE_READY,
    PS_GAUGE_HEALTHY,
    PS_GAUGE_PAUSED,
    PS_GAUGE_MEMORY_MAX,
    PS_GAUGE_REDIS_CONFIGURED,
    PS_GAUGE_REDIS_UP,
    PS_GAUGE_REDIS_WAITING_BYTES,
    PS_GAUGE_REDIS_ERRORS,
    PS_GAUGE_REDIS_DROPPED,
    PS_GAUGE_REDIS_OUTAGES,
    PS_GAUGE_SPANS_EXPORTED,
    PS_GAUGE_SPANS_DROPPED,
    PS_NUM_GAUGES
};

enum ps_histogram {
    PS_HISTOGRAM_QUEUE,    /* seconds from the record's timestamp to the engine */
    PS_HISTOGRAM_TOKENIZE, /* seconds */
    PS_HISTOGRAM_RUN,      /* seconds in the engine */
    PS_HISTOGRAM_COMMIT,   /* seconds of a transaction */
    PS_HISTOGRAM_STEP,     /* seconds of a step of the engines */
    PS_HISTOGRAM_STEP_ROWS,
    PS_NUM_HISTOGRAMS
};

/* How far a partition's published offsets are behind its end. */
struct ps_lag {
    const char *topic;
    int32_t partition;
    int64_t records;
};

struct ps_metrics; /* opaque */

/* models: the names served, borrowed; every series exists from the start. NULL where memory can't
 * be had. */
struct ps_metrics *ps_metrics_create(const char *const *models, size_t num_models);
void ps_metrics_destroy(struct ps_metrics *metrics);
PS_DEFINE_DEFER(ps_metrics_destroy, struct ps_metrics)

void ps_metrics_add(struct ps_metrics *metrics, enum ps_counter counter, uint64_t number);
void ps_metrics_set(struct ps_metrics *metrics, enum ps_gauge gauge, uint64_t value);
void ps_metrics_observe(struct ps_metrics *metrics, enum ps_histogram histogram, double value);

/* A job's terminal record is committed. url and model may be NULL or unknown: "other". */
void ps_metrics_job(struct ps_metrics *metrics, const char *url, const char *model,
                    enum ps_life_outcome outcome);
void ps_metrics_dead_letter(struct ps_metrics *metrics, const char *code);

/* The engine of the model of that index, as of now. Of models that share one, one is told of: its
 * numbers are in the sum once. */
void ps_metrics_engine(struct ps_metrics *metrics, size_t model,
                       const struct ps_engine_stats *stats);

/* The jobs that have been answered, dead letters among them. */
uint64_t ps_metrics_answered(const struct ps_metrics *metrics);

/* The tokens of all engines since the start, of prompts and generated. */
uint64_t ps_metrics_tokens(const struct ps_metrics *metrics);

/* What others know, at the time of rendering; borrowed. */
struct ps_metrics_view {
    const char *group;         /* the consumer group */
    const struct ps_lag *lags; /* [num_lags] */
    size_t num_lags;
    double job_core_seconds; /* what a job costs; 0: none has been answered yet */
    const struct ps_kafka_statistics *consumer; /* here and below: NULL leaves its metrics out */
    const struct ps_kafka_statistics *producer;
};

/* In Prometheus' text format. What isn't known yet (a cost before any job, a report before the
 * first) has no sample, rather than one that would add up to something wrong. PS_NO_MEMORY. */
enum ps_status ps_metrics_render(const struct ps_metrics *metrics,
                                 const struct ps_metrics_view *view,
                                 struct ps_buffer *out) PS_MUST_USE;

/* That text in the OpenMetrics format 1.0. PS_NO_MEMORY. */
enum ps_status ps_metrics_open(const struct ps_buffer *text, struct ps_buffer *out) PS_MUST_USE;

#endif
