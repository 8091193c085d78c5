/* Where a model's tensors come from: found in the checkpoint under the family's names, checked, and
 * brought into the form that slots want. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_SOURCE_H
#define PENSTOCK_SHARED_MODEL_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/arena.h"
#include "shared/base/status.h"
#include "shared/weights/checkpoint.h"

#define PS_SOURCE_LAYER_SIZE 64 /* bytes of a layer's prefix */

struct ps_source {
    const struct ps_checkpoint *checkpoint;
    const char *prefix; /* "model.": names have it or not */
    char
        layer[PS_SOURCE_LAYER_SIZE]; /* "layers.3.": before the names of the current layer, or "" */
    struct ps_arena *arena;          /* of what can't be used where it lies */
    bool checks_only;                /* nothing is converted: floats may not be read */
    size_t num_parameters;           /* taken so far */
};

/* A vector or a matrix as it is to be used. */
struct ps_wanted {
    const char *name;
    const char *suffix;      /* ".weight", ".bias" or "" */
    const char *alternative; /* another suffix, which old files have; or NULL */
    size_t rank;             /* 1 or 2 */
    size_t sizes[2];         /* of a matrix [out, in] */
    bool transposed;         /* in the file it lies as [in, out] */
};

/* With the prefix or without; NULL where there is none. */
const struct ps_tensor *ps_source_find(const struct ps_source *source, const char *name,
                                       const char *suffix);

/* F32 tensors are used where they lie unless they are transposed; all others are converted into the
 * arena. PS_INVALID, PS_UNSUPPORTED, PS_NO_MEMORY: errors name the tensor, and the shapes or types
 * found and expected. */
enum ps_status ps_source_take(struct ps_source *source, const struct ps_wanted *wanted,
                              const float **out, struct ps_error *error) PS_MUST_USE;

#endif
