/* Counts kept as a sequence grows, against counting it anew; and what they do to logits. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "shared/engine/penalties.h"
#include "tests/support/failing_malloc.h"

enum {
    VOCAB = 300,
    TOKENS = 500,
};

static void expect(const struct ps_sequence *sequence, const int32_t *tokens, size_t count,
                   float *logits)
{
    for (int32_t token = 0; token < VOCAB; token++) {
        const struct ps_sampling *sampling = &sequence->sampling;
        size_t generated = 0, prompted = 0;
        for (size_t i = 0; i < sequence->num_prompt; i++)
            prompted += sequence->prompt[i] == token;
        for (size_t i = 0; i < count; i++)
            generated += tokens[i] == token;
        double logit = (double)logits[token];
        if (sampling->repetition_penalty > 0 && prompted + generated > 0)
            logit = logit > 0 ? logit / sampling->repetition_penalty
                              : logit * sampling->repetition_penalty;
        if (generated > 0)
            logit -= sampling->frequency_penalty * (double)generated + sampling->presence_penalty;
        logits[token] = (float)logit;
    }
}

static void check(struct ps_sampling sampling, uint64_t seed)
{
    struct ps_rng rng;
    int32_t prompt[40], tokens[TOKENS];
    struct ps_sequence sequence = {.prompt = prompt, .num_prompt = 40, .sampling = sampling};
    struct ps_penalties penalties;
    ps_rng_init(&rng, seed);
    for (size_t i = 0; i < 40; i++)
        prompt[i] = (int32_t)ps_rng_below(&rng, VOCAB);
    assert_int_equal(ps_penalties_init(&penalties, &sequence, TOKENS), PS_OK);
    for (size_t count = 0; count < TOKENS; count++) {
        float logits[VOCAB], expected[VOCAB];
        for (size_t i = 0; i < VOCAB; i++)
            logits[i] = expected[i] = (float)(ps_rng_uniform(&rng) * 8 - 4);
        ps_penalties_apply(&penalties, &sequence.sampling, logits);
        expect(&sequence, tokens, count, expected);
        for (size_t i = 0; i < VOCAB; i++)
            assert_true(fabs((double)logits[i] - (double)expected[i]) < 1e-5);
        tokens[count] = (int32_t)(ps_rng_below(&rng, 1 + ps_rng_below(&rng, VOCAB)));
        ps_penalties_add(&penalties, tokens[count]);
    }
    ps_penalties_close(&penalties);
}

static void equal_counting_anew(void **state)
{
    (void)state;
    check((struct ps_sampling){.repetition_penalty = 1.4}, 1);
    check((struct ps_sampling){.repetition_penalty = 0.7}, 2);
    check((struct ps_sampling){.frequency_penalty = 0.2}, 3);
    check((struct ps_sampling){.presence_penalty = -0.9}, 4);
    check((struct ps_sampling){.repetition_penalty = 1.1, .frequency_penalty = -0.1}, 5);
}

static void cost_nothing_where_none_is_asked_for(void **state)
{
    (void)state;
    int32_t prompt[] = {1, 2};
    struct ps_penalties penalties;
    struct ps_sequence sequence = {.prompt = prompt, .num_prompt = 2};
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ps_penalties_init(&penalties, &sequence, 100), PS_OK);
        ps_penalties_add(&penalties, 1);
        assert_null(penalties.items);
        assert_int_equal(penalties.num_items, 0);
        ps_penalties_close(&penalties);
        sequence.sampling.repetition_penalty = 1;
    }
}

static void what_may_not_come_stays_so(void **state)
{
    (void)state;
    int32_t prompt[] = {0, 1};
    float logits[] = {-INFINITY, -INFINITY, 1};
    struct ps_penalties penalties;
    struct ps_sequence sequence = {
        .prompt = prompt,
        .num_prompt = 2,
        .sampling = {.repetition_penalty = 0.5, .frequency_penalty = -2},
    };
    assert_int_equal(ps_penalties_init(&penalties, &sequence, 1), PS_OK);
    ps_penalties_add(&penalties, 1);
    ps_penalties_apply(&penalties, &sequence.sampling, logits);
    assert_true(isinf(logits[0]) && isinf(logits[1]) && logits[1] < 0);
    ps_penalties_close(&penalties);
}

static void numbers_stay_numbers(void **state)
{
    (void)state;
    int32_t prompt[] = {0, 1, 2, 3};
    float logits[] = {3, 5e-10F, -3, NAN};
    struct ps_penalties penalties;
    struct ps_sequence sequence = {
        .prompt = prompt, .num_prompt = 4, .sampling = {.repetition_penalty = 5e-324}};
    assert_int_equal(ps_penalties_init(&penalties, &sequence, 1), PS_OK);
    ps_penalties_apply(&penalties, &sequence.sampling, logits);
    assert_true(isfinite(logits[0]) && isfinite(logits[1]) && isfinite(logits[2]));
    assert_true(logits[0] > 1e30F && logits[1] > 1e30F && logits[2] <= 0);
    assert_true(isnan(logits[3]));
    ps_penalties_close(&penalties);
}

static void survives_any_failed_allocation(void **state)
{
    (void)state;
    int32_t prompt[] = {0, 1};
    struct ps_sequence sequence = {
        .prompt = prompt, .num_prompt = 2, .sampling = {.repetition_penalty = 2}};
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_penalties penalties;
        ps_failing_malloc_start(n);
        enum ps_status status = ps_penalties_init(&penalties, &sequence, 8);
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        ps_penalties_close(&penalties);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_counting_anew),
        cmocka_unit_test(cost_nothing_where_none_is_asked_for),
        cmocka_unit_test(what_may_not_come_stays_so),
        cmocka_unit_test(numbers_stay_numbers),
        cmocka_unit_test(survives_any_failed_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
