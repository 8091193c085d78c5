/* From tensor names to slots. */
#include "shared/model/bind.h"

#include <stdio.h>
#include <string.h>

enum {
    NAME_SIZE = 256, /* of a tensor: the family's longest is under 100 */
};

struct binder {
    const struct ps_checkpoint *checkpoint;
    const struct ps_family *family;
    const struct ps_transformer_config *config;
    struct ps_arena *arena;
    char layer[64]; /* the prefix of the current layer's names, or "" */
};

struct shape {
    size_t rank;
    size_t sizes[2];
};

/* With the family's prefix or without. */
static const struct ps_tensor *find(const struct binder *binder, const char *name,
                                    const char *suffix)
{
    char full[NAME_SIZE];
    (void)snprintf(full, sizeof full, "%s%s%s%s", binder->family->prefix, binder->layer, name,
                   suffix);
    const struct ps_tensor *tensor = ps_checkpoint_find(binder->checkpoint, full);
    return tensor ? tensor
                  : ps_checkpoint_find(binder->checkpoint, full + strlen(binder->family->prefix));
}

static enum ps_status check_shape(const struct binder *binder, const char *name, const char *suffix,
                                  const struct ps_tensor *tensor, const struct shape *shape,
                                  struct ps_error *error)
{
    if (ps_tensor_has_shape(tensor, shape->sizes, shape->rank))
        return PS_OK;
    char found[PS_SHAPE_STRING_SIZE], expected[PS_SHAPE_STRING_SIZE];
    ps_shape_string(tensor->shape, tensor->rank, found);
    ps_shape_string(shape->sizes, shape->rank, expected);
    return ps_error_set(error, PS_INVALID,
                        "tensor \"%s%s%s\" has shape %s, the configuration expects %s",
                        binder->layer, name, suffix, found, expected);
}

static enum ps_status take_floats(struct binder *binder, const char *name, const char *suffix,
                                  const struct ps_tensor *tensor, const float **out,
                                  struct ps_error *error)
{
    *out = ps_tensor_floats(tensor);
    if (*out)
        return PS_OK;
    float *converted = ps_arena_alloc(binder->arena, tensor->num_elements, sizeof *converted);
    if (!converted)
        return ps_error_no_memory(error, "converted weights");
    if (!ps_tensor_convert(tensor, converted))
        return ps_error_set(error, PS_UNSUPPORTED,
                            "tensor \"%s%s%s\" has dtype %s; supported are: F32, F16, BF16",
                            binder->layer, name, suffix, ps_dtype_name(tensor->dtype));
    *out = converted;
    return PS_OK;
}

/* alternative: another suffix that old files have, or NULL. */
static enum ps_status bind(struct binder *binder, const char *name, const char *suffix,
                           const char *alternative, struct shape shape, const float **out,
                           struct ps_error *error)
{
    const struct ps_tensor *tensor = find(binder, name, suffix);
    if (!tensor && alternative) {
        tensor = find(binder, name, alternative);
        suffix = tensor ? alternative : suffix;
    }
    if (!tensor) {
        char expected[PS_SHAPE_STRING_SIZE];
        ps_shape_string(shape.sizes, shape.rank, expected);
        return ps_error_set(error, PS_INVALID,
                            "tensor \"%s%s%s\" of shape %s is missing (with or without the prefix "
                            "\"%s\")",
                            binder->layer, name, suffix, expected, binder->family->prefix);
    }
    PS_TRY(check_shape(binder, name, suffix, tensor, &shape, error));
    return take_floats(binder, name, suffix, tensor, out, error);
}

static enum ps_status bind_table(struct binder *binder, const char *name, size_t rows,
                                 const float **out, struct ps_error *error)
{
    struct shape shape = {.rank = 2, .sizes = {rows, binder->config->hidden_size}};
    return bind(binder, name, "", NULL, shape, out, error);
}

static enum ps_status bind_norm(struct binder *binder, const char *name, struct ps_norm *norm,
                                struct ps_error *error)
{
    struct shape shape = {.rank = 1, .sizes = {binder->config->hidden_size}};
    norm->size = binder->config->hidden_size;
    norm->epsilon = (float)binder->config->norm_epsilon;
    PS_TRY(bind(binder, name, ".weight", ".gamma", shape, &norm->scale, error));
    if (binder->config->norm == PS_NORM_LAYER)
        PS_TRY(bind(binder, name, ".bias", ".beta", shape, &norm->bias, error));
    return PS_OK;
}

static enum ps_status bind_linear(struct binder *binder, const char *name, size_t out_size,
                                  size_t in_size, bool has_bias, struct ps_linear *linear,
                                  struct ps_error *error)
{
    *linear = (struct ps_linear){.in_size = in_size, .out_size = out_size};
    PS_TRY(bind(binder, name, ".weight", NULL,
                (struct shape){.rank = 2, .sizes = {out_size, in_size}}, &linear->weight, error));
    if (has_bias)
        PS_TRY(bind(binder, name, ".bias", NULL, (struct shape){.rank = 1, .sizes = {out_size}},
                    &linear->bias, error));
    return PS_OK;
}

static enum ps_status bind_layer(struct binder *binder, struct ps_layer_weights *layer,
                                 struct ps_error *error)
{
    const struct ps_tensor_names *names = &binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    size_t hidden = config->hidden_size, inner = config->intermediate_size;
    size_t queries = config->num_heads * config->head_size;
    size_t keys = config->num_kv_heads * config->head_size;
    bool bias = config->qkv_bias;
    PS_TRY(bind_norm(binder, names->attention_norm, &layer->attention_norm, error));
    PS_TRY(bind_linear(binder, names->query, queries, hidden, bias, &layer->query, error));
    PS_TRY(bind_linear(binder, names->key, keys, hidden, bias, &layer->key, error));
    PS_TRY(bind_linear(binder, names->value, keys, hidden, bias, &layer->value, error));
    PS_TRY(bind_linear(binder, names->attention_output, hidden, queries,
                       config->attention_output_bias, &layer->attention_output, error));
    PS_TRY(bind_norm(binder, names->mlp_norm, &layer->mlp_norm, error));
    if (config->gated)
        PS_TRY(
            bind_linear(binder, names->gate, inner, hidden, config->mlp_bias, &layer->gate, error));
    PS_TRY(bind_linear(binder, names->up, inner, hidden, config->mlp_bias, &layer->up, error));
    return bind_linear(binder, names->down, hidden, inner, config->mlp_bias, &layer->down, error);
}

static enum ps_status bind_layers(struct binder *binder, struct ps_transformer_weights *weights,
                                  struct ps_error *error)
{
    size_t count = binder->config->num_layers;
    weights->layers = ps_arena_alloc(binder->arena, count, sizeof *weights->layers);
    if (!weights->layers)
        return ps_error_no_memory(error, "the layers of a model");
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(binder->layer, sizeof binder->layer, "%s%zu.", binder->family->names.layer,
                       i);
        PS_TRY(bind_layer(binder, &weights->layers[i], error));
    }
    binder->layer[0] = '\0';
    return PS_OK;
}

static enum ps_status bind_embeddings(struct binder *binder, struct ps_transformer_weights *weights,
                                      struct ps_error *error)
{
    const struct ps_tensor_names *names = &binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    PS_TRY(bind_table(binder, names->token_embedding, config->vocab_size, &weights->token_embedding,
                      error));
    if (config->position == PS_POSITION_LEARNED)
        PS_TRY(bind_table(binder, names->position_embedding, config->max_positions,
                          &weights->position_embedding, error));
    if (config->num_token_types > 0)
        PS_TRY(bind_table(binder, names->type_embedding, config->num_token_types,
                          &weights->type_embedding, error));
    if (config->embedding_norm)
        PS_TRY(bind_norm(binder, names->embedding_norm, &weights->embedding_norm, error));
    return PS_OK;
}

static enum ps_status bind_output(struct binder *binder, struct ps_transformer_weights *weights,
                                  struct ps_error *error)
{
    const struct ps_transformer_config *config = binder->config;
    if (!config->tied_output)
        return bind_linear(binder, binder->family->names.output, config->vocab_size,
                           config->hidden_size, false, &weights->output, error);
    weights->output = (struct ps_linear){
        .in_size = config->hidden_size,
        .out_size = config->vocab_size,
        .weight = weights->token_embedding,
    };
    return PS_OK;
}

static enum ps_status bind_labels(struct binder *binder, struct ps_transformer_weights *weights,
                                  struct ps_error *error)
{
    const struct ps_tensor_names *names = &binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    size_t hidden = config->hidden_size;
    if (config->pooler)
        PS_TRY(bind_linear(binder, names->pooler, hidden, hidden, true, &weights->pooler, error));
    return bind_linear(binder, names->classifier, config->num_labels, hidden,
                       config->classifier_bias, &weights->classifier, error);
}

bool ps_bind_has_classifier(const struct ps_checkpoint *checkpoint, const struct ps_family *family)
{
    const struct binder binder = {.checkpoint = checkpoint, .family = family};
    return find(&binder, family->names.classifier, ".weight");
}

enum ps_status ps_bind(const struct ps_checkpoint *checkpoint, const struct ps_family *family,
                       struct ps_transformer_config *config, struct ps_arena *arena,
                       struct ps_transformer_weights *weights, struct ps_error *error)
{
    struct binder binder = {
        .checkpoint = checkpoint, .family = family, .config = config, .arena = arena};
    *weights = (struct ps_transformer_weights){0};
    if (config->has_output && !find(&binder, family->names.output, ".weight"))
        config->tied_output = true;
    PS_TRY(bind_embeddings(&binder, weights, error));
    PS_TRY(bind_layers(&binder, weights, error));
    if (config->norm_place == PS_NORM_PRE)
        PS_TRY(bind_norm(&binder, family->names.final_norm, &weights->final_norm, error));
    if (config->has_output)
        PS_TRY(bind_output(&binder, weights, error));
    return config->num_labels > 0 ? bind_labels(&binder, weights, error) : PS_OK;
}
