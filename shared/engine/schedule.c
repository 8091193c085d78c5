/* The plan of a step. */
#include "shared/engine/schedule.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/engine/state.h"

/* A prompt's share is not halved below that many rows. */
enum {
    PROMPT_ROWS_MIN = 16,
};

enum ps_status ps_schedule_init(struct ps_schedule *schedule, size_t num_pages, size_t page_size,
                                size_t step_tokens_max, size_t sequences_max)
{
    assert(step_tokens_max > 0 && sequences_max > 0);
    *schedule = (struct ps_schedule){
        .step_tokens_max = step_tokens_max,
        .sequences_max = sequences_max,
    };
    PS_TRY(ps_pages_init(&schedule->pages, num_pages, page_size));
    schedule->running = calloc(sequences_max, sizeof *schedule->running);
    return schedule->running ? PS_OK : PS_NO_MEMORY;
}

void ps_schedule_close(struct ps_schedule *schedule)
{
    assert(schedule->num_running == 0 && !schedule->waiting);
    ps_pages_close(&schedule->pages);
    free(schedule->running);
    *schedule = (struct ps_schedule){0};
}

/* --- the two lists --- */

void ps_schedule_add(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    sequence->next = NULL;
    if (schedule->waiting_last)
        schedule->waiting_last->next = sequence;
    else
        schedule->waiting = sequence;
    schedule->waiting_last = sequence;
    schedule->num_waiting++;
}

static void put_in_front(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    sequence->next = schedule->waiting;
    schedule->waiting = sequence;
    if (!schedule->waiting_last)
        schedule->waiting_last = sequence;
    schedule->num_waiting++;
}

static void take_waiting(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    struct ps_sequence *previous = NULL;
    struct ps_sequence **link = &schedule->waiting;
    while (*link && *link != sequence) {
        previous = *link;
        link = &previous->next;
    }
    assert(*link == sequence);
    *link = sequence->next;
    if (schedule->waiting_last == sequence)
        schedule->waiting_last = previous;
    sequence->next = NULL;
    schedule->num_waiting--;
}

static void take_running(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    size_t at = 0;
    while (schedule->running[at] != sequence) {
        at++;
        assert(at < schedule->num_running);
    }
    schedule->num_running--;
    memmove(&schedule->running[at], &schedule->running[at + 1],
            (schedule->num_running - at) * sizeof(struct ps_sequence *));
}

static void give_pages(struct ps_schedule *schedule, struct ps_sequence_state *state)
{
    while (state->num_pages > 0)
        ps_pages_give(&schedule->pages, state->pages[--state->num_pages]);
}

void ps_schedule_remove(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    give_pages(schedule, sequence->state);
    if (sequence->state->running)
        take_running(schedule, sequence);
    else
        take_waiting(schedule, sequence);
}

/* --- pages --- */

/* Sets the youngest running sequence back. Returns the rows that it had in this step. */
static size_t set_back_youngest(struct ps_schedule *schedule)
{
    struct ps_sequence *youngest = schedule->running[--schedule->num_running];
    struct ps_sequence_state *state = youngest->state;
    size_t num_rows = state->num_rows;
    give_pages(schedule, state);
    state->num_rows = 0;
    state->num_cached = 0;
    state->running = false;
    youngest->num_setbacks++;
    schedule->num_setbacks++;
    put_in_front(schedule, youngest);
    return num_rows;
}

/* Whether setting the youngest one back would help an older one. */
static bool has_younger(const struct ps_schedule *schedule, const struct ps_sequence *sequence)
{
    const struct ps_sequence *youngest = schedule->running[schedule->num_running - 1];
    return youngest != sequence && youngest->kind == PS_SEQUENCE_GENERATE;
}

/* Takes free pages until the sequence has room for that many positions. */
static bool take_pages(struct ps_schedule *schedule, struct ps_sequence_state *state,
                       size_t num_positions)
{
    size_t needed = ps_pages_needed(&schedule->pages, num_positions);
    while (state->num_pages < needed) {
        if (!ps_pages_take(&schedule->pages, &state->pages[state->num_pages]))
            return false;
        state->num_pages++;
    }
    return true;
}

/* The same, setting back the younger ones where none is free. *budget gets their rows of this step
 * back. */
static bool take_pages_from_younger(struct ps_schedule *schedule, struct ps_sequence *sequence,
                                    size_t num_positions, size_t *budget)
{
    while (!take_pages(schedule, sequence->state, num_positions)) {
        if (!has_younger(schedule, sequence))
            return false;
        *budget += set_back_youngest(schedule);
    }
    return true;
}

/* Pages that the running ones will still take for the tokens that they have by now. */
static size_t count_promised(const struct ps_schedule *schedule)
{
    size_t promised = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence *sequence = schedule->running[i];
        if (sequence->kind != PS_SEQUENCE_GENERATE)
            continue;
        size_t needed = ps_pages_needed(&schedule->pages, ps_state_target(sequence));
        if (needed > sequence->state->num_pages)
            promised += needed - sequence->state->num_pages;
    }
    return promised;
}

/* --- rows --- */

static size_t count_pending(const struct ps_sequence *sequence)
{
    const struct ps_sequence_state *state = sequence->state;
    return ps_state_target(sequence) - state->num_cached - state->num_rows;
}

static void plan_decoding(struct ps_schedule *schedule, size_t *budget)
{
    for (size_t i = 0; *budget > 0 && i < schedule->num_running; i++) {
        struct ps_sequence *sequence = schedule->running[i];
        struct ps_sequence_state *state = sequence->state;
        if (!ps_state_is_decoding(sequence))
            continue;
        if (take_pages_from_younger(schedule, sequence, state->num_cached + 1, budget)) {
            state->num_rows = 1;
            (*budget)--;
        } else {
            (void)set_back_youngest(schedule); /* itself */
        }
    }
}

/* Gives a prompt up to num_rows more rows, as far as pages go. */
static void grow_prompt(struct ps_schedule *schedule, struct ps_sequence *sequence, size_t num_rows,
                        size_t *budget)
{
    struct ps_sequence_state *state = sequence->state;
    size_t first = state->num_cached + state->num_rows;
    if (!take_pages_from_younger(schedule, sequence, first + num_rows, budget)) {
        size_t room = state->num_pages * schedule->pages.page_size;
        num_rows = room > first ? room - first : 0;
    }
    state->num_rows += num_rows;
    *budget -= num_rows;
}

static size_t prompt_share(size_t budget, size_t pending, bool is_last)
{
    size_t share = is_last ? budget : budget - budget / 2;
    if (share < PROMPT_ROWS_MIN)
        share = budget < PROMPT_ROWS_MIN ? budget : PROMPT_ROWS_MIN;
    return pending < share ? pending : share;
}

static void plan_prompts(struct ps_schedule *schedule, size_t *budget)
{
    for (size_t i = 0; *budget > 0 && i < schedule->num_running; i++) {
        struct ps_sequence *sequence = schedule->running[i];
        if (sequence->state->num_rows > 0)
            continue;
        bool is_last = i + 1 == schedule->num_running && !schedule->waiting;
        size_t share = prompt_share(*budget, count_pending(sequence), is_last);
        grow_prompt(schedule, sequence, share, budget);
    }
}

static bool may_admit(const struct ps_schedule *schedule, const struct ps_sequence *sequence,
                      size_t num_used, size_t budget)
{
    if (schedule->num_running == schedule->sequences_max)
        return false;
    size_t target = ps_state_target(sequence);
    if (sequence->kind != PS_SEQUENCE_GENERATE)
        return target <= budget || num_used == 0;
    size_t needed = count_promised(schedule) + ps_pages_needed(&schedule->pages, target);
    return budget > 0 && needed <= schedule->pages.num_free;
}

static void admit(struct ps_schedule *schedule, size_t *budget)
{
    struct ps_sequence *sequence = schedule->waiting;
    take_waiting(schedule, sequence);
    schedule->running[schedule->num_running++] = sequence;
    sequence->state->running = true;
    size_t pending = count_pending(sequence);
    if (sequence->kind != PS_SEQUENCE_GENERATE) {
        sequence->state->num_rows = pending;
        *budget -= pending < *budget ? pending : *budget;
    } else {
        grow_prompt(schedule, sequence, prompt_share(*budget, pending, !schedule->waiting), budget);
    }
}

void ps_schedule_plan(struct ps_schedule *schedule)
{
    size_t budget = schedule->step_tokens_max;
    uint64_t setbacks_before = schedule->num_setbacks;
    for (size_t i = 0; i < schedule->num_running; i++)
        schedule->running[i]->state->num_rows = 0;
    plan_decoding(schedule, &budget);
    plan_prompts(schedule, &budget);
    /* Pages that were just taken from a sequence are not for the next one in the queue. */
    while (schedule->waiting && schedule->num_setbacks == setbacks_before &&
           may_admit(schedule, schedule->waiting, schedule->step_tokens_max - budget, budget))
        admit(schedule, &budget);
    for (size_t i = 0; i < schedule->num_running && budget > 0; i++) {
        struct ps_sequence *sequence = schedule->running[i];
        size_t pending = count_pending(sequence);
        if (pending > 0)
            grow_prompt(schedule, sequence, pending < budget ? pending : budget, &budget);
    }
}
