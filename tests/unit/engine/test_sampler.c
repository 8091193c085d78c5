/* The sampler against exact probabilities: temperature, top_k and top_p computed plainly here, and
 * a chi-square test of many draws with fixed seeds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/rng.h"
#include "shared/engine/sampler.h"

enum {
    VOCAB_MAX = 200,
    DRAWS = 10000,
};

static struct ps_logit scratch[VOCAB_MAX];

/* Ranks by falling logit, equal ones by rising id. */
static void rank_all(const float *logits, size_t count, int32_t *order)
{
    for (size_t i = 0; i < count; i++) {
        size_t at = i;
        while (at > 0 && logits[order[at - 1]] < logits[i]) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = (int32_t)i;
    }
}

/* probabilities[i] of token i, 0 where top_k or top_p leave it out. */
static void expect(const struct ps_sampling *sampling, const float *logits, size_t count,
                   double *probabilities)
{
    int32_t order[VOCAB_MAX];
    double weights[VOCAB_MAX];
    rank_all(logits, count, order);
    size_t kept = count;
    if (sampling->top_k > 0 && (size_t)sampling->top_k < count)
        kept = (size_t)sampling->top_k;
    double total = 0;
    for (size_t i = 0; i < kept; i++) {
        weights[i] =
            exp(((double)logits[order[i]] - (double)logits[order[0]]) / sampling->temperature);
        total += weights[i];
    }
    double sum = 0;
    size_t nucleus = 0;
    while (nucleus < kept && (nucleus == 0 || sum < sampling->top_p * total * (1 - 1e-12)))
        sum += weights[nucleus++];
    memset(probabilities, 0, count * sizeof *probabilities);
    for (size_t i = 0; i < nucleus; i++)
        probabilities[order[i]] = weights[i] / sum;
}

/* Chi-square over tokens expected at least five times; rarer ones are put together. A sum over 5
 * standard deviations from its mean would be one in millions. */
static void check_draws(const double *probabilities, const size_t *counts, size_t vocab_size)
{
    double chi = 0, rest_expected = 0, rest_counted = 0;
    int degrees = -1;
    for (size_t i = 0; i < vocab_size; i++) {
        double expected = probabilities[i] * DRAWS;
        if (probabilities[i] <= 0)
            assert_int_equal(counts[i], 0);
        if (expected < 5) {
            rest_expected += expected;
            rest_counted += (double)counts[i];
            continue;
        }
        chi += ((double)counts[i] - expected) * ((double)counts[i] - expected) / expected;
        degrees++;
    }
    if (rest_expected >= 5) {
        chi += (rest_counted - rest_expected) * (rest_counted - rest_expected) / rest_expected;
        degrees++;
    }
    if (degrees > 0)
        assert_true(chi < degrees + 5 * sqrt(2.0 * degrees) + 10);
}

static void draw(const struct ps_sampling *sampling, const float *logits, size_t vocab_size,
                 uint64_t seed)
{
    double probabilities[VOCAB_MAX];
    size_t counts[VOCAB_MAX] = {0};
    struct ps_rng rng;
    ps_rng_init(&rng, seed);
    expect(sampling, logits, vocab_size, probabilities);
    for (int i = 0; i < DRAWS; i++) {
        int32_t token =
            ps_sampler_pick(sampling, logits, vocab_size, ps_rng_uniform(&rng), scratch);
        assert_in_range(token, 0, vocab_size - 1);
        counts[token]++;
    }
    check_draws(probabilities, counts, vocab_size);
}

static void random_logits(struct ps_rng *rng, float *logits, size_t count, double spread)
{
    for (size_t i = 0; i < count; i++)
        logits[i] = (float)((ps_rng_uniform(rng) - 0.5) * spread);
}

static void draws_follow_the_distribution(void **state)
{
    (void)state;
    static const struct ps_sampling samplings[] = {
        {.temperature = 1, .top_p = 1},
        {.temperature = 0.5, .top_p = 1},
        {.temperature = 2, .top_p = 0.9},
        {.temperature = 1, .top_p = 0.5, .top_k = 10},
        {.temperature = 1, .top_p = 1, .top_k = 3},
        {.temperature = 0.8, .top_p = 0.95, .top_k = 1000},
        {.temperature = 1.5, .top_p = 0.999},
        {.temperature = 1, .top_p = 0},
        {.temperature = 1, .top_p = 0, .top_k = 5},
    };
    struct ps_rng rng;
    ps_rng_init(&rng, 3);
    for (size_t i = 0; i < sizeof samplings / sizeof samplings[0]; i++) {
        float logits[VOCAB_MAX];
        size_t vocab_size = i % 2 ? 20 : VOCAB_MAX;
        random_logits(&rng, logits, vocab_size, 12);
        draw(&samplings[i], logits, vocab_size, 100 + i);
    }
}

/* A nucleus larger than what is ranked at first. */
static void wide_nucleus(void **state)
{
    (void)state;
    struct ps_sampling sampling = {.temperature = 1, .top_p = 0.8};
    float logits[VOCAB_MAX];
    struct ps_rng rng;
    ps_rng_init(&rng, 5);
    random_logits(&rng, logits, VOCAB_MAX, 0.1);
    draw(&sampling, logits, VOCAB_MAX, 7);
}

/* Many tokens share a logit, and some have none: still the token at its place in the ranking. */
static void wide_nucleus_is_walked_by_rank(void **state)
{
    (void)state;
    struct ps_sampling sampling = {.temperature = 1.3, .top_p = 0.9};
    float logits[VOCAB_MAX];
    double probabilities[VOCAB_MAX];
    int32_t order[VOCAB_MAX];
    struct ps_rng rng;
    ps_rng_init(&rng, 11);
    for (size_t i = 0; i < VOCAB_MAX; i++)
        logits[i] = i % 9 == 4 ? -INFINITY : (float)floor(ps_rng_uniform(&rng) * 12) / 8;
    rank_all(logits, VOCAB_MAX, order);
    expect(&sampling, logits, VOCAB_MAX, probabilities);
    double sum = 0;
    size_t checked = 0;
    for (size_t i = 0; i < VOCAB_MAX && probabilities[order[i]] > 0; i++) {
        static const double within[] = {1e-6, 0.5, 1 - 1e-6};
        for (size_t j = 0; j < 3; j++, checked++)
            assert_int_equal(ps_sampler_pick(&sampling, logits, VOCAB_MAX,
                                             sum + probabilities[order[i]] * within[j], scratch),
                             order[i]);
        sum += probabilities[order[i]];
    }
    assert_true(checked > 300);
}

static void greedy_takes_the_first_of_equals(void **state)
{
    (void)state;
    static const float logits[] = {1, 3, 2, 3, 3};
    struct ps_sampling greedy = {.temperature = 0, .top_p = 1};
    struct ps_sampling one = {.temperature = 1, .top_p = 1, .top_k = 1};
    struct ps_sampling narrow = {.temperature = 1, .top_p = 1e-9};
    assert_int_equal(ps_sampler_pick(&greedy, logits, 5, 0.99, scratch), 1);
    assert_int_equal(ps_sampler_pick(&one, logits, 5, 0.99, scratch), 1);
    assert_int_equal(ps_sampler_pick(&narrow, logits, 5, 0.99, scratch), 1);
    narrow.top_p = 0;
    assert_int_equal(ps_sampler_pick(&narrow, logits, 5, 0.99, scratch), 1);
    assert_true(ps_sampler_is_greedy(&greedy));
    assert_true(ps_sampler_is_greedy(&one));
    assert_false(ps_sampler_is_greedy(&narrow));
}

static void ends_of_the_unit_interval(void **state)
{
    (void)state;
    static const float logits[] = {0, -INFINITY, 0, -INFINITY};
    static const struct ps_sampling samplings[] = {
        {.temperature = 1, .top_p = 1},
        {.temperature = 1e-6, .top_p = 1},
        {.temperature = 1, .top_p = 1, .top_k = 4},
        {.temperature = 1, .top_p = 0.999999999999},
    };
    for (size_t i = 0; i < sizeof samplings / sizeof samplings[0]; i++) {
        assert_int_equal(ps_sampler_pick(&samplings[i], logits, 4, 0, scratch), 0);
        assert_int_equal(ps_sampler_pick(&samplings[i], logits, 4, nextafter(1, 0), scratch), 2);
    }
}

static void no_numbers(void **state)
{
    (void)state;
    static const float nothing[] = {-INFINITY, -INFINITY};
    static const float nan[] = {NAN, NAN};
    static const float infinite[] = {0, INFINITY};
    static const struct ps_sampling samplings[] = {
        {.temperature = 0, .top_p = 1},
        {.temperature = 1, .top_p = 1},
        {.temperature = 1, .top_p = 0.5},
    };
    for (size_t i = 0; i < sizeof samplings / sizeof samplings[0]; i++) {
        assert_int_equal(ps_sampler_pick(&samplings[i], nothing, 2, 0.5, scratch), -1);
        assert_int_equal(ps_sampler_pick(&samplings[i], nan, 2, 0.5, scratch), -1);
        assert_int_equal(ps_sampler_pick(&samplings[i], infinite, 2, 0.5, scratch), -1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_follow_the_distribution),
        cmocka_unit_test(wide_nucleus),
        cmocka_unit_test(wide_nucleus_is_walked_by_rank),
        cmocka_unit_test(greedy_takes_the_first_of_equals),
        cmocka_unit_test(ends_of_the_unit_interval),
        cmocka_unit_test(no_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
