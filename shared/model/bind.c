/* From tensor names to slots. */
#include "shared/model/bind.h"

#include <stdio.h>
#include <string.h>

#include "shared/model/source.h"

struct binder {
    struct ps_source source;
    const struct ps_family *family;
    const struct ps_transformer_config *config;
};

/* What a linear layer is, before it is known where its floats lie. */
struct linear_spec {
    const char *name;
    size_t out_size;
    size_t in_size;
    bool bias;
    bool transposed;
};

static struct ps_source source_of(const struct ps_checkpoint *checkpoint,
                                  const struct ps_family *family)
{
    return (struct ps_source){.checkpoint = checkpoint, .prefix = family->prefix};
}

static enum ps_status bind_table(struct binder *binder, const char *name, size_t rows,
                                 const float **out, struct ps_error *error)
{
    const struct ps_wanted wanted = {
        .name = name, .suffix = "", .rank = 2, .sizes = {rows, binder->config->hidden_size}};
    return ps_source_take(&binder->source, &wanted, out, error);
}

static enum ps_status bind_norm(struct binder *binder, const char *name, size_t size,
                                struct ps_norm *norm, struct ps_error *error)
{
    const struct ps_wanted scale = {
        .name = name, .suffix = ".weight", .alternative = ".gamma", .rank = 1, .sizes = {size}};
    const struct ps_wanted bias = {
        .name = name, .suffix = ".bias", .alternative = ".beta", .rank = 1, .sizes = {size}};
    norm->size = size;
    norm->epsilon = (float)binder->config->norm_epsilon;
    PS_TRY(ps_source_take(&binder->source, &scale, &norm->scale, error));
    if (binder->config->norm == PS_NORM_LAYER)
        PS_TRY(ps_source_take(&binder->source, &bias, &norm->bias, error));
    return PS_OK;
}

static enum ps_status bind_linear(struct binder *binder, struct linear_spec spec,
                                  struct ps_linear *linear, struct ps_error *error)
{
    const struct ps_wanted weight = {.name = spec.name,
                                     .suffix = ".weight",
                                     .rank = 2,
                                     .sizes = {spec.out_size, spec.in_size},
                                     .transposed = spec.transposed};
    const struct ps_wanted bias = {
        .name = spec.name, .suffix = ".bias", .rank = 1, .sizes = {spec.out_size}};
    *linear = (struct ps_linear){.in_size = spec.in_size, .out_size = spec.out_size};
    PS_TRY(ps_source_take(&binder->source, &weight, &linear->weight, error));
    if (spec.bias)
        PS_TRY(ps_source_take(&binder->source, &bias, &linear->bias, error));
    return PS_OK;
}

/* One of a layer's own: only those are ever transposed. */
static enum ps_status bind_inner(struct binder *binder, struct linear_spec spec,
                                 struct ps_linear *linear, struct ps_error *error)
{
    spec.transposed = binder->family->transposed;
    return bind_linear(binder, spec, linear, error);
}

/* Outputs first .. first + out_size of a linear layer, as one of their own. */
static struct ps_linear slice(const struct ps_linear *whole, size_t first, size_t out_size)
{
    return (struct ps_linear){.in_size = whole->in_size,
                              .out_size = out_size,
                              .weight = whole->weight + first * whole->in_size,
                              .bias = whole->bias ? whole->bias + first : NULL};
}

static enum ps_status bind_fused(struct binder *binder, size_t queries, size_t keys,
                                 struct ps_layer_weights *layer, struct ps_error *error)
{
    struct ps_linear fused;
    const struct linear_spec spec = {.name = binder->family->names->fused_qkv,
                                     .out_size = queries + 2 * keys,
                                     .in_size = binder->config->hidden_size,
                                     .bias = binder->config->qkv_bias};
    PS_TRY(bind_inner(binder, spec, &fused, error));
    layer->query = slice(&fused, 0, queries);
    layer->key = slice(&fused, queries, keys);
    layer->value = slice(&fused, queries + keys, keys);
    return PS_OK;
}

static enum ps_status bind_qkv(struct binder *binder, struct ps_layer_weights *layer,
                               struct ps_error *error)
{
    const struct ps_tensor_names *names = binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    size_t queries = config->num_heads * config->head_size;
    size_t keys = config->num_kv_heads * config->head_size;
    if (names->fused_qkv)
        return bind_fused(binder, queries, keys, layer, error);
    struct linear_spec spec = {.name = names->query,
                               .out_size = queries,
                               .in_size = config->hidden_size,
                               .bias = config->qkv_bias};
    PS_TRY(bind_inner(binder, spec, &layer->query, error));
    spec.out_size = keys;
    spec.name = names->key;
    PS_TRY(bind_inner(binder, spec, &layer->key, error));
    spec.name = names->value;
    return bind_inner(binder, spec, &layer->value, error);
}

static enum ps_status bind_attention(struct binder *binder, struct ps_layer_weights *layer,
                                     struct ps_error *error)
{
    const struct ps_tensor_names *names = binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    const struct linear_spec output = {.name = names->attention_output,
                                       .out_size = config->hidden_size,
                                       .in_size = config->num_heads * config->head_size,
                                       .bias = config->attention_output_bias};
    PS_TRY(bind_norm(binder, names->attention_norm, config->hidden_size, &layer->attention_norm,
                     error));
    PS_TRY(bind_qkv(binder, layer, error));
    if (config->query_key_norm) {
        PS_TRY(bind_norm(binder, names->query_norm, config->head_size, &layer->query_norm, error));
        PS_TRY(bind_norm(binder, names->key_norm, config->head_size, &layer->key_norm, error));
    }
    return bind_inner(binder, output, &layer->attention_output, error);
}

static enum ps_status bind_mlp(struct binder *binder, struct ps_layer_weights *layer,
                               struct ps_error *error)
{
    const struct ps_tensor_names *names = binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    struct linear_spec spec = {.name = names->gate,
                               .out_size = config->intermediate_size,
                               .in_size = config->hidden_size,
                               .bias = config->mlp_bias};
    PS_TRY(bind_norm(binder, names->mlp_norm, config->hidden_size, &layer->mlp_norm, error));
    if (config->gated)
        PS_TRY(bind_inner(binder, spec, &layer->gate, error));
    spec.name = names->up;
    PS_TRY(bind_inner(binder, spec, &layer->up, error));
    spec = (struct linear_spec){.name = names->down,
                                .out_size = config->hidden_size,
                                .in_size = config->intermediate_size,
                                .bias = config->mlp_bias};
    return bind_inner(binder, spec, &layer->down, error);
}

static enum ps_status bind_layers(struct binder *binder, struct ps_transformer_weights *weights,
                                  struct ps_error *error)
{
    size_t count = binder->config->num_layers;
    weights->layers = ps_arena_alloc(binder->source.arena, count, sizeof *weights->layers);
    if (!weights->layers)
        return ps_error_no_memory(error, "the layers of a model");
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(binder->source.layer, sizeof binder->source.layer, "%s%zu.",
                       binder->family->names->layer, i);
        PS_TRY(bind_attention(binder, &weights->layers[i], error));
        PS_TRY(bind_mlp(binder, &weights->layers[i], error));
    }
    binder->source.layer[0] = '\0';
    return PS_OK;
}

static enum ps_status bind_embeddings(struct binder *binder, struct ps_transformer_weights *weights,
                                      struct ps_error *error)
{
    const struct ps_tensor_names *names = binder->family->names;
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
        PS_TRY(bind_norm(binder, names->embedding_norm, config->hidden_size,
                         &weights->embedding_norm, error));
    return PS_OK;
}

static enum ps_status bind_output(struct binder *binder, struct ps_transformer_weights *weights,
                                  struct ps_error *error)
{
    const struct ps_transformer_config *config = binder->config;
    const struct linear_spec spec = {.name = binder->family->names->output,
                                     .out_size = config->vocab_size,
                                     .in_size = config->hidden_size};
    if (!config->tied_output)
        return bind_linear(binder, spec, &weights->output, error);
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
    const struct ps_tensor_names *names = binder->family->names;
    const struct ps_transformer_config *config = binder->config;
    const struct linear_spec pooler = {.name = names->pooler,
                                       .out_size = config->hidden_size,
                                       .in_size = config->hidden_size,
                                       .bias = true};
    const struct linear_spec classifier = {.name = names->classifier,
                                           .out_size = config->num_labels,
                                           .in_size = config->hidden_size,
                                           .bias = config->classifier_bias};
    if (config->pooler)
        PS_TRY(bind_linear(binder, pooler, &weights->pooler, error));
    return bind_linear(binder, classifier, &weights->classifier, error);
}

bool ps_bind_has_classifier(const struct ps_checkpoint *checkpoint, const struct ps_family *family)
{
    const struct ps_source source = source_of(checkpoint, family);
    return ps_source_find(&source, family->names->classifier, ".weight");
}

/* What the file holds counts more than what the configuration says of it, as in transformers: a
 * head that isn't there is tied, and one that differs from the embedding is not. */
static bool is_tied(const struct ps_source *source, const struct ps_family *family, bool configured)
{
    const struct ps_tensor *head = ps_source_find(source, family->names->output, ".weight");
    const struct ps_tensor *embedding = ps_source_find(source, family->names->token_embedding, "");
    if (!head || !embedding || !configured)
        return !head;
    return ps_tensor_equal(head, embedding);
}

enum ps_status ps_bind(const struct ps_bind_params *params, struct ps_transformer_config *config,
                       struct ps_bound *bound, struct ps_error *error)
{
    const struct ps_family *family = params->family;
    struct binder binder = {
        .source = source_of(params->checkpoint, family), .family = family, .config = config};
    struct ps_transformer_weights *weights = &bound->weights;
    *bound = (struct ps_bound){0};
    binder.source.arena = params->arena;
    binder.source.checks_only = params->checks_only;
    if (config->has_output)
        config->tied_output = is_tied(&binder.source, family, config->tied_output);
    PS_TRY(bind_embeddings(&binder, weights, error));
    PS_TRY(bind_layers(&binder, weights, error));
    if (config->norm_place == PS_NORM_PRE)
        PS_TRY(bind_norm(&binder, family->names->final_norm, config->hidden_size,
                         &weights->final_norm, error));
    if (config->has_output)
        PS_TRY(bind_output(&binder, weights, error));
    if (config->num_labels > 0)
        PS_TRY(bind_labels(&binder, weights, error));
    bound->num_parameters = binder.source.num_parameters;
    return PS_OK;
}
