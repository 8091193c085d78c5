/* The GPT-2 family (Cerebras-GPT too): decoders with learned positions, norms with biases, and
 * query, key and value in one matrix, which lies as [in, out]. */
#include <math.h>

#include "shared/model/family.h"
#include "shared/model/reader.h"

static const struct ps_tensor_names names = {
    .token_embedding = "wte.weight",
    .position_embedding = "wpe.weight",
    .layer = "h.",
    .attention_norm = "ln_1",
    .fused_qkv = "attn.c_attn",
    .attention_output = "attn.c_proj",
    .mlp_norm = "ln_2",
    .up = "mlp.c_fc",
    .down = "mlp.c_proj",
    .final_norm = "ln_f",
    .output = "lm_head",
    .classifier = "score",
};

static const struct ps_shape_keys keys = {
    .hidden_size = "n_embd",
    .num_layers = "n_layer",
    .num_heads = "n_head",
    .intermediate_size = "n_inner",
    .inner_per_hidden = 4,
};

static enum ps_status refuse_unlike(const json_t *json, struct ps_error *error)
{
    bool cross_attention;
    PS_TRY(ps_read_bool(json, "add_cross_attention", false, &cross_attention, error));
    if (cross_attention)
        return ps_error_set_param(error, PS_UNSUPPORTED, "add_cross_attention",
                                  "add_cross_attention true is not supported");
    return PS_OK;
}

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    bool scaled;
    *config = (struct ps_transformer_config){
        .norm = PS_NORM_LAYER,
        .norm_place = PS_NORM_PRE,
        .position = PS_POSITION_LEARNED,
        .causal = true,
        .qkv_bias = true,
        .attention_output_bias = true,
        .mlp_bias = true,
    };
    PS_TRY(refuse_unlike(json, error));
    PS_TRY(ps_family_read_shape(json, &keys, config, error));
    PS_TRY(ps_read_size(json, "n_positions", 1024, &config->max_positions, error));
    PS_TRY(ps_read_number(json, "layer_norm_epsilon", 1e-5, &config->norm_epsilon, error));
    PS_TRY(ps_family_read_activation(json, "activation_function", "gelu_new", config, error));
    PS_TRY(ps_read_bool(json, "scale_attn_weights", true, &scaled, error));
    PS_TRY(ps_read_bool(json, "scale_attn_by_inverse_layer_idx", false, &config->scaled_by_layer,
                        error));
    PS_TRY(ps_family_read_head(json, true, config, error));
    config->attention_scale = scaled ? 1.0 / sqrt((double)config->head_size) : 1.0;
    return PS_OK;
}

const struct ps_family ps_family_gpt2 = {
    .model_type = "gpt2",
    .prefix = "transformer.",
    .names = &names,
    .transposed = true,
    .configure = configure,
};
