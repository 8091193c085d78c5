/* The runner: runs inside the engines. */
#include "shared/job/runner.h"

#include <stdlib.h>

#include "shared/job/runner_internal.h"

struct ps_runner *ps_runner_create(const struct ps_runner_config *config)
{
    struct ps_runner *runner = calloc(1, sizeof *runner);
    if (runner)
        runner->config = *config;
    return runner;
}

void ps_runner_destroy(struct ps_runner *runner)
{
    free(runner);
}

bool ps_served_repeats(const struct ps_served *served, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (served[i].engine == served[index].engine)
            return true;
    }
    return false;
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

enum ps_action ps_runner_admit(struct ps_runner *runner, struct ps_run *run, int64_t now_ms)
{
    struct ps_error error = {0};
    if (run->life.state != PS_LIFE_RUNNING)
        return PS_ACTION_NONE;
    run->started_ms = now_ms;
    run->action = PS_ACTION_NONE;
    link_run(runner, run);
    for (size_t i = 0; i < run->request->num_sequences; i++) {
        struct ps_sequence *sequence = run->request->sequences[i];
        sequence->owner = run;
        if (ps_engine_add(run->served->engine, sequence, &error) != PS_OK) {
            leave_engine(runner, run);
            return ps_run_apply(run, PS_EVENT_FAILED, &error, now_ms);
        }
        run->sequences_left++;
    }
    return PS_ACTION_NONE;
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

struct ps_run *ps_runner_step(struct ps_runner *runner, int64_t now_ms)
{
    struct run_list out = {0};
    expire(runner, now_ms, &out);
    for (size_t i = 0; i < runner->config.num_served; i++) {
        struct ps_engine *engine = runner->config.served[i].engine;
        if (ps_served_repeats(runner->config.served, i) || ps_engine_idle(engine))
            continue;
        struct ps_sequence *sequence = ps_engine_step(engine);
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
