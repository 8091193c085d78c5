/* The BERT family: bidirectional encoders with learned positions and token types, norms after. */
#include <math.h>
#include <string.h>

#include "shared/model/family.h"
#include "shared/model/reader.h"

static const struct ps_tensor_names names = {
    .token_embedding = "embeddings.word_embeddings.weight",
    .position_embedding = "embeddings.position_embeddings.weight",
    .type_embedding = "embeddings.token_type_embeddings.weight",
    .embedding_norm = "embeddings.LayerNorm",
    .layer = "encoder.layer.",
    .attention_norm = "attention.output.LayerNorm",
    .query = "attention.self.query",
    .key = "attention.self.key",
    .value = "attention.self.value",
    .attention_output = "attention.output.dense",
    .mlp_norm = "output.LayerNorm",
    .up = "intermediate.dense",
    .down = "output.dense",
    .pooler = "pooler.dense",
    .classifier = "classifier",
};

static const struct ps_shape_keys keys = {
    .hidden_size = "hidden_size",
    .num_layers = "num_hidden_layers",
    .num_heads = "num_attention_heads",
    .intermediate_size = "intermediate_size",
};

static enum ps_status refuse_unlike(const json_t *json, struct ps_error *error)
{
    const char *positions;
    bool decoder;
    PS_TRY(ps_read_string(json, "position_embedding_type", "absolute", &positions, error));
    if (strcmp(positions, "absolute") != 0)
        return ps_error_set_param(error, PS_UNSUPPORTED, "position_embedding_type",
                                  "position_embedding_type \"%s\" is not supported; supported is: "
                                  "absolute",
                                  positions);
    PS_TRY(ps_read_bool(json, "is_decoder", false, &decoder, error));
    if (decoder)
        return ps_error_set_param(error, PS_UNSUPPORTED, "is_decoder",
                                  "is_decoder true is not supported for model_type bert");
    return PS_OK;
}

static enum ps_status configure(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error)
{
    *config = (struct ps_transformer_config){
        .norm = PS_NORM_LAYER,
        .norm_place = PS_NORM_POST,
        .embedding_norm = true,
        .position = PS_POSITION_LEARNED,
        .qkv_bias = true,
        .attention_output_bias = true,
        .mlp_bias = true,
    };
    PS_TRY(refuse_unlike(json, error));
    PS_TRY(ps_family_read_shape(json, &keys, config, error));
    PS_TRY(ps_read_size(json, "max_position_embeddings", 512, &config->max_positions, error));
    PS_TRY(ps_read_size(json, "type_vocab_size", 2, &config->num_token_types, error));
    PS_TRY(ps_read_number(json, "layer_norm_eps", 1e-12, &config->norm_epsilon, error));
    PS_TRY(ps_family_read_activation(json, "hidden_act", "gelu", config, error));
    PS_TRY(ps_family_read_labels(json, config, error));
    config->pooler = config->num_labels > 0;
    config->classifier_bias = config->num_labels > 0;
    config->attention_scale = 1.0 / sqrt((double)config->head_size);
    return PS_OK;
}

const struct ps_family ps_family_bert = {
    .model_type = "bert",
    .prefix = "bert.",
    .names = &names,
    .configure = configure,
};
