/* The Qwen3 family: Llama's pattern with a norm of each query and key, and windows of some layers.
 */
#include "shared/model/family.h"
#include "shared/model/reader.h"

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    const struct ps_decoder_defaults defaults = {
        .max_positions = 32768, .num_kv_heads = 32, .head_size = 128};
    bool attention_bias;
    PS_TRY(ps_family_read_decoder(json, &defaults, config, error));
    PS_TRY(ps_read_bool(json, "attention_bias", false, &attention_bias, error));
    config->qkv_bias = attention_bias;
    config->attention_output_bias = attention_bias;
    config->query_key_norm = true;
    return ps_family_read_windows(json, config, error);
}

const struct ps_family ps_family_qwen3 = {
    .model_type = "qwen3",
    .prefix = "model.",
    .names = &ps_llama_names,
    .configure = configure,
};
