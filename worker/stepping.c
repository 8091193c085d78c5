/* Take in, look after those who wait, give the engines what they have room for, step, hand on. */
#include "worker/stepping.h"

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "shared/job/models.h"
#include "worker/line.h"
#include "worker/progress.h"
#include "worker/waiting_room.h"

#define WAIT_MS     20
#define PROGRESS_MS 1000 /* between two looks at how far jobs are */

struct stepping {
    struct ps_line *line;
    struct ps_waiting_room *room;
    struct ps_arrival *inside; /* in the engines, doubly linked; it may be partly in the room */
    size_t num_drops_seen;
    size_t num_cancels_seen;
    int64_t next_progress_ms;           /* monotonic */
    uint64_t steps_seen[PS_MODELS_MAX]; /* of each engine */
};

static void measure(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    for (size_t i = 0; i < line->num_served; i++) {
        struct ps_engine_stats stats;
        if (ps_served_repeats(line->served, i))
            continue;
        ps_engine_stats(line->served[i].engine, &stats);
        stats.num_waiting += ps_waiting_room_count(stepping->room, i);
        ps_metrics_engine(line->metrics, i, &stats);
        if (stats.steps != stepping->steps_seen[i])
            ps_metrics_observe(line->metrics, PS_HISTOGRAM_STEP_ROWS, (double)stats.last_step_rows);
        stepping->steps_seen[i] = stats.steps;
    }
}

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
    else if (stepping->inside == arrival)
        stepping->inside = arrival->stepping_next;
    if (arrival->stepping_next)
        arrival->stepping_next->stepping_previous = arrival->stepping_previous;
    arrival->stepping_next = arrival->stepping_previous = NULL;
}

/* It is neither in the room nor in an engine any more. */
static void leave(struct stepping *stepping, struct ps_arrival *arrival)
{
    unlink_inside(stepping, arrival);
    ps_waiting_room_leave(stepping->room, arrival);
}

/* --- those who wait --- */

static void take_in(struct stepping *stepping, struct ps_run *run)
{
    struct ps_line *line = stepping->line;
    struct ps_arrival *arrival = ps_line_arrival(run);
    int64_t now_ms = ps_clock_unix_ms();
    arrival->stepping_next = arrival->stepping_previous = NULL; /* fetching's list is behind it */
    if (ps_line_is_cancelled(run))
        (void)ps_run_interrupt(run, PS_EVENT_CANCELLED, now_ms);
    if (ps_flight_is_dropped(arrival) || run->action != PS_ACTION_ADMIT ||
        ps_runner_judge(line->runner, run, now_ms) != PS_ACTION_NONE) {
        ps_line_route(line, run);
        return;
    }
    ps_waiting_room_enter(stepping->room, arrival,
                          ps_served_engine_index(line->served, run->served));
}

/* All that have come: only in the room can they be told apart. */
static void take_in_all(struct stepping *stepping)
{
    void *runs[PS_LINE_CHUNK];
    struct ps_line *line = stepping->line;
    int64_t wait_ms =
        ps_runner_idle(line->runner) && !ps_waiting_room_first(stepping->room) ? WAIT_MS : 0;
    size_t count;
    do {
        count = ps_queue_pop_many(line->stepping, runs, PS_LINE_CHUNK, wait_ms);
        for (size_t i = 0; i < count; i++)
            take_in(stepping, runs[i]);
        wait_ms = 0;
    } while (count == PS_LINE_CHUNK);
}

/* Ends a job, wherever it is, whose outcome is known without the engine. */
static void end_early(struct stepping *stepping, struct ps_arrival *arrival,
                      enum ps_life_event event)
{
    leave(stepping, arrival);
    (void)ps_runner_interrupt(stepping->line->runner, arrival->run, event, ps_clock_unix_ms());
    ps_trace_mark(&arrival->trace, PS_MARK_FINISHED);
    ps_line_route(stepping->line, arrival->run);
}

static void expire_waiting(struct stepping *stepping)
{
    int64_t now_ms = ps_clock_unix_ms();
    struct ps_arrival *arrival;
    while ((arrival = ps_waiting_room_late(stepping->room, now_ms)))
        end_early(stepping, arrival, PS_EVENT_DEADLINE);
}

static void drop(struct stepping *stepping, struct ps_arrival *arrival)
{
    leave(stepping, arrival);
    (void)ps_runner_interrupt(stepping->line->runner, arrival->run, PS_EVENT_REVOKED,
                              ps_clock_unix_ms());
    ps_metrics_add(stepping->line->metrics, PS_COUNTER_DROPPED, 1);
    ps_line_let_go(stepping->line, arrival->run);
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

static void interrupt(struct stepping *stepping, struct ps_arrival *arrival)
{
    if (ps_flight_is_dropped(arrival))
        drop(stepping, arrival);
    else if (ps_line_is_cancelled(arrival->run))
        end_early(stepping, arrival, PS_EVENT_CANCELLED);
}

/* Takes out what belongs to other workers by now, and what its clients have taken back. */
static void interrupt_some(struct stepping *stepping)
{
    struct ps_arrival *next;
    if (!has_news(stepping))
        return;
    for (struct ps_arrival *arrival = ps_waiting_room_first(stepping->room); arrival;
         arrival = next) {
        next = ps_waiting_room_following(arrival);
        interrupt(stepping, arrival);
    }
    for (struct ps_arrival *arrival = stepping->inside; arrival; arrival = next) {
        next = arrival->stepping_next;
        interrupt(stepping, arrival);
    }
    measure(stepping); /* there may be no step to follow */
}

static void drop_all(struct stepping *stepping)
{
    struct ps_arrival *arrival;
    while ((arrival = ps_waiting_room_first(stepping->room)))
        drop(stepping, arrival);
    while (stepping->inside)
        drop(stepping, stepping->inside);
}

/* --- into the engines --- */

/* The job's turn has come; false where it can't be in time any more. */
static bool begin(struct stepping *stepping, struct ps_arrival *arrival, int64_t now_ms)
{
    struct ps_line *line = stepping->line;
    if (ps_runner_judge(line->runner, arrival->run, now_ms) != PS_ACTION_NONE) {
        leave(stepping, arrival);
        ps_line_route(line, arrival->run);
        return false;
    }
    ps_trace_mark(&arrival->trace, PS_MARK_RUN);
    ps_metrics_observe(line->metrics, PS_HISTOGRAM_QUEUE,
                       (double)(now_ms - arrival->timestamp_ms) / 1e3);
    link_inside(stepping, arrival);
    return true;
}

/* One prompt: a job of many takes its turn with each of them. */
static void admit_next(struct stepping *stepping, struct ps_arrival *arrival)
{
    struct ps_line *line = stepping->line;
    struct ps_run *run = arrival->run;
    int64_t now_ms = ps_clock_unix_ms();
    if (run->sequences_admitted == 0 && !begin(stepping, arrival, now_ms))
        return;
    ps_waiting_room_charge(stepping->room, arrival, ps_run_next_tokens(run));
    if (ps_runner_admit_next(line->runner, run, now_ms) != PS_ACTION_NONE) {
        leave(stepping, arrival);
        ps_line_route(line, run);
    } else if (!ps_run_has_more(run)) {
        ps_waiting_room_dismiss(stepping->room, arrival);
    }
}

static void fill_engines(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    for (size_t i = 0; i < line->num_served; i++) {
        struct ps_arrival *arrival;
        while ((arrival = ps_waiting_room_next(stepping->room, i)) &&
               ps_engine_wants_more(line->served[i].engine))
            admit_next(stepping, arrival);
    }
}

/* --- steps --- */

/* What each has used by now; and to those who read along, what is new. */
static void look_after_inside(struct stepping *stepping)
{
    for (struct ps_arrival *arrival = stepping->inside; arrival; arrival = arrival->stepping_next) {
        ps_waiting_room_use(arrival, ps_run_used_tokens(arrival->run));
        ps_line_tell_chunks(stepping->line, arrival->run);
    }
}

/* Adds a job that has come further to those that are to be told of, which are handed on where there
 * is no room for it. */
static void add_progress(struct ps_line *line, struct ps_run *run, struct ps_progress **progress)
{
    const struct ps_redis_owner owner = ps_line_redis_owner(line, run->job);
    if (*progress && (*progress)->count == PS_PROGRESS_JOBS_MAX)
        ps_line_tell_progress(line, ps_take(*progress));
    if (!*progress)
        *progress = ps_progress_create();
    if (*progress && ps_progress_add(*progress, &owner, run) == PS_OK)
        ps_line_arrival(run)->tokens_told = ps_run_num_generated(run);
}

/* To those who look how far a job is. */
static void tell_progress(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    struct ps_progress *progress = NULL;
    int64_t now_ms = ps_clock_monotonic_ms();
    if (now_ms < stepping->next_progress_ms || !ps_redis_is_usable(line->redis))
        return;
    stepping->next_progress_ms = now_ms + PROGRESS_MS;
    for (struct ps_arrival *arrival = stepping->inside; arrival; arrival = arrival->stepping_next) {
        if (ps_run_num_generated(arrival->run) != arrival->tokens_told)
            add_progress(line, arrival->run, &progress);
    }
    if (progress)
        ps_line_tell_progress(line, progress);
}

static void step(struct stepping *stepping)
{
    struct ps_line *line = stepping->line;
    struct ps_run *run = ps_runner_step(line->runner, ps_clock_unix_ms());
    int64_t now_ms = ps_clock_unix_ms();
    while (run) {
        struct ps_run *next = run->next;
        struct ps_arrival *arrival = ps_line_arrival(run);
        ps_waiting_room_use(arrival, ps_run_used_tokens(run));
        leave(stepping, arrival);
        ps_trace_mark(&arrival->trace, PS_MARK_FINISHED);
        ps_metrics_observe(line->metrics, PS_HISTOGRAM_RUN,
                           (double)(now_ms - run->started_ms) / 1e3);
        ps_line_route(line, run);
        run = next;
    }
}

void *ps_stepping_run(void *context)
{
    struct ps_line *line = context;
    struct stepping stepping = {.line = line, .room = line->room};
    measure(&stepping);
    while (!atomic_load(&line->is_ending)) {
        ps_pulse_beat(&line->pulse, PS_THREAD_STEPPING, ps_clock_monotonic_ms());
        take_in_all(&stepping);
        interrupt_some(&stepping);
        expire_waiting(&stepping);
        fill_engines(&stepping);
        if (ps_runner_idle(line->runner))
            continue;
        int64_t begin_us = ps_clock_monotonic_us();
        step(&stepping);
        ps_metrics_observe(line->metrics, PS_HISTOGRAM_STEP,
                           (double)(ps_clock_monotonic_us() - begin_us) / 1e6);
        look_after_inside(&stepping);
        tell_progress(&stepping);
        measure(&stepping);
    }
    drop_all(&stepping);
    return NULL;
}
