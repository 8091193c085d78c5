/* What the worker's files share and nobody else needs. */
#ifndef PENSTOCK_WORKER_WORKER_INTERNAL_H
#define PENSTOCK_WORKER_WORKER_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "shared/job/models.h"
#include "worker/fetching.h"
#include "worker/http.h"
#include "worker/job_cost.h"
#include "worker/lags.h"
#include "worker/line.h"
#include "worker/pace.h"
#include "worker/publishing.h"
#include "worker/worker.h"

struct ps_worker {
    const struct ps_config *config; /* it began with */
    const struct ps_config_sources *sources;
    struct ps_config *in_force; /* after a reload, owned; NULL: config still is */
    struct ps_line line;
    struct ps_fetching fetching;
    struct ps_publishing publishing;
    struct ps_models *models;
    const char **model_names; /* [config->models.count], borrowed from the configuration */
    const char **topics;      /* [num_topics], borrowed: those that are written to */
    size_t num_topics;
    struct ps_http *http;
    struct ps_lags lags;
    int64_t opened_ms; /* monotonic */
    /* What the waiting thread measures, and, below, what of it others may read. */
    struct ps_job_cost job_cost;
    struct ps_pace jobs_pace;
    struct ps_pace tokens_pace;
    atomic_uint_fast64_t job_core_ns; /* 0: unknown */
    atomic_uint_fast64_t jobs_per_ks; /* answered, per 1000 s */
    atomic_uint_fast64_t tokens_per_ks;
    pthread_t threads[PS_NUM_THREADS];
    size_t num_threads;     /* started */
    atomic_bool is_running; /* everything is open, and stays so while the HTTP port answers */
    bool line_is_open;      /* and has to be closed */
    bool publishing_is_open;
};

/* Everything but the threads. The error's status becomes the exit code. */
enum ps_status ps_worker_open(struct ps_worker *worker, const struct ps_config *config,
                              struct ps_error *error) PS_MUST_USE;
void ps_worker_close(struct ps_worker *worker);

/* What may be in flight under a configuration, within the memory that was planned at start. */
struct ps_flight_budget ps_worker_budget(const struct ps_line *line,
                                         const struct ps_config *config);

/* The thread that waits for signals, while the others run: reads the configuration again. */
void ps_worker_reload(struct ps_worker *worker);
void ps_worker_reload_close(struct ps_worker *worker);

/* /metrics, /health, /ready and /; context is a struct ps_worker. */
void ps_worker_answer(void *context, const char *path, struct ps_http_answer *answer);

#endif
