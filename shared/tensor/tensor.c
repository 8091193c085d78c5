/* Views of tensors: sizes, shapes, conversion to f32. */
#include "shared/tensor/tensor.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/checked.h"

bool ps_tensor_measure(struct ps_tensor *tensor, size_t *size)
{
    size_t count = 1;
    bool empty = false;
    for (size_t i = 0; i < tensor->rank; i++) {
        if (tensor->shape[i] == 0)
            empty = true;
        else if (!ps_checked_multiply(count, tensor->shape[i], &count))
            return false;
    }
    tensor->num_elements = empty ? 0 : count;
    return ps_checked_multiply(tensor->num_elements, ps_dtype_size(tensor->dtype), size);
}

void ps_shape_string(const size_t *shape, size_t rank, char text[PS_SHAPE_STRING_SIZE])
{
    size_t used = (size_t)snprintf(text, PS_SHAPE_STRING_SIZE, "[");
    for (size_t i = 0; i < rank; i++)
        used += (size_t)snprintf(text + used, PS_SHAPE_STRING_SIZE - used, "%s%zu", i ? ", " : "",
                                 shape[i]);
    (void)snprintf(text + used, PS_SHAPE_STRING_SIZE - used, "]");
}

bool ps_tensor_has_shape(const struct ps_tensor *tensor, const size_t *shape, size_t rank)
{
    return tensor->rank == rank && memcmp(tensor->shape, shape, rank * sizeof *shape) == 0;
}

bool ps_tensor_equal(const struct ps_tensor *a, const struct ps_tensor *b)
{
    if (a->dtype != b->dtype || !ps_tensor_has_shape(a, b->shape, b->rank))
        return false;
    return memcmp(a->data, b->data, a->num_elements * ps_dtype_size(a->dtype)) == 0;
}

const float *ps_tensor_floats(const struct ps_tensor *tensor)
{
    if (tensor->dtype != PS_DTYPE_F32 || (uintptr_t)tensor->data % _Alignof(float) != 0)
        return NULL;
    return tensor->data;
}

bool ps_tensor_converts(const struct ps_tensor *tensor)
{
    return tensor->dtype == PS_DTYPE_F32 || tensor->dtype == PS_DTYPE_F16 ||
           tensor->dtype == PS_DTYPE_BF16;
}

bool ps_tensor_convert(const struct ps_tensor *tensor, float *out)
{
    if (tensor->num_elements == 0)
        return true;
    if (tensor->dtype == PS_DTYPE_F32) {
        memcpy(out, tensor->data, tensor->num_elements * sizeof *out);
        return true;
    }
    if (!ps_tensor_converts(tensor))
        return false;
    const char *bytes = tensor->data;
    for (size_t i = 0; i < tensor->num_elements; i++) {
        uint16_t bits;
        memcpy(&bits, bytes + 2 * i, sizeof bits);
        out[i] = tensor->dtype == PS_DTYPE_F16 ? ps_f16_to_f32(bits) : ps_bf16_to_f32(bits);
    }
    return true;
}
