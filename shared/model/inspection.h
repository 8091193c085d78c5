/* What loading a checkpoint folder would find, without bringing its weights into memory; also of a
 * folder that can't be loaded, each part by itself. */
#ifndef PENSTOCK_SHARED_MODEL_INSPECTION_H
#define PENSTOCK_SHARED_MODEL_INSPECTION_H

#include <jansson.h>

#include "shared/model/model.h"

#define PS_OBSTACLES_MAX 8

/* A part that is missing, wrong or not supported. */
struct ps_obstacle {
    const char *part; /* "configuration", "tokenizer", "chat template", "weights", ... */
    struct ps_error error;
};

/* Zero-initialise. */
struct ps_inspection {
    struct ps_model *model; /* owned; parts with an obstacle are NULL, and so is its transformer */
    json_t *config;         /* config.json, owned; NULL where it could not be read */
    struct ps_obstacle obstacles[PS_OBSTACLES_MAX]; /* [num_obstacles] */
    size_t num_obstacles;
};

/* PS_NOT_FOUND where there is no such folder, PS_NO_MEMORY; all else is an obstacle. */
enum ps_status ps_inspect(struct ps_inspection *inspection, const char *folder,
                          struct ps_error *error) PS_MUST_USE;
void ps_inspection_close(struct ps_inspection *inspection);

#endif
