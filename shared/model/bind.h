/* Binds the tensors of a checkpoint to a transformer's slots. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_BIND_H
#define PENSTOCK_SHARED_MODEL_BIND_H

#include "shared/base/arena.h"
#include "shared/model/family.h"
#include "shared/transformer/weights.h"
#include "shared/weights/checkpoint.h"

/* Whether the head of a sequence classifier is there. */
bool ps_bind_has_classifier(const struct ps_checkpoint *checkpoint, const struct ps_family *family);

/* F32 tensors are used where they lie; F16 and BF16 are converted into the arena, where the table
 * of layers is too. Both must outlive weights. Errors name the tensor, and the shapes found and
 * expected. Tensors without a slot are left alone. A configuration with an output whose tensor
 * isn't there becomes a tied one. */
enum ps_status ps_bind(const struct ps_checkpoint *checkpoint, const struct ps_family *family,
                       struct ps_transformer_config *config, struct ps_arena *arena,
                       struct ps_transformer_weights *weights, struct ps_error *error) PS_MUST_USE;

#endif
