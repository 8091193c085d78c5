/* Embeddings of tiny BERT checkpoints against sentence-transformers, and hidden states with both
 * token types against transformers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/forward.h"
#include "tests/support/golden.h"

static size_t hidden_size_of(const struct ps_golden *golden)
{
    return ps_transformer_config(ps_model_transformer(golden->model))->hidden_size;
}

static void check_common(const struct ps_golden *golden)
{
    assert_false(ps_model_generates(golden->model));
    assert_non_null(ps_model_pooling(golden->model));
    assert_int_equal(ps_model_context(golden->model),
                     json_integer_value(json_object_get(golden->expected, "context")));
    assert_true(json_array_size(json_object_get(golden->expected, "ids")) > 0);
}

static void check_embedding(struct ps_golden *golden, const json_t *array)
{
    size_t size = hidden_size_of(golden), count;
    PS_DEFER(ps_freep) int32_t *ids = ps_golden_ids(array, &count);
    PS_DEFER(ps_freep) float *hidden = ps_test_alloc(count * size, sizeof *hidden);
    PS_DEFER(ps_freep) float *embedding = ps_test_alloc(size, sizeof *embedding);
    ps_test_hidden(ps_model_transformer(golden->model), ids, NULL, count, hidden);
    ps_pooling_apply(ps_model_pooling(golden->model), hidden, count, size, embedding);
    assert_true(ps_golden_matches(golden, embedding, size));
}

static void embeds_as_sentence_transformers(void **state)
{
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, *state);
    check_common(&golden);
    const json_t *texts = json_object_get(golden.expected, "ids");
    for (size_t i = 0; i < json_array_size(texts); i++)
        check_embedding(&golden, json_array_get(texts, i));
    assert_int_equal(golden.used, golden.num_floats);
}

static void matches_transformers_with_both_types(void **state)
{
    (void)state;
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, "bert_types");
    check_common(&golden);
    size_t size = hidden_size_of(&golden), count, num_types;
    const json_t *all_ids = json_object_get(golden.expected, "ids");
    const json_t *all_types = json_object_get(golden.expected, "types");
    PS_DEFER(ps_freep) int32_t *ids = ps_golden_ids(json_array_get(all_ids, 0), &count);
    PS_DEFER(ps_freep) int32_t *types = ps_golden_ids(json_array_get(all_types, 0), &num_types);
    assert_int_equal(count, num_types);
    PS_DEFER(ps_freep) float *hidden = ps_test_alloc(count * size, sizeof *hidden);
    ps_test_hidden(ps_model_transformer(golden.model), ids, types, count, hidden);
    assert_true(ps_golden_matches(&golden, hidden, count * size));
    assert_int_equal(golden.used, golden.num_floats);
}

#define TEST(folder)                                                                               \
    {                                                                                              \
        .name = folder, .test_func = embeds_as_sentence_transformers, .initial_state = (char[])    \
        {                                                                                          \
            folder                                                                                 \
        }                                                                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("bert"),
        TEST("bert_cls"),
        TEST("bert_max"),
        TEST("bert_last"),
        cmocka_unit_test(matches_transformers_with_both_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
