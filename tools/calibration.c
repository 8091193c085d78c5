/* Rounds of the sample, each step of them timed beside what it held. */
#include "tools/calibration.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"

#define MICROSECONDS 1e6

/* One round: the runs of the sample's jobs. */
struct round {
    struct ps_calibration *calibration;
    struct ps_step_fit *fit;
    struct ps_runner *runner;
    struct ps_engine *engine;
    struct ps_run *runs[PS_SAMPLE_JOBS_MAX]; /* [num_runs]; NULL once it has come out */
    size_t num_runs;
    bool learns_lengths; /* the same jobs give the same answers: once is enough */
};

static void close_round(struct round *round)
{
    for (size_t i = 0; i < round->num_runs; i++) {
        if (!round->runs[i])
            continue;
        (void)ps_runner_interrupt(round->runner, round->runs[i], PS_EVENT_REVOKED, 0);
        ps_run_destroy(round->runs[i]);
    }
}

static enum ps_status open_round(struct round *round, const struct ps_estimate_sample *sample,
                                 struct ps_error *error)
{
    for (size_t i = 0; i < sample->count; i++) {
        const struct ps_record record = {.value = sample->lines[i].data,
                                         .size = sample->lines[i].size};
        PS_TRY(ps_run_create(&round->runs[i], round->runner, &record, ps_clock_unix_ms(), error));
        round->num_runs++;
        round->runs[i]->outside = &round->runs[i];
        ps_estimate_prepare(round->runs[i]);
        if (round->runs[i]->action == PS_ACTION_ADMIT)
            (void)ps_runner_admit(round->runner, round->runs[i], ps_clock_unix_ms());
    }
    return PS_OK;
}

static enum ps_status learn_lengths(struct round *round, const struct ps_run *run)
{
    for (size_t i = 0; round->learns_lengths && i < run->request->num_sequences; i++) {
        const struct ps_sequence *sequence = run->request->sequences[i];
        if (sequence->kind == PS_SEQUENCE_GENERATE)
            PS_TRY(ps_answer_lengths_add(&round->calibration->lengths, sequence->num_tokens,
                                         sequence->finish == PS_FINISH_STOP));
    }
    return PS_OK;
}

/* The runs that came out of a step; returns how many. */
static size_t take_out(struct round *round, struct ps_run *run, enum ps_status *status)
{
    size_t count = 0;
    while (run) {
        struct ps_run *next = run->next;
        if (*status == PS_OK)
            *status = learn_lengths(round, run);
        round->calibration->num_failed +=
            round->learns_lengths && run->life.outcome != PS_OUTCOME_COMPLETED;
        *(struct ps_run **)run->outside = NULL;
        ps_run_destroy(run);
        run = next;
        count++;
    }
    return count;
}

static enum ps_status step(struct round *round)
{
    struct ps_calibration *calibration = round->calibration;
    struct ps_engine_stats before;
    struct ps_engine_stats after;
    enum ps_status status = PS_OK;
    ps_engine_stats(round->engine, &before);
    int64_t begin_us = ps_clock_monotonic_us();
    struct ps_run *out = ps_runner_step(round->runner, ps_clock_unix_ms());
    double seconds = (double)(ps_clock_monotonic_us() - begin_us) / MICROSECONDS;
    ps_engine_stats(round->engine, &after);
    size_t num_finished = take_out(round, out, &status);
    double prompt_rows = (double)(after.prompt_tokens - before.prompt_tokens);
    const struct ps_step measured = {
        .parts = {
            [PS_STEP_ITSELF] = 1,
            [PS_STEP_PROMPT_ROWS] = prompt_rows,
            [PS_STEP_DECODE_ROWS] = (double)after.last_step_rows - prompt_rows,
            [PS_STEP_ATTENDED] = (double)(after.attended_positions - before.attended_positions),
            [PS_STEP_FINISHED] = (double)num_finished,
        }};
    ps_step_fit_add(round->fit, &measured, seconds);
    calibration->seconds += seconds;
    if (before.pages_used > calibration->pages_used_max)
        calibration->pages_used_max = before.pages_used;
    if (after.pages_used > calibration->pages_used_max)
        calibration->pages_used_max = after.pages_used;
    return status;
}

/* What is still going on when the time is up is at least as long as it is. */
static enum ps_status learn_from_unfinished(struct round *round)
{
    for (size_t i = 0; i < round->num_runs; i++) {
        if (round->runs[i] && round->runs[i]->request)
            PS_TRY(learn_lengths(round, round->runs[i]));
    }
    return PS_OK;
}

static enum ps_status run_round(struct round *round, const struct ps_estimate_sample *sample,
                                int64_t deadline_ms, struct ps_error *error)
{
    PS_TRY(open_round(round, sample, error));
    while (!ps_runner_idle(round->runner) && ps_clock_monotonic_ms() < deadline_ms) {
        if (step(round) != PS_OK)
            return ps_error_no_memory(error, "what was measured");
    }
    if (learn_from_unfinished(round) != PS_OK)
        return ps_error_no_memory(error, "what was measured");
    return PS_OK;
}

enum ps_status ps_calibrate(struct ps_calibration *calibration, struct ps_runner *runner,
                            struct ps_engine *engine, const struct ps_estimate_sample *sample,
                            int64_t duration_ms, struct ps_error *error)
{
    struct ps_step_fit fit = {0};
    struct ps_engine_stats stats;
    int64_t begin_ms = ps_clock_monotonic_ms();
    ps_engine_stats(engine, &stats);
    calibration->page_size = stats.page_size;
    calibration->pages_total = stats.pages_total;
    calibration->sequences_max = stats.sequences_max;
    calibration->step_tokens_max = stats.step_tokens_max;
    bool is_first = true;
    while (sample->count > 0 && (is_first || ps_clock_monotonic_ms() < begin_ms + duration_ms)) {
        PS_DEFER(close_round)
        struct round round = {
            .calibration = calibration,
            .fit = &fit,
            .runner = runner,
            .engine = engine,
            .learns_lengths = is_first,
        };
        int64_t deadline_ms = begin_ms + (is_first ? 2 : 1) * duration_ms;
        PS_TRY(run_round(&round, sample, deadline_ms, error));
        is_first = false;
    }
    calibration->cost = ps_step_fit_solve(&fit);
    return PS_OK;
}

void ps_calibration_close(struct ps_calibration *calibration)
{
    ps_answer_lengths_close(&calibration->lengths);
    *calibration = (struct ps_calibration){0};
}
