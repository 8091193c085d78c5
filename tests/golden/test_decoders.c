/* Log-probabilities of tiny decoders of all families, and their most likely tokens, against
 * transformers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/kernel/logits.h"
#include "tests/support/forward.h"
#include "tests/support/golden.h"

static void to_log_probabilities(float *logits, size_t vocab_size)
{
    double sum = ps_logits_log_sum_exp(logits, vocab_size);
    for (size_t i = 0; i < vocab_size; i++)
        logits[i] = (float)((double)logits[i] - sum);
}

static void check_prompt(struct ps_golden *golden, const json_t *prompt)
{
    const struct ps_transformer *transformer = ps_model_transformer(golden->model);
    size_t vocab_size = ps_transformer_config(transformer)->vocab_size;
    size_t count;
    PS_DEFER(ps_freep) int32_t *ids = ps_golden_ids(json_object_get(prompt, "ids"), &count);
    PS_DEFER(ps_freep) float *logits = ps_test_alloc(count * vocab_size, sizeof *logits);
    ps_test_logits(transformer, ids, count, logits);
    const json_t *rows = json_object_get(prompt, "rows");
    assert_true(json_array_size(rows) > 0);
    for (size_t i = 0; i < json_array_size(rows); i++) {
        size_t row = (size_t)json_integer_value(json_array_get(rows, i));
        assert_true(row < count);
        to_log_probabilities(logits + row * vocab_size, vocab_size);
        assert_true(ps_golden_matches(golden, logits + row * vocab_size, vocab_size));
    }
}

/* Row by row through a KV cache, as transformers does it. */
static void check_greedy(struct ps_golden *golden, const json_t *prompt)
{
    const json_t *greedy = json_object_get(prompt, "greedy");
    size_t count, total = json_array_size(json_object_get(prompt, "ids")) + json_array_size(greedy);
    PS_DEFER(ps_freep) int32_t *ids = ps_golden_ids(json_object_get(prompt, "ids"), &count);
    PS_DEFER(ps_freep) int32_t *all = ps_test_alloc(total, sizeof *all);
    assert_true(total > count);
    memcpy(all, ids, count * sizeof *ids);
    ps_test_greedy(ps_model_transformer(golden->model), all, count, total);
    for (size_t i = count; i < total; i++)
        assert_int_equal(all[i], json_integer_value(json_array_get(greedy, i - count)));
}

static void matches_transformers(void **state)
{
    PS_DEFER(ps_golden_close) struct ps_golden golden = {0};
    ps_golden_open(&golden, *state);
    assert_true(ps_model_generates(golden.model));
    assert_null(ps_model_pooling(golden.model));
    const json_t *prompts = json_object_get(golden.expected, "prompts");
    assert_true(json_array_size(prompts) > 0);
    for (size_t i = 0; i < json_array_size(prompts); i++)
        check_prompt(&golden, json_array_get(prompts, i));
    for (size_t i = 0; i < json_array_size(prompts); i++)
        check_greedy(&golden, json_array_get(prompts, i));
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
        TEST("llama_gqa"),       TEST("llama_head_dim"),     TEST("llama_bias"),
        TEST("llama_linear_v4"), TEST("llama_llama3"),       TEST("llama_llama3_v4_f16"),
        TEST("llama_bf16"),      TEST("llama_bare_names"),   TEST("gpt2"),
        TEST("gpt2_cerebras"),   TEST("gpt2_by_layer"),      TEST("gpt2_unscaled"),
        TEST("qwen2"),           TEST("qwen2_windows"),      TEST("qwen2_layer_types"),
        TEST("qwen2_yarn"),      TEST("qwen2_yarn_options"), TEST("qwen2_yarn_factor"),
        TEST("mistral"),         TEST("mistral_full"),       TEST("qwen3"),
        TEST("qwen3_windows"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
