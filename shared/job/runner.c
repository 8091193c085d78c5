/* The runner: runs inside the engines. */
#include "shared/job/runner.h"

#include <stdlib.h>

#include "shared/job/runner_internal.h"

struct ps_runner *ps_runner_create(const struct ps_runner_config *config)
{
    PS_DEFER(ps_runner_destroyp) struct ps_runner *runner = calloc(1, sizeof *runner);
    if (!runner)
        return NULL;
    runner->config = *config;
    runner->speeds = calloc(config->num_served + 1, sizeof *runner->speeds);
    return runner->speeds ? ps_take(runner) : NULL;
}

void ps_runner_destroy(struct ps_runner *runner)
{
    if (!runner)
        return;
    free(runner->speeds);
    free(runner);
}

size_t ps_served_engine_index(const struct ps_served *served, const struct ps_served *one)
{
    size_t index = 0;
    while (served[index].engine != one->engine)
        index++;
    return index;
}

void ps_runner_allow_replies(struct ps_runner *runner, const char *const *topics, size_t num_topics)
{
    runner->config.limits.reply_to_allowed = topics;
    runner->config.limits.num_reply_to_allowed = num_topics;
}

bool ps_served_repeats(const struct ps_served *served, size_t index)
{
    return ps_served_engine_index(served, &served[index]) != index;
}

static void link_run(struct ps_runner *runner, struct ps_run *run)
{
    run->engine_prev = NULL;
    run->engine_next = runner->in_engines;
    if (runner->in_engines)
        runner->in_engines->engine_prev = run;
    runner->in_engines = run;
}

static void unlink_run(struct ps_runner *runner, struct ps_run *run)
{
    if (run->engine_prev)
        run->engine_prev->engine_next = run->engine_next;
    else
        runner->in_engines = run->engine_next;
    if (run->engine_next)
        run->engine_next->engine_prev = run->engine_prev;
    run->engine_prev = run->engine_next = NULL;
}

/* Takes out the sequences that are still inside; the run is in no list of the runner afterwards. */
static void leave_engine(struct ps_runner *runner, struct ps_run *run)
{
    for (size_t i = 0; i < run->request->num_sequences; i++)
        ps_engine_cancel(run->served->engine, run->request->sequences[i]);
    run->sequences_left = 0;
    unlink_run(runner, run);
}

bool ps_run_has_more(const struct ps_run *run)
{
    return run->sequences_admitted < run->request->num_sequences;
}

/* A prompt that is computed for another choice is not computed again. */
static size_t tokens_of(const struct ps_sequence *sequence)
{
    size_t prompt = sequence->same_prompt ? 0 : sequence->num_prompt;
    return prompt + sequence->sampling.max_tokens;
}

/* One past the sequences that are admitted next: one, and the choices that share its prompt, which
 * would be computed again for each that came when the others are gone. */
static size_t next_end(const struct ps_run *run)
{
    const struct ps_request *request = run->request;
    size_t end = run->sequences_admitted + 1;
    while (end < request->num_sequences && request->sequences[end]->same_prompt)
        end++;
    return end;
}

size_t ps_run_next_tokens(const struct ps_run *run)
{
    size_t tokens = 0;
    for (size_t i = run->sequences_admitted; i < next_end(run); i++)
        tokens += tokens_of(run->request->sequences[i]);
    return tokens;
}

size_t ps_run_used_tokens(const struct ps_run *run)
{
    size_t used = 0;
    for (size_t i = 0; i < run->sequences_admitted; i++) {
        const struct ps_sequence *sequence = run->request->sequences[i];
        used += tokens_of(sequence) - sequence->sampling.max_tokens + sequence->num_tokens;
    }
    return used;
}

enum ps_action ps_runner_admit_next(struct ps_runner *runner, struct ps_run *run, int64_t now_ms)
{
    struct ps_error error = {0};
    if (run->life.state != PS_LIFE_RUNNING)
        return PS_ACTION_NONE;
    if (run->sequences_admitted == 0) {
        run->started_ms = now_ms;
        run->action = PS_ACTION_NONE;
        run->sequences_left = run->request->num_sequences;
        link_run(runner, run);
    }
    for (size_t end = next_end(run); run->sequences_admitted < end;) {
        struct ps_sequence *sequence = run->request->sequences[run->sequences_admitted++];
        sequence->owner = run;
        if (ps_engine_add(run->served->engine, sequence, &error) == PS_OK)
            continue;
        leave_engine(runner, run);
        return ps_run_apply(run, PS_EVENT_FAILED, &error, now_ms);
    }
    return PS_ACTION_NONE;
}

enum ps_action ps_runner_admit(struct ps_runner *runner, struct ps_run *run, int64_t now_ms)
{
    enum ps_action action = PS_ACTION_NONE;
    while (action == PS_ACTION_NONE && run->life.state == PS_LIFE_RUNNING && ps_run_has_more(run))
        action = ps_runner_admit_next(runner, run, now_ms);
    return action;
}

/* The tokens that a sequence can't end before it has generated. */
static size_t least_tokens(const struct ps_sampling *sampling)
{
    bool may_end = !sampling->ignore_eos || sampling->num_stops || sampling->stop_tokens.count;
    return may_end ? sampling->min_tokens : sampling->max_tokens;
}

static struct ps_speed_work least_work(const struct ps_run *run)
{
    struct ps_speed_work work = {.step_rows_max = ps_engine_step_rows_max(run->served->engine)};
    for (size_t i = 0; i < run->request->num_sequences; i++) {
        const struct ps_sequence *sequence = run->request->sequences[i];
        size_t least = least_tokens(&sequence->sampling);
        size_t steps = least > 1 ? least - 1 : 0; /* the first one comes with the prompt */
        work.num_rows += steps + (sequence->same_prompt ? 0 : sequence->num_prompt);
        if (i > 0 && steps <= work.chain_steps)
            continue;
        work.chain_steps = steps;
        work.chain_rows = sequence->num_prompt;
    }
    return work;
}

enum ps_action ps_runner_judge(struct ps_runner *runner, struct ps_run *run, int64_t now_ms)
{
    if (run->job->deadline_ms == 0 || run->life.state != PS_LIFE_RUNNING)
        return PS_ACTION_NONE;
    double left_ms = (double)(run->job->deadline_ms - now_ms);
    if (left_ms <= 0)
        return ps_run_apply(run, PS_EVENT_DEADLINE, NULL, now_ms);
    const struct ps_speed_work work = least_work(run);
    size_t index = ps_served_engine_index(runner->config.served, run->served);
    double takes_ms = ps_speed_estimate_ms(&runner->speeds[index], &work);
    if (takes_ms <= left_ms)
        return PS_ACTION_NONE;
    struct ps_error refusal = {0};
    ps_error_set(&refusal, PS_TIMEOUT,
                 "the job cannot be finished by its deadline: at the best speed measured here it "
                 "would take at least %.1f s, and %.1f s were left",
                 takes_ms / 1e3, left_ms / 1e3);
    return ps_run_apply(run, PS_EVENT_DEADLINE, &refusal, now_ms);
}

enum ps_action ps_runner_interrupt(struct ps_runner *runner, struct ps_run *run,
                                   enum ps_life_event event, int64_t now_ms)
{
    enum ps_action action = ps_run_apply(run, event, NULL, now_ms);
    if (run->life.leave_engine && run->sequences_left > 0)
        leave_engine(runner, run);
    return action;
}

/* A list of runs in the order they are appended. */
struct run_list {
    struct ps_run *first;
    struct ps_run *last;
};

static void append(struct run_list *list, struct ps_run *run)
{
    run->next = NULL;
    if (list->last)
        list->last->next = run;
    else
        list->first = run;
    list->last = run;
}

static void expire(struct ps_runner *runner, int64_t now_ms, struct run_list *out)
{
    struct ps_run *run = runner->in_engines;
    while (run) {
        struct ps_run *following = run->engine_next;
        int64_t deadline_ms = run->job->deadline_ms;
        if (deadline_ms > 0 && now_ms >= deadline_ms) {
            ps_runner_interrupt(runner, run, PS_EVENT_DEADLINE, now_ms);
            append(out, run);
        }
        run = following;
    }
}

/* A sequence has come out. Its run follows with its last one; one that failed doesn't wait for the
 * others, whose answers would be of no use. */
static void collect(struct ps_runner *runner, struct ps_sequence *sequence, int64_t now_ms,
                    struct run_list *out)
{
    struct ps_run *run = sequence->owner;
    if (run->sequences_left == 0)
        return; /* its run left the engine earlier in this step */
    run->sequences_left--;
    if (sequence->finish == PS_FINISH_ERROR)
        leave_engine(runner, run);
    else if (run->sequences_left == 0)
        unlink_run(runner, run);
    else
        return;
    ps_run_finish(run, now_ms);
    append(out, run);
}

/* What this step has given to those who want to read along. */
static void stream(struct ps_runner *runner, int64_t now_ms, struct run_list *out)
{
    struct ps_run *run = runner->in_engines;
    while (run) {
        struct ps_run *following = run->engine_next;
        struct ps_error error = {0};
        if (ps_run_stream(run, &error) != PS_OK) {
            leave_engine(runner, run);
            ps_run_apply(run, PS_EVENT_FAILED, &error, now_ms);
            append(out, run);
        }
        run = following;
    }
}

/* One step of an engine, measured. */
static struct ps_sequence *step_engine(struct ps_runner *runner, size_t index)
{
    struct ps_engine *engine = runner->config.served[index].engine;
    struct ps_engine_stats stats;
    if (!runner->config.clock_us)
        return ps_engine_step(engine);
    int64_t begin_us = runner->config.clock_us();
    struct ps_sequence *finished = ps_engine_step(engine);
    ps_engine_stats(engine, &stats);
    ps_speed_observe(&runner->speeds[index], stats.last_step_rows,
                     runner->config.clock_us() - begin_us);
    return finished;
}

struct ps_run *ps_runner_step(struct ps_runner *runner, int64_t now_ms)
{
    struct run_list out = {0};
    expire(runner, now_ms, &out);
    for (size_t i = 0; i < runner->config.num_served; i++) {
        struct ps_engine *engine = runner->config.served[i].engine;
        if (ps_served_repeats(runner->config.served, i) || ps_engine_idle(engine))
            continue;
        struct ps_sequence *sequence = step_engine(runner, i);
        while (sequence) {
            struct ps_sequence *following = sequence->next;
            collect(runner, sequence, now_ms, &out);
            sequence = following;
        }
    }
    stream(runner, now_ms, &out);
    return out.first;
}

bool ps_runner_idle(const struct ps_runner *runner)
{
    return runner->in_engines == NULL;
}
