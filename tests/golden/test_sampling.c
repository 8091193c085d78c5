/* Greedy texts under penalties and constraints against transformers' logits processors and vLLM's
 * formulas: the same tokens, the same sum of log-probabilities. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/golden.h"

enum {
    LIST_MAX = 64,
};

/* What a sampling's pointers point to. */
struct lists {
    int32_t allowed[LIST_MAX];
    int32_t stops[LIST_MAX];
    int32_t words[LIST_MAX][LIST_MAX];
    struct ps_token_list bad_words[LIST_MAX];
    struct ps_logit_bias biases[LIST_MAX];
};

static struct ps_token_list read_list(const json_t *array, int32_t *ids)
{
    size_t count = json_array_size(array);
    assert_true(count <= LIST_MAX);
    for (size_t i = 0; i < count; i++)
        ids[i] = (int32_t)json_integer_value(json_array_get(array, i));
    return (struct ps_token_list){ids, count};
}

static double read_number(const json_t *asked, const char *key)
{
    return json_number_value(json_object_get(asked, key));
}

static void read_sampling(const json_t *asked, struct lists *lists, struct ps_sampling *sampling)
{
    const char *token;
    json_t *value;
    sampling->repetition_penalty = read_number(asked, "repetition_penalty");
    sampling->frequency_penalty = read_number(asked, "frequency_penalty");
    sampling->presence_penalty = read_number(asked, "presence_penalty");
    sampling->min_tokens = (size_t)read_number(asked, "min_tokens");
    sampling->allowed_tokens = read_list(json_object_get(asked, "allowed_tokens"), lists->allowed);
    sampling->stop_tokens = read_list(json_object_get(asked, "stop_tokens"), lists->stops);
    const json_t *words = json_object_get(asked, "bad_words");
    for (size_t i = 0; i < json_array_size(words); i++)
        lists->bad_words[i] = read_list(json_array_get(words, i), lists->words[i]);
    sampling->bad_words = lists->bad_words;
    sampling->num_bad_words = json_array_size(words);
    json_object_foreach(json_object_get(asked, "logit_bias"), token, value)
        lists->biases[sampling->num_logit_bias++] =
        (struct ps_logit_bias){atoi(token), (float)json_number_value(value)};
    sampling->logit_bias = lists->biases;
}

static void check(const struct ps_model *model, const json_t *asked)
{
    static struct lists lists;
    size_t num_prompt, num_expected;
    int32_t *prompt = ps_golden_ids(json_object_get(asked, "prompt"), &num_prompt);
    int32_t *expected = ps_golden_ids(json_object_get(asked, "tokens"), &num_expected);
    struct ps_sequence *sequence = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, num_prompt);
    read_sampling(json_object_get(asked, "sampling"), &lists, &sequence->sampling);
    sequence->sampling.max_tokens = 32;
    sequence->sampling.sums_logprobs = true;
    struct ps_sequence *done = ps_test_solo(model, sequence);
    assert_int_equal(done->num_tokens, num_expected);
    assert_memory_equal(done->tokens, expected, num_expected * sizeof *expected);
    assert_true(fabs(done->sum_logprob - read_number(asked, "sum_logprob")) < 1e-3);
    ps_sequence_destroy(sequence);
    ps_sequence_destroy(done);
    free(prompt);
    free(expected);
}

static void equals_the_reference(void **state)
{
    (void)state;
    json_t *expected = json_load_file("tests/golden/data/sampling/expected.json", 0, NULL);
    const json_t *cases = json_object_get(expected, "cases");
    struct ps_model *model = ps_test_load_model(PS_TEST_LLAMA);
    assert_int_equal(json_array_size(cases), 3 * 14);
    for (size_t i = 0; i < json_array_size(cases); i++)
        check(model, json_array_get(cases, i));
    ps_model_destroy(model);
    json_decref(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
