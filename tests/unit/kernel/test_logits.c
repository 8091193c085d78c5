/* Reductions over logits against sorting, with ties, infinities and NaN. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shared/kernel/logits.h"
#include "tests/support/random.h"

enum {
    VOCAB = 200,
};

static int by_value(const void *left, const void *right)
{
    const struct ps_logit *a = left, *b = right;
    if (a->value > b->value || a->value < b->value)
        return a->value > b->value ? -1 : 1;
    return a->token - b->token;
}

/* Few different values, so that there are many ties. */
static void draw(struct ps_rng *rng, float *logits, struct ps_logit *sorted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        logits[i] = (float)ps_rng_below(rng, 40) - 20.0f;
        sorted[i] = (struct ps_logit){.token = (int32_t)i, .value = logits[i]};
    }
    qsort(sorted, count, sizeof *sorted, by_value);
}

static void the_largest_come_first(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 1);
    for (size_t round = 0; round < 300; round++) {
        float logits[VOCAB];
        struct ps_logit sorted[VOCAB], top[VOCAB];
        size_t size = ps_test_between(&rng, 1, VOCAB), count = ps_test_between(&rng, 0, VOCAB);
        draw(&rng, logits, sorted, size);
        size_t found = ps_logits_top_k(logits, size, count, top);
        assert_int_equal(found, count < size ? count : size);
        for (size_t i = 0; i < found; i++)
            assert_int_equal(top[i].token, sorted[i].token);
        assert_int_equal(ps_logits_argmax(logits, size), sorted[0].token);
    }
}

static void sums_are_logarithms(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 2);
    float logits[VOCAB];
    struct ps_logit sorted[VOCAB];
    draw(&rng, logits, sorted, VOCAB);
    double sum = 0.0;
    for (size_t i = 0; i < VOCAB; i++)
        sum += exp((double)logits[i]);
    assert_true(fabs(ps_logits_log_sum_exp(logits, VOCAB) - log(sum)) < 1e-12);
    for (size_t i = 0; i < VOCAB; i++)
        logits[i] += 1e5f;
    assert_true(isfinite(ps_logits_log_sum_exp(logits, VOCAB)));
}

static void what_is_no_number_comes_last(void **state)
{
    (void)state;
    const float logits[] = {NAN, -INFINITY, 1.0f, NAN, 3.0f};
    struct ps_logit top[5];
    assert_int_equal(ps_logits_argmax(logits, 5), 4);
    assert_int_equal(ps_logits_top_k(logits, 5, 5, top), 5);
    static const int32_t expected[] = {4, 2, 1, 0, 3};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(top[i].token, expected[i]);
    assert_true(fabs(ps_logits_log_sum_exp(logits, 5) - log(exp(1.0) + exp(3.0))) < 1e-12);
    assert_true(isinf(ps_logits_log_sum_exp((const float[]){-INFINITY}, 1)));
    assert_true(isnan(ps_logits_log_sum_exp((const float[]){NAN}, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_come_first),
        cmocka_unit_test(sums_are_logarithms),
        cmocka_unit_test(what_is_no_number_comes_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
