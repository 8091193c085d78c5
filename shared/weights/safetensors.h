/* One safetensors file, read in place: eight bytes of header length, a JSON header that names
 * tensors with dtype, shape and byte range, then the bytes. */
#ifndef PENSTOCK_SHARED_WEIGHTS_SAFETENSORS_H
#define PENSTOCK_SHARED_WEIGHTS_SAFETENSORS_H

#include <stddef.h>

#include "shared/base/status.h"
#include "shared/tensor/tensor.h"

#define PS_SAFETENSORS_HEADER_MAX  (32u << 20) /* bytes */
#define PS_SAFETENSORS_TENSORS_MAX 100000u

struct ps_named_tensor {
    char *name;              /* owned */
    struct ps_tensor tensor; /* data borrowed from the file's bytes */
};

/* Zero-initialise. */
struct ps_safetensors {
    struct ps_named_tensor *tensors; /* [num_tensors], by name */
    size_t num_tensors;
};

/* Checks the whole header against the bytes, which are borrowed until close: every tensor's range
 * has the size of its dtype and shape, and the ranges cover the file without gap or overlap.
 * PS_INVALID, PS_UNSUPPORTED (a dtype), PS_TOO_LARGE, PS_NO_MEMORY; messages name the tensor. */
enum ps_status ps_safetensors_parse(struct ps_safetensors *file, const void *data, size_t size,
                                    struct ps_error *error) PS_MUST_USE;
void ps_safetensors_close(struct ps_safetensors *file);

/* NULL where there is none of that name. */
const struct ps_tensor *ps_safetensors_find(const struct ps_safetensors *file, const char *name);

#endif
