/* The models that a program serves. */
#include "shared/job/models.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/file.h"

#define KV_BYTES_DEFAULT ((size_t)1 << 30)

/* One model with what belongs to it. */
struct loaded {
    char *name;
    struct ps_model *model;
    struct ps_engine *engine;
};

struct ps_models {
    struct ps_pool *pool;
    struct loaded *loaded;    /* [count] */
    struct ps_served *served; /* [count], borrows from loaded */
    size_t count;
};

void ps_models_destroy(struct ps_models *models)
{
    if (!models)
        return;
    for (size_t i = 0; i < models->count; i++) {
        ps_engine_destroy(models->loaded[i].engine);
        ps_model_destroy(models->loaded[i].model);
        free(models->loaded[i].name);
    }
    free(models->loaded);
    free(models->served);
    ps_pool_destroy(models->pool);
    free(models);
}

static enum ps_status load_one(struct ps_models *models, const struct ps_model_spec *spec,
                               const struct ps_engine_config *config, struct ps_error *error)
{
    struct loaded *loaded = &models->loaded[models->count];
    struct ps_served *served = &models->served[models->count];
    models->count++;
    bool named = spec->name && spec->name[0];
    loaded->name = named ? strdup(spec->name) : ps_path_last(spec->path);
    if (!loaded->name)
        return ps_error_no_memory(error, "the name of a model");
    for (size_t i = 0; i + 1 < models->count; i++) {
        if (strcmp(models->loaded[i].name, loaded->name) == 0)
            return ps_error_set(error, PS_INVALID,
                                "two models are named \"%s\"; give one another "
                                "name",
                                loaded->name);
    }
    const char *dtype = spec->dtype && spec->dtype[0] ? spec->dtype : "auto";
    PS_TRY(ps_model_load(&loaded->model, spec->path, dtype, error));
    PS_TRY(ps_engine_create(&loaded->engine, loaded->model, config, models->pool, error));
    *served =
        (struct ps_served){.name = loaded->name, .model = loaded->model, .engine = loaded->engine};
    return PS_OK;
}

static enum ps_status allocate(struct ps_models **models, size_t count, size_t threads,
                               struct ps_error *error)
{
    struct ps_models *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "the models");
    made->loaded = calloc(count, sizeof *made->loaded);
    made->served = calloc(count, sizeof *made->served);
    made->pool = ps_pool_create(threads);
    *models = made;
    if (!made->loaded || !made->served || !made->pool)
        return ps_error_no_memory(error, "the models and their threads");
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
    size_t kv_bytes = config->kv_bytes_max ? config->kv_bytes_max : KV_BYTES_DEFAULT;
    struct ps_engine_config engine = {.kv_bytes_max = kv_bytes / num_specs,
                                      .step_tokens_max = config->step_tokens_max};
    for (size_t i = 0; i < num_specs; i++) {
        enum ps_status status = load_one(made, &specs[i], &engine, error);
        if (status != PS_OK) {
            ps_error_prefix(error, "model %s", specs[i].path);
            return status;
        }
    }
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
