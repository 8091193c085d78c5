/* Scores of tiny sequence classifiers against transformers; and what is known about their labels.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/forward.h"
#include "tests/support/golden.h"

static enum ps_problem_type problem_of(const char *name, size_t num_labels)
{
    if (!name)
        return num_labels == 1 ? PS_PROBLEM_MULTI_LABEL : PS_PROBLEM_SINGLE_LABEL;
    if (strcmp(name, "regression") == 0)
        return PS_PROBLEM_REGRESSION;
    return strcmp(name, "multi_label_classification") == 0 ? PS_PROBLEM_MULTI_LABEL
                                                           : PS_PROBLEM_SINGLE_LABEL;
}

static void check_labels(const struct ps_golden *golden)
{
    const struct ps_labels *labels = ps_model_labels(golden->model);
    const json_t *names = json_object_get(golden->expected, "labels");
    const char *problem = json_string_value(json_object_get(golden->expected, "problem"));
    assert_non_null(labels);
    assert_int_equal(labels->count, json_array_size(names));
    for (size_t i = 0; i < labels->count; i++)
        assert_string_equal(labels->names[i], json_string_value(json_array_get(names, i)));
    assert_int_equal(labels->problem, problem_of(problem, labels->count));
}

/* A row's scores have the same bits whatever stands beside it. */
static void check_alone(const struct ps_transformer *transformer, struct ps_workspace *workspace,
                        const float *hidden, const float *scores)
{
    size_t num_labels = ps_transformer_config(transformer)->num_labels;
    PS_DEFER(ps_freep) float *alone = ps_test_alloc(num_labels, sizeof *alone);
    ps_transformer_classify(transformer, workspace, hidden, 1, alone);
    assert_memory_equal(alone, scores, num_labels * sizeof *alone);
}

/* The scores of every row; which of them counts is the first of an encoder, the last of a decoder.
 */
static void check_input(struct ps_golden *golden, const json_t *input)
{
    struct ps_error error = {0};
    const struct ps_transformer *transformer = ps_model_transformer(golden->model);
    const struct ps_transformer_config *config = ps_transformer_config(transformer);
    size_t count, num_types;
    PS_DEFER(ps_freep) int32_t *ids = ps_golden_ids(json_object_get(input, "ids"), &count);
    PS_DEFER(ps_freep) int32_t *types = ps_golden_ids(json_object_get(input, "types"), &num_types);
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *workspace = NULL;
    PS_DEFER(ps_freep) float *hidden = ps_test_alloc(count * config->hidden_size, sizeof *hidden);
    PS_DEFER(ps_freep) float *scores = ps_test_alloc(count * config->num_labels, sizeof *scores);
    assert_int_equal(num_types, count);
    ps_test_hidden(transformer, ids, types, count, hidden);
    assert_int_equal(ps_workspace_create(&workspace, transformer, 1, count, NULL, &error), PS_OK);
    ps_transformer_classify(transformer, workspace, hidden, count, scores);
    size_t row = config->causal ? count - 1 : 0;
    check_alone(transformer, workspace, hidden + row * config->hidden_size,
                scores + row * config->num_labels);
    assert_true(ps_golden_matches(golden, scores + row * config->num_labels, config->num_labels));
}

static void matches_transformers(void **state)
{
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, *state);
    check_labels(&golden);
    assert_false(ps_model_generates(golden.model));
    bool encoder = !ps_transformer_config(ps_model_transformer(golden.model))->causal;
    assert_int_equal(ps_model_pooling(golden.model) != NULL, encoder);
    const json_t *inputs = json_object_get(golden.expected, "inputs");
    assert_true(json_array_size(inputs) > 0);
    for (size_t i = 0; i < json_array_size(inputs); i++)
        check_input(&golden, json_array_get(inputs, i));
    assert_int_equal(golden.used, golden.num_floats);
}

#define TEST(folder)                                                                               \
    {                                                                                              \
        .name = folder, .test_func = matches_transformers, .initial_state = (char[])               \
        {                                                                                          \
            folder                                                                                 \
        }                                                                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("bert_single"),     TEST("bert_multi"),     TEST("bert_regression"),
        TEST("bert_two_labels"), TEST("bert_one_label"), TEST("llama_score"),
        TEST("gpt2_score"),      TEST("qwen2_score"),    TEST("mistral_score"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
