/* The plan of a step. */
#include "shared/engine/schedule.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
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
    schedule->copies = calloc(sequences_max, sizeof *schedule->copies);
    return schedule->running && schedule->copies ? PS_OK : PS_NO_MEMORY;
}

void ps_schedule_close(struct ps_schedule *schedule)
{
    assert(schedule->num_running == 0 && !schedule->waiting && !schedule->prefixes);
    ps_pages_close(&schedule->pages);
    free(schedule->running);
    free(schedule->copies);
    *schedule = (struct ps_schedule){0};
}

/* --- the two lists --- */

enum ps_status ps_schedule_let_share(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    if (state->prefix || sequence->num_prompt < 2)
        return PS_OK;
    state->prefix = ps_prefix_create(&schedule->pages, sequence->num_prompt);
    if (!state->prefix)
        return PS_NO_MEMORY;
    state->prefix->num_members = 1;
    state->prefix->next = schedule->prefixes;
    schedule->prefixes = state->prefix;
    return PS_OK;
}

static void leave_prefix(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    struct ps_prefix *prefix = ps_take(sequence->state->prefix);
    if (!prefix || --prefix->num_members > 0)
        return;
    struct ps_prefix **link = &schedule->prefixes;
    while (*link != prefix)
        link = &(*link)->next;
    *link = prefix->next;
    ps_prefix_give_up(prefix, &schedule->pages);
    ps_prefix_destroy(prefix);
}

void ps_schedule_add(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    const struct ps_sequence *leader = sequence->same_prompt;
    if (leader && leader->state && leader->state->prefix) {
        sequence->state->prefix = leader->state->prefix;
        sequence->state->prefix->num_members++;
    }
    sequence->next = NULL;
    if (schedule->waiting_last)
        schedule->waiting_last->next = sequence;
    else
        schedule->waiting = sequence;
    schedule->waiting_last = sequence;
    schedule->num_waiting++;
}

bool ps_schedule_wants_more(const struct ps_schedule *schedule)
{
    size_t num_rows = 0;
    if (schedule->waiting && schedule->lacks_pages)
        return false;
    if (schedule->num_running + schedule->num_waiting >= schedule->sequences_max)
        return false;
    for (const struct ps_sequence *sequence = schedule->waiting; sequence;
         sequence = sequence->next)
        num_rows += ps_state_target(sequence);
    return num_rows < schedule->step_tokens_max;
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

static void give_pages(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    if (state->prefix)
        ps_prefix_hand_in(state->prefix, &schedule->pages, sequence);
    if (state->prefix && state->prefix->writer == sequence)
        state->prefix->writer = NULL;
    while (state->num_pages > 0)
        ps_pages_give(&schedule->pages, state->pages[--state->num_pages]);
}

void ps_schedule_remove(struct ps_schedule *schedule, struct ps_sequence *sequence)
{
    give_pages(schedule, sequence);
    leave_prefix(schedule, sequence);
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
    give_pages(schedule, youngest);
    state->num_rows = 0;
    state->num_cached = 0;
    state->running = false;
    youngest->num_shared = 0;
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

/* Takes free pages, or those of prefixes that nobody runs on, until the sequence has room for that
 * many positions. */
static bool take_pages(struct ps_schedule *schedule, struct ps_sequence_state *state,
                       size_t num_positions)
{
    size_t needed = ps_pages_needed(&schedule->pages, num_positions);
    while (state->num_pages < needed) {
        if (ps_pages_take(&schedule->pages, &state->pages[state->num_pages]))
            state->num_pages++;
        else if (!ps_prefix_give_up_idle(schedule->prefixes, &schedule->pages))
            return false;
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

/* Pages that a sequence will still take for the tokens that it has by now. */
static size_t count_needed(const struct ps_schedule *schedule, const struct ps_sequence *sequence)
{
    const struct ps_sequence_state *state = sequence->state;
    size_t needed = ps_pages_needed(&schedule->pages, ps_state_target(sequence));
    size_t had = state->num_pages;
    if (had == 0 && state->prefix)
        had = ps_prefix_count_shared(state->prefix, &schedule->pages, sequence);
    return needed > had ? needed - had : 0;
}

/* Pages that the running ones will still take for the tokens that they have by now. */
static size_t count_promised(const struct ps_schedule *schedule)
{
    size_t promised = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence *sequence = schedule->running[i];
        if (sequence->kind == PS_SEQUENCE_GENERATE)
            promised += count_needed(schedule, sequence);
    }
    return promised;
}

/* Starts a sequence behind the positions of its prefix. False where there is no page for the copy
 * of the last one. */
static bool start_behind(struct ps_schedule *schedule, struct ps_sequence *sequence, size_t *budget)
{
    struct ps_sequence_state *state = sequence->state;
    const struct ps_prefix *prefix = state->prefix;
    size_t num_positions = prefix->num_positions;
    size_t num_full = num_positions / schedule->pages.page_size;
    uint32_t last = prefix->pages[prefix->num_pages - 1];
    for (size_t i = 0; i < num_full; i++) {
        state->pages[i] = prefix->pages[i];
        ps_pages_share(&schedule->pages, state->pages[i]);
    }
    state->num_pages = num_full;
    if (!take_pages_from_younger(schedule, sequence, num_positions, budget)) {
        give_pages(schedule, sequence);
        return false;
    }
    if (state->num_pages > num_full) {
        assert(schedule->num_copies < schedule->sequences_max);
        schedule->copies[schedule->num_copies++] =
            (struct ps_page_copy){.from = last, .to = state->pages[num_full]};
    }
    state->num_cached = num_positions;
    sequence->num_shared = num_positions;
    return true;
}

/* Whether a sequence has begun its prompt or can begin it now: not where another one computes what
 * they share, which is waited for. */
static bool start_prompt(struct ps_schedule *schedule, struct ps_sequence *sequence, size_t *budget)
{
    struct ps_prefix *prefix = sequence->state->prefix;
    if (!prefix || sequence->state->num_pages > 0)
        return true;
    bool serves = ps_prefix_serves(prefix, sequence);
    if (serves && prefix->num_pages > 0)
        return start_behind(schedule, sequence, budget);
    if (!prefix->writer && ps_state_target(sequence) >= prefix->num_positions)
        prefix->writer = sequence;
    return !serves || prefix->writer == sequence;
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
        if (sequence->state->num_rows > 0 || !start_prompt(schedule, sequence, budget))
            continue;
        bool is_last = i + 1 == schedule->num_running && !schedule->waiting;
        size_t share = prompt_share(*budget, count_pending(sequence), is_last);
        grow_prompt(schedule, sequence, share, budget);
    }
}

/* Alone a sequence always has room: whatever is held then can be given up. */
static bool has_room(const struct ps_schedule *schedule, const struct ps_sequence *sequence)
{
    const struct ps_pages *pages = &schedule->pages;
    size_t needed = count_promised(schedule) + count_needed(schedule, sequence);
    if (needed <= pages->num_free || schedule->num_running == 0)
        return true;
    return needed <= pages->num_free +
                         ps_prefix_count_idle(schedule->prefixes, pages, sequence->state->prefix);
}

static bool may_admit(const struct ps_schedule *schedule, const struct ps_sequence *sequence,
                      size_t num_used, size_t budget)
{
    if (schedule->num_running == schedule->sequences_max)
        return false;
    size_t target = ps_state_target(sequence);
    if (sequence->kind != PS_SEQUENCE_GENERATE)
        return target <= budget || num_used == 0;
    return budget > 0 && has_room(schedule, sequence);
}

static void admit(struct ps_schedule *schedule, size_t *budget)
{
    struct ps_sequence *sequence = schedule->waiting;
    take_waiting(schedule, sequence);
    schedule->running[schedule->num_running++] = sequence;
    sequence->state->running = true;
    if (sequence->kind != PS_SEQUENCE_GENERATE) {
        size_t pending = count_pending(sequence);
        sequence->state->num_rows = pending;
        *budget -= pending < *budget ? pending : *budget;
    } else if (start_prompt(schedule, sequence, budget)) {
        size_t share = prompt_share(*budget, count_pending(sequence), !schedule->waiting);
        grow_prompt(schedule, sequence, share, budget);
    }
}

/* What nobody took goes to the oldest. */
static void plan_what_is_left(struct ps_schedule *schedule, size_t *budget)
{
    for (size_t i = 0; *budget > 0 && i < schedule->num_running; i++) {
        struct ps_sequence *sequence = schedule->running[i];
        if (count_pending(sequence) == 0 || !start_prompt(schedule, sequence, budget))
            continue;
        size_t pending = count_pending(sequence);
        grow_prompt(schedule, sequence, pending < *budget ? pending : *budget, budget);
    }
}

static void begin_plan(struct ps_schedule *schedule)
{
    schedule->num_copies = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        struct ps_sequence_state *state = schedule->running[i]->state;
        state->num_rows = 0;
        if (state->prefix)
            ps_prefix_hand_in(state->prefix, &schedule->pages, schedule->running[i]);
    }
}

void ps_schedule_plan(struct ps_schedule *schedule)
{
    size_t budget = schedule->step_tokens_max;
    uint64_t setbacks_before = schedule->num_setbacks;
    begin_plan(schedule);
    plan_decoding(schedule, &budget);
    plan_prompts(schedule, &budget);
    /* Pages that were just taken from a sequence are not for the next one in the queue. */
    while (schedule->waiting && schedule->num_setbacks == setbacks_before &&
           may_admit(schedule, schedule->waiting, schedule->step_tokens_max - budget, budget))
        admit(schedule, &budget);
    schedule->lacks_pages = schedule->waiting && budget > 0 &&
                            schedule->num_running < schedule->sequences_max &&
                            schedule->waiting->kind == PS_SEQUENCE_GENERATE;
    plan_what_is_left(schedule, &budget);
}
