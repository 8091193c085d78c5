/* Loads a checkpoint folder, file by file, and digests what it reads; or looks at what loading
 * would find. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/file.h"
#include "shared/model/bind.h"
#include "shared/model/generation.h"
#include "shared/model/inspection.h"
#include "shared/model/labels.h"
#include "shared/model/model_internal.h"
#include "shared/model/reader.h"

/* Raised when the same files would give another digest's results. */
#define DIGEST_VERSION "penstock model 1"

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
    const struct ps_family *family;
    PS_TRY(ps_family_find(config, &family, error));
    if (ps_read_value(config, "quantization_config"))
        return ps_error_set_param(error, PS_UNSUPPORTED, "quantization_config",
                                  "quantization_config is not supported: only F32, F16 and BF16 "
                                  "weights are");
    PS_TRY(family->configure(config, &model->config, error));
    PS_TRY(ps_transformer_config_check(&model->config, error));
    model->family = family;
    return PS_OK;
}

/* A folder on its way to a model. */
struct loading {
    struct ps_model *model;
    const char *folder; /* where config.json is */
    json_t *config;
    struct ps_hasher *hasher;
    bool looks_only; /* weights stay in their files */
};

static enum ps_status load_sentence(struct loading *loading, struct ps_error *error)
{
    struct ps_sentence *sentence = &loading->model->sentence;
    enum ps_status status = ps_sentence_read(loading->folder, loading->hasher, sentence, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", loading->folder);
        return status;
    }
    loading->folder = sentence->transformer;
    return PS_OK;
}

static void limit_context(struct ps_model *model)
{
    size_t limit = model->sentence.max_tokens;
    model->context = model->config.max_positions;
    bool limited = ps_model_pooling(model) || model->config.num_labels > 0;
    if (limited && limit > 0 && limit < model->context)
        model->context = limit;
}

static enum ps_status load_config(struct loading *loading, struct ps_error *error)
{
    const char *folder = loading->folder;
    PS_TRY(ps_read_object(folder, "config.json", loading->hasher, &loading->config, error));
    if (!loading->config)
        return ps_error_set(error, PS_NOT_FOUND,
                            ps_file_exists(folder) ? "%s has no config.json"
                                                   : "%s: there is no such folder",
                            folder);
    enum ps_status status = configure(loading->model, loading->config, error);
    if (status != PS_OK) {
        ps_error_prefix(error, "%s/config.json", folder);
        return status;
    }
    limit_context(loading->model);
    return PS_OK;
}

/* A model without a head is of use to sentence-transformers only. */
static enum ps_status check_use(struct loading *loading, struct ps_error *error)
{
    const struct ps_model *model = loading->model;
    if (ps_model_generates(model) || ps_model_pooling(model) || model->config.num_labels > 0)
        return PS_OK;
    return ps_error_set_param(error, PS_UNSUPPORTED, "architectures",
                              "%s/config.json: architectures names neither a language model nor a "
                              "sequence classifier, and there is no modules.json with a Pooling "
                              "that would make the model an embedder",
                              loading->folder);
}

static enum ps_status load_generation(struct loading *loading, struct ps_error *error)
{
    static const char name[] = "generation_config.json";
    PS_DEFER(json_decrefp) json_t *json = NULL;
    PS_TRY(ps_read_object(loading->folder, name, loading->hasher, &json, error));
    enum ps_status status =
        ps_generation_read(json, loading->config, &loading->model->generation, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s/%s", loading->folder, json ? name : "config.json");
    return status;
}

static enum ps_status load_tokenizer(struct loading *loading, struct ps_error *error)
{
    struct ps_model *model = loading->model;
    PS_TRY(ps_tokenizer_load(&model->tokenizer, loading->folder, error));
    if (model->sentence.lower_case)
        PS_TRY(ps_tokenizer_lower_case(model->tokenizer, error));
    return ps_tokenizer_hash_files(loading->folder, loading->hasher, error);
}

/* A template that is wrong is no reason not to load: other urls don't need it. */
static enum ps_status load_chat(struct loading *loading, struct ps_error *error)
{
    struct ps_model *model = loading->model;
    PS_TRY(ps_chat_load(&model->chat, loading->folder, loading->hasher, error));
    if (!loading->looks_only)
        return ps_chat_exists(model->chat)
                   ? ps_tokenizer_load_for_chat(&model->chat_tokenizer, loading->folder, error)
                   : PS_OK;
    PS_TRY(ps_chat_check(model->chat, false, error));
    return ps_chat_check(model->chat, true, error);
}

/* An embedder made from a classifier may have left its head behind. */
static enum ps_status load_labels(struct loading *loading, struct ps_error *error)
{
    struct ps_model *model = loading->model;
    if (model->sentence.has_pooling && !ps_bind_has_classifier(model->checkpoint, model->family)) {
        model->config.num_labels = 0;
        model->config.pooler = false;
    }
    model->labels.count = model->config.num_labels;
    if (model->labels.count == 0)
        return PS_OK;
    enum ps_status status = ps_labels_read(loading->config, &model->arena, &model->labels, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s/config.json", loading->folder);
    return status;
}

static enum ps_status bind(struct loading *loading, struct ps_error *error)
{
    struct ps_model *model = loading->model;
    struct ps_bound bound;
    const struct ps_bind_params params = {
        .checkpoint = model->checkpoint,
        .family = model->family,
        .arena = &model->arena,
        .checks_only = loading->looks_only,
    };
    enum ps_status status = ps_bind(&params, &model->config, &bound, error);
    model->num_parameters = bound.num_parameters;
    if (status != PS_OK) {
        ps_error_prefix(error, "%s", loading->folder);
        return status;
    }
    if (loading->looks_only)
        return PS_OK;
    ps_checkpoint_hash(model->checkpoint, loading->hasher);
    return ps_transformer_create(&model->transformer, &model->config, &bound.weights, error);
}

static enum ps_status load_weights(struct loading *loading, struct ps_error *error)
{
    struct ps_model *model = loading->model;
    PS_TRY(ps_checkpoint_open(&model->checkpoint, loading->folder, error));
    if (!model->family) { /* only where somebody looks */
        struct ps_checkpoint_summary summary;
        ps_checkpoint_summarize(model->checkpoint, &summary);
        model->num_parameters = summary.num_elements;
        return PS_OK;
    }
    PS_TRY(load_labels(loading, error));
    return bind(loading, error);
}

/* In the order in which they need each other. */
static const struct {
    const char *part;
    enum ps_status (*load)(struct loading *loading, struct ps_error *error);
    bool needs_family;
} steps[] = {
    {"sentence-transformers", load_sentence, false},
    {"configuration", load_config, false},
    {"use", check_use, true},
    {"generation settings", load_generation, false},
    {"tokenizer", load_tokenizer, false},
    {"chat template", load_chat, false},
    {"weights", load_weights, false},
};

enum { NUM_STEPS = sizeof steps / sizeof steps[0] };

static enum ps_status open_loading(struct loading *loading, struct ps_error *error)
{
    loading->model = calloc(1, sizeof *loading->model);
    loading->hasher = ps_hasher_create();
    if (!loading->model || !loading->hasher)
        return ps_error_no_memory(error, "a model");
    ps_hasher_update_field(loading->hasher, DIGEST_VERSION, strlen(DIGEST_VERSION));
    ps_hasher_update_field(loading->hasher, "f32", strlen("f32"));
    return PS_OK;
}

static void close_loading(struct loading *loading)
{
    ps_model_destroy(loading->model);
    ps_hasher_destroy(loading->hasher);
    json_decref(loading->config);
}

enum ps_status ps_model_load(struct ps_model **model, const char *folder, const char *dtype,
                             struct ps_error *error)
{
    PS_DEFER(close_loading) struct loading loading = {.folder = folder};
    PS_TRY(check_dtype(dtype, error));
    PS_TRY(open_loading(&loading, error));
    for (size_t i = 0; i < NUM_STEPS; i++)
        PS_TRY(steps[i].load(&loading, error));
    if (ps_hasher_finish(loading.hasher, &loading.model->digest) != PS_OK)
        return ps_error_set(error, PS_INTERNAL, "the digest of %s failed", folder);
    *model = ps_take(loading.model);
    return PS_OK;
}

enum ps_status ps_inspect(struct ps_inspection *inspection, const char *folder,
                          struct ps_error *error)
{
    PS_DEFER(close_loading) struct loading loading = {.folder = folder, .looks_only = true};
    *inspection = (struct ps_inspection){0};
    if (!ps_file_exists(folder))
        return ps_error_set(error, PS_NOT_FOUND, "%s: there is no such folder", folder);
    PS_TRY(open_loading(&loading, error));
    for (size_t i = 0; i < NUM_STEPS; i++) {
        struct ps_obstacle *obstacle = &inspection->obstacles[inspection->num_obstacles];
        if (steps[i].needs_family && !loading.model->family)
            continue;
        if (steps[i].load(&loading, &obstacle->error) == PS_OK)
            continue;
        if (obstacle->error.status == PS_NO_MEMORY)
            return ps_error_no_memory(error, "looking at a model");
        obstacle->part = steps[i].part;
        inspection->num_obstacles++;
    }
    inspection->model = ps_take(loading.model);
    inspection->config = ps_take(loading.config);
    return PS_OK;
}

void ps_inspection_close(struct ps_inspection *inspection)
{
    ps_model_destroy(inspection->model);
    json_decref(inspection->config);
    *inspection = (struct ps_inspection){0};
}
