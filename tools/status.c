/* penstock status: where a batch or some jobs stand. */
#include "tools/status.h"

#include <stdio.h>

#include "shared/base/clock.h"
#include "tools/batch_source.h"
#include "tools/command.h"
#include "tools/progress.h"
#include "tools/status_options.h"

#define TOOL    "status"
#define EACH_MS 200

/* One answer, or one after another. */
struct session {
    const struct ps_status_options *options;
    struct ps_config config;
    struct ps_redis_side side;
    struct ps_batch_source source;
    struct ps_progress progress;
    struct ps_progress_counts counts; /* of the latest answer */
    bool is_known;                    /* of everything that was asked for */
    bool is_final;
    struct ps_buffer text; /* the latest answer, as it is printed */
};

static void close_session(struct session *session)
{
    ps_batch_source_close(&session->source);
    ps_redis_side_close(&session->side);
    ps_buffer_close(&session->text);
    ps_config_close(&session->config);
}

static enum ps_status ask_for_batch(struct session *session, struct ps_error *error)
{
    const struct ps_status_options *options = session->options;
    struct ps_batch_status status;
    PS_TRY(ps_batch_source_read(&session->source, &status, error));
    session->counts = (struct ps_progress_counts){
        .done = status.completed + status.failed, .total = status.total, .failed = status.failed};
    session->is_known = ps_batch_status_is_known(&status);
    session->is_final = ps_batch_status_is_final(&status);
    enum ps_status made = options->jobs.json
                              ? ps_batch_status_json(&status, options->jobs.batch, &session->text)
                              : ps_batch_status_text(&status, options->jobs.batch, &session->text);
    return made == PS_OK ? PS_OK : ps_error_no_memory(error, "the answer");
}

static enum ps_status ask_for_job(struct session *session, const char *custom_id,
                                  struct ps_error *error)
{
    const struct ps_status_options *options = session->options;
    struct ps_job_status status;
    PS_TRY(ps_redis_side_job(&session->side, custom_id, &status, error));
    bool final = ps_job_status_is_final(&status);
    session->is_known = session->is_known && status.status[0];
    session->is_final = session->is_final && final;
    session->counts.done += final;
    session->counts.failed += ps_job_status_is_failed(&status);
    session->counts.tokens += (uint64_t)status.tokens;
    enum ps_status made =
        options->jobs.json
            ? ps_job_status_json(&status, custom_id, options->jobs.batch, &session->text)
            : ps_job_status_text(&status, custom_id, &session->text);
    return made == PS_OK ? PS_OK : ps_error_no_memory(error, "the answer");
}

static enum ps_status ask(struct session *session, struct ps_error *error)
{
    const struct ps_status_options *options = session->options;
    ps_buffer_clear(&session->text);
    if (options->jobs.num_custom_ids == 0)
        return ask_for_batch(session, error);
    session->counts = (struct ps_progress_counts){.total = options->jobs.num_custom_ids};
    session->is_known = session->is_final = true;
    for (size_t i = 0; i < options->jobs.num_custom_ids; i++)
        PS_TRY(ask_for_job(session, options->jobs.custom_ids[i], error));
    return PS_OK;
}

/* PS_CLOSED where it was interrupted or the time is up: the latest answer counts. */
static enum ps_status watch(struct session *session, struct ps_error *error)
{
    int64_t started_ms = ps_clock_monotonic_ms();
    int64_t timeout_ms = session->options->jobs.timeout_s * 1000;
    ps_progress_start(&session->progress, stdout, ps_progress_mode_of(stdout), TOOL, "jobs");
    for (bool first = true;; first = false) {
        PS_TRY(ask(session, error));
        if (first)
            ps_progress_begin_from(&session->progress, &session->counts);
        ps_progress_update(&session->progress, &session->counts);
        bool late = timeout_ms > 0 && ps_clock_monotonic_ms() - started_ms >= timeout_ms;
        if (session->is_final)
            return PS_OK;
        if (late || ps_command_interrupted())
            return PS_CLOSED;
        ps_clock_sleep_ms(EACH_MS);
    }
}

/* Redis' counts may stay as they are for ever. */
static void hint(const struct session *session)
{
    const struct ps_status_options *options = session->options;
    const struct ps_progress_counts *counts = &session->counts;
    bool by_redis = !session->source.counts && options->jobs.num_custom_ids == 0;
    if (by_redis && !options->watch && !session->is_final && counts->done > 0 && counts->total > 0)
        fputs("penstock status: Redis counts neither dead letters nor repeated custom_ids; if this "
              "stays as it is, --exact counts on the topics\n",
              stderr);
}

/* What Redis can't say of a batch is counted; what it can't say of a job nobody can. */
static enum ps_status connect(struct session *session, struct ps_error *error)
{
    const struct ps_status_options *options = session->options;
    struct ps_error reason = {0};
    session->source = (struct ps_batch_source){
        .tool = TOOL, .config = &session->config, .batch = options->jobs.batch};
    if (options->exact)
        return PS_OK;
    enum ps_status status = ps_redis_side_open(&session->side, &session->config,
                                               options->jobs.tenant, options->jobs.batch, &reason);
    if (status == PS_OK)
        session->source.side = &session->side;
    if (status == PS_OK || options->jobs.num_custom_ids > 0)
        return status == PS_OK ? PS_OK : ps_error_set(error, status, "%s", reason.message);
    fprintf(stderr, "penstock status: %s; counting on the topics instead\n", reason.message);
    return PS_OK;
}

static int show(const struct ps_status_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_session) struct session session = {.options = options};
    enum ps_status status = ps_client_options_load(&options->jobs.client, &session.config, &error);
    if (status == PS_OK)
        status = connect(&session, &error);
    if (status == PS_OK)
        status = options->watch ? watch(&session, &error) : ask(&session, &error);
    ps_progress_hide(&session.progress);
    bool has_answer = session.text.size > 0;
    if (status == PS_CLOSED && !has_answer)
        (void)ps_error_set(&error, PS_CLOSED, "interrupted");
    if (status != PS_OK && !(status == PS_CLOSED && has_answer))
        return ps_command_fail(TOOL, status, &error);
    fputs(session.text.data, stdout);
    hint(&session);
    bool failed =
        !session.is_known || (options->watch && (!session.is_final || session.counts.failed > 0));
    return failed ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

int ps_status_main(int argc, char **argv)
{
    struct ps_status_options options;
    struct ps_error error = {0};
    enum ps_status status = ps_status_options_parse(&options, argc, argv, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (options.jobs.client.help) {
        fputs(ps_status_usage, stdout);
        return PS_EXIT_DONE;
    }
    ps_command_catch_signals();
    return show(&options);
}
