/* The table of families, and the keys of config.json that they share. */
#include "shared/model/family.h"

#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/model/labels.h"
#include "shared/model/reader.h"

static const struct ps_family *const families[] = {&ps_family_llama, &ps_family_bert};

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

enum ps_status ps_family_read_shape(const json_t *json, struct ps_transformer_config *config,
                                    struct ps_error *error)
{
    PS_TRY(ps_read_required_size(json, "vocab_size", &config->vocab_size, error));
    PS_TRY(ps_read_required_size(json, "hidden_size", &config->hidden_size, error));
    PS_TRY(ps_read_required_size(json, "num_hidden_layers", &config->num_layers, error));
    PS_TRY(ps_read_required_size(json, "num_attention_heads", &config->num_heads, error));
    PS_TRY(ps_read_required_size(json, "intermediate_size", &config->intermediate_size, error));
    PS_TRY(
        ps_read_size(json, "num_key_value_heads", config->num_heads, &config->num_kv_heads, error));
    if (config->num_heads == 0 || config->num_kv_heads == 0)
        return ps_error_set_param(error, PS_INVALID, "num_attention_heads",
                                  "num_attention_heads and num_key_value_heads must be over 0");
    PS_TRY(ps_read_size(json, "head_dim", config->hidden_size / config->num_heads,
                        &config->head_size, error));
    if (!ps_read_value(json, "head_dim") && config->hidden_size % config->num_heads != 0)
        return ps_error_set_param(error, PS_INVALID, "hidden_size",
                                  "hidden_size is %zu, it must be a multiple of "
                                  "num_attention_heads, which is %zu, unless there is a head_dim",
                                  config->hidden_size, config->num_heads);
    return PS_OK;
}

enum ps_status ps_family_read_activation(const json_t *json, const char *fallback,
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
    PS_TRY(ps_read_string(json, "hidden_act", fallback, &name, error));
    for (size_t i = 0; i < sizeof activations / sizeof activations[0]; i++) {
        if (strcmp(activations[i].name, name) == 0) {
            config->activation = activations[i].activation;
            return PS_OK;
        }
    }
    return ps_error_set_param(error, PS_UNSUPPORTED, "hidden_act",
                              "hidden_act \"%s\" is not supported", name);
}

/* rope_scaling of transformers 4, or rope_parameters of 5, which may be kept by kind of layer. */
static enum ps_status find_rope(const json_t *json, const json_t **rope, struct ps_error *error)
{
    const json_t *found = ps_read_value(json, "rope_parameters");
    const char *key = found ? "rope_parameters" : "rope_scaling";
    if (!found)
        found = ps_read_value(json, "rope_scaling");
    const json_t *nested = ps_read_value(found, "full_attention");
    if (nested)
        found = nested;
    if (found && !json_is_object(found))
        return ps_error_set_param(error, PS_INVALID, key, "%s must be an object", key);
    *rope = found;
    return PS_OK;
}

static enum ps_status read_rope_factor(const json_t *rope, const char *key, double *out,
                                       struct ps_error *error)
{
    if (!ps_read_value(rope, key))
        return ps_error_set_param(error, PS_INVALID, key,
                                  "the scaling of rotary positions has no \"%s\"", key);
    return ps_read_number(rope, key, 0.0, out, error);
}

static enum ps_status read_llama3(const json_t *json, const json_t *rope,
                                  struct ps_transformer_config *config, struct ps_error *error)
{
    static const char original[] = "original_max_position_embeddings";
    size_t fallback;
    PS_TRY(read_rope_factor(rope, "low_freq_factor", &config->rope_low_freq_factor, error));
    PS_TRY(read_rope_factor(rope, "high_freq_factor", &config->rope_high_freq_factor, error));
    PS_TRY(ps_read_size(json, original, config->max_positions, &fallback, error));
    return ps_read_size(rope, original, fallback, &config->rope_original_positions, error);
}

enum ps_status ps_family_read_rope(const json_t *json, struct ps_transformer_config *config,
                                   struct ps_error *error)
{
    const json_t *rope = NULL;
    const char *type;
    double theta, rotated;
    config->position = PS_POSITION_ROTARY;
    config->rope_scaling = PS_ROPE_NONE;
    PS_TRY(find_rope(json, &rope, error));
    PS_TRY(ps_read_number(json, "rope_theta", 10000.0, &theta, error));
    PS_TRY(ps_read_number(rope, "rope_theta", theta, &config->rope_theta, error));
    PS_TRY(ps_read_number(json, "partial_rotary_factor", 1.0, &rotated, error));
    PS_TRY(ps_read_number(rope, "partial_rotary_factor", rotated, &rotated, error));
    if (rotated < 1.0 || rotated > 1.0)
        return ps_error_set_param(error, PS_UNSUPPORTED, "partial_rotary_factor",
                                  "partial_rotary_factor %g is not supported", rotated);
    PS_TRY(ps_read_string(rope, "type", "default", &type, error));
    PS_TRY(ps_read_string(rope, "rope_type", type, &type, error));
    if (strcmp(type, "default") == 0)
        return PS_OK;
    if (strcmp(type, "linear") == 0)
        config->rope_scaling = PS_ROPE_LINEAR;
    else if (strcmp(type, "llama3") == 0)
        config->rope_scaling = PS_ROPE_LLAMA3;
    else
        return ps_error_set_param(error, PS_UNSUPPORTED, "rope_type",
                                  "rope_type \"%s\" is not supported; supported are: default, "
                                  "linear, llama3",
                                  type);
    PS_TRY(read_rope_factor(rope, "factor", &config->rope_factor, error));
    return config->rope_scaling == PS_ROPE_LLAMA3 ? read_llama3(json, rope, config, error) : PS_OK;
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
    bool causal, bare;
    PS_TRY(ps_read_bool(json, "tie_word_embeddings", tied_by_default, &config->tied_output, error));
    PS_TRY(find_architecture(json, "ForCausalLM", &causal, error));
    PS_TRY(find_architecture(json, "Model", &bare, error));
    config->has_output = causal || (bare && config->tied_output) ||
                         json_array_size(ps_read_value(json, "architectures")) == 0;
    return config->has_output ? PS_OK : ps_family_read_labels(json, config, error);
}
