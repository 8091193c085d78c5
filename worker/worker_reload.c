/* SIGHUP: the configuration is read again, checked as a whole, and what may change does. A faulty
 * one changes nothing. */
#include "worker/worker_internal.h"

#include <stdlib.h>

#include "shared/base/defer.h"
#include "worker/check.h"
#include "worker/config_change.h"
#include "worker/log.h"

static const struct ps_config *in_force(const struct ps_worker *worker)
{
    return worker->in_force ? worker->in_force : worker->config;
}

static void destroy(struct ps_config **config)
{
    if (*config)
        ps_config_close(*config);
    free(*config);
}

static enum ps_status read_again(const struct ps_worker *worker, struct ps_config *config)
{
    PS_DEFER(ps_problems_close) struct ps_problems problems = {0};
    (void)ps_config_read(config, worker->sources, &problems);
    if (config->origins)
        (void)ps_check_config(config, &problems);
    for (size_t i = 0; i < problems.count; i++)
        ps_log_fields(PS_LOG_ERROR, "config", problems.items[i].message, NULL);
    return problems.status;
}

/* Topics that jobs may name from now on have to be there, as at the start. */
static enum ps_status check_replies(struct ps_worker *worker, const struct ps_config *config,
                                    struct ps_error *error)
{
    const struct ps_config_strings *replies = &config->topics.reply_to_allowed;
    if (replies->count == 0)
        return PS_OK;
    return ps_kafka_consumer_check_topics(
        worker->line.consumer, config, (const char *const *)replies->items, replies->count, error);
}

/* The client of the consumer, and a copy for each thread that may be told. None is told before all
 * that may fail has been done. */
static enum ps_status tell_all(struct ps_line *line, const struct ps_config *config,
                               struct ps_error *error)
{
    static const enum ps_thread threads[] = {PS_THREAD_ADMISSION, PS_THREAD_STORING,
                                             PS_THREAD_PUBLISHING};
    enum { num_threads = sizeof threads / sizeof *threads };
    struct ps_config *copies[num_threads] = {0};
    enum ps_status status = PS_OK;
    for (size_t i = 0; status == PS_OK && i < num_threads; i++)
        status = ps_config_copy(&copies[i], config, error);
    if (status == PS_OK)
        status = ps_kafka_consumer_set_login(line->consumer, config, error);
    for (size_t i = 0; i < num_threads; i++) {
        if (status == PS_OK)
            ps_handover_give(&line->handovers[threads[i]], copies[i]);
        else
            destroy(&copies[i]);
    }
    return status;
}

static enum ps_status put_in_force(struct ps_worker *worker, struct ps_config *config,
                                   const struct ps_config_change *change, struct ps_error *error)
{
    struct ps_line *line = &worker->line;
    if (ps_config_change_has(change, "topics.reply_to_allowed"))
        PS_TRY(check_replies(worker, config, error));
    PS_TRY(tell_all(line, config, error));
    const struct ps_flight_budget budget = ps_worker_budget(line, config);
    ps_flight_set_limits(line->flight, budget.num_bytes, budget.num_tokens);
    return PS_OK;
}

/* {key: the value in force} of what was wished for and can't be had: more bytes in flight would
 * need memory that was given to other things at start. A new reference. */
static json_t *capped(const struct ps_line *line, const struct ps_config *config)
{
    size_t num_bytes = ps_worker_budget(line, config).num_bytes;
    if ((size_t)config->delivery.in_flight_bytes_max <= num_bytes)
        return json_object();
    return json_pack("{s:I}", "delivery.in_flight_bytes_max", (json_int_t)num_bytes);
}

/* Says what became of it, at the more talkative of the two levels. */
static void report(const struct ps_line *line, const struct ps_config_change *change,
                   const struct ps_config *before, const struct ps_config *after)
{
    json_t *limits = capped(line, after);
    enum ps_log_level old_level = ps_log_level_of(before->log.level);
    enum ps_log_level new_level = ps_log_level_of(after->log.level);
    bool is_partial = json_array_size(change->after_restart) > 0 || json_object_size(limits) > 0;
    ps_log_set_minimum(old_level < new_level ? old_level : new_level);
    ps_log_fields(is_partial ? PS_LOG_WARNING : PS_LOG_INFO, "config", "configuration reloaded",
                  "{s:O, s:O, s:O*}", "changed", change->in_force, "needs_restart",
                  change->after_restart, "capped", limits);
    ps_log_set_minimum(new_level);
    json_decref(limits);
}

static enum ps_status reload(struct ps_worker *worker, struct ps_error *error)
{
    PS_DEFER(ps_config_change_close) struct ps_config_change change = {0};
    PS_DEFER(destroy) struct ps_config *wanted = calloc(1, sizeof *wanted);
    if (!wanted)
        return ps_error_no_memory(error, "the configuration");
    PS_TRY(read_again(worker, wanted));
    PS_TRY(ps_config_change_open(&change, wanted, in_force(worker), error));
    PS_TRY(put_in_force(worker, wanted, &change, error));
    report(&worker->line, &change, in_force(worker), wanted);
    destroy(&worker->in_force);
    worker->in_force = ps_take(wanted);
    return PS_OK;
}

void ps_worker_reload(struct ps_worker *worker)
{
    struct ps_error error = {0};
    if (reload(worker, &error) == PS_OK)
        return;
    if (error.message[0])
        ps_log_fields(PS_LOG_ERROR, "config", error.message, NULL);
    ps_log(PS_LOG_ERROR, "config",
           "configuration not reloaded: the worker goes on with what it had");
}

void ps_worker_reload_close(struct ps_worker *worker)
{
    destroy(&worker->in_force);
    worker->in_force = NULL;
}
