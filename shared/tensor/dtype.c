/* Element types: names, sizes, and the two 16-bit floating-point formats. */
#include "shared/tensor/dtype.h"

#include <string.h>

static const struct {
    const char *name;
    size_t size;
} dtypes[] = {
    [PS_DTYPE_F32] = {"F32", 4},         [PS_DTYPE_F16] = {"F16", 2},
    [PS_DTYPE_BF16] = {"BF16", 2},       [PS_DTYPE_F64] = {"F64", 8},
    [PS_DTYPE_F8_E4M3] = {"F8_E4M3", 1}, [PS_DTYPE_F8_E5M2] = {"F8_E5M2", 1},
    [PS_DTYPE_I64] = {"I64", 8},         [PS_DTYPE_I32] = {"I32", 4},
    [PS_DTYPE_I16] = {"I16", 2},         [PS_DTYPE_I8] = {"I8", 1},
    [PS_DTYPE_U64] = {"U64", 8},         [PS_DTYPE_U32] = {"U32", 4},
    [PS_DTYPE_U16] = {"U16", 2},         [PS_DTYPE_U8] = {"U8", 1},
    [PS_DTYPE_BOOL] = {"BOOL", 1},
};

size_t ps_dtype_size(enum ps_dtype dtype)
{
    return dtypes[dtype].size;
}

const char *ps_dtype_name(enum ps_dtype dtype)
{
    return dtypes[dtype].name;
}

bool ps_dtype_parse(const char *name, enum ps_dtype *dtype)
{
    for (size_t i = 0; i < sizeof dtypes / sizeof dtypes[0]; i++) {
        if (strcmp(dtypes[i].name, name) == 0) {
            *dtype = (enum ps_dtype)i;
            return true;
        }
    }
    return false;
}

static float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

float ps_bf16_to_f32(uint16_t bfloat)
{
    return float_of_bits((uint32_t)bfloat << 16);
}

float ps_f16_to_f32(uint16_t half)
{
    uint32_t sign = (uint32_t)(half & 0x8000) << 16;
    uint32_t exponent = (uint32_t)(half >> 10) & 31;
    uint32_t mantissa = half & 0x3ff;
    if (exponent == 31)
        return float_of_bits(sign | 0x7f800000 | mantissa << 13);
    if (exponent > 0)
        return float_of_bits(sign | (exponent + 112) << 23 | mantissa << 13);
    float magnitude = (float)mantissa * 0x1p-24f; /* subnormal, or zero */
    return sign ? -magnitude : magnitude;
}
