/* penstock cancel: asks the workers to end jobs. */
#include "tools/cancel.h"

#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "tools/batch_source.h"
#include "tools/cancel_options.h"
#include "tools/command.h"

#define TOOL    "cancel"
#define EACH_MS 200

/* One request, and what comes of it. */
struct session {
    const struct ps_cancel_options *options;
    struct ps_config config;
    struct ps_redis_side side;
    struct ps_batch_source source;
    int64_t deadline_ms; /* monotonic; 0: none */
    size_t num_missed;   /* jobs that had ended before, or another way, or have not */
};

static void close_session(struct session *session)
{
    ps_batch_source_close(&session->source);
    ps_redis_side_close(&session->side);
    ps_config_close(&session->config);
}

static bool time_is_up(const struct session *session)
{
    return ps_command_interrupted() ||
           (session->deadline_ms > 0 && ps_clock_monotonic_ms() >= session->deadline_ms);
}

static enum ps_status print(struct ps_buffer *text, enum ps_status made, struct ps_error *error)
{
    if (made != PS_OK)
        return ps_error_no_memory(error, "the answer");
    fputs(text->data, stdout);
    fflush(stdout);
    return PS_OK;
}

static enum ps_status print_job(const struct session *session, const char *custom_id,
                                const struct ps_job_status *status, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    const struct ps_cancel_options *options = session->options;
    enum ps_status made = options->jobs.json
                              ? ps_job_status_json(status, custom_id, options->jobs.batch, &text)
                              : ps_job_status_text(status, custom_id, &text);
    return print(&text, made, error);
}

/* What has ended is not asked to end again: its key would only cancel a later job of that id. */
static enum ps_status request_job(struct session *session, const char *custom_id,
                                  struct ps_error *error)
{
    struct ps_job_status status;
    PS_TRY(ps_redis_side_job(&session->side, custom_id, &status, error));
    if (ps_job_status_is_final(&status)) {
        session->num_missed++;
        return print_job(session, custom_id, &status, error);
    }
    PS_TRY(ps_redis_side_cancel_job(&session->side, custom_id, error));
    if (session->options->wait)
        return PS_OK;
    if (session->options->jobs.json)
        return print_job(session, custom_id, &status, error);
    printf("%s: asked to be cancelled (%s)\n", custom_id,
           status.status[0] ? status.status : "no worker has begun it yet, or it is not known");
    return PS_OK;
}

static enum ps_status wait_for_job(struct session *session, const char *custom_id,
                                   struct ps_error *error)
{
    struct ps_job_status status;
    for (;;) {
        PS_TRY(ps_redis_side_job(&session->side, custom_id, &status, error));
        if (ps_job_status_is_final(&status) || time_is_up(session))
            break;
        ps_clock_sleep_ms(EACH_MS);
    }
    session->num_missed += strcmp(status.status, "cancelled") != 0;
    return print_job(session, custom_id, &status, error);
}

static enum ps_status cancel_jobs(struct session *session, struct ps_error *error)
{
    const struct ps_cancel_options *options = session->options;
    PS_DEFER(ps_freep) bool *ended = calloc(options->jobs.num_custom_ids, sizeof *ended);
    if (!ended)
        return ps_error_no_memory(error, "the jobs");
    for (size_t i = 0; i < options->jobs.num_custom_ids; i++) {
        size_t num_missed = session->num_missed;
        PS_TRY(request_job(session, options->jobs.custom_ids[i], error));
        ended[i] = session->num_missed > num_missed;
    }
    for (size_t i = 0; options->wait && i < options->jobs.num_custom_ids; i++) {
        if (!ended[i])
            PS_TRY(wait_for_job(session, options->jobs.custom_ids[i], error));
    }
    return PS_OK;
}

static enum ps_status print_batch(const struct session *session,
                                  const struct ps_batch_status *status, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    const struct ps_cancel_options *options = session->options;
    enum ps_status made = options->jobs.json
                              ? ps_batch_status_json(status, options->jobs.batch, &text)
                              : ps_batch_status_text(status, options->jobs.batch, &text);
    return print(&text, made, error);
}

static enum ps_status wait_for_batch(struct session *session, struct ps_batch_status *status,
                                     struct ps_error *error)
{
    for (;;) {
        PS_TRY(ps_batch_source_read(&session->source, status, error));
        if (ps_batch_status_is_final(status) || !ps_batch_status_is_known(status))
            return PS_OK;
        if (time_is_up(session)) {
            session->num_missed++;
            return PS_OK;
        }
        ps_clock_sleep_ms(EACH_MS);
    }
}

static enum ps_status cancel_batch(struct session *session, struct ps_error *error)
{
    struct ps_batch_status status;
    PS_TRY(ps_redis_side_batch(&session->side, &status, error));
    if (ps_batch_status_is_final(&status)) {
        session->num_missed++;
        return print_batch(session, &status, error);
    }
    PS_TRY(ps_redis_side_cancel_batch(&session->side, error));
    status.cancelling = true;
    bool known = ps_batch_status_is_known(&status) || status.digest[0];
    if (session->options->wait) {
        PS_TRY(wait_for_batch(session, &status, error));
        known = ps_batch_status_is_known(&status);
    }
    session->num_missed += !known;
    return print_batch(session, &status, error);
}

static int cancel(const struct ps_cancel_options *options)
{
    struct ps_error error = {0};
    PS_DEFER(close_session) struct session session = {.options = options};
    if (options->jobs.timeout_s > 0)
        session.deadline_ms = ps_clock_monotonic_ms() + options->jobs.timeout_s * 1000;
    enum ps_status status = ps_client_options_load(&options->jobs.client, &session.config, &error);
    if (status == PS_OK)
        status = ps_redis_side_open(&session.side, &session.config, options->jobs.tenant,
                                    options->jobs.batch, &error);
    session.source = (struct ps_batch_source){.tool = TOOL,
                                              .config = &session.config,
                                              .batch = options->jobs.batch,
                                              .side = &session.side};
    if (status == PS_OK)
        status = options->all ? cancel_batch(&session, &error) : cancel_jobs(&session, &error);
    if (status == PS_CLOSED)
        (void)ps_error_set(&error, PS_CLOSED, "interrupted; the request to cancel stays");
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    return session.num_missed > 0 ? PS_EXIT_FAILED : PS_EXIT_DONE;
}

int ps_cancel_main(int argc, char **argv)
{
    struct ps_cancel_options options;
    struct ps_error error = {0};
    enum ps_status status = ps_cancel_options_parse(&options, argc, argv, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    if (options.jobs.client.help) {
        fputs(ps_cancel_usage, stdout);
        return PS_EXIT_DONE;
    }
    ps_command_catch_signals();
    return cancel(&options);
}
