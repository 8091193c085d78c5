/* Binds the tensors of a checkpoint to a transformer's slots. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_BIND_H
#define PENSTOCK_SHARED_MODEL_BIND_H

#include "shared/base/arena.h"
#include "shared/model/family.h"
#include "shared/transformer/weights.h"
#include "shared/weights/checkpoint.h"

struct ps_bound {
    struct ps_transformer_weights weights;
    size_t num_parameters; /* of the tensors that have a slot */
};

/* Whether the head of a sequence classifier is there. */
bool ps_bind_has_classifier(const struct ps_checkpoint *checkpoint, const struct ps_family *family);

struct ps_bind_params {
    const struct ps_checkpoint *checkpoint;
    const struct ps_family *family;
    struct ps_arena *arena;
    bool checks_only; /* names, shapes and types; the weights point nowhere */
};

/* F32 tensors are used where they lie; F16, BF16 and transposed ones are converted into the arena,
 * where the table of layers is too. Checkpoint and arena must outlive the weights. Errors name the
 * tensor, and the shapes found and expected. Tensors without a slot are left alone. Sets the
 * configuration's tied_output to what the tensors say. */
enum ps_status ps_bind(const struct ps_bind_params *params, struct ps_transformer_config *config,
                       struct ps_bound *bound, struct ps_error *error) PS_MUST_USE;

#endif
