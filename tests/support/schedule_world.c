/* A schedule and the pages behind it. */
#include "tests/support/schedule_world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void ps_test_world_open(struct ps_test_world *world, size_t num_pages, size_t page_size,
                        size_t step_tokens_max, size_t sequences_max)
{
    *world = (struct ps_test_world){.num_pages = num_pages, .rows_max = step_tokens_max};
    assert_int_equal(
        ps_schedule_init(&world->schedule, num_pages, page_size, step_tokens_max, sequences_max),
        PS_OK);
}

void ps_test_world_destroy(struct ps_sequence *sequence)
{
    ps_state_destroy(sequence);
    ps_sequence_destroy(sequence);
}

void ps_test_world_close(struct ps_test_world *world)
{
    assert_int_equal(world->schedule.pages.num_free, world->num_pages);
    for (size_t i = 0; i < world->num_finished; i++)
        ps_test_world_destroy(world->finished[i]);
    ps_schedule_close(&world->schedule);
}

/* What the row at a position leaves in its page: the same for all of one prompt, whose first one
 * gives its token, and another for each sequence behind it. */
static uint64_t content_at(const struct ps_sequence *sequence, size_t position)
{
    uint64_t whose = position < sequence->num_prompt ? (uint64_t)sequence->prompt[0]
                                                     : UINT32_MAX + sequence->sampling.seed;
    return whose * 100000 + position + 1;
}

bool ps_test_world_is_inside(const struct ps_test_world *world, const struct ps_sequence *sequence)
{
    for (size_t i = 0; i < world->num_finished; i++) {
        if (world->finished[i] == sequence)
            return false;
    }
    return true;
}

struct ps_sequence *ps_test_world_make(struct ps_test_world *world, enum ps_sequence_kind kind,
                                       size_t num_prompt, size_t max_tokens)
{
    struct ps_sequence *sequence =
        ps_sequence_create(kind, calloc(num_prompt, sizeof(int32_t)), NULL, num_prompt);
    assert_non_null(sequence);
    sequence->tokens = calloc(max_tokens + 1, sizeof(int32_t));
    sequence->state = calloc(1, sizeof *sequence->state);
    assert_non_null(sequence->state);
    sequence->state->pages = calloc(PS_TEST_PAGES_MAX, sizeof(uint32_t));
    sequence->sampling.seed = world->next_age++;
    sequence->prompt[0] = (int32_t)sequence->sampling.seed;
    sequence->state->tokens_max = max_tokens;
    sequence->state->num_scored = 1;
    if (kind == PS_SEQUENCE_EMBED && num_prompt > world->rows_max)
        world->rows_max = num_prompt;
    return sequence;
}

struct ps_sequence *ps_test_world_add(struct ps_test_world *world, enum ps_sequence_kind kind,
                                      size_t num_prompt, size_t max_tokens)
{
    struct ps_sequence *sequence = ps_test_world_make(world, kind, num_prompt, max_tokens);
    ps_schedule_add(&world->schedule, sequence);
    return sequence;
}

struct ps_sequence *ps_test_world_follow(struct ps_test_world *world, struct ps_sequence *leader,
                                         size_t max_tokens)
{
    struct ps_sequence *sequence =
        ps_test_world_make(world, PS_SEQUENCE_GENERATE, leader->num_prompt, max_tokens);
    sequence->prompt[0] = leader->prompt[0];
    sequence->same_prompt = leader;
    if (ps_test_world_is_inside(world, leader))
        assert_int_equal(ps_schedule_let_share(&world->schedule, leader), PS_OK);
    ps_schedule_add(&world->schedule, sequence);
    return sequence;
}

static void check_pages(const struct ps_test_world *world)
{
    const struct ps_schedule *schedule = &world->schedule;
    uint32_t held[PS_TEST_PAGES_MAX] = {0};
    size_t num_free = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence_state *state = schedule->running[i]->state;
        size_t needed = ps_pages_needed(&schedule->pages, state->num_cached + state->num_rows);
        if (schedule->running[i]->kind == PS_SEQUENCE_GENERATE)
            assert_true(state->num_pages >= needed);
        for (size_t j = 0; j < state->num_pages; j++)
            held[state->pages[j]]++;
    }
    for (const struct ps_prefix *prefix = schedule->prefixes; prefix; prefix = prefix->next) {
        for (size_t j = 0; j < prefix->num_pages; j++)
            held[prefix->pages[j]]++;
    }
    for (size_t i = 0; i < world->num_pages; i++) {
        assert_int_equal(held[i], schedule->pages.references[i]);
        num_free += held[i] == 0;
    }
    assert_int_equal(num_free, schedule->pages.num_free);
}

static uint64_t *slot_of(struct ps_test_world *world, const struct ps_sequence *sequence,
                         size_t position)
{
    size_t page_size = world->schedule.pages.page_size;
    return &world->contents[sequence->state->pages[position / page_size]][position % page_size];
}

/* Does to the pages what the engine and the Transformer would do in this step, and looks whether
 * every position that counts as computed stands where it should. */
static void write_pages(struct ps_test_world *world)
{
    const struct ps_schedule *schedule = &world->schedule;
    assert_true(schedule->num_copies <= schedule->num_running);
    for (size_t i = 0; i < schedule->num_copies; i++)
        memmove(world->contents[schedule->copies[i].to], world->contents[schedule->copies[i].from],
                sizeof world->contents[0]);
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence *sequence = schedule->running[i];
        size_t first = sequence->state->num_cached;
        if (sequence->kind != PS_SEQUENCE_GENERATE)
            continue;
        for (size_t j = 0; j < first; j++)
            assert_int_equal(*slot_of(world, sequence, j), content_at(sequence, j));
        for (size_t j = first; j < first + sequence->state->num_rows; j++)
            *slot_of(world, sequence, j) = content_at(sequence, j);
    }
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence *sequence = schedule->running[i];
        if (sequence->kind != PS_SEQUENCE_GENERATE)
            continue;
        for (size_t j = 0; j < sequence->state->num_cached + sequence->state->num_rows; j++)
            assert_int_equal(*slot_of(world, sequence, j), content_at(sequence, j));
    }
}

static void check_order(const struct ps_test_world *world)
{
    const struct ps_schedule *schedule = &world->schedule;
    uint64_t last = 0;
    size_t num_waiting = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        assert_true(i == 0 || schedule->running[i]->sampling.seed > last);
        last = schedule->running[i]->sampling.seed;
    }
    for (const struct ps_sequence *it = schedule->waiting; it; it = it->next) {
        assert_true((num_waiting == 0 && schedule->num_running == 0) || it->sampling.seed > last);
        assert_int_equal(it->state->num_pages, 0);
        last = it->sampling.seed;
        num_waiting++;
    }
    assert_int_equal(num_waiting, schedule->num_waiting);
    assert_true(schedule->num_running <= schedule->sequences_max);
}

/* Moves a sequence on by its rows. True where it has come to its end. */
static bool advance(struct ps_test_world *world, struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    if (ps_state_is_decoding(sequence))
        world->num_decoded += state->num_rows;
    else
        world->num_prompt_rows += state->num_rows;
    state->num_cached += state->num_rows;
    if (state->num_cached + 1 > state->num_scored)
        state->num_scored = state->num_cached + 1;
    assert_true(state->num_cached <= ps_state_target(sequence));
    if (sequence->kind == PS_SEQUENCE_EMBED) {
        assert_int_equal(state->num_rows, sequence->num_prompt);
        return true;
    }
    if (state->num_cached < ps_state_target(sequence))
        return false;
    if (state->tokens_max > 0)
        sequence->num_tokens++;
    return sequence->num_tokens == state->tokens_max;
}

void ps_test_world_step(struct ps_test_world *world)
{
    struct ps_schedule *schedule = &world->schedule;
    ps_schedule_plan(schedule);
    check_pages(world);
    check_order(world);
    write_pages(world);
    world->num_rows = 0;
    world->num_decoded = 0;
    for (size_t i = 0; i < schedule->num_running; i++)
        world->num_rows += schedule->running[i]->state->num_rows;
    assert_true(world->num_rows <= world->rows_max);
    for (size_t i = 0; i < schedule->num_running;) {
        struct ps_sequence *sequence = schedule->running[i];
        if (advance(world, sequence)) {
            ps_schedule_remove(schedule, sequence);
            world->finished[world->num_finished++] = sequence;
        } else {
            i++;
        }
    }
}

size_t ps_test_world_run(struct ps_test_world *world)
{
    size_t num_steps = 0;
    while (world->schedule.num_running > 0 || world->schedule.waiting) {
        ps_test_world_step(world);
        num_steps++;
        assert_true(num_steps < 100000);
    }
    return num_steps;
}
