/* A configuration bound to weights, and what is computed from it once: the rotary frequencies. */
#include "shared/transformer/transformer.h"

#include <stdlib.h>

#include "shared/transformer/transformer_internal.h"

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
        ps_rope_frequencies(&config->rope, config->head_size, created->inverse_frequencies);
        created->rotary_amplitude = ps_rope_amplitude(&config->rope);
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
