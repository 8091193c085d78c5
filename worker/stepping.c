/* Admit, step, hand on. */
#include "worker/stepping.h"

#include "shared/base/clock.h"
#include "shared/job/models.h"
#include "worker/line.h"

#define WAIT_MS 20

struct stepping {
    struct ps_line *line;
    struct ps_arrival *inside; /* in the engines, doubly linked */
    size_t num_drops_seen;
    size_t num_cancels_seen;
    uint64_t steps_seen[PS_MODELS_MAX]; /* of each engine */
};

static void link_inside(struct stepping *stepping, struct ps_arrival *arrival)
{
    arrival->stepping_previous = NULL;
    arrival->stepping_next = stepping->inside;
    if (stepping->inside)
        stepping->inside->stepping_previous = arrival;
    stepping->inside = arrival;
}

static void unlink_inside(struct stepping *stepping, struct ps_arrival *arrival)
{
    if (arrival->stepping_previous)
        arrival->stepping_previous->stepping_next = arrival->stepping_next;
    else
        stepping->inside = arrival->stepping_next;
    if (arrival->stepping_next)
        arrival->stepping_next->stepping_previous = arrival->stepping_previous;
    arrival->stepping_next = arrival->stepping_previous = NULL;
}

static void admit(struct stepping *stepping, struct ps_run *run)
{
    struct ps_line *line = stepping->line;
    struct ps_arrival *arrival = ps_line_arrival(run);
    int64_t now_ms = ps_clock_unix_ms();
    if (ps_line_is_cancelled(run))
        (void)ps_run_interrupt(run, PS_EVENT_CANCELLED, now_ms);
    if (ps_flight_is_dropped(arrival) || run->action != PS_ACTION_ADMIT) {
        ps_line_route(line, run);
        return;
    }
    ps_metrics_observe(line->metrics, PS_HISTOGRAM_QUEUE,
                       (double)(now_ms - arrival->timestamp_ms) / 1e3);
    ps_trace_mark(&arrival->trace, PS_MARK_RUN);
    if (ps_runner_admit(line->runner, run, now_ms) == PS_ACTION_NONE)
        link_inside(stepping, arrival);
    else
        ps_line_route(line, run);
}

static void admit_waiting(struct stepping *stepping)
{
    void *runs[PS_LINE_CHUNK];
    struct ps_line *line = stepping->line;
    int64_t wait_ms = ps_runner_idle(line->runner) ? WAIT_MS : 0;
    size_t count = ps_queue_pop_many(line->stepping, runs, PS_LINE_CHUNK, wait_ms);
    for (size_t i = 0; i < count; i++)
        admit(stepping, runs[i]);
}

static void drop(struct stepping *stepping, struct ps_arrival *arrival)
{
    unlink_inside(stepping, arrival);
    (void)ps_runner_interrupt(stepping->line->runner, arrival->run, PS_EVENT_REVOKED,
                              ps_clock_unix_ms());
    ps_metrics_add(stepping->line->metrics, PS_COUNTER_DROPPED, 1);
    ps_line_let_go(stepping->line, arrival->run);
}

static void cancel(struct stepping *stepping, struct ps_arrival *arrival)
{
    unlink_inside(stepping, arrival);
    (void)ps_runner_interrupt(stepping->line->runner, arrival->run, PS_EVENT_CANCELLED,
                              ps_clock_unix_ms());
    ps_trace_mark(&arrival->trace, PS_MARK_FINISHED);
    ps_line_route(stepping->line, arrival->run);
}

/* Whether jobs have come to be dropped or cancelled since it was last asked. */
static bool has_news(struct stepping *stepping)
{
    size_t num_drops = ps_flight_num_drops(stepping->line->flight);
    size_t num_cancels = ps_watches_num_cancels(stepping->line->watches);
    bool any = num_drops != stepping->num_drops_seen || num_cancels != stepping->num_cancels_seen;
    stepping->num_drops_seen = num_drops;
    stepping->num_cancels_seen = num_cancels;
    return any;
}

/* Takes out what belongs to other workers by now, and what its clients have taken back. */
static void interrupt_some(struct stepping *stepping)
{
    struct ps_arrival *arrival = has_news(stepping) ? stepping->inside : NULL;
    while (arrival) {
        struct ps_arrival *next = arrival->stepping_next;
        if (ps_flight_is_dropped(arrival))
            drop(stepping, arrival);
        else if (ps_line_is_cancelled(arrival->run))
            cancel(stepping, arrival);
        arrival = next;
    }
}

static void drop_all(struct stepping *stepping)
{
    while (stepping->inside)
        drop(stepping, stepping->inside);
}

/* To those who read along. */
static void tell_chunks(struct stepping *stepping)
{
    for (struct ps_arrival *arrival = stepping->inside; arrival; arrival = arrival->stepping_next)
        ps_line_tell_chunks(stepping->line, arrival->run);
}

static void step(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    struct ps_run *run = ps_runner_step(line->runner, ps_clock_unix_ms());
    int64_t now_ms = ps_clock_unix_ms();
    while (run) {
        struct ps_run *next = run->next;
        unlink_inside(stepping, ps_line_arrival(run));
        ps_trace_mark(&ps_line_arrival(run)->trace, PS_MARK_FINISHED);
        ps_metrics_observe(line->metrics, PS_HISTOGRAM_RUN,
                           (double)(now_ms - run->started_ms) / 1e3);
        ps_line_route(line, run);
        run = next;
    }
}

static void measure(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    for (size_t i = 0; i < line->num_served; i++) {
        struct ps_engine_stats stats;
        ps_engine_stats(line->served[i].engine, &stats);
        ps_metrics_engine(line->metrics, i, &stats);
        if (stats.steps != stepping->steps_seen[i] && !ps_served_repeats(line->served, i))
            ps_metrics_observe(line->metrics, PS_HISTOGRAM_STEP_ROWS, (double)stats.last_step_rows);
        stepping->steps_seen[i] = stats.steps;
    }
}

void *ps_stepping_run(void *context)
{
    struct stepping stepping = {.line = context};
    struct ps_line *line = stepping.line;
    measure(&stepping);
    while (!atomic_load(&line->is_ending)) {
        ps_pulse_beat(&line->pulse, PS_THREAD_STEPPING, ps_clock_monotonic_ms());
        admit_waiting(&stepping);
        interrupt_some(&stepping);
        if (ps_runner_idle(line->runner))
            continue;
        int64_t begin_us = ps_clock_monotonic_us();
        step(&stepping);
        ps_metrics_observe(line->metrics, PS_HISTOGRAM_STEP,
                           (double)(ps_clock_monotonic_us() - begin_us) / 1e6);
        tell_chunks(&stepping);
        measure(&stepping);
    }
    drop_all(&stepping);
    return NULL;
}
