/* Start, wait, drain, stop. */
#include "worker/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "worker/admission.h"
#include "worker/cancelling.h"
#include "worker/log.h"
#include "worker/process_stats.h"
#include "worker/signals.h"
#include "worker/stepping.h"
#include "worker/storing.h"
#include "worker/worker_internal.h"

#define TICK_MS     50
#define LEAVE_MS    6000  /* of the grace period: for the last commit and for leaving the group */
#define STOP_MS     15000 /* librdkafka may hang when it is taken down */
#define GIVE_UP_MS  1000  /* the same where nothing is left to be finished */
#define SIGNAL_EXIT 128

static enum ps_exit exit_of(enum ps_status status)
{
    switch (status) {
    case PS_OK:
        return PS_EXIT_DONE;
    case PS_INVALID:
    case PS_UNSUPPORTED:
    case PS_TOO_LARGE:
        return PS_EXIT_USAGE;
    case PS_UNAVAILABLE:
    case PS_TIMEOUT:
    case PS_NOT_FOUND:
        return PS_EXIT_UNAVAILABLE;
    default:
        return PS_EXIT_FAILED;
    }
}

static enum ps_status start_threads(struct ps_worker *worker, struct ps_error *error)
{
    const struct {
        void *(*run)(void *);
        void *context;
    } threads[PS_NUM_THREADS] = {
        [PS_THREAD_FETCHING] = {ps_fetching_run, &worker->fetching},
        [PS_THREAD_ADMISSION] = {ps_admission_run, &worker->line},
        [PS_THREAD_STEPPING] = {ps_stepping_run, &worker->line},
        [PS_THREAD_STORING] = {ps_storing_run, &worker->line},
        [PS_THREAD_PUBLISHING] = {ps_publishing_run, &worker->publishing},
        [PS_THREAD_CANCELLING] = {ps_cancelling_run, &worker->line},
    };
    for (size_t i = 0; i < PS_NUM_THREADS; i++) {
        int code = pthread_create(&worker->threads[i], NULL, threads[i].run, threads[i].context);
        if (code != 0)
            return ps_error_set(error, PS_INTERNAL, "a thread cannot be started: %s",
                                strerror(code));
        worker->num_threads++;
        (void)pthread_setname_np(worker->threads[i], ps_thread_name((enum ps_thread)i));
    }
    return PS_OK;
}

/* Ends the process where stopping takes too long. */
struct deadline {
    int64_t after_ms;
    enum ps_exit code;
};

static void *enforce(void *context)
{
    const struct deadline *deadline = context;
    ps_clock_sleep_ms(deadline->after_ms);
    ps_log(PS_LOG_WARNING, "worker", "stopping takes too long: ending at once");
    _exit((int)deadline->code);
}

static void set_deadline(struct deadline *deadline)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, enforce, deadline) == 0)
        (void)pthread_detach(thread);
}

static bool is_drained(struct ps_worker *worker)
{
    struct ps_flight_budget used;
    ps_flight_used(worker->line.flight, &used);
    return used.num_records == 0;
}

static void end_if_signalled(void)
{
    int signal_number = ps_signals_wait(TICK_MS);
    if (signal_number && signal_number != SIGHUP)
        _exit(SIGNAL_EXIT + signal_number);
}

/* Finishes what fits in the grace period; a second signal ends the process. */
static void drain(struct ps_worker *worker)
{
    const struct ps_config *config = worker->in_force ? worker->in_force : worker->config;
    int64_t grace_ms = config->worker.grace_ms;
    int64_t deadline_ms =
        ps_clock_monotonic_ms() + (grace_ms > 2 * LEAVE_MS ? grace_ms - LEAVE_MS : grace_ms / 2);
    while (!is_drained(worker) && ps_clock_monotonic_ms() < deadline_ms &&
           !ps_line_has_failed(&worker->line, NULL))
        end_if_signalled();
    ps_log_fields(PS_LOG_INFO, "worker", "drained", "{s:b}", "all", (int)is_drained(worker));
}

/* Fetching ends first, since giving the partitions back needs the publisher. */
static void stop_threads(struct ps_worker *worker)
{
    atomic_store(&worker->fetching.is_leaving, true);
    if (worker->num_threads > PS_THREAD_FETCHING)
        (void)pthread_join(worker->threads[PS_THREAD_FETCHING], NULL);
    ps_flight_drop_all(worker->line.flight);
    atomic_store(&worker->line.is_ending, true);
    for (size_t i = PS_THREAD_FETCHING + 1; i < worker->num_threads; i++)
        (void)pthread_join(worker->threads[i], NULL);
}

static void report(const struct ps_error *error)
{
    ps_log_fields(PS_LOG_ERROR, "worker", error->message, "{s:s}", "error",
                  ps_status_name(error->status));
}

/* What has to be looked at often to be known. */
static void observe(struct ps_worker *worker)
{
    struct ps_flight_budget used;
    const struct ps_metrics *metrics = worker->line.metrics;
    uint64_t answered = ps_metrics_answered(metrics);
    double now_s = (double)ps_clock_monotonic_ms() / 1e3;
    ps_flight_used(worker->line.flight, &used);
    ps_job_cost_observe(&worker->job_cost, ps_process_cpu_seconds(), answered, now_s,
                        used.num_records > 0);
    ps_pace_observe(&worker->jobs_pace, answered, now_s);
    ps_pace_observe(&worker->tokens_pace, ps_metrics_tokens(metrics), now_s);
    atomic_store(&worker->job_core_ns, (uint64_t)(ps_job_cost_mean(&worker->job_cost) * 1e9));
    atomic_store(&worker->jobs_per_ks, (uint64_t)(worker->jobs_pace.per_s * 1e3));
    atomic_store(&worker->tokens_per_ks, (uint64_t)(worker->tokens_pace.per_s * 1e3));
}

/* From running threads to none; the worker's failure, if any, is in error. */
static void wait_and_stop(struct ps_worker *worker, struct deadline *deadline,
                          struct ps_error *error)
{
    int signal_number = 0;
    while (!signal_number && !ps_line_has_failed(&worker->line, error)) {
        ps_lags_refresh(&worker->lags, worker->line.flight, worker->line.consumer,
                        ps_clock_monotonic_ms());
        observe(worker);
        signal_number = ps_signals_wait(TICK_MS);
        if (signal_number != SIGHUP)
            continue;
        ps_worker_reload(worker);
        signal_number = 0;
    }
    ps_log_fields(PS_LOG_INFO, "worker", "stopping", "{s:i}", "signal", signal_number);
    atomic_store(&worker->line.is_stopping, true);
    if (signal_number)
        drain(worker);
    (void)ps_line_has_failed(&worker->line, error);
    *deadline = (struct deadline){.after_ms = STOP_MS, .code = exit_of(error->status)};
    set_deadline(deadline);
    stop_threads(worker);
}

/* What comes while models load and the broker is looked for. */
struct opening {
    atomic_bool is_over;
    atomic_bool wants_reload;
};

/* Nothing is in hand yet: a signal to stop ends the process. */
static void *watch_opening(void *context)
{
    struct opening *opening = context;
    while (!atomic_load(&opening->is_over)) {
        int signal_number = ps_signals_wait(TICK_MS);
        if (signal_number == SIGHUP)
            atomic_store(&opening->wants_reload, true);
        if (!signal_number || signal_number == SIGHUP)
            continue;
        ps_log_fields(PS_LOG_INFO, "worker", "stopped before it ran", "{s:i}", "signal",
                      signal_number);
        _exit(PS_EXIT_DONE);
    }
    return NULL;
}

static enum ps_status open_unless_signalled(struct ps_worker *worker,
                                            const struct ps_config *config, struct ps_error *error)
{
    pthread_t watcher;
    struct opening opening = {false, false};
    bool watched = pthread_create(&watcher, NULL, watch_opening, &opening) == 0;
    enum ps_status status = ps_worker_open(worker, config, error);
    atomic_store(&opening.is_over, true);
    if (watched)
        (void)pthread_join(watcher, NULL);
    if (status == PS_OK && atomic_load(&opening.wants_reload))
        ps_worker_reload(worker);
    return status;
}

/* The end of a worker that never ran. */
static enum ps_exit give_up(struct ps_worker *worker, enum ps_status status,
                            const struct ps_error *error, struct deadline *deadline)
{
    *deadline = (struct deadline){.after_ms = GIVE_UP_MS, .code = exit_of(status)};
    report(error);
    set_deadline(deadline);
    if (worker->num_threads > 0)
        stop_threads(worker);
    ps_worker_close(worker);
    return exit_of(status);
}

static enum ps_exit run(struct ps_worker *worker, const struct ps_config *config,
                        struct deadline *deadline)
{
    struct ps_error error = {0};
    enum ps_status status = open_unless_signalled(worker, config, &error);
    if (status == PS_OK)
        status = start_threads(worker, &error);
    if (status != PS_OK)
        return give_up(worker, status, &error, deadline);
    ps_log_fields(PS_LOG_INFO, "worker", "running", "{s:s, s:s}", "worker", worker->line.name,
                  "version", PS_VERSION);
    wait_and_stop(worker, deadline, &error);
    if (error.status != PS_OK)
        report(&error);
    ps_worker_close(worker);
    ps_log(PS_LOG_INFO, "worker", "stopped");
    return exit_of(error.status);
}

enum ps_exit ps_worker_run(const struct ps_config *config, const struct ps_config_sources *sources)
{
    static struct deadline deadline; /* outlives this function in the thread that enforces it */
    struct ps_error error = {0};
    struct ps_worker *worker = calloc(1, sizeof *worker);
    if (!worker)
        return PS_EXIT_FAILED;
    worker->sources = sources;
    if (ps_signals_open(&error) != PS_OK) {
        report(&error);
        free(worker);
        return PS_EXIT_FAILED;
    }
    enum ps_exit code = run(worker, config, &deadline);
    free(worker);
    return code;
}
