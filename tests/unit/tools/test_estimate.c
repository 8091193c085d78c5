/* The pure parts of penstock estimate: fitted costs, lengths of answers, the simulated batch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "tools/answer_lengths.h"
#include "tools/batch_simulation.h"
#include "tools/step_cost.h"

/* --- costs of steps --- */

static struct ps_step random_step(struct ps_rng *rng)
{
    struct ps_step step = {.parts = {[PS_STEP_ITSELF] = 1}};
    for (size_t i = 1; i < PS_NUM_STEP_PARTS; i++)
        step.parts[i] = (double)ps_rng_below(rng, i == PS_STEP_ATTENDED ? 10000 : 64);
    return step;
}

static void test_a_cost_is_found_again(void **state)
{
    (void)state;
    const struct ps_step_cost true_cost = {{3e-3, 2e-5, 9e-5, 4e-8, 0}};
    struct ps_step_fit fit = {0};
    struct ps_rng rng;
    ps_rng_init(&rng, 5);
    for (size_t i = 0; i < 500; i++) {
        struct ps_step step = random_step(&rng);
        double noise = 1 + 0.1 * (ps_rng_uniform(&rng) - 0.5);
        ps_step_fit_add(&fit, &step, ps_step_seconds(&true_cost, &step) * noise);
    }
    struct ps_step_cost found = ps_step_fit_solve(&fit);
    for (size_t i = 0; i < 50; i++) {
        struct ps_step step = random_step(&rng);
        double seconds = ps_step_seconds(&true_cost, &step);
        assert_true(ps_step_seconds(&found, &step) > 0.97 * seconds);
        assert_true(ps_step_seconds(&found, &step) < 1.03 * seconds);
    }
}

static void test_no_part_of_a_cost_is_negative(void **state)
{
    (void)state;
    struct ps_step_fit fit = {0};
    struct ps_rng rng;
    ps_rng_init(&rng, 6);
    for (size_t i = 0; i < 200; i++) {
        struct ps_step step = random_step(&rng);
        /* Steps that get shorter the more rows they have. */
        ps_step_fit_add(&fit, &step, 1.0 - step.parts[PS_STEP_PROMPT_ROWS] / 100);
    }
    struct ps_step_cost found = ps_step_fit_solve(&fit);
    for (size_t i = 0; i < PS_NUM_STEP_PARTS; i++)
        assert_true(found.seconds[i] >= 0);
    assert_true(found.seconds[PS_STEP_PROMPT_ROWS] == 0);
    const struct ps_step_fit nothing = {0};
    assert_true(ps_step_fit_solve(&nothing).seconds[PS_STEP_ITSELF] == 0);
}

/* --- lengths of answers --- */

static double mean_length(const struct ps_answer_lengths *lengths, size_t max_tokens)
{
    double sum = 0;
    for (size_t i = 0; i < 1000; i++)
        sum += (double)ps_answer_lengths_at(lengths, ((double)i + 0.5) / 1000, max_tokens);
    return sum / 1000;
}

static void test_lengths_come_back_as_they_were(void **state)
{
    (void)state;
    struct ps_answer_lengths lengths = {0};
    for (size_t i = 1; i <= 100; i++)
        assert_int_equal(ps_answer_lengths_add(&lengths, i, true), PS_OK);
    assert_true(mean_length(&lengths, 1000) > 50 && mean_length(&lengths, 1000) < 51);
    /* Half of them are cut at 50: (1 + ... + 49 + 51 * 50) / 100. */
    assert_true(mean_length(&lengths, 50) > 37.2 && mean_length(&lengths, 50) < 38.3);
    ps_answer_lengths_close(&lengths);
}

static void test_answers_that_were_cut_are_no_short_answers(void **state)
{
    (void)state;
    struct ps_answer_lengths lengths = {0};
    /* All would be 1000 long; half were only watched for 10 tokens. */
    for (size_t i = 0; i < 50; i++) {
        assert_int_equal(ps_answer_lengths_add(&lengths, 1000, true), PS_OK);
        assert_int_equal(ps_answer_lengths_add(&lengths, 10, false), PS_OK);
    }
    assert_true(mean_length(&lengths, 2000) > 999.9);
    ps_answer_lengths_close(&lengths);
    assert_int_equal(ps_answer_lengths_at(&lengths, 0.5, 16), 16); /* nothing is known: all of it */
}

/* --- the simulated batch --- */

#define SEQUENCES_MAX 4096

static struct ps_simulated_sequence sequences[SEQUENCES_MAX];

static struct ps_simulated_engine counting_engine(enum ps_step_part part)
{
    struct ps_simulated_engine engine = {
        .sequences_max = 8, .step_tokens_max = 64, .positions_max = 4096};
    engine.cost.seconds[part] = 1;
    return engine;
}

/* What a batch has of one part: its seconds, where only that part costs any. */
static double total_of(enum ps_step_part part, size_t num_sequences, size_t jobs_max)
{
    const struct ps_simulated_engine engine = counting_engine(part);
    struct ps_batch_simulation simulation = {
        .sequences = sequences,
        .num_sequences = num_sequences,
        .engines = &engine,
        .num_engines = 1,
        .jobs_max = jobs_max,
    };
    assert_int_equal(ps_batch_simulate(&simulation), PS_OK);
    return simulation.seconds;
}

static void fill(size_t count, uint32_t num_prompt, uint32_t num_tokens)
{
    for (size_t i = 0; i < count; i++)
        sequences[i] = (struct ps_simulated_sequence){
            .num_prompt = num_prompt, .num_tokens = num_tokens, .begins_job = true};
}

static void test_every_row_is_counted_once(void **state)
{
    (void)state;
    fill(100, 10, 5);
    assert_true(total_of(PS_STEP_PROMPT_ROWS, 100, 1024) == 1000);
    /* A prompt's last row gives the first token. */
    assert_true(total_of(PS_STEP_DECODE_ROWS, 100, 1024) == 400);
    assert_true(total_of(PS_STEP_FINISHED, 100, 1024) == 100);
    /* 1 + ... + 14 positions each. */
    assert_true(total_of(PS_STEP_ATTENDED, 100, 1024) == 100 * 105);
}

static void test_texts_run_whole(void **state)
{
    (void)state;
    fill(10, 40, 0);
    assert_true(total_of(PS_STEP_ITSELF, 10, 1024) == 10); /* two would be 80 rows */
    assert_true(total_of(PS_STEP_ATTENDED, 10, 1024) == 10 * 1600);
    fill(10, 32, 0);
    assert_true(total_of(PS_STEP_ITSELF, 10, 1024) == 5);
    fill(3, 100, 0); /* longer than a step otherwise is */
    assert_true(total_of(PS_STEP_ITSELF, 3, 1024) == 3);
}

static void test_steps_are_shared(void **state)
{
    (void)state;
    fill(8, 8, 10);
    assert_true(total_of(PS_STEP_ITSELF, 8, 1024) == 10);
    assert_true(total_of(PS_STEP_ITSELF, 8, 1) == 80); /* one job at a time */
    fill(16, 8, 10);
    double steps = total_of(PS_STEP_ITSELF, 16, 1024); /* two rounds of eight */
    assert_true(steps >= 20 && steps <= 22);
}

static void test_choices_share_their_prompt(void **state)
{
    (void)state;
    fill(4, 20, 3);
    for (size_t i = 1; i < 4; i++) {
        sequences[i].begins_job = false;
        sequences[i].shares_prompt = true;
    }
    assert_true(total_of(PS_STEP_PROMPT_ROWS, 4, 1024) == 23);
    assert_true(total_of(PS_STEP_FINISHED, 4, 1024) == 1);
}

static void test_positions_are_held_and_given_back(void **state)
{
    (void)state;
    const struct ps_simulated_engine engine = counting_engine(PS_STEP_ITSELF);
    struct ps_batch_simulation simulation = {.sequences = sequences,
                                             .num_sequences = 64,
                                             .engines = &engine,
                                             .num_engines = 1,
                                             .jobs_max = 1024};
    fill(64, 8, 9); /* eight at a time hold 16 each at most */
    assert_int_equal(ps_batch_simulate(&simulation), PS_OK);
    assert_true(simulation.positions_used_max[0] <= 128);
    assert_true(simulation.positions_used_max[0] >= 8 * 9);
}

static void test_engines_take_their_own(void **state)
{
    (void)state;
    struct ps_simulated_engine engines[2] = {counting_engine(PS_STEP_PROMPT_ROWS),
                                             counting_engine(PS_STEP_FINISHED)};
    fill(100, 7, 4);
    for (size_t i = 0; i < 100; i += 2)
        sequences[i].engine = 1;
    struct ps_batch_simulation simulation = {.sequences = sequences,
                                             .num_sequences = 100,
                                             .engines = engines,
                                             .num_engines = 2,
                                             .jobs_max = 10};
    assert_int_equal(ps_batch_simulate(&simulation), PS_OK);
    assert_true(simulation.seconds == 50 * 7 + 50);
}

static void test_an_empty_batch_takes_no_time(void **state)
{
    (void)state;
    assert_true(total_of(PS_STEP_ITSELF, 0, 1024) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cost_is_found_again),
        cmocka_unit_test(test_no_part_of_a_cost_is_negative),
        cmocka_unit_test(test_lengths_come_back_as_they_were),
        cmocka_unit_test(test_answers_that_were_cut_are_no_short_answers),
        cmocka_unit_test(test_every_row_is_counted_once),
        cmocka_unit_test(test_texts_run_whole),
        cmocka_unit_test(test_steps_are_shared),
        cmocka_unit_test(test_choices_share_their_prompt),
        cmocka_unit_test(test_positions_are_held_and_given_back),
        cmocka_unit_test(test_engines_take_their_own),
        cmocka_unit_test(test_an_empty_batch_takes_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
