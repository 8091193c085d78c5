/* The plan of a step, without a model: sequences are moved on as the engine would move them. After
 * every step each page has one owner, budgets hold and age is kept; in the end everybody is done.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "shared/engine/schedule.h"
#include "shared/engine/state.h"

enum {
    PAGES_MAX = 64,
};

struct world {
    struct ps_schedule schedule;
    size_t num_pages;
    size_t rows_max;   /* an embedded text may be longer than the budget */
    uint64_t next_age; /* of the next one added, kept in its seed: what age is told by here */
    struct ps_sequence *finished[512]; /* in the order in which they came out */
    size_t num_finished;
    size_t num_rows; /* of the last step */
    size_t num_decoded;
};

static void open_world(struct world *world, size_t num_pages, size_t page_size,
                       size_t step_tokens_max, size_t sequences_max)
{
    *world = (struct world){.num_pages = num_pages, .rows_max = step_tokens_max};
    assert_int_equal(
        ps_schedule_init(&world->schedule, num_pages, page_size, step_tokens_max, sequences_max),
        PS_OK);
}

static void destroy(struct ps_sequence *sequence)
{
    ps_state_destroy(sequence);
    ps_sequence_destroy(sequence);
}

static void close_world(struct world *world)
{
    assert_int_equal(world->schedule.pages.num_free, world->num_pages);
    for (size_t i = 0; i < world->num_finished; i++)
        destroy(world->finished[i]);
    ps_schedule_close(&world->schedule);
}

static struct ps_sequence *add(struct world *world, enum ps_sequence_kind kind, size_t num_prompt,
                               size_t max_tokens)
{
    struct ps_sequence *sequence =
        ps_sequence_create(kind, calloc(num_prompt, sizeof(int32_t)), NULL, num_prompt);
    assert_non_null(sequence);
    sequence->tokens = calloc(max_tokens + 1, sizeof(int32_t));
    sequence->state = calloc(1, sizeof *sequence->state);
    assert_non_null(sequence->state);
    sequence->state->pages = calloc(PAGES_MAX, sizeof(uint32_t));
    sequence->sampling.seed = world->next_age++;
    sequence->state->tokens_max = max_tokens;
    if (kind == PS_SEQUENCE_EMBED && num_prompt > world->rows_max)
        world->rows_max = num_prompt;
    ps_schedule_add(&world->schedule, sequence);
    return sequence;
}

static void check_pages(const struct world *world)
{
    const struct ps_schedule *schedule = &world->schedule;
    bool owned[PAGES_MAX] = {false};
    size_t num_owned = 0;
    for (size_t i = 0; i < schedule->num_running; i++) {
        const struct ps_sequence_state *state = schedule->running[i]->state;
        size_t needed = ps_pages_needed(&schedule->pages, state->num_cached + state->num_rows);
        if (schedule->running[i]->kind == PS_SEQUENCE_GENERATE)
            assert_true(state->num_pages >= needed);
        for (size_t j = 0; j < state->num_pages; j++) {
            assert_false(owned[state->pages[j]]);
            owned[state->pages[j]] = true;
            num_owned++;
        }
    }
    assert_int_equal(num_owned + schedule->pages.num_free, world->num_pages);
}

static void check_order(const struct world *world)
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
static bool advance(struct world *world, struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    if (ps_state_is_decoding(sequence))
        world->num_decoded += state->num_rows;
    state->num_cached += state->num_rows;
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

static void step(struct world *world)
{
    struct ps_schedule *schedule = &world->schedule;
    ps_schedule_plan(schedule);
    check_pages(world);
    check_order(world);
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

static size_t run(struct world *world)
{
    size_t num_steps = 0;
    while (world->schedule.num_running > 0 || world->schedule.waiting) {
        step(world);
        num_steps++;
        assert_true(num_steps < 100000);
    }
    return num_steps;
}

/* The scenario of the engine's promise: see test_batching.c for the same with a model. */
static void short_job_overtakes_a_long_prompt(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 12, 64, 96, 256);
    struct ps_sequence *long_job = add(&world, PS_SEQUENCE_GENERATE, 400, 16);
    struct ps_sequence *short_job = add(&world, PS_SEQUENCE_GENERATE, 8, 4);
    for (int i = 0; i < 38; i++)
        (void)add(&world, PS_SEQUENCE_GENERATE, 20, 150);
    while (short_job->num_tokens < 4)
        step(&world);
    assert_int_equal(long_job->num_tokens, 0);
    assert_int_equal(long_job->num_setbacks, 0);
    run(&world);
    assert_int_equal(world.num_finished, 40);
    assert_true(world.schedule.num_setbacks >= 20);
    close_world(&world);
}

static void decoding_comes_before_prompts(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 16, 16, 8, 256);
    for (int i = 0; i < 4; i++)
        (void)add(&world, PS_SEQUENCE_GENERATE, 2, 20);
    step(&world);
    assert_int_equal(world.num_rows, 8);
    (void)add(&world, PS_SEQUENCE_GENERATE, 40, 1);
    step(&world);
    assert_int_equal(world.num_rows, 8);
    assert_int_equal(world.num_decoded, 4);
    run(&world);
    close_world(&world);
}

/* What one prompt leaves, another takes; alone it takes all. */
static void no_row_is_left_unused(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 64, 16, 96, 256);
    (void)add(&world, PS_SEQUENCE_GENERATE, 300, 1);
    step(&world);
    assert_int_equal(world.num_rows, 96);
    (void)add(&world, PS_SEQUENCE_GENERATE, 5, 1);
    step(&world);
    assert_int_equal(world.num_rows, 96);
    run(&world);
    close_world(&world);
}

static void embedded_texts_run_whole(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 0, 64, 32, 256);
    (void)add(&world, PS_SEQUENCE_EMBED, 10, 0);
    (void)add(&world, PS_SEQUENCE_EMBED, 20, 0);
    (void)add(&world, PS_SEQUENCE_EMBED, 3, 0);
    (void)add(&world, PS_SEQUENCE_EMBED, 100, 0);
    (void)add(&world, PS_SEQUENCE_EMBED, 1, 0);
    step(&world);
    assert_int_equal(world.num_rows, 30);
    step(&world);
    assert_int_equal(world.num_rows, 3);
    step(&world);
    assert_int_equal(world.num_rows, 100);
    step(&world);
    assert_int_equal(world.num_rows, 1);
    assert_int_equal(world.num_finished, 5);
    close_world(&world);
}

static void nothing_to_compute(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 1, 4, 4, 1);
    (void)add(&world, PS_SEQUENCE_GENERATE, 3, 0);
    assert_int_equal(run(&world), 1);
    assert_int_equal(world.num_rows, 0);
    close_world(&world);
}

static void removal_from_either_list(void **state)
{
    (void)state;
    struct world world;
    open_world(&world, 4, 16, 16, 1);
    struct ps_sequence *sequences[4];
    for (int i = 0; i < 4; i++)
        sequences[i] = add(&world, PS_SEQUENCE_GENERATE, 20, 4);
    step(&world);
    ps_schedule_remove(&world.schedule, sequences[3]);
    ps_schedule_remove(&world.schedule, sequences[1]);
    ps_schedule_remove(&world.schedule, sequences[0]);
    for (int i = 0; i < 4; i++) {
        if (i != 2)
            destroy(sequences[i]);
    }
    sequences[3] = add(&world, PS_SEQUENCE_GENERATE, 5, 1);
    run(&world);
    assert_int_equal(world.num_finished, 2);
    assert_ptr_equal(world.finished[0], sequences[2]);
    assert_ptr_equal(world.finished[1], sequences[3]);
    close_world(&world);
}

/* Whatever the sizes, everybody comes to the end, the oldest never set back. */
static void random_worlds(void **state)
{
    (void)state;
    struct ps_rng rng;
    uint64_t num_setbacks = 0;
    ps_rng_init(&rng, 23);
    for (int round = 0; round < 300; round++) {
        struct world world;
        size_t num_pages = 2 + ps_rng_below(&rng, 20);
        size_t page_size = 1 + ps_rng_below(&rng, 16);
        size_t context = num_pages * page_size;
        open_world(&world, num_pages, page_size, 1 + ps_rng_below(&rng, 60),
                   1 + ps_rng_below(&rng, 20));
        struct ps_sequence *oldest = NULL;
        for (size_t left = 1 + ps_rng_below(&rng, 40); left > 0; left--) {
            size_t num_prompt = 1 + ps_rng_below(&rng, context);
            bool embed = ps_rng_below(&rng, 8) == 0;
            struct ps_sequence *added =
                add(&world, embed ? PS_SEQUENCE_EMBED : PS_SEQUENCE_GENERATE, num_prompt,
                    embed ? 0 : ps_rng_below(&rng, context - num_prompt + 1));
            oldest = oldest ? oldest : added;
            for (uint64_t steps = ps_rng_below(&rng, 4); steps > 0; steps--)
                step(&world);
        }
        run(&world);
        assert_true(oldest && oldest->num_setbacks == 0);
        num_setbacks += world.schedule.num_setbacks;
        close_world(&world);
    }
    assert_true(num_setbacks > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_job_overtakes_a_long_prompt),
        cmocka_unit_test(decoding_comes_before_prompts),
        cmocka_unit_test(no_row_is_left_unused),
        cmocka_unit_test(embedded_texts_run_whole),
        cmocka_unit_test(nothing_to_compute),
        cmocka_unit_test(removal_from_either_list),
        cmocka_unit_test(random_worlds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
