/* The weights of a checkpoint folder: model.safetensors, or the shards that
 * model.safetensors.index.json lists, mapped; each tensor found by name. */
#ifndef PENSTOCK_SHARED_WEIGHTS_CHECKPOINT_H
#define PENSTOCK_SHARED_WEIGHTS_CHECKPOINT_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/status.h"
#include "shared/tensor/tensor.h"

#define PS_CHECKPOINT_SHARDS_MAX 1024u

struct ps_checkpoint; /* opaque */

struct ps_checkpoint_summary {
    size_t num_files;
    size_t num_bytes; /* of the files */
    size_t num_tensors;
    size_t num_elements;
    uint32_t dtypes; /* of tensors: bit 1 << enum ps_dtype */
};

/* PS_NOT_FOUND, PS_INVALID, PS_UNSUPPORTED, PS_TOO_LARGE, PS_IO, PS_NO_MEMORY; messages name the
 * file and the tensor. */
enum ps_status ps_checkpoint_open(struct ps_checkpoint **checkpoint, const char *folder,
                                  struct ps_error *error) PS_MUST_USE;
void ps_checkpoint_close(struct ps_checkpoint *checkpoint);
PS_DEFINE_DEFER(ps_checkpoint_close, struct ps_checkpoint)

/* Borrowed until close; NULL where there is none of that name. */
const struct ps_tensor *ps_checkpoint_find(const struct ps_checkpoint *checkpoint,
                                           const char *name);

void ps_checkpoint_summarize(const struct ps_checkpoint *checkpoint,
                             struct ps_checkpoint_summary *summary);

/* Adds the name and the bytes of every file, in the order of their names. */
void ps_checkpoint_hash(const struct ps_checkpoint *checkpoint, struct ps_hasher *hasher);

#endif
