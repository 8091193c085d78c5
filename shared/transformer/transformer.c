/* A configuration bound to weights, and what is computed from it once: the rotary frequencies. */
#include "shared/transformer/transformer.h"

#include <math.h>
#include <stdlib.h>

#include "shared/transformer/transformer_internal.h"

/* Frequencies that turn less than low_freq_factor times over the original context are slowed by
 * the factor, those that turn more than high_freq_factor times are kept, and between the two lies
 * a straight line in the number of turns. (Llama 3.1's scaling, as `transformers` computes it.) */
static double scale_llama3(const struct ps_transformer_config *config, double frequency)
{
    const double two_pi = 6.28318530717958647692;
    double turns = (double)config->rope_original_positions * frequency / two_pi;
    double slowed = frequency / config->rope_factor;
    if (turns < config->rope_low_freq_factor)
        return slowed;
    if (turns > config->rope_high_freq_factor)
        return frequency;
    double kept = (turns - config->rope_low_freq_factor) /
                  (config->rope_high_freq_factor - config->rope_low_freq_factor);
    return (1.0 - kept) * slowed + kept * frequency;
}

static void fill_frequencies(const struct ps_transformer_config *config, float *frequencies)
{
    for (size_t i = 0; i < config->head_size / 2; i++) {
        double exponent = -2.0 * (double)i / (double)config->head_size;
        double frequency = pow(config->rope_theta, exponent);
        if (config->rope_scaling == PS_ROPE_LINEAR)
            frequency /= config->rope_factor;
        else if (config->rope_scaling == PS_ROPE_LLAMA3)
            frequency = scale_llama3(config, frequency);
        frequencies[i] = (float)frequency;
    }
}

enum ps_status ps_transformer_create(struct ps_transformer **transformer,
                                     const struct ps_transformer_config *config,
                                     const struct ps_transformer_weights *weights,
                                     struct ps_error *error)
{
    PS_TRY(ps_transformer_config_check(config, error));
    PS_DEFER(ps_transformer_destroyp) struct ps_transformer *created = calloc(1, sizeof *created);
    if (!created)
        return ps_error_no_memory(error, "a transformer");
    created->config = *config;
    created->weights = *weights;
    if (config->position == PS_POSITION_ROTARY) {
        created->inverse_frequencies = calloc(config->head_size / 2, sizeof(float));
        if (!created->inverse_frequencies)
            return ps_error_no_memory(error, "rotary frequencies");
        fill_frequencies(config, created->inverse_frequencies);
    }
    *transformer = ps_take(created);
    return PS_OK;
}

void ps_transformer_destroy(struct ps_transformer *transformer)
{
    if (!transformer)
        return;
    free(transformer->inverse_frequencies);
    free(transformer);
}

const struct ps_transformer_config *ps_transformer_config(const struct ps_transformer *transformer)
{
    return &transformer->config;
}
