/* The Mistral family: Llama's pattern, all layers with a window or none. */
#include "shared/model/family.h"
#include "shared/model/reader.h"

/* A file without the key has the window of the first Mistral; null means none. */
static enum ps_status read_window(const json_t *json, struct ps_transformer_config *config,
                                  struct ps_error *error)
{
    const json_t *value = json_object_get(json, "sliding_window");
    PS_TRY(ps_read_size(json, "sliding_window", 4096, &config->window, error));
    for (size_t i = 0; i < config->num_layers && i < PS_LAYERS_MAX; i++)
        config->windowed[i] = !json_is_null(value);
    return PS_OK;
}

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    const struct ps_decoder_defaults defaults = {.max_positions = 131072, .num_kv_heads = 8};
    PS_TRY(ps_family_read_decoder(json, &defaults, config, error));
    return read_window(json, config, error);
}

const struct ps_family ps_family_mistral = {
    .model_type = "mistral",
    .prefix = "model.",
    .names = &ps_llama_names,
    .configure = configure,
};
