/* The Llama family: decoders with root-mean-square norms, rotary positions, gated feed-forward. */
#include <math.h>

#include "shared/model/family.h"
#include "shared/model/reader.h"

const struct ps_tensor_names ps_llama_names = {
    .token_embedding = "embed_tokens.weight",
    .layer = "layers.",
    .attention_norm = "input_layernorm",
    .query = "self_attn.q_proj",
    .key = "self_attn.k_proj",
    .value = "self_attn.v_proj",
    .query_norm = "self_attn.q_norm",
    .key_norm = "self_attn.k_norm",
    .attention_output = "self_attn.o_proj",
    .mlp_norm = "post_attention_layernorm",
    .gate = "mlp.gate_proj",
    .up = "mlp.up_proj",
    .down = "mlp.down_proj",
    .final_norm = "norm",
    .output = "lm_head",
    .classifier = "score",
};

enum ps_status ps_family_read_decoder(const json_t *json,
                                      const struct ps_decoder_defaults *defaults,
                                      struct ps_transformer_config *config, struct ps_error *error)
{
    const struct ps_shape_keys keys = {
        .hidden_size = "hidden_size",
        .num_layers = "num_hidden_layers",
        .num_heads = "num_attention_heads",
        .intermediate_size = "intermediate_size",
        .grouped = true,
        .num_kv_heads = defaults->num_kv_heads,
        .head_size = defaults->head_size,
    };
    *config = (struct ps_transformer_config){
        .norm = PS_NORM_RMS,
        .norm_place = PS_NORM_PRE,
        .gated = true,
        .causal = true,
    };
    PS_TRY(ps_family_read_shape(json, &keys, config, error));
    PS_TRY(ps_read_size(json, "max_position_embeddings", defaults->max_positions,
                        &config->max_positions, error));
    PS_TRY(ps_read_number(json, "rms_norm_eps", 1e-6, &config->norm_epsilon, error));
    PS_TRY(ps_family_read_activation(json, "hidden_act", "silu", config, error));
    PS_TRY(ps_family_read_rope(json, config, error));
    PS_TRY(ps_family_read_head(json, false, config, error));
    config->attention_scale = 1.0 / sqrt((double)config->head_size);
    return PS_OK;
}

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    const struct ps_decoder_defaults defaults = {.max_positions = 2048};
    bool attention_bias;
    PS_TRY(ps_family_read_decoder(json, &defaults, config, error));
    PS_TRY(ps_read_bool(json, "attention_bias", false, &attention_bias, error));
    config->qkv_bias = attention_bias;
    config->attention_output_bias = attention_bias;
    return ps_read_bool(json, "mlp_bias", false, &config->mlp_bias, error);
}

const struct ps_family ps_family_llama = {
    .model_type = "llama",
    .prefix = "model.",
    .names = &ps_llama_names,
    .configure = configure,
};
