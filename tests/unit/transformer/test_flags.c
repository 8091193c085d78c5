/* No field of a configuration is inert: each one, changed alone, moves the result by more than
 * 1e-2. A field that the table below doesn't know fails the test. */
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
    WIDTH = 24, /* of a result, at least: hidden_size; labels are fewer */
};

typedef void change(struct ps_transformer_config *config);

struct flag {
    const char *name;
    size_t offset;
    size_t size;
    size_t alignment;
    struct ps_transformer_config (*base)(void); /* NULL: a size, which tensors hold fast */
    change *apply;
};

#define CHANGE(name, statement)                                                                    \
    static void name(struct ps_transformer_config *config)                                         \
    {                                                                                              \
        statement;                                                                                 \
    }

#define BASE(name, statement)                                                                      \
    static struct ps_transformer_config name(void)                                                 \
    {                                                                                              \
        struct ps_transformer_config made = ps_test_decoder_config(), *config = &made;             \
        statement;                                                                                 \
        return made;                                                                               \
    }

#define MEMBER(field) ((struct ps_transformer_config *)NULL)->field
#define FLAG(field, base, apply)                                                                   \
    {                                                                                              \
#field, offsetof(struct ps_transformer_config, field), sizeof MEMBER(field),               \
            _Alignof(__typeof__(MEMBER(field))), base, apply                                       \
    }
#define SIZE(field) FLAG(field, NULL, NULL)

#define decoder    ps_test_decoder_config
#define encoder    ps_test_encoder_config
#define classifier ps_test_classifier_config

BASE(linear, config->rope.scaling = PS_ROPE_LINEAR)
BASE(llama3, config->rope.scaling = PS_ROPE_LLAMA3)
BASE(yarn, config->rope.scaling = PS_ROPE_YARN)
BASE(uneven_yarn, (config->rope.scaling = PS_ROPE_YARN, config->rope.beta_slow = 0.06))
BASE(mscaled_yarn, (config->rope.scaling = PS_ROPE_YARN, config->rope.mscale = 1.0,
                    config->rope.mscale_all_dim = 2.0))
BASE(windowed, (config->windowed[0] = true, config->window = 8))

/* The two forms of gelu differ by less than 1e-3; many layers enlarge that. */
BASE(deep, (config->num_layers = 40, config->gated = false, config->attention_scale = 8.0,
            config->activation = PS_ACTIVATION_GELU))

CHANGE(fewer_layers, config->num_layers = 1)
CHANGE(one_kv_head, config->num_kv_heads = 1)
CHANGE(no_types, config->num_token_types = 0)
CHANGE(layer_norm, config->norm = PS_NORM_LAYER)
CHANGE(post_norm, config->norm_place = PS_NORM_POST)
CHANGE(larger_epsilon, config->norm_epsilon = 0.1)
CHANGE(embedding_norm, config->embedding_norm = !config->embedding_norm)
CHANGE(gelu, config->activation = PS_ACTIVATION_GELU)
CHANGE(gelu_tanh, config->activation = PS_ACTIVATION_GELU_TANH)
CHANGE(relu, config->activation = PS_ACTIVATION_RELU)
CHANGE(quick_gelu, config->activation = PS_ACTIVATION_QUICK_GELU)
CHANGE(silu, config->activation = PS_ACTIVATION_SILU)
CHANGE(gated, config->gated = !config->gated)
CHANGE(learned_positions, config->position = PS_POSITION_LEARNED)
CHANGE(other_theta, config->rope.theta = 100.0)
CHANGE(scale_linear, config->rope.scaling = PS_ROPE_LINEAR)
CHANGE(scale_llama3, config->rope.scaling = PS_ROPE_LLAMA3)
CHANGE(scale_yarn, config->rope.scaling = PS_ROPE_YARN)
CHANGE(other_factor, config->rope.factor = 16.0)
CHANGE(other_original, config->rope.original_positions = 64)
CHANGE(lower_low, config->rope.low_freq_factor = 0.1)
CHANGE(lower_high, config->rope.high_freq_factor = 1.01)
CHANGE(faster, config->rope.beta_fast = 1.0)
CHANGE(slower, config->rope.beta_slow = 0.05)
CHANGE(truncate, config->rope.truncate = !config->rope.truncate)
CHANGE(attention_factor, config->rope.attention_factor = 0.9)
CHANGE(mscale, config->rope.mscale = 3.0)
CHANGE(mscale_all_dim, config->rope.mscale_all_dim = 6.0)
CHANGE(causal, config->causal = !config->causal)
CHANGE(qkv_bias, config->qkv_bias = !config->qkv_bias)
CHANGE(query_key_norm, config->query_key_norm = true)
CHANGE(output_bias, config->attention_output_bias = !config->attention_output_bias)
CHANGE(mlp_bias, config->mlp_bias = !config->mlp_bias)
CHANGE(other_scale, config->attention_scale = 0.5)
CHANGE(scaled_by_layer, config->scaled_by_layer = true)
CHANGE(wider_window, config->window = 12)
CHANGE(no_window, config->windowed[0] = false)
CHANGE(another_window, config->windowed[1] = true)
CHANGE(tied, config->tied_output = true)
CHANGE(no_pooler, config->pooler = false)
CHANGE(no_label_bias, config->classifier_bias = false)

static const struct flag flags[] = {
    SIZE(vocab_size),
    SIZE(hidden_size),
    FLAG(num_layers, decoder, fewer_layers),
    SIZE(num_heads),
    FLAG(num_kv_heads, decoder, one_kv_head),
    SIZE(head_size),
    SIZE(intermediate_size),
    SIZE(max_positions),
    FLAG(num_token_types, encoder, no_types),
    FLAG(norm, decoder, layer_norm),
    FLAG(norm_place, decoder, post_norm),
    FLAG(norm_epsilon, decoder, larger_epsilon),
    FLAG(norm_epsilon, encoder, larger_epsilon),
    FLAG(embedding_norm, decoder, embedding_norm),
    FLAG(embedding_norm, encoder, embedding_norm),
    FLAG(activation, decoder, gelu),
    FLAG(activation, decoder, relu),
    FLAG(activation, decoder, quick_gelu),
    FLAG(activation, encoder, silu),
    FLAG(activation, deep, gelu_tanh),
    FLAG(gated, decoder, gated),
    FLAG(gated, encoder, gated),
    FLAG(position, decoder, learned_positions),
    FLAG(rope.theta, decoder, other_theta),
    FLAG(rope.scaling, decoder, scale_linear),
    FLAG(rope.scaling, decoder, scale_llama3),
    FLAG(rope.scaling, decoder, scale_yarn),
    FLAG(rope.factor, linear, other_factor),
    FLAG(rope.factor, llama3, other_factor),
    FLAG(rope.factor, yarn, other_factor),
    FLAG(rope.original_positions, llama3, other_original),
    FLAG(rope.original_positions, yarn, other_original),
    FLAG(rope.low_freq_factor, llama3, lower_low),
    FLAG(rope.high_freq_factor, llama3, lower_high),
    FLAG(rope.beta_fast, uneven_yarn, faster),
    FLAG(rope.beta_slow, yarn, slower),
    FLAG(rope.truncate, uneven_yarn, truncate),
    FLAG(rope.attention_factor, yarn, attention_factor),
    FLAG(rope.mscale, mscaled_yarn, mscale),
    FLAG(rope.mscale_all_dim, mscaled_yarn, mscale_all_dim),
    FLAG(causal, decoder, causal),
    FLAG(causal, encoder, causal),
    FLAG(qkv_bias, decoder, qkv_bias),
    FLAG(qkv_bias, encoder, qkv_bias),
    FLAG(query_key_norm, decoder, query_key_norm),
    FLAG(attention_output_bias, decoder, output_bias),
    FLAG(mlp_bias, decoder, mlp_bias),
    FLAG(attention_scale, decoder, other_scale),
    FLAG(scaled_by_layer, decoder, scaled_by_layer),
    FLAG(window, windowed, wider_window),
    FLAG(windowed, windowed, no_window),
    FLAG(windowed, windowed, another_window),
    SIZE(has_output),
    FLAG(tied_output, decoder, tied),
    SIZE(num_labels),
    FLAG(pooler, classifier, no_pooler),
    FLAG(classifier_bias, classifier, no_label_bias),
};

enum {
    NUM_FLAGS = sizeof flags / sizeof flags[0],
};

static void classify(const struct ps_transformer *transformer, const float *hidden, float *scores)
{
    struct ps_error error = {0};
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *workspace = NULL;
    assert_int_equal(ps_workspace_create(&workspace, transformer, 1, 1, NULL, &error), PS_OK);
    ps_transformer_classify(transformer, workspace, hidden, 1, scores);
}

/* What a row in the middle gives, so that it matters whether those after it are seen: the first
 * logits of a decoder, the hidden state of an encoder, the scores of a classifier. */
static void run(const struct ps_transformer_config *config, float result[WIDTH])
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
    const float *middle = all + NUM_IDS / 2 * width;
    memset(result, 0, WIDTH * sizeof *result);
    if (config->num_labels > 0)
        classify(transformer, middle, result);
    else
        memcpy(result, middle, WIDTH * sizeof *result);
    for (size_t i = 0; i < WIDTH; i++)
        assert_true(isfinite(result[i]));
}

static void every_flag_moves_the_result(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_FLAGS; i++) {
        if (!flags[i].base)
            continue;
        float before[WIDTH], after[WIDTH], distance = 0.0f;
        struct ps_transformer_config config = flags[i].base();
        run(&config, before);
        flags[i].apply(&config);
        run(&config, after);
        for (size_t k = 0; k < WIDTH; k++)
            distance = fmaxf(distance, fabsf(before[k] - after[k]));
        if (distance <= 1e-2f)
            fail_msg("%s (row %zu of the table) moves the result by %g", flags[i].name, i,
                     (double)distance);
    }
}

/* The alignment of the fields that begin at offset; 0: none does. */
static size_t alignment_at(size_t offset)
{
    if (offset == sizeof(struct ps_transformer_config))
        return _Alignof(struct ps_transformer_config);
    for (size_t i = 0; i < NUM_FLAGS; i++) {
        if (flags[i].offset == offset)
            return flags[i].alignment;
    }
    return 0;
}

/* Between the fields of the table is only what aligns the next one. */
static void the_table_has_every_field(void **state)
{
    (void)state;
    bool known[sizeof(struct ps_transformer_config)] = {false};
    for (size_t i = 0; i < NUM_FLAGS; i++)
        memset(known + flags[i].offset, true, flags[i].size);
    size_t gap = 0;
    for (size_t offset = 0; offset <= sizeof known; offset++) {
        if (offset < sizeof known && !known[offset]) {
            gap++;
            continue;
        }
        if (gap > 0 && gap >= alignment_at(offset))
            fail_msg("the table lacks a field at the bytes %zu to %zu", offset - gap, offset - 1);
        gap = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_flag_moves_the_result),
        cmocka_unit_test(the_table_has_every_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
