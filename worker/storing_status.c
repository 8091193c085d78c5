/* Fields of hashes, as the contract lists them. */
#include "worker/storing_status.h"

#include <stdio.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/redis/keys.h"

#define NUMBER_SIZE 24

static void number_text(char text[NUMBER_SIZE], int64_t number)
{
    (void)snprintf(text, NUMBER_SIZE, "%lld", (long long)number);
}

int64_t ps_storing_result_ttl_ms(struct ps_line *line)
{
    return ps_line_config(line, PS_THREAD_STORING)->redis.result_ttl_s * 1000;
}

enum ps_status ps_storing_started(struct ps_line *line, const struct ps_started_job *job)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_owner owner = {line->config->redis.prefix, job->tenant, job->batch};
    char created[NUMBER_SIZE];
    char started[NUMBER_SIZE];
    number_text(created, job->created_s);
    number_text(started, job->started_s);
    const struct ps_redis_field fields[] = {{"status", "in_progress"},
                                            {"worker", line->name},
                                            {"tokens", "0"},
                                            {"created_at", created},
                                            {"started_at", started}};
    PS_TRY(ps_redis_job_key(&key, &owner, "status", job->custom_id));
    return ps_redis_put_hash(line->redis, key.data, fields, sizeof fields / sizeof *fields,
                             ps_storing_result_ttl_ms(line));
}

enum ps_status ps_storing_progress(struct ps_line *line, const struct ps_progress *progress)
{
    for (size_t i = 0; i < progress->count; i++) {
        char tokens[NUMBER_SIZE];
        char started[NUMBER_SIZE];
        number_text(tokens, (int64_t)progress->jobs[i].num_tokens);
        number_text(started, progress->jobs[i].started_s);
        const struct ps_redis_field fields[] = {{"tokens", tokens}, {"started_at", started}};
        PS_TRY(ps_redis_put_hash(line->redis, progress->jobs[i].status_key, fields, 2,
                                 ps_storing_result_ttl_ms(line)));
    }
    return PS_OK;
}

enum ps_status ps_storing_finished(struct ps_line *line, const struct ps_run *run)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_owner owner = ps_line_redis_owner(line, run->job);
    char tokens[NUMBER_SIZE];
    char created[NUMBER_SIZE];
    char started[NUMBER_SIZE];
    char completed[NUMBER_SIZE];
    int64_t started_ms = run->started_ms ? run->started_ms : run->created_ms;
    number_text(tokens, (int64_t)ps_run_num_generated(run));
    number_text(created, run->job->created);
    number_text(started, started_ms / 1000);
    number_text(completed, run->finished_ms / 1000);
    const struct ps_redis_field fields[] = {
        {"status", ps_run_status(run)}, {"worker", line->name},  {"tokens", tokens},
        {"created_at", created},        {"started_at", started}, {"completed_at", completed}};
    PS_TRY(ps_redis_job_key(&key, &owner, "status", run->job->custom_id));
    return ps_redis_put_hash(line->redis, key.data, fields, sizeof fields / sizeof *fields,
                             ps_storing_result_ttl_ms(line));
}
