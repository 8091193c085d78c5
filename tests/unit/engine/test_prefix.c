/* Sequences of one prompt: its rows run once, its pages are held once, and whoever leaves when,
 * nobody misses them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "tests/support/schedule_world.h"

static size_t pages_used(const struct ps_test_world *world)
{
    return world->num_pages - world->schedule.pages.num_free;
}

static void a_prompt_is_computed_and_held_once(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 64, 16, 96, 256);
    struct ps_sequence *leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 300, 4);
    for (int i = 0; i < 20; i++)
        (void)ps_test_world_follow(&world, leader, 4);
    size_t most = 0;
    while (world.schedule.num_running > 0 || world.schedule.waiting) {
        ps_test_world_step(&world);
        most = pages_used(&world) > most ? pages_used(&world) : most;
    }
    for (size_t i = 0; i < world.num_finished; i++)
        assert_int_equal(world.finished[i]->num_shared, world.finished[i] == leader ? 0 : 299);
    assert_int_equal(world.num_prompt_rows, 300 + 20);
    assert_int_equal(most, 300 / 16 + 21);
    assert_int_equal(world.schedule.num_setbacks, 0);
    ps_test_world_close(&world);
}

/* One runs at a time, so each follower begins when the one before it has gone. */
static void a_prompt_outlives_its_writer(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 64, 16, 96, 1);
    struct ps_sequence *leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 100, 8);
    for (int i = 0; i < 5; i++)
        (void)ps_test_world_follow(&world, leader, 8);
    ps_test_world_run(&world);
    assert_int_equal(world.num_prompt_rows, 100 + 5);
    ps_test_world_close(&world);
}

static void remove_and_destroy(struct ps_test_world *world, struct ps_sequence *sequence)
{
    ps_schedule_remove(&world->schedule, sequence);
    ps_test_world_destroy(sequence);
}

/* The writer is cancelled in the midst of the prompt: the next one computes it. */
static void a_cancelled_writer_is_followed_by_another(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 64, 16, 64, 256);
    struct ps_sequence *leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 300, 8);
    (void)ps_test_world_follow(&world, leader, 8);
    (void)ps_test_world_follow(&world, leader, 8);
    ps_test_world_step(&world);
    remove_and_destroy(&world, leader);
    ps_test_world_run(&world);
    assert_int_equal(world.num_finished, 2);
    assert_int_equal(world.num_prompt_rows, 64 + 300 + 1);
    ps_test_world_close(&world);
}

/* What waits with the pages of a computed prompt gives them up for an older one. */
static void a_kept_prompt_is_given_up_for_older_ones(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 12, 16, 64, 2);
    (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 5, 180);
    struct ps_sequence *leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 60, 1);
    (void)ps_test_world_follow(&world, leader, 1);
    while (world.num_finished == 0)
        ps_test_world_step(&world);
    assert_ptr_equal(world.finished[0], leader);
    ps_test_world_step(&world);
    assert_int_equal(world.num_finished, 2);
    leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 130, 50);
    (void)ps_test_world_follow(&world, leader, 50);
    ps_test_world_run(&world);
    assert_int_equal(world.num_finished, 5);
    assert_true(world.schedule.num_setbacks > 0);
    ps_test_world_close(&world);
}

/* A leader that wants its prompt scored is the writer all the same; a follower that does computes
 * it again. */
static void scored_prompts_are_computed(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 64, 16, 64, 256);
    struct ps_sequence *leader = ps_test_world_make(&world, PS_SEQUENCE_GENERATE, 40, 0);
    leader->sampling.prompt_logprobs = true;
    ps_schedule_add(&world.schedule, leader);
    (void)ps_test_world_follow(&world, leader, 3);
    ps_test_world_run(&world);
    assert_int_equal(world.num_prompt_rows, 39 + 1);
    leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 40, 3);
    ps_test_world_follow(&world, leader, 3)->sampling.prompt_logprobs = true;
    (void)ps_test_world_follow(&world, leader, 0);
    ps_test_world_run(&world);
    assert_int_equal(world.num_prompt_rows, 39 + 1 + 40 + 40);
    ps_test_world_close(&world);
}

static void prompts_of_one_token_have_nothing_to_share(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 4, 16, 64, 256);
    struct ps_sequence *leader = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 1, 3);
    (void)ps_test_world_follow(&world, leader, 3);
    assert_null(world.schedule.prefixes);
    ps_test_world_run(&world);
    ps_test_world_close(&world);
}

/* Groups of any size come and go, some of them cancelled, in worlds of few pages. */
static void random_groups(void **state)
{
    (void)state;
    struct ps_rng rng;
    uint64_t num_setbacks = 0, num_saved = 0, num_copies = 0;
    ps_rng_init(&rng, 29);
    for (int round = 0; round < 400; round++) {
        struct ps_test_world world;
        size_t num_pages = 2 + ps_rng_below(&rng, 20);
        size_t page_size = 1 + ps_rng_below(&rng, 16);
        size_t context = num_pages * page_size;
        ps_test_world_open(&world, num_pages, page_size, 1 + ps_rng_below(&rng, 60),
                           1 + ps_rng_below(&rng, 20));
        struct ps_sequence *leader = NULL;
        size_t num_asked = 0;
        for (size_t left = 2 + ps_rng_below(&rng, 30); left > 0; left--) {
            bool follows = leader && ps_rng_below(&rng, 5) > 0;
            size_t num_prompt = follows ? leader->num_prompt : 1 + ps_rng_below(&rng, context);
            size_t max_tokens = ps_rng_below(&rng, context - num_prompt + 1);
            struct ps_sequence *added =
                follows ? ps_test_world_follow(&world, leader, max_tokens)
                        : ps_test_world_make(&world, PS_SEQUENCE_GENERATE, num_prompt, max_tokens);
            added->sampling.prompt_logprobs = ps_rng_below(&rng, 8) == 0;
            if (!follows)
                ps_schedule_add(&world.schedule, added);
            num_asked += ps_state_target(added);
            leader = follows && ps_rng_below(&rng, 2) ? leader : added;
            for (uint64_t steps = ps_rng_below(&rng, 4); steps > 0; steps--) {
                ps_test_world_step(&world);
                num_copies += world.schedule.num_copies;
            }
            if (ps_rng_below(&rng, 10) == 0 && ps_test_world_is_inside(&world, leader)) {
                remove_and_destroy(&world, leader);
                leader = NULL;
            }
        }
        ps_test_world_run(&world);
        num_saved += num_asked > world.num_prompt_rows ? num_asked - world.num_prompt_rows : 0;
        num_setbacks += world.schedule.num_setbacks;
        ps_test_world_close(&world);
    }
    assert_true(num_setbacks > 300);
    assert_true(num_copies > 300);
    assert_true(num_saved > 10000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_prompt_is_computed_and_held_once),
        cmocka_unit_test(a_prompt_outlives_its_writer),
        cmocka_unit_test(a_cancelled_writer_is_followed_by_another),
        cmocka_unit_test(a_kept_prompt_is_given_up_for_older_ones),
        cmocka_unit_test(scored_prompts_are_computed),
        cmocka_unit_test(prompts_of_one_token_have_nothing_to_share),
        cmocka_unit_test(random_groups),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
