/* Element types of stored tensors, by the names safetensors gives them. */
#ifndef PENSTOCK_SHARED_TENSOR_DTYPE_H
#define PENSTOCK_SHARED_TENSOR_DTYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ps_dtype {
    PS_DTYPE_F32,
    PS_DTYPE_F16,
    PS_DTYPE_BF16,
    PS_DTYPE_F64,
    PS_DTYPE_F8_E4M3,
    PS_DTYPE_F8_E5M2,
    PS_DTYPE_I64,
    PS_DTYPE_I32,
    PS_DTYPE_I16,
    PS_DTYPE_I8,
    PS_DTYPE_U64,
    PS_DTYPE_U32,
    PS_DTYPE_U16,
    PS_DTYPE_U8,
    PS_DTYPE_BOOL
};

size_t ps_dtype_size(enum ps_dtype dtype); /* bytes of one element */
const char *ps_dtype_name(enum ps_dtype dtype);

/* False where no type has that name. */
bool ps_dtype_parse(const char *name, enum ps_dtype *dtype);

/* The exact value of an IEEE 754 half and of a bfloat16. */
float ps_f16_to_f32(uint16_t half);
float ps_bf16_to_f32(uint16_t bfloat);

#endif
