/* Jobs of a batch input file through the engines: a queue of places in the order of the input, of
 * which the first is written as soon as its job has ended. */
#include "tools/batch_runner.h"

#include <inttypes.h>
#include <stdlib.h>

#include "shared/base/clock.h"
#include "shared/wire/result.h"

/* The place of one job in the order of the input. */
struct place {
    struct ps_run *run;
    uint64_t line_number;
    size_t bytes; /* what it counts against bytes_max: its line */
    bool done;    /* its result is known */
    struct place *next;
};

struct ps_batch_runner {
    struct ps_batch_runner_config config;
    struct ps_runner *runner;
    struct place *first; /* the oldest */
    struct place *last;
    size_t num_places;
    size_t bytes;
    bool input_ended;
    struct ps_batch_counts counts;
};

struct ps_batch_runner *ps_batch_runner_create(const struct ps_batch_runner_config *config)
{
    struct ps_batch_runner *runner = calloc(1, sizeof *runner);
    if (!runner)
        return NULL;
    runner->config = *config;
    runner->counts.jobs = config->output->num_resumed;
    runner->counts.failed = config->output->num_failed;
    const struct ps_runner_config inner = {.served = ps_models_served(config->models),
                                           .num_served = ps_models_count(config->models),
                                           .limits = {.job_bytes_max = config->job_bytes_max}};
    runner->runner = ps_runner_create(&inner);
    if (!runner->runner) {
        ps_batch_runner_destroy(runner);
        return NULL;
    }
    return runner;
}

static void remove_first(struct ps_batch_runner *runner)
{
    struct place *place = runner->first;
    runner->first = place->next;
    if (!runner->first)
        runner->last = NULL;
    runner->num_places--;
    runner->bytes -= place->bytes;
    if (place->run)
        ps_runner_interrupt(runner->runner, place->run, PS_EVENT_REVOKED, 0);
    ps_run_destroy(place->run);
    free(place);
}

void ps_batch_runner_destroy(struct ps_batch_runner *runner)
{
    if (!runner)
        return;
    while (runner->first)
        remove_first(runner);
    ps_runner_destroy(runner->runner);
    free(runner);
}

/* Does what a run's action says until it has to wait for the engine or its result is known. */
static void advance(struct ps_batch_runner *runner, struct place *place)
{
    struct ps_run *run = place->run;
    for (;;) {
        int64_t now_ms = ps_clock_unix_ms();
        switch (run->action) {
        case PS_ACTION_ASK_CACHE: /* there is none here */
            ps_run_cache_answered(run, NULL, 0, now_ms);
            break;
        case PS_ACTION_PREPARE:
            ps_run_prepare(run, now_ms);
            break;
        case PS_ACTION_ADMIT:
            ps_runner_admit(runner->runner, run, now_ms);
            if (run->action == PS_ACTION_NONE)
                return;
            break;
        case PS_ACTION_STORE: /* nor a store */
            ps_run_stored(run);
            break;
        case PS_ACTION_NONE:
        case PS_ACTION_PUBLISH:
        case PS_ACTION_DEAD_LETTER:
        case PS_ACTION_SKIP:
        case PS_ACTION_DROP:
            place->done = true;
            return;
        }
    }
}

static enum ps_status let_in(struct ps_batch_runner *runner, struct ps_error *error)
{
    const struct ps_batch_input *input = runner->config.input;
    struct place *place = calloc(1, sizeof *place);
    if (!place)
        return ps_error_no_memory(error, "a job");
    place->line_number = input->number;
    place->bytes = input->line.size;
    if (runner->last)
        runner->last->next = place;
    else
        runner->first = place;
    runner->last = place;
    runner->num_places++;
    runner->bytes += place->bytes;
    const struct ps_record record = {.value = input->line.data,
                                     .size = input->line.size,
                                     .timestamp_ms = runner->config.created_unix_s * 1000};
    PS_TRY(ps_run_create(&place->run, runner->runner, &record, ps_clock_unix_ms(), error));
    place->run->outside = place;
    advance(runner, place);
    return PS_OK;
}

static bool has_room(const struct ps_batch_runner *runner)
{
    return runner->num_places == 0 || (runner->num_places < runner->config.jobs_max &&
                                       runner->bytes < runner->config.bytes_max);
}

static enum ps_status fill(struct ps_batch_runner *runner, struct ps_error *error)
{
    while (!runner->input_ended && has_room(runner)) {
        bool more = false;
        PS_TRY(ps_batch_input_next(runner->config.input, &more, error));
        runner->input_ended = !more;
        if (more)
            PS_TRY(let_in(runner, error));
    }
    return PS_OK;
}

/* A line that is no job still gets its line of output, which says where it stands in the file. */
static enum ps_status render_dead(struct place *place)
{
    struct ps_run *run = place->run;
    struct ps_error refusal = run->job->refusal;
    ps_error_prefix(&refusal, "line %" PRIu64, place->line_number);
    return ps_result_refused(run->job, &refusal, &run->result);
}

static enum ps_status write_first(struct ps_batch_runner *runner, struct ps_error *error)
{
    struct place *place = runner->first;
    struct ps_run *run = place->run;
    if (run->life.outcome == PS_OUTCOME_DEAD && render_dead(place) != PS_OK)
        return ps_error_no_memory(error, "a result");
    if (run->result.size == 0)
        return ps_error_no_memory(error, "a result");
    PS_TRY(ps_batch_output_add(runner->config.output, run->result.data, run->result.size, error));
    runner->counts.jobs++;
    if (run->life.outcome != PS_OUTCOME_COMPLETED)
        runner->counts.failed++;
    remove_first(runner);
    return PS_OK;
}

enum ps_status ps_batch_runner_step(struct ps_batch_runner *runner, bool *more,
                                    struct ps_error *error)
{
    PS_TRY(fill(runner, error));
    if (!ps_runner_idle(runner->runner)) {
        struct ps_run *run = ps_runner_step(runner->runner, ps_clock_unix_ms());
        while (run) {
            struct ps_run *following = run->next;
            advance(runner, run->outside);
            run = following;
        }
    }
    while (runner->first && runner->first->done)
        PS_TRY(write_first(runner, error));
    *more = runner->first || !runner->input_ended;
    return ps_batch_output_flush(runner->config.output, error);
}

void ps_batch_runner_counts(const struct ps_batch_runner *runner, struct ps_batch_counts *counts)
{
    *counts = runner->counts;
    for (size_t i = 0; i < ps_models_count(runner->config.models); i++) {
        struct ps_engine_stats stats;
        ps_engine_stats(ps_models_served(runner->config.models)[i].engine, &stats);
        counts->tokens += stats.prompt_tokens + stats.generated_tokens;
    }
}
