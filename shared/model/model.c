/* Loads a checkpoint folder, file by file, and digests what it reads. */
#include "shared/model/model.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/arena.h"
#include "shared/base/file.h"
#include "shared/model/bind.h"
#include "shared/model/family.h"
#include "shared/model/generation.h"
#include "shared/model/labels.h"
#include "shared/model/reader.h"
#include "shared/model/sentence.h"
#include "shared/weights/checkpoint.h"

/* Raised when the same files would give another digest's results. */
#define DIGEST_VERSION "penstock model 1"

struct ps_model {
    const struct ps_family *family;
    struct ps_transformer_config config;
    struct ps_generation_defaults generation;
    struct ps_sentence sentence;
    struct ps_labels labels; /* names in the arena */
    size_t context;
    size_t num_parameters;
    struct ps_digest digest;
    struct ps_arena arena;            /* converted weights, layers */
    struct ps_checkpoint *checkpoint; /* mapped weights */
    struct ps_transformer *transformer;
    struct ps_tokenizer *tokenizer;
    struct ps_chat *chat;
};

static enum ps_status check_dtype(const char *dtype, struct ps_error *error)
{
    if (strcmp(dtype, "auto") == 0 || strcmp(dtype, "f32") == 0)
        return PS_OK;
    return ps_error_set_param(error, PS_UNSUPPORTED, "dtype",
                              "dtype \"%s\" is not supported; supported are: auto, f32", dtype);
}

static enum ps_status configure(struct ps_model *model, const json_t *config,
                                struct ps_error *error)
{
    PS_TRY(ps_family_find(config, &model->family, error));
    if (ps_read_value(config, "quantization_config"))
        return ps_error_set_param(error, PS_UNSUPPORTED, "quantization_config",
                                  "quantization_config is not supported: only F32, F16 and BF16 "
                                  "weights are");
    PS_TRY(model->family->configure(config, &model->config, error));
    return ps_transformer_config_check(&model->config, error);
}

static enum ps_status load_config(struct ps_model *model, const char *folder, json_t **config,
                                  struct ps_hasher *hasher, struct ps_error *error)
{
    PS_TRY(ps_read_object(folder, "config.json", hasher, config, error));
    if (!*config)
        return ps_error_set(error, PS_NOT_FOUND,
                            ps_file_exists(folder) ? "%s has no config.json"
                                                   : "%s: there is no such folder",
                            folder);
    enum ps_status status = configure(model, *config, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s/config.json", folder);
    return status;
}

static enum ps_status load_generation(struct ps_model *model, const char *folder,
                                      const json_t *config, struct ps_hasher *hasher,
                                      struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *json = NULL;
    PS_TRY(ps_read_object(folder, "generation_config.json", hasher, &json, error));
    enum ps_status status = ps_generation_read(json, config, &model->generation, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s/%s", folder, json ? "generation_config.json" : "config.json");
    return status;
}

static enum ps_status load_sentence(struct ps_model *model, const char *folder,
                                    struct ps_hasher *hasher, struct ps_error *error)
{
    enum ps_status status = ps_sentence_read(folder, hasher, &model->sentence, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", folder);
    return status;
}

static void limit_context(struct ps_model *model)
{
    size_t limit = model->sentence.max_tokens;
    model->context = model->config.max_positions;
    bool limited = ps_model_pooling(model) || model->config.num_labels > 0;
    if (limited && limit > 0 && limit < model->context)
        model->context = limit;
}

/* A model without a head is of use to sentence-transformers only. */
static enum ps_status check_use(const struct ps_model *model, const char *folder,
                                struct ps_error *error)
{
    if (ps_model_generates(model) || ps_model_pooling(model) || model->config.num_labels > 0)
        return PS_OK;
    return ps_error_set_param(error, PS_UNSUPPORTED, "architectures",
                              "%s/config.json: architectures names neither a language model nor a "
                              "sequence classifier, and there is no modules.json with a Pooling "
                              "that would make the model an embedder",
                              folder);
}

/* An embedder made from a classifier may have left its head behind. */
static enum ps_status load_labels(struct ps_model *model, const char *folder, const json_t *config,
                                  struct ps_error *error)
{
    if (model->sentence.has_pooling && !ps_bind_has_classifier(model->checkpoint, model->family)) {
        model->config.num_labels = 0;
        model->config.pooler = false;
    }
    model->labels.count = model->config.num_labels;
    if (model->labels.count == 0)
        return PS_OK;
    enum ps_status status = ps_labels_read(config, &model->arena, &model->labels, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s/config.json", folder);
    return status;
}

static enum ps_status load_weights(struct ps_model *model, const char *folder, const json_t *config,
                                   struct ps_hasher *hasher, struct ps_error *error)
{
    struct ps_bound bound;
    PS_TRY(ps_checkpoint_open(&model->checkpoint, folder, error));
    PS_TRY(load_labels(model, folder, config, error));
    enum ps_status status =
        ps_bind(model->checkpoint, model->family, &model->config, &model->arena, &bound, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", folder);
        return status;
    }
    ps_checkpoint_hash(model->checkpoint, hasher);
    model->num_parameters = bound.num_parameters;
    return ps_transformer_create(&model->transformer, &model->config, &bound.weights, error);
}

static enum ps_status load_tokenizer(struct ps_model *model, const char *folder,
                                     struct ps_hasher *hasher, struct ps_error *error)
{
    PS_TRY(ps_tokenizer_load(&model->tokenizer, folder, error));
    if (model->sentence.lower_case)
        PS_TRY(ps_tokenizer_lower_case(model->tokenizer, error));
    return ps_tokenizer_hash_files(folder, hasher, error);
}

static enum ps_status load(struct ps_model *model, const char *folder, struct ps_error *error)
{
    PS_DEFER(ps_hasher_destroyp) struct ps_hasher *hasher = ps_hasher_create();
    PS_DEFER(json_decrefp) json_t *config = NULL;
    if (!hasher)
        return ps_error_no_memory(error, "a digest");
    ps_hasher_update_field(hasher, DIGEST_VERSION, strlen(DIGEST_VERSION));
    ps_hasher_update_field(hasher, "f32", strlen("f32"));
    PS_TRY(load_sentence(model, folder, hasher, error));
    folder = model->sentence.transformer;
    PS_TRY(load_config(model, folder, &config, hasher, error));
    PS_TRY(check_use(model, folder, error));
    limit_context(model);
    PS_TRY(load_generation(model, folder, config, hasher, error));
    PS_TRY(load_tokenizer(model, folder, hasher, error));
    PS_TRY(ps_chat_load(&model->chat, folder, hasher, error));
    PS_TRY(load_weights(model, folder, config, hasher, error));
    if (ps_hasher_finish(hasher, &model->digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "the digest of %s failed", folder);
    return PS_OK;
}

enum ps_status ps_model_load(struct ps_model **model, const char *folder, const char *dtype,
                             struct ps_error *error)
{
    PS_TRY(check_dtype(dtype, error));
    PS_DEFER(ps_model_destroyp) struct ps_model *loaded = calloc(1, sizeof *loaded);
    if (!loaded)
        return ps_error_no_memory(error, "a model");
    PS_TRY(load(loaded, folder, error));
    *model = ps_take(loaded);
    return PS_OK;
}

void ps_model_destroy(struct ps_model *model)
{
    if (!model)
        return;
    ps_transformer_destroy(model->transformer);
    ps_tokenizer_destroy(model->tokenizer);
    ps_chat_destroy(model->chat);
    ps_checkpoint_close(model->checkpoint);
    ps_arena_close(&model->arena);
    ps_sentence_close(&model->sentence);
    free(model);
}

const struct ps_transformer *ps_model_transformer(const struct ps_model *model)
{
    return model->transformer;
}

const struct ps_tokenizer *ps_model_tokenizer(const struct ps_model *model)
{
    return model->tokenizer;
}

const struct ps_generation_defaults *ps_model_generation(const struct ps_model *model)
{
    return &model->generation;
}

const char *ps_model_family(const struct ps_model *model)
{
    return model->family->model_type;
}

size_t ps_model_context(const struct ps_model *model)
{
    return model->context;
}

bool ps_model_generates(const struct ps_model *model)
{
    return model->config.causal && model->config.has_output;
}

const struct ps_labels *ps_model_labels(const struct ps_model *model)
{
    return model->labels.count > 0 ? &model->labels : NULL;
}

const struct ps_pooling *ps_model_pooling(const struct ps_model *model)
{
    const struct ps_sentence *sentence = &model->sentence;
    bool pools = sentence->has_modules ? sentence->has_pooling : !model->config.causal;
    return pools ? &sentence->pooling : NULL;
}

const char *ps_model_prompt(const struct ps_model *model)
{
    return model->sentence.prompt;
}

size_t ps_model_num_parameters(const struct ps_model *model)
{
    return model->num_parameters;
}

size_t ps_model_weight_bytes(const struct ps_model *model)
{
    return model->num_parameters * sizeof(float);
}

size_t ps_model_file_bytes(const struct ps_model *model)
{
    return ps_checkpoint_bytes(model->checkpoint);
}

const struct ps_chat *ps_model_chat(const struct ps_model *model)
{
    return model->chat;
}

const struct ps_digest *ps_model_digest(const struct ps_model *model)
{
    return &model->digest;
}
