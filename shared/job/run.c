/* A run's way outside the engines: from its record to its request, and from its outcome to its
 * line. */
#include "shared/job/runner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/job/cache_key.h"
#include "shared/job/runner_internal.h"
#include "shared/wire/result.h"

static struct ps_identity identity_of(const struct ps_run *run)
{
    const struct ps_task *task = run->request->task;
    return (struct ps_identity){.id_prefix = task->id_prefix, .has_created = task->has_created};
}

/* Writes the result line of an outcome that is no response; refusal says why. Without memory the
 * line stays empty. */
static void render_outcome(struct ps_run *run, const struct ps_error *refusal)
{
    enum ps_status status = PS_OK;
    switch (run->life.outcome) {
    case PS_OUTCOME_FAILED:
        ps_buffer_clear(&run->result); /* of a response that could not be written whole */
        status = ps_result_refused(run->job, refusal, &run->result);
        break;
    case PS_OUTCOME_EXPIRED:
        status = ps_result_failed(
            run->job, "batch_expired",
            refusal ? refusal->message : "the job was not finished by its deadline", &run->result);
        break;
    case PS_OUTCOME_CANCELLED:
        status = ps_result_failed(run->job, "batch_cancelled",
                                  "the job was cancelled before it "
                                  "was finished",
                                  &run->result);
        break;
    default:
        return;
    }
    if (status != PS_OK)
        ps_buffer_clear(&run->result);
}

enum ps_action ps_run_apply(struct ps_run *run, enum ps_life_event event,
                            const struct ps_error *refusal, int64_t now_ms)
{
    enum ps_life_outcome before = run->life.outcome;
    enum ps_action action = ps_life_step(&run->life, event);
    if (run->life.outcome != before) {
        run->finished_ms = now_ms;
        if (run->life.outcome != PS_OUTCOME_COMPLETED)
            ps_buffer_close(&run->cache_body);
        render_outcome(run, refusal);
    }
    if (action != PS_ACTION_NONE)
        run->action = action;
    return action;
}

static bool is_late(const struct ps_run *run, int64_t now_ms)
{
    return run->job->deadline_ms > 0 && now_ms >= run->job->deadline_ms;
}

static const struct ps_served *find_served(const struct ps_runner *runner, const char *name)
{
    for (size_t i = 0; i < runner->config.num_served; i++) {
        if (strcmp(runner->config.served[i].name, name) == 0)
            return &runner->config.served[i];
    }
    return NULL;
}

/* Adds a name to a list for a message, as long as there is room. */
static void list_name(char *list, size_t capacity, const char *name)
{
    size_t used = strlen(list);
    if (used + strlen(name) + sizeof ", " <= capacity)
        (void)snprintf(list + used, capacity - used, "%s%s", used ? ", " : "", name);
}

static enum ps_status refuse_model(const struct ps_runner *runner, const char *name,
                                   struct ps_error *refusal)
{
    char names[512] = "";
    for (size_t i = 0; i < runner->config.num_served; i++)
        list_name(names, sizeof names, runner->config.served[i].name);
    ps_error_set_param(refusal, PS_NOT_FOUND, "model",
                       "model: found \"%.128s\", expected a model that is served here: %s", name,
                       names[0] ? names : "none is");
    ps_error_set_code(refusal, "model_not_found");
    return PS_NOT_FOUND;
}

static enum ps_status refuse_url(const char *url, struct ps_error *refusal)
{
    char urls[512] = "";
    for (size_t i = 0; ps_task_at(i); i++)
        list_name(urls, sizeof urls, ps_task_at(i)->url);
    ps_error_set_param(refusal, PS_NOT_FOUND, "url", "url: found \"%.128s\", expected one of %s",
                       url, urls);
    ps_error_set_code(refusal, "unknown_url");
    return PS_NOT_FOUND;
}

/* Finds the task and the model that a request names, and parses its body. */
static enum ps_status parse_request(struct ps_run *run, struct ps_error *refusal)
{
    const struct ps_job *job = run->job;
    const struct ps_task *task = ps_task_find(job->url);
    if (!task)
        return refuse_url(job->url, refusal);
    run->served = find_served(run->runner, job->model);
    if (!run->served)
        return refuse_model(run->runner, job->model, refusal);
    struct ps_request_params params = {
        .task = task,
        .model = run->served->model,
        .context = ps_engine_context(run->served->engine),
        .body = job->body,
        .derived_seed = job->seed,
        .created_s = job->created,
    };
    PS_TRY(ps_request_parse(&run->request, &params, refusal));
    if (job->cache == PS_CACHE_BYPASS)
        return PS_OK;
    enum ps_status status = ps_cache_key(job, run->request, run->cache_key);
    if (status != PS_OK)
        return ps_error_set(refusal, status, "cannot make the key of the cache");
    return PS_OK;
}

static void start(struct ps_run *run, int64_t now_ms)
{
    struct ps_error refusal = {0};
    switch (run->job->kind) {
    case PS_JOB_REQUEST:
        break;
    case PS_JOB_REFUSED:
        ps_run_apply(run, PS_EVENT_REFUSED, &run->job->refusal, now_ms);
        return;
    case PS_JOB_DEAD:
        ps_run_apply(run, PS_EVENT_DEAD, NULL, now_ms);
        return;
    case PS_JOB_BATCH_END:
        ps_run_apply(run, PS_EVENT_MARKER, NULL, now_ms);
        return;
    }
    if (parse_request(run, &refusal) != PS_OK)
        ps_run_apply(run, PS_EVENT_REFUSED, &refusal, now_ms);
    else
        ps_run_apply(run, is_late(run, now_ms) ? PS_EVENT_DEADLINE : PS_EVENT_REQUEST, NULL,
                     now_ms);
}

static bool asks_for_stream(const struct ps_job *job)
{
    return job->kind == PS_JOB_REQUEST && json_is_true(json_object_get(job->body, "stream"));
}

enum ps_status ps_run_create(struct ps_run **run, struct ps_runner *runner,
                             const struct ps_record *record, int64_t now_ms, struct ps_error *error)
{
    struct ps_run *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "a job");
    made->runner = runner;
    made->created_ms = now_ms;
    enum ps_status status = ps_job_parse(&made->job, record, &runner->config.limits, error);
    if (status != PS_OK) {
        ps_run_destroy(made);
        return status;
    }
    made->wants_stream = runner->config.streams && asks_for_stream(made->job);
    made->life.use_cache =
        runner->config.use_cache && made->job->cache == PS_CACHE_USE && !made->wants_stream;
    start(made, now_ms);
    *run = made;
    return PS_OK;
}

void ps_run_destroy(struct ps_run *run)
{
    if (!run)
        return;
    ps_request_destroy(run->request);
    ps_job_destroy(run->job);
    ps_buffer_close(&run->result);
    ps_buffer_close(&run->cache_body);
    ps_buffer_close(&run->chunks);
    free(run);
}

/* What takes the results may not take every length. */
static enum ps_status check_length(const struct ps_run *run, struct ps_error *error)
{
    size_t bytes_max = run->runner->config.result_bytes_max;
    if (bytes_max == 0 || run->result.size <= bytes_max)
        return PS_OK;
    ps_error_set(error, PS_TOO_LARGE,
                 "the result has %zu bytes, expected at most %zu; ask for less, or have the limit "
                 "raised",
                 run->result.size, bytes_max);
    ps_error_set_code(error, "result_too_large");
    return PS_TOO_LARGE;
}

enum ps_action ps_run_cache_answered(struct ps_run *run, const char *body, size_t size,
                                     int64_t now_ms)
{
    if (is_late(run, now_ms))
        return ps_run_apply(run, PS_EVENT_DEADLINE, NULL, now_ms);
    struct ps_identity identity = identity_of(run);
    ps_buffer_clear(&run->result);
    if (!body || ps_result_completed(run->job, &identity, body, size, &run->result) != PS_OK) {
        ps_buffer_clear(&run->result);
        return ps_run_apply(run, PS_EVENT_MISS, NULL, now_ms);
    }
    struct ps_error refusal = {0};
    if (check_length(run, &refusal) != PS_OK)
        return ps_run_apply(run, PS_EVENT_FAILED, &refusal, now_ms);
    run->from_cache = true;
    return ps_run_apply(run, PS_EVENT_HIT, NULL, now_ms);
}

enum ps_action ps_run_prepare(struct ps_run *run, int64_t now_ms)
{
    struct ps_error refusal = {0};
    if (is_late(run, now_ms))
        return ps_run_apply(run, PS_EVENT_DEADLINE, NULL, now_ms);
    if (ps_request_prepare(run->request, &refusal) != PS_OK)
        return ps_run_apply(run, PS_EVENT_REFUSED, &refusal, now_ms);
    return ps_run_apply(run, PS_EVENT_PREPARED, NULL, now_ms);
}

enum ps_status ps_run_stream(struct ps_run *run, struct ps_error *error)
{
    if (!run->wants_stream || !run->request->streams)
        return PS_OK;
    PS_DEFER(json_decrefp) json_t *chunks = json_array();
    if (!chunks)
        return ps_error_no_memory(error, "the chunks of a stream");
    PS_TRY(ps_request_stream(run->request, chunks, error));
    struct ps_identity identity = identity_of(run);
    for (size_t i = 0; i < json_array_size(chunks); i++) {
        const json_t *chunk = json_array_get(chunks, i);
        if (ps_result_chunk(run->job, &identity, chunk, &run->chunks) != PS_OK ||
            ps_buffer_append_byte(&run->chunks, '\n') != PS_OK)
            return ps_error_no_memory(error, "the chunks of a stream");
    }
    return PS_OK;
}

/* The response of finished sequences, as what is cached and as what is published. */
static enum ps_status render_response(struct ps_run *run, struct ps_error *error)
{
    json_t *body = NULL;
    PS_TRY(ps_request_render(run->request, &body, error));
    enum ps_status status = ps_result_body(body, &run->cache_body);
    json_decref(body);
    if (status != PS_OK)
        return ps_error_set(error, status, "cannot write the response");
    struct ps_identity identity = identity_of(run);
    status = ps_result_completed(run->job, &identity, run->cache_body.data, run->cache_body.size,
                                 &run->result);
    if (status != PS_OK)
        return ps_error_set(error, status, "cannot write the result");
    if (!run->cache_key[0])
        ps_buffer_close(&run->cache_body);
    return check_length(run, error);
}

void ps_run_finish(struct ps_run *run, int64_t now_ms)
{
    struct ps_error error = {0};
    for (size_t i = 0; i < run->request->num_sequences; i++) {
        const struct ps_sequence *sequence = run->request->sequences[i];
        if (sequence->finish == PS_FINISH_ERROR && error.status == PS_OK)
            error = sequence->error;
    }
    if (error.status != PS_OK || ps_run_stream(run, &error) != PS_OK ||
        render_response(run, &error) != PS_OK)
        ps_run_apply(run, PS_EVENT_FAILED, &error, now_ms);
    else
        ps_run_apply(run, PS_EVENT_FINISHED, NULL, now_ms);
}

enum ps_action ps_run_stored(struct ps_run *run)
{
    return ps_run_apply(run, PS_EVENT_STORED, NULL, run->finished_ms);
}

enum ps_action ps_run_published(struct ps_run *run)
{
    return ps_run_apply(run, PS_EVENT_PUBLISHED, NULL, run->finished_ms);
}

enum ps_action ps_run_interrupt(struct ps_run *run, enum ps_life_event event, int64_t now_ms)
{
    return ps_run_apply(run, event, NULL, now_ms);
}

size_t ps_run_num_tokens(const struct ps_run *run)
{
    return run->request ? run->request->num_tokens : 0;
}

size_t ps_run_num_generated(const struct ps_run *run)
{
    size_t count = 0;
    for (size_t i = 0; run->request && i < run->request->num_sequences; i++)
        count += run->request->sequences[i]->num_tokens;
    return count;
}

size_t ps_run_num_cached(const struct ps_run *run)
{
    size_t count = 0;
    for (size_t i = 0; run->request && i < run->request->num_sequences; i++)
        count += run->request->sequences[i]->num_shared;
    return count;
}

const char *ps_run_status(const struct ps_run *run)
{
    switch (run->life.outcome) {
    case PS_OUTCOME_COMPLETED:
        return "completed";
    case PS_OUTCOME_EXPIRED:
        return "expired";
    case PS_OUTCOME_CANCELLED:
        return "cancelled";
    case PS_OUTCOME_FAILED:
    case PS_OUTCOME_DEAD:
        return "failed";
    default:
        return "in_progress";
    }
}
