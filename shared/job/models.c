/* The models that a program serves. */
#include "shared/job/models.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/file.h"
#include "shared/model/inspection.h"

#define KV_BYTES_DEFAULT ((size_t)1 << 30)

/* A folder that was loaded, and its engine. */
struct loaded {
    char *path; /* the real one: other ways to it lead to the same weights */
    char *dtype;
    struct ps_model *model;
    struct ps_engine *engine;
};

struct ps_models {
    struct ps_pool *pool;
    struct loaded *loaded; /* [num_loaded] */
    size_t num_loaded;
    char **names;             /* [count] */
    struct ps_served *served; /* [count], borrows from loaded and names */
    size_t count;
};

void ps_models_destroy(struct ps_models *models)
{
    if (!models)
        return;
    for (size_t i = 0; i < models->num_loaded; i++) {
        struct loaded *loaded = &models->loaded[i];
        ps_engine_destroy(loaded->engine);
        ps_model_destroy(loaded->model);
        free(loaded->path);
        free(loaded->dtype);
    }
    for (size_t i = 0; i < models->count; i++)
        free(models->names[i]);
    free(models->loaded);
    free(models->names);
    free(models->served);
    ps_pool_destroy(models->pool);
    free(models);
}

static enum ps_status allocate(struct ps_models **models, size_t count, size_t threads,
                               struct ps_error *error)
{
    struct ps_models *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "the models");
    made->loaded = calloc(count, sizeof *made->loaded);
    made->names = calloc(count, sizeof *made->names);
    made->served = calloc(count, sizeof *made->served);
    made->pool = ps_pool_create(threads);
    *models = made;
    if (!made->loaded || !made->names || !made->served || !made->pool)
        return ps_error_no_memory(error, "the models and their threads");
    return PS_OK;
}

/* --- loading --- */

static enum ps_status add_name(struct ps_models *models, const struct ps_model_spec *spec,
                               struct ps_error *error)
{
    bool named = spec->name && spec->name[0];
    char *name = named ? strdup(spec->name) : ps_path_last(spec->path);
    if (!name)
        return ps_error_no_memory(error, "the name of a model");
    models->names[models->count++] = name;
    for (size_t i = 0; i + 1 < models->count; i++) {
        if (strcmp(models->names[i], name) == 0)
            return ps_error_set(error, PS_INVALID,
                                "two models are named \"%s\"; give one another name", name);
    }
    return PS_OK;
}

static struct ps_model *find_loaded(const struct ps_models *models, const char *path,
                                    const char *dtype)
{
    for (size_t i = 0; i < models->num_loaded; i++) {
        const struct loaded *loaded = &models->loaded[i];
        if (strcmp(loaded->path, path) == 0 && strcmp(loaded->dtype, dtype) == 0)
            return loaded->model;
    }
    return NULL;
}

static size_t loaded_bytes(const struct ps_models *models)
{
    size_t bytes = 0;
    for (size_t i = 0; i < models->num_loaded; i++)
        bytes += ps_model_weight_bytes(models->loaded[i].model);
    return bytes;
}

static enum ps_status refuse_weights(size_t weights, size_t memory_bytes_max,
                                     struct ps_error *error)
{
    return ps_error_set(
        error, PS_TOO_LARGE,
        "the weights of the models take %zu bytes together, but there are %zu bytes "
        "for weights, keys and values: serve fewer models, or allow more memory",
        weights, memory_bytes_max);
}

/* Before its weights are brought into memory, which would be the end of a process that may not have
 * that much. What is wrong with a folder is for loading to say. */
static enum ps_status check_room(const struct ps_models *models, const char *folder,
                                 size_t memory_bytes_max, struct ps_error *error)
{
    PS_DEFER(ps_inspection_close) struct ps_inspection inspection = {0};
    struct ps_error obstacle = {0};
    if (memory_bytes_max == 0 || ps_inspect(&inspection, folder, &obstacle) != PS_OK ||
        inspection.num_obstacles > 0)
        return PS_OK;
    size_t weights = loaded_bytes(models) + ps_model_weight_bytes(inspection.model);
    return weights < memory_bytes_max ? PS_OK : refuse_weights(weights, memory_bytes_max, error);
}

/* The model of a folder, which may have been loaded under another name. */
static enum ps_status load(struct ps_models *models, const char *folder, const char *dtype,
                           size_t memory_bytes_max, const struct ps_model **model,
                           struct ps_error *error)
{
    PS_DEFER(ps_freep) char *real = ps_path_real(folder);
    PS_DEFER(ps_freep) char *path = real ? ps_take(real) : strdup(folder);
    if (!path)
        return ps_error_no_memory(error, "a path");
    struct ps_model *found = find_loaded(models, path, dtype);
    if (!found) {
        PS_TRY(check_room(models, folder, memory_bytes_max, error));
        struct loaded *loaded = &models->loaded[models->num_loaded];
        PS_TRY(ps_model_load(&loaded->model, folder, dtype, error));
        models->num_loaded++;
        found = loaded->model;
        loaded->path = ps_take(path);
        loaded->dtype = strdup(dtype);
        if (!loaded->dtype)
            return ps_error_no_memory(error, "a model");
    }
    *model = found;
    return PS_OK;
}

static enum ps_status load_all(struct ps_models *models, const struct ps_model_spec *specs,
                               size_t num_specs, size_t memory_bytes_max, struct ps_error *error)
{
    for (size_t i = 0; i < num_specs; i++) {
        const struct ps_model_spec *spec = &specs[i];
        const char *dtype = spec->dtype && spec->dtype[0] ? spec->dtype : "auto";
        enum ps_status status = add_name(models, spec, error);
        if (status == PS_OK)
            status =
                load(models, spec->path, dtype, memory_bytes_max, &models->served[i].model, error);
        if (status != PS_OK) {
            ps_error_prefix(error, "model %s", spec->path);
            return status;
        }
        models->served[i].name = models->names[i];
    }
    return PS_OK;
}

/* --- memory --- */

/* What each engine may use for keys and values. A quarter of what the weights leave is for the work
 * of a step and for the jobs themselves. */
static enum ps_status share_memory(const struct ps_models *models,
                                   const struct ps_models_config *config, size_t *kv_bytes,
                                   struct ps_error *error)
{
    size_t budget = config->kv_bytes_max ? config->kv_bytes_max : KV_BYTES_DEFAULT;
    size_t num_generating = 0;
    size_t weights = loaded_bytes(models);
    for (size_t i = 0; i < models->num_loaded; i++)
        num_generating += ps_model_generates(models->loaded[i].model);
    if (config->memory_bytes_max > 0) {
        if (weights >= config->memory_bytes_max)
            return refuse_weights(weights, config->memory_bytes_max, error);
        size_t left = config->memory_bytes_max - weights;
        if (budget > left - left / 4)
            budget = left - left / 4;
    }
    *kv_bytes = num_generating ? budget / num_generating : budget;
    return PS_OK;
}

static enum ps_status create_engines(struct ps_models *models,
                                     const struct ps_models_config *config, struct ps_error *error)
{
    struct ps_engine_config engine = {.step_tokens_max = config->step_tokens_max};
    PS_TRY(share_memory(models, config, &engine.kv_bytes_max, error));
    for (size_t i = 0; i < models->num_loaded; i++) {
        struct loaded *loaded = &models->loaded[i];
        enum ps_status status =
            ps_engine_create(&loaded->engine, loaded->model, &engine, models->pool, error);
        if (status != PS_OK) {
            ps_error_prefix(error, "model %s", loaded->path);
            return status;
        }
        for (size_t j = 0; j < models->count; j++) {
            if (models->served[j].model == loaded->model)
                models->served[j].engine = loaded->engine;
        }
    }
    return PS_OK;
}

enum ps_status ps_models_load(struct ps_models **models, const struct ps_model_spec *specs,
                              size_t num_specs, const struct ps_models_config *config,
                              struct ps_error *error)
{
    if (num_specs == 0 || num_specs > PS_MODELS_MAX)
        return ps_error_set_param(error, PS_INVALID, "models",
                                  "models: found %zu, expected 1 to %d of them", num_specs,
                                  PS_MODELS_MAX);
    PS_DEFER(ps_models_destroyp) struct ps_models *made = NULL;
    PS_TRY(allocate(&made, num_specs, config->threads, error));
    PS_TRY(load_all(made, specs, num_specs, config->memory_bytes_max, error));
    PS_TRY(create_engines(made, config, error));
    *models = ps_take(made);
    return PS_OK;
}

const struct ps_served *ps_models_served(const struct ps_models *models)
{
    return models->served;
}

size_t ps_models_count(const struct ps_models *models)
{
    return models->count;
}
