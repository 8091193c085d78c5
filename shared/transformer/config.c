/* The ranges that a configuration must keep, so that no size computed from it can wrap. */
#include "shared/transformer/config.h"

#include "shared/transformer/positive.h"

struct size_range {
    const char *name;
    size_t value;
    size_t minimum;
    size_t maximum;
};

static enum ps_status check_sizes(const struct ps_transformer_config *config,
                                  struct ps_error *error)
{
    const struct size_range ranges[] = {
        {"vocab_size", config->vocab_size, 1, 1u << 24},
        {"hidden_size", config->hidden_size, 1, 1u << 18},
        {"num_layers", config->num_layers, 1, PS_LAYERS_MAX},
        {"num_heads", config->num_heads, 1, 1u << 14},
        {"num_kv_heads", config->num_kv_heads, 1, 1u << 14},
        {"head_size", config->head_size, 1, 1u << 14},
        {"intermediate_size", config->intermediate_size, 1, 1u << 20},
        {"max_positions", config->max_positions, 1, 1u << 24},
        {"num_token_types", config->num_token_types, 0, 1u << 16},
        {"num_labels", config->num_labels, 0, 1u << 16},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        const struct size_range *range = &ranges[i];
        if (range->value < range->minimum || range->value > range->maximum)
            return ps_error_set_param(error, PS_INVALID, range->name,
                                      "%s is %zu, it must be in %zu to %zu", range->name,
                                      range->value, range->minimum, range->maximum);
    }
    return PS_OK;
}

static enum ps_status check_heads(const struct ps_transformer_config *config,
                                  struct ps_error *error)
{
    if (config->num_heads % config->num_kv_heads != 0)
        return ps_error_set_param(error, PS_INVALID, "num_kv_heads",
                                  "num_kv_heads is %zu, it must divide num_heads, which is %zu",
                                  config->num_kv_heads, config->num_heads);
    if (config->num_heads * config->head_size > 1u << 20)
        return ps_error_set_param(error, PS_INVALID, "head_size",
                                  "%zu heads of head_size %zu are more than %u together",
                                  config->num_heads, config->head_size, 1u << 20);
    if (config->position == PS_POSITION_ROTARY && config->head_size % 2 != 0)
        return ps_error_set_param(error, PS_INVALID, "head_size",
                                  "head_size is %zu, rotary positions need an even one",
                                  config->head_size);
    return PS_OK;
}

static enum ps_status check_windows(const struct ps_transformer_config *config,
                                    struct ps_error *error)
{
    bool windowed = false;
    for (size_t i = 0; i < config->num_layers; i++)
        windowed |= config->windowed[i];
    if (!windowed || (config->causal && config->window > 0))
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, "window",
                              config->causal ? "window is 0, it must be at least 1"
                                             : "window: a bidirectional model has none");
}

enum ps_status ps_transformer_config_check(const struct ps_transformer_config *config,
                                           struct ps_error *error)
{
    PS_TRY(check_sizes(config, error));
    PS_TRY(check_heads(config, error));
    PS_TRY(check_windows(config, error));
    PS_TRY(ps_check_positive("norm_epsilon", config->norm_epsilon, error));
    PS_TRY(ps_check_positive("attention_scale", config->attention_scale, error));
    if (config->position == PS_POSITION_ROTARY)
        PS_TRY(ps_rope_check(&config->rope, error));
    if (config->activation == PS_ACTIVATION_NONE)
        return ps_error_set_param(error, PS_INVALID, "activation", "activation is not set");
    return PS_OK;
}
