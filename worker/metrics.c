/* Counters, gauges and histograms as arrays of atomic numbers. */
#include "worker/metrics.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "shared/task/task.h"
#include "worker/metrics_internal.h"

static const double seconds_bounds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,  0.25,
                                        0.5,   1.0,    2.5,   5.0,  10.0,  30.0, 60.0, 300.0};
/* A batch may wait for a night. */
static const double queue_bounds[] = {0.01,  0.05,   0.1,     0.25,    0.5,    1.0,
                                      2.5,   5.0,    10.0,    30.0,    60.0,   300,
                                      900.0, 3600.0, 14400.0, 43200.0, 86400.0};
static const double tokenize_bounds[] = {0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005,
                                         0.001,   0.0025,   0.005,   0.01,   0.025,   0.05,
                                         0.1,     0.25,     0.5,     1.0};
static const double rows_bounds[] = {1.0,  2.0,   4.0,   8.0,   16.0,   32.0,
                                     64.0, 128.0, 256.0, 512.0, 1024.0, 2048.0};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

const struct ps_histogram_kind ps_histogram_kinds[PS_NUM_HISTOGRAMS] = {
    {"penstock_queue_seconds", "Time from a record's timestamp until its job began to run.",
     queue_bounds, COUNT_OF(queue_bounds)},
    {"penstock_tokenize_seconds", "Time to tokenize a job.", tokenize_bounds,
     COUNT_OF(tokenize_bounds)},
    {"penstock_run_seconds", "Time of a job in the engine.", seconds_bounds,
     COUNT_OF(seconds_bounds)},
    {"penstock_commit_seconds", "Time of a transaction, from its begin to its commit.",
     seconds_bounds, COUNT_OF(seconds_bounds)},
    {"penstock_step_seconds", "Time of a step of the engines, of all models together.",
     seconds_bounds, COUNT_OF(seconds_bounds)},
    {"penstock_step_rows", "Rows of a step of the engine.", rows_bounds, COUNT_OF(rows_bounds)},
};

const char *const ps_outcome_names[PS_NUM_OUTCOMES] = {"completed", "failed", "expired",
                                                       "cancelled"};

const char *const ps_dead_letter_codes[PS_NUM_DEAD_LETTER_CODES] = {
    "not_json",       "not_a_job",         "too_large",
    "crashed_worker", "retries_exhausted", "signature_invalid",
};

static size_t num_tasks(void)
{
    size_t count = 0;
    while (ps_task_at(count))
        count++;
    return count;
}

struct ps_metrics *ps_metrics_create(const char *const *models, size_t num_models)
{
    struct ps_metrics *metrics = calloc(1, sizeof *metrics);
    if (!metrics)
        return NULL;
    metrics->models = models;
    metrics->num_models = num_models;
    metrics->num_urls = num_tasks();
    metrics->jobs =
        calloc((metrics->num_urls + 1) * (num_models + 1) * PS_NUM_OUTCOMES, sizeof *metrics->jobs);
    metrics->engines = calloc(num_models + 1, sizeof *metrics->engines);
    if (!metrics->jobs || !metrics->engines) {
        ps_metrics_destroy(metrics);
        return NULL;
    }
    return metrics;
}

void ps_metrics_destroy(struct ps_metrics *metrics)
{
    if (!metrics)
        return;
    free(metrics->jobs);
    free(metrics->engines);
    free(metrics);
}

void ps_metrics_add(struct ps_metrics *metrics, enum ps_counter counter, uint64_t number)
{
    atomic_fetch_add(&metrics->counters[counter], number);
}

void ps_metrics_set(struct ps_metrics *metrics, enum ps_gauge gauge, uint64_t value)
{
    atomic_store(&metrics->gauges[gauge], value);
}

void ps_metrics_observe(struct ps_metrics *metrics, enum ps_histogram histogram, double value)
{
    const struct ps_histogram_kind *kind = &ps_histogram_kinds[histogram];
    struct ps_histogram_values *values = &metrics->histograms[histogram];
    size_t bucket = 0;
    double positive = value > 0 ? value : 0;
    while (bucket < kind->num_bounds && positive > kind->bounds[bucket])
        bucket++;
    atomic_fetch_add(&values->counts[bucket], 1);
    atomic_fetch_add(&values->sum_millionths, (uint64_t)(positive * 1e6 + 0.5));
}

/* The place of a name among the urls or models; the last place is "other". */
static size_t url_index(const struct ps_metrics *metrics, const char *url)
{
    for (size_t i = 0; url && i < metrics->num_urls; i++) {
        if (strcmp(ps_task_at(i)->url, url) == 0)
            return i;
    }
    return metrics->num_urls;
}

static size_t model_index(const struct ps_metrics *metrics, const char *model)
{
    for (size_t i = 0; model && i < metrics->num_models; i++) {
        if (strcmp(metrics->models[i], model) == 0)
            return i;
    }
    return metrics->num_models;
}

void ps_metrics_job(struct ps_metrics *metrics, const char *url, const char *model,
                    enum ps_life_outcome outcome)
{
    if (outcome != PS_OUTCOME_MARKER)
        atomic_fetch_add(&metrics->answered, 1);
    if (outcome < PS_OUTCOME_COMPLETED || outcome > PS_OUTCOME_CANCELLED)
        return;
    size_t place =
        url_index(metrics, url) * (metrics->num_models + 1) + model_index(metrics, model);
    size_t column = (size_t)outcome - PS_OUTCOME_COMPLETED;
    atomic_fetch_add(&metrics->jobs[place * PS_NUM_OUTCOMES + column], 1);
}

uint64_t ps_metrics_answered(const struct ps_metrics *metrics)
{
    return atomic_load(&metrics->answered);
}

uint64_t ps_metrics_tokens(const struct ps_metrics *metrics)
{
    uint64_t count = 0;
    for (size_t i = 0; i < metrics->num_models; i++)
        count += atomic_load(&metrics->engines[i].prompt_tokens) +
                 atomic_load(&metrics->engines[i].generated_tokens);
    return count;
}

void ps_metrics_dead_letter(struct ps_metrics *metrics, const char *code)
{
    for (size_t i = 0; i < PS_NUM_DEAD_LETTER_CODES; i++) {
        if (strcmp(ps_dead_letter_codes[i], code) == 0)
            atomic_fetch_add(&metrics->dead_letters[i], 1);
    }
}

void ps_metrics_engine(struct ps_metrics *metrics, size_t model,
                       const struct ps_engine_stats *stats)
{
    struct ps_engine_values *values = &metrics->engines[model];
    atomic_store(&values->prompt_tokens, stats->prompt_tokens);
    atomic_store(&values->generated_tokens, stats->generated_tokens);
    atomic_store(&values->setbacks, stats->setbacks);
    atomic_store(&values->pages_used, stats->pages_used);
    atomic_store(&values->pages_total, stats->pages_total);
    atomic_store(&values->num_running, stats->num_running);
    atomic_store(&values->num_waiting, stats->num_waiting);
}
