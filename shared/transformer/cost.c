/* Counting what the linear layers and attention do. */
#include "shared/transformer/cost.h"

/* Weights of the linear layers of one layer. */
static double layer_weights(const struct ps_transformer_config *config)
{
    double hidden = (double)config->hidden_size;
    double queries = (double)(config->num_heads * config->head_size);
    double keys = (double)(config->num_kv_heads * config->head_size);
    double num_mlp = config->gated ? 3 : 2;
    return hidden * (2 * queries + 2 * keys + num_mlp * (double)config->intermediate_size);
}

double ps_cost_row_flops(const struct ps_transformer_config *config)
{
    return 2 * (double)config->num_layers * layer_weights(config);
}

double ps_cost_attention_flops(const struct ps_transformer_config *config, double num_positions)
{
    double queries = (double)(config->num_heads * config->head_size);
    return 4 * (double)config->num_layers * queries * num_positions;
}

static double output_weights(const struct ps_transformer_config *config)
{
    return config->has_output ? (double)config->vocab_size * (double)config->hidden_size : 0;
}

double ps_cost_output_flops(const struct ps_transformer_config *config)
{
    return 2 * output_weights(config);
}

double ps_cost_step_bytes(const struct ps_transformer_config *config)
{
    double weights = (double)config->num_layers * layer_weights(config) + output_weights(config);
    return weights * sizeof(float);
}

double ps_cost_position_bytes(const struct ps_transformer_config *config)
{
    double keys = (double)(config->num_kv_heads * config->head_size);
    return 2 * (double)config->num_layers * keys * sizeof(float);
}
