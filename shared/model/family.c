/* The table of families, and the keys of config.json that they share. */
#include "shared/model/family.h"

#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/model/labels.h"
#include "shared/model/reader.h"

static const struct ps_family *const families[] = {
    &ps_family_gpt2,  &ps_family_llama, &ps_family_mistral,
    &ps_family_qwen2, &ps_family_qwen3, &ps_family_bert,
};

enum {
    NUM_FAMILIES = sizeof families / sizeof families[0],
};

static enum ps_status fail_unknown(const char *model_type, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer known = {0};
    for (size_t i = 0; i < NUM_FAMILIES; i++)
        PS_TRY(ps_buffer_printf(&known, "%s%s", i ? ", " : "", families[i]->model_type));
    return ps_error_set_param(error, PS_UNSUPPORTED, "model_type",
                              "model_type \"%s\" is not supported; supported are: %s", model_type,
                              known.data);
}

enum ps_status ps_family_find(const json_t *json, const struct ps_family **family,
                              struct ps_error *error)
{
    const char *model_type;
    PS_TRY(ps_read_string(json, "model_type", NULL, &model_type, error));
    if (!model_type)
        return ps_error_set_param(error, PS_INVALID, "model_type", "model_type is missing");
    for (size_t i = 0; i < NUM_FAMILIES; i++) {
        if (strcmp(families[i]->model_type, model_type) == 0) {
            *family = families[i];
            return PS_OK;
        }
    }
    return fail_unknown(model_type, error);
}

static enum ps_status fail_zero(const char *key, struct ps_error *error)
{
    return ps_error_set_param(error, PS_INVALID, key, "%s is 0, it must be at least 1", key);
}

/* Null means one for each head; the family's own number counts where the key is absent. */
static enum ps_status read_kv_heads(const json_t *json, const struct ps_shape_keys *keys,
                                    struct ps_transformer_config *config, struct ps_error *error)
{
    static const char key[] = "num_key_value_heads";
    bool absent = !json_object_get(json, key);
    config->num_kv_heads = config->num_heads;
    if (!keys->grouped)
        return PS_OK;
    if (absent && keys->num_kv_heads > 0)
        config->num_kv_heads = keys->num_kv_heads;
    PS_TRY(ps_read_size(json, key, config->num_kv_heads, &config->num_kv_heads, error));
    return config->num_kv_heads > 0 ? PS_OK : fail_zero(key, error);
}

static enum ps_status read_head_size(const json_t *json, const struct ps_shape_keys *keys,
                                     struct ps_transformer_config *config, struct ps_error *error)
{
    if (keys->grouped && (keys->head_size > 0 || ps_read_value(json, "head_dim")))
        return ps_read_size(json, "head_dim", keys->head_size, &config->head_size, error);
    config->head_size = config->hidden_size / config->num_heads;
    if (config->hidden_size % config->num_heads != 0)
        return ps_error_set_param(error, PS_INVALID, keys->hidden_size,
                                  "%s is %zu, it must be a multiple of %s, which is %zu%s",
                                  keys->hidden_size, config->hidden_size, keys->num_heads,
                                  config->num_heads,
                                  keys->grouped ? ", unless there is a head_dim" : "");
    return PS_OK;
}

enum ps_status ps_family_read_shape(const json_t *json, const struct ps_shape_keys *keys,
                                    struct ps_transformer_config *config, struct ps_error *error)
{
    PS_TRY(ps_read_required_size(json, "vocab_size", &config->vocab_size, error));
    PS_TRY(ps_read_required_size(json, keys->hidden_size, &config->hidden_size, error));
    PS_TRY(ps_read_required_size(json, keys->num_layers, &config->num_layers, error));
    PS_TRY(ps_read_required_size(json, keys->num_heads, &config->num_heads, error));
    if (keys->inner_per_hidden == 0 || ps_read_value(json, keys->intermediate_size))
        PS_TRY(ps_read_required_size(json, keys->intermediate_size, &config->intermediate_size,
                                     error));
    else
        config->intermediate_size = keys->inner_per_hidden * config->hidden_size;
    if (config->num_heads == 0)
        return fail_zero(keys->num_heads, error);
    PS_TRY(read_kv_heads(json, keys, config, error));
    return read_head_size(json, keys, config, error);
}

enum ps_status ps_family_read_activation(const json_t *json, const char *key, const char *fallback,
                                         struct ps_transformer_config *config,
                                         struct ps_error *error)
{
    static const struct {
        const char *name;
        enum ps_activation activation;
    } activations[] = {
        {"gelu", PS_ACTIVATION_GELU},
        {"gelu_python", PS_ACTIVATION_GELU},
        {"gelu_new", PS_ACTIVATION_GELU_TANH},
        {"gelu_fast", PS_ACTIVATION_GELU_TANH},
        {"gelu_pytorch_tanh", PS_ACTIVATION_GELU_TANH},
        {"silu", PS_ACTIVATION_SILU},
        {"swish", PS_ACTIVATION_SILU},
        {"relu", PS_ACTIVATION_RELU},
        {"quick_gelu", PS_ACTIVATION_QUICK_GELU},
    };
    const char *name;
    PS_TRY(ps_read_string(json, key, fallback, &name, error));
    for (size_t i = 0; i < sizeof activations / sizeof activations[0]; i++) {
        if (strcmp(activations[i].name, name) == 0) {
            config->activation = activations[i].activation;
            return PS_OK;
        }
    }
    return ps_error_set_param(error, PS_UNSUPPORTED, key, "%s \"%s\" is not supported", key, name);
}

static bool ends_with(const char *text, const char *end)
{
    size_t size = strlen(text), end_size = strlen(end);
    return size >= end_size && strcmp(text + size - end_size, end) == 0;
}

/* Whether one of architectures ends so. */
static enum ps_status find_architecture(const json_t *json, const char *end, bool *found,
                                        struct ps_error *error)
{
    const json_t *list = ps_read_value(json, "architectures");
    *found = false;
    if (list && !json_is_array(list))
        return ps_error_set_param(error, PS_INVALID, "architectures",
                                  "architectures must be a list of names");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        if (!name)
            return ps_error_set_param(error, PS_INVALID, "architectures",
                                      "architectures must be a list of names");
        *found |= ends_with(name, end);
    }
    return PS_OK;
}

enum ps_status ps_family_read_labels(const json_t *json, struct ps_transformer_config *config,
                                     struct ps_error *error)
{
    bool classifies;
    PS_TRY(find_architecture(json, "ForSequenceClassification", &classifies, error));
    return classifies ? ps_labels_count(json, &config->num_labels, error) : PS_OK;
}

enum ps_status ps_family_read_head(const json_t *json, bool tied_by_default,
                                   struct ps_transformer_config *config, struct ps_error *error)
{
    bool causal, older, bare;
    PS_TRY(ps_read_bool(json, "tie_word_embeddings", tied_by_default, &config->tied_output, error));
    PS_TRY(find_architecture(json, "ForCausalLM", &causal, error));
    PS_TRY(find_architecture(json, "LMHeadModel", &older, error));
    PS_TRY(find_architecture(json, "Model", &bare, error));
    config->has_output = causal || older || (bare && config->tied_output) ||
                         json_array_size(ps_read_value(json, "architectures")) == 0;
    return config->has_output ? PS_OK : ps_family_read_labels(json, config, error);
}
