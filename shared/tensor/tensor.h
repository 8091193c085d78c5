/* A tensor as it lies in a file or in memory: a typed, shaped view that owns nothing. */
#ifndef PENSTOCK_SHARED_TENSOR_TENSOR_H
#define PENSTOCK_SHARED_TENSOR_TENSOR_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/tensor/dtype.h"

#define PS_TENSOR_RANK_MAX   8
#define PS_SHAPE_STRING_SIZE 192

struct ps_tensor {
    enum ps_dtype dtype;
    size_t rank;
    size_t shape[PS_TENSOR_RANK_MAX]; /* outermost first */
    size_t num_elements;
    const void *data; /* num_elements elements, row-major, of any alignment */
};

/* Sets num_elements and *size (in bytes) from dtype and shape; false where either doesn't fit. */
bool ps_tensor_measure(struct ps_tensor *tensor, size_t *size);

/* "[32, 64]". */
void ps_shape_string(const size_t *shape, size_t rank, char text[PS_SHAPE_STRING_SIZE]);

bool ps_tensor_has_shape(const struct ps_tensor *tensor, const size_t *shape, size_t rank);

/* The same type, shape and bytes. */
bool ps_tensor_equal(const struct ps_tensor *a, const struct ps_tensor *b);

/* The elements as they lie, where they are F32 and aligned; else NULL. */
const float *ps_tensor_floats(const struct ps_tensor *tensor);

/* Whether it is F32, F16 or BF16. */
bool ps_tensor_converts(const struct ps_tensor *tensor);

/* Converts all elements of an F32, F16 or BF16 tensor. False for any other type. */
bool ps_tensor_convert(const struct ps_tensor *tensor, float *out /* [num_elements] */);

#endif
