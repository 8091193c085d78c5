/* Tiny transformers with random weights. */
#include "tests/support/tiny_transformer.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/transformer/weights.h"
#include "tests/support/random.h"

struct ps_transformer_config ps_test_decoder_config(void)
{
    return (struct ps_transformer_config){
        .vocab_size = 50,
        .hidden_size = 24,
        .num_layers = 2,
        .num_heads = 4,
        .num_kv_heads = 2,
        .head_size = 8,
        .intermediate_size = 40,
        .max_positions = 64,
        .norm = PS_NORM_RMS,
        .norm_place = PS_NORM_PRE,
        .norm_epsilon = 1e-5,
        .activation = PS_ACTIVATION_SILU,
        .gated = true,
        .position = PS_POSITION_ROTARY,
        .rope =
            {
                .theta = 10000.0,
                .factor = 4.0,
                .low_freq_factor = 1.0,
                .high_freq_factor = 4.0,
                .original_positions = 16,
                .beta_fast = 4.0,
                .beta_slow = 1.0,
            },
        .causal = true,
        .has_output = true,
        .attention_scale = 0.35,
    };
}

struct ps_transformer_config ps_test_encoder_config(void)
{
    struct ps_transformer_config config = ps_test_decoder_config();
    config.num_kv_heads = 4;
    config.num_token_types = 2;
    config.norm = PS_NORM_LAYER;
    config.norm_place = PS_NORM_POST;
    config.embedding_norm = true;
    config.activation = PS_ACTIVATION_GELU;
    config.gated = false;
    config.position = PS_POSITION_LEARNED;
    config.causal = false;
    config.qkv_bias = true;
    config.attention_output_bias = true;
    config.mlp_bias = true;
    config.has_output = false;
    return config;
}

struct ps_transformer_config ps_test_classifier_config(void)
{
    struct ps_transformer_config config = ps_test_encoder_config();
    config.num_labels = 3;
    config.pooler = true;
    config.classifier_bias = true;
    return config;
}

struct maker {
    struct ps_arena *arena;
    const struct ps_transformer_config *config;
    struct ps_rng rng;
};

static float *draw(struct maker *maker, size_t count, float center, float scale)
{
    float *values = ps_arena_alloc(maker->arena, count, sizeof *values);
    if (!values)
        abort();
    ps_test_fill(&maker->rng, values, count, scale);
    for (size_t i = 0; i < count; i++)
        values[i] += center;
    return values;
}

/* The bias is drawn in any case, so that the other weights don't depend on whether it is used. */
static struct ps_linear linear(struct maker *maker, size_t out_size, size_t in_size, bool bias)
{
    float *weight = draw(maker, out_size * in_size, 0.0f, 0.4f);
    float *biases = draw(maker, out_size, 0.0f, 0.4f);
    return (struct ps_linear){
        .in_size = in_size, .out_size = out_size, .weight = weight, .bias = bias ? biases : NULL};
}

static struct ps_norm norm(struct maker *maker, size_t size)
{
    float *scale = draw(maker, size, 1.0f, 0.3f);
    float *bias = draw(maker, size, 0.0f, 0.3f);
    return (struct ps_norm){.size = size,
                            .epsilon = (float)maker->config->norm_epsilon,
                            .scale = scale,
                            .bias = maker->config->norm == PS_NORM_LAYER ? bias : NULL};
}

static void fill_layer(struct maker *maker, struct ps_layer_weights *layer)
{
    const struct ps_transformer_config *config = maker->config;
    size_t hidden = config->hidden_size, inner = config->intermediate_size;
    size_t queries = config->num_heads * config->head_size;
    size_t keys = config->num_kv_heads * config->head_size;
    layer->attention_norm = norm(maker, hidden);
    layer->query = linear(maker, queries, hidden, config->qkv_bias);
    layer->key = linear(maker, keys, hidden, config->qkv_bias);
    layer->value = linear(maker, keys, hidden, config->qkv_bias);
    layer->attention_output = linear(maker, hidden, queries, config->attention_output_bias);
    layer->mlp_norm = norm(maker, hidden);
    layer->gate = linear(maker, inner, hidden, config->mlp_bias);
    layer->up = linear(maker, inner, hidden, config->mlp_bias);
    layer->down = linear(maker, hidden, inner, config->mlp_bias);
    layer->query_norm = norm(maker, config->head_size);
    layer->key_norm = norm(maker, config->head_size);
}

struct ps_transformer *ps_test_transformer(const struct ps_transformer_config *config,
                                           struct ps_arena *arena)
{
    struct ps_error error = {0};
    struct ps_transformer *transformer = NULL;
    struct maker maker = {.arena = arena, .config = config};
    ps_rng_init(&maker.rng, 11);
    size_t hidden = config->hidden_size;
    struct ps_transformer_weights weights = {
        .layers = ps_arena_alloc(arena, config->num_layers, sizeof *weights.layers)};
    if (!weights.layers)
        abort();
    weights.token_embedding = draw(&maker, config->vocab_size * hidden, 0.0f, 1.0f);
    weights.position_embedding = draw(&maker, config->max_positions * hidden, 0.0f, 1.0f);
    weights.type_embedding = draw(&maker, 2 * hidden, 0.0f, 1.0f);
    weights.embedding_norm = norm(&maker, hidden);
    for (size_t i = 0; i < config->num_layers; i++)
        fill_layer(&maker, &weights.layers[i]);
    weights.final_norm = norm(&maker, hidden);
    weights.output = linear(&maker, config->vocab_size, hidden, false);
    if (config->tied_output)
        weights.output.weight = weights.token_embedding;
    weights.pooler = linear(&maker, hidden, hidden, true);
    weights.classifier = linear(&maker, config->num_labels, hidden, config->classifier_bias);
    if (ps_transformer_create(&transformer, config, &weights, &error) != PS_OK) {
        (void)fprintf(stderr, "tiny transformer: %s\n", error.message);
        abort();
    }
    return transformer;
}
