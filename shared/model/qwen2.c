/* The Qwen2 family: Llama's pattern with biases of queries, keys and values, and windows of some
 * layers. */
#include "shared/model/family.h"

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    const struct ps_decoder_defaults defaults = {.max_positions = 32768, .num_kv_heads = 32};
    PS_TRY(ps_family_read_decoder(json, &defaults, config, error));
    config->qkv_bias = true;
    return ps_family_read_windows(json, config, error);
}

const struct ps_family ps_family_qwen2 = {
    .model_type = "qwen2",
    .prefix = "model.",
    .names = &ps_llama_names,
    .configure = configure,
};
