/* The models that a program serves: each folder loaded once, however many names it has, with one
 * engine over the shared thread pool; the memory for keys and values divided between those that
 * generate. */
#ifndef PENSTOCK_SHARED_JOB_MODELS_H
#define PENSTOCK_SHARED_JOB_MODELS_H

#include "shared/job/runner.h"

#define PS_MODELS_MAX 64

struct ps_model_spec {
    const char *name; /* as jobs ask for it; NULL or "": the folder's last component */
    const char *path;
    const char *dtype; /* NULL: "auto" */
};

struct ps_models_config {
    size_t threads;          /* of all engines together; 0: 1 */
    size_t kv_bytes_max;     /* of all engines together; 0: 1 GiB */
    size_t memory_bytes_max; /* for weights, keys and values of all together; 0: no limit */
    size_t step_tokens_max;  /* of each engine; 0: the engine's default */
};

struct ps_models; /* opaque */

/* Loads them in order. Errors name the model: PS_INVALID (none, more than PS_MODELS_MAX,
 * or two of one name), PS_TOO_LARGE (their weights leave no room for keys and values), and those of
 * ps_model_load and ps_engine_create. */
enum ps_status ps_models_load(struct ps_models **models, const struct ps_model_spec *specs,
                              size_t num_specs, const struct ps_models_config *config,
                              struct ps_error *error) PS_MUST_USE;

/* No runner may use them any more. */
void ps_models_destroy(struct ps_models *models);
PS_DEFINE_DEFER(ps_models_destroy, struct ps_models)

const struct ps_served *ps_models_served(const struct ps_models *models);
size_t ps_models_count(const struct ps_models *models);

#endif
