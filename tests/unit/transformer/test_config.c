/* Configurations: what is out of range is refused by name, and every flag changes the result. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/forward.h"
#include "tests/support/tiny_transformer.h"

enum {
    NUM_IDS = 40,
};

typedef void change(struct ps_transformer_config *config);

struct refused {
    change *apply;
    const char *param;
};

#define CHANGE(name, statement)                                                                    \
    static void name(struct ps_transformer_config *config)                                         \
    {                                                                                              \
        statement;                                                                                 \
    }

CHANGE(no_vocabulary, config->vocab_size = 0)
CHANGE(huge_vocabulary, config->vocab_size = (size_t)1 << 40)
CHANGE(no_hidden, config->hidden_size = 0)
CHANGE(huge_hidden, config->hidden_size = SIZE_MAX)
CHANGE(no_layers, config->num_layers = 0)
CHANGE(huge_layers, config->num_layers = 5000)
CHANGE(no_heads, config->num_heads = 0)
CHANGE(no_kv_heads, config->num_kv_heads = 0)
CHANGE(uneven_heads, config->num_kv_heads = 3)
CHANGE(odd_heads, config->head_size = 7)
CHANGE(huge_heads, (config->num_heads = 1 << 14, config->head_size = 1 << 14))
CHANGE(no_inner, config->intermediate_size = 0)
CHANGE(no_positions, config->max_positions = 0)
CHANGE(huge_types, config->num_token_types = SIZE_MAX)
CHANGE(no_epsilon, config->norm_epsilon = 0.0)
CHANGE(nan_scale, config->attention_scale = NAN)
CHANGE(negative_theta, config->rope.theta = -1.0)
CHANGE(infinite_factor, (config->rope.scaling = PS_ROPE_LINEAR, config->rope.factor = INFINITY))
CHANGE(crossed_factors, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.low_freq_factor = 4.0))
CHANGE(no_original, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.original_positions = 0))
CHANGE(no_activation, config->activation = PS_ACTIVATION_NONE)

static void refuses_what_is_out_of_range(void **state)
{
    (void)state;
    static const struct refused all[] = {
        {no_vocabulary, "vocab_size"},
        {huge_vocabulary, "vocab_size"},
        {no_hidden, "hidden_size"},
        {huge_hidden, "hidden_size"},
        {no_layers, "num_layers"},
        {huge_layers, "num_layers"},
        {no_heads, "num_heads"},
        {no_kv_heads, "num_kv_heads"},
        {uneven_heads, "num_kv_heads"},
        {odd_heads, "head_size"},
        {huge_heads, "head_size"},
        {no_inner, "intermediate_size"},
        {no_positions, "max_positions"},
        {huge_types, "num_token_types"},
        {no_epsilon, "norm_epsilon"},
        {nan_scale, "attention_scale"},
        {negative_theta, "rope_theta"},
        {infinite_factor, "rope_factor"},
        {crossed_factors, "rope_high_freq_factor"},
        {no_original, "rope_original_positions"},
        {no_activation, "activation"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct ps_error error = {0};
        struct ps_transformer_config config = ps_test_decoder_config();
        assert_int_equal(ps_transformer_config_check(&config, &error), PS_OK);
        all[i].apply(&config);
        assert_int_equal(ps_transformer_config_check(&config, &error), PS_INVALID);
        assert_string_equal(error.param, all[i].param);
        assert_non_null(strstr(error.message, all[i].param));
    }
}

/* The last row's result: logits of a decoder, the hidden state of an encoder. */
static void run(const struct ps_transformer_config *config, float *result)
{
    PS_DEFER(ps_arena_close) struct ps_arena arena = {0};
    PS_DEFER(ps_transformer_destroyp)
    struct ps_transformer *transformer = ps_test_transformer(config, &arena);
    int32_t ids[NUM_IDS], types[NUM_IDS];
    for (size_t i = 0; i < NUM_IDS; i++) {
        ids[i] = (int32_t)(i * 7 % config->vocab_size);
        types[i] = config->num_token_types > 0 ? (int32_t)(i % 2) : 0;
    }
    size_t width = config->has_output ? config->vocab_size : config->hidden_size;
    PS_DEFER(ps_freep) float *all = ps_test_alloc(NUM_IDS * width, sizeof *all);
    if (config->has_output)
        ps_test_logits(transformer, ids, NUM_IDS, all);
    else
        ps_test_hidden(transformer, ids, types, NUM_IDS, all);
    /* A row in the middle, so that it matters whether those after it are seen. */
    memcpy(result, all + NUM_IDS / 2 * width, width * sizeof *result);
    for (size_t i = 0; i < width; i++)
        assert_true(isfinite(result[i]));
}

CHANGE(layer_norm, config->norm = PS_NORM_LAYER)
CHANGE(post_norm, config->norm_place = PS_NORM_POST)
CHANGE(larger_epsilon, config->norm_epsilon = 0.1)
CHANGE(embedding_norm, config->embedding_norm = !config->embedding_norm)
CHANGE(gelu, config->activation = PS_ACTIVATION_GELU)
CHANGE(gelu_tanh, config->activation = PS_ACTIVATION_GELU_TANH)
CHANGE(relu, config->activation = PS_ACTIVATION_RELU)
CHANGE(quick_gelu, config->activation = PS_ACTIVATION_QUICK_GELU)
CHANGE(gated, config->gated = !config->gated)
CHANGE(learned_positions, config->position = PS_POSITION_LEARNED)
CHANGE(other_theta, config->rope.theta = 100.0)
CHANGE(linear_scaling, config->rope.scaling = PS_ROPE_LINEAR)
CHANGE(llama3_scaling, config->rope.scaling = PS_ROPE_LLAMA3)
CHANGE(llama3_factor, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.factor = 16.0))
CHANGE(llama3_low, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.low_freq_factor = 0.1))
CHANGE(llama3_high, (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.high_freq_factor = 1.01))
CHANGE(llama3_original,
       (config->rope.scaling = PS_ROPE_LLAMA3, config->rope.original_positions = 20))
CHANGE(causal, config->causal = !config->causal)
CHANGE(qkv_bias, config->qkv_bias = !config->qkv_bias)
CHANGE(output_bias, config->attention_output_bias = !config->attention_output_bias)
CHANGE(mlp_bias, config->mlp_bias = !config->mlp_bias)
CHANGE(tied, config->tied_output = true)
CHANGE(other_scale, config->attention_scale = 0.5)
CHANGE(no_types, config->num_token_types = 0)
CHANGE(one_kv_head, config->num_kv_heads = 1)
CHANGE(fewer_layers, config->num_layers = 1)

static void check_all_differ(struct ps_transformer_config base, change *const *changes,
                             size_t count)
{
    float results[32][64] = {{0}};
    assert_true(count < 32);
    run(&base, results[count]);
    for (size_t i = 0; i < count; i++) {
        struct ps_transformer_config config = base;
        changes[i](&config);
        run(&config, results[i]);
    }
    for (size_t i = 0; i <= count; i++) {
        for (size_t j = 0; j < i; j++) {
            float distance = 0.0f;
            for (size_t k = 0; k < 64; k++)
                distance = fmaxf(distance, fabsf(results[i][k] - results[j][k]));
            if (distance < 1e-5f)
                fail_msg("changes %zu and %zu give the same result", i, j);
        }
    }
}

static void every_flag_of_a_decoder_counts(void **state)
{
    (void)state;
    change *const changes[] = {
        layer_norm,
        post_norm,
        larger_epsilon,
        embedding_norm,
        gelu,
        gelu_tanh,
        relu,
        quick_gelu,
        gated,
        learned_positions,
        other_theta,
        linear_scaling,
        llama3_scaling,
        llama3_factor,
        llama3_low,
        llama3_high,
        llama3_original,
        causal,
        qkv_bias,
        output_bias,
        mlp_bias,
        tied,
        other_scale,
        one_kv_head,
        fewer_layers,
    };
    check_all_differ(ps_test_decoder_config(), changes, sizeof changes / sizeof changes[0]);
}

static void every_flag_of_an_encoder_counts(void **state)
{
    (void)state;
    change *const changes[] = {
        larger_epsilon, embedding_norm, gelu_tanh, relu,        quick_gelu, gated,       causal,
        qkv_bias,       output_bias,    mlp_bias,  other_scale, no_types,   one_kv_head,
    };
    check_all_differ(ps_test_encoder_config(), changes, sizeof changes / sizeof changes[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_is_out_of_range),
        cmocka_unit_test(every_flag_of_a_decoder_counts),
        cmocka_unit_test(every_flag_of_an_encoder_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
