/* The plan of a step: who gets rows and pages, who waits, who is set back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "tests/support/schedule_world.h"

/* The scenario of the engine's promise: see test_batching.c for the same with a model. */
static void short_job_overtakes_a_long_prompt(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 12, 64, 96, 256);
    struct ps_sequence *long_job = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 400, 16);
    struct ps_sequence *short_job = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 8, 4);
    for (int i = 0; i < 38; i++)
        (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 20, 150);
    while (short_job->num_tokens < 4)
        ps_test_world_step(&world);
    assert_int_equal(long_job->num_tokens, 0);
    assert_int_equal(long_job->num_setbacks, 0);
    ps_test_world_run(&world);
    assert_int_equal(world.num_finished, 40);
    assert_true(world.schedule.num_setbacks >= 20);
    ps_test_world_close(&world);
}

static void decoding_comes_before_prompts(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 16, 16, 8, 256);
    for (int i = 0; i < 4; i++)
        (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 2, 20);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 8);
    (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 40, 1);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 8);
    assert_int_equal(world.num_decoded, 4);
    ps_test_world_run(&world);
    ps_test_world_close(&world);
}

/* What one prompt leaves, another takes; alone it takes all. */
static void no_row_is_left_unused(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 64, 16, 96, 256);
    (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 300, 1);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 96);
    (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 5, 1);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 96);
    ps_test_world_run(&world);
    ps_test_world_close(&world);
}

static void embedded_texts_run_whole(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 0, 64, 32, 256);
    (void)ps_test_world_add(&world, PS_SEQUENCE_EMBED, 10, 0);
    (void)ps_test_world_add(&world, PS_SEQUENCE_EMBED, 20, 0);
    (void)ps_test_world_add(&world, PS_SEQUENCE_EMBED, 3, 0);
    (void)ps_test_world_add(&world, PS_SEQUENCE_EMBED, 100, 0);
    (void)ps_test_world_add(&world, PS_SEQUENCE_EMBED, 1, 0);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 30);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 3);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 100);
    ps_test_world_step(&world);
    assert_int_equal(world.num_rows, 1);
    assert_int_equal(world.num_finished, 5);
    ps_test_world_close(&world);
}

static void nothing_to_compute(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 1, 4, 4, 1);
    (void)ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 3, 0);
    assert_int_equal(ps_test_world_run(&world), 1);
    assert_int_equal(world.num_rows, 0);
    ps_test_world_close(&world);
}

static void removal_from_either_list(void **state)
{
    (void)state;
    struct ps_test_world world;
    ps_test_world_open(&world, 4, 16, 16, 1);
    struct ps_sequence *sequences[4];
    for (int i = 0; i < 4; i++)
        sequences[i] = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 20, 4);
    ps_test_world_step(&world);
    ps_schedule_remove(&world.schedule, sequences[3]);
    ps_schedule_remove(&world.schedule, sequences[1]);
    ps_schedule_remove(&world.schedule, sequences[0]);
    for (int i = 0; i < 4; i++) {
        if (i != 2)
            ps_test_world_destroy(sequences[i]);
    }
    sequences[3] = ps_test_world_add(&world, PS_SEQUENCE_GENERATE, 5, 1);
    ps_test_world_run(&world);
    assert_int_equal(world.num_finished, 2);
    assert_ptr_equal(world.finished[0], sequences[2]);
    assert_ptr_equal(world.finished[1], sequences[3]);
    ps_test_world_close(&world);
}

/* Whatever the sizes, everybody comes to the end, the oldest never set back. */
/* The steps that it takes where all come at once, or no more come than are wanted. */
static size_t count_steps(size_t num_pages, bool as_wanted)
{
    struct ps_test_world world;
    struct ps_rng rng;
    size_t num_added = 0, num_steps = 0;
    ps_test_world_open(&world, num_pages, 16, 32, 8);
    ps_rng_init(&rng, 5);
    while (num_added < 200 || world.schedule.num_running + world.schedule.num_waiting > 0) {
        while (num_added < 200 && (!as_wanted || ps_schedule_wants_more(&world.schedule))) {
            enum ps_sequence_kind kind =
                ps_rng_below(&rng, 4) ? PS_SEQUENCE_GENERATE : PS_SEQUENCE_EMBED;
            (void)ps_test_world_add(&world, kind, 1 + ps_rng_below(&rng, 20),
                                    kind == PS_SEQUENCE_EMBED ? 0 : 1 + ps_rng_below(&rng, 30));
            num_added++;
        }
        if (as_wanted)
            assert_true(world.schedule.num_waiting <= 8);
        ps_test_world_step(&world);
        num_steps++;
    }
    ps_test_world_close(&world);
    return num_steps;
}

/* So that who comes next can be decided as late as possible. */
static void what_is_wanted_keeps_steps_full(void **state)
{
    (void)state;
    static const size_t num_pages[] = {64, 12, 4};
    for (size_t i = 0; i < 3; i++) {
        size_t at_once = count_steps(num_pages[i], false);
        size_t as_wanted = count_steps(num_pages[i], true);
        assert_true(as_wanted <= at_once + at_once / 20 + 2);
    }
}

static void random_worlds(void **state)
{
    (void)state;
    struct ps_rng rng;
    uint64_t num_setbacks = 0;
    ps_rng_init(&rng, 23);
    for (int round = 0; round < 300; round++) {
        struct ps_test_world world;
        size_t num_pages = 2 + ps_rng_below(&rng, 20);
        size_t page_size = 1 + ps_rng_below(&rng, 16);
        size_t context = num_pages * page_size;
        ps_test_world_open(&world, num_pages, page_size, 1 + ps_rng_below(&rng, 60),
                           1 + ps_rng_below(&rng, 20));
        struct ps_sequence *oldest = NULL;
        for (size_t left = 1 + ps_rng_below(&rng, 40); left > 0; left--) {
            size_t num_prompt = 1 + ps_rng_below(&rng, context);
            bool embed = ps_rng_below(&rng, 8) == 0;
            struct ps_sequence *added = ps_test_world_add(
                &world, embed ? PS_SEQUENCE_EMBED : PS_SEQUENCE_GENERATE, num_prompt,
                embed ? 0 : ps_rng_below(&rng, context - num_prompt + 1));
            oldest = oldest ? oldest : added;
            for (uint64_t steps = ps_rng_below(&rng, 4); steps > 0; steps--)
                ps_test_world_step(&world);
        }
        ps_test_world_run(&world);
        assert_true(oldest && oldest->num_setbacks == 0);
        num_setbacks += world.schedule.num_setbacks;
        ps_test_world_close(&world);
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
        cmocka_unit_test(what_is_wanted_keeps_steps_full),
        cmocka_unit_test(random_worlds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
