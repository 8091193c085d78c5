/* Element types, 16-bit conversions, sizes that must not wrap. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/tensor/tensor.h"

static void names_and_sizes_agree(void **state)
{
    (void)state;
    enum ps_dtype dtype;
    assert_true(ps_dtype_parse("BF16", &dtype));
    assert_int_equal(dtype, PS_DTYPE_BF16);
    assert_int_equal(ps_dtype_size(dtype), 2);
    for (enum ps_dtype i = PS_DTYPE_F32; i <= PS_DTYPE_BOOL; i++) {
        assert_true(ps_dtype_parse(ps_dtype_name(i), &dtype));
        assert_int_equal(dtype, i);
        assert_in_range(ps_dtype_size(i), 1, 8);
    }
    assert_false(ps_dtype_parse("F4", &dtype));
    assert_false(ps_dtype_parse("", &dtype));
    assert_false(ps_dtype_parse("f32", &dtype));
}

static bool is(float found, float expected)
{
    return memcmp(&found, &expected, sizeof found) == 0;
}

static void halves_convert_exactly(void **state)
{
    (void)state;
    assert_true(is(ps_f16_to_f32(0x0000), 0.0f));
    assert_true(is(ps_f16_to_f32(0x8000), -0.0f));
    assert_true(is(ps_f16_to_f32(0x3c00), 1.0f));
    assert_true(is(ps_f16_to_f32(0xc000), -2.0f));
    assert_true(is(ps_f16_to_f32(0x3555), 0x1.554p-2f));
    assert_true(is(ps_f16_to_f32(0x7bff), 65504.0f));
    assert_true(is(ps_f16_to_f32(0x0400), 0x1p-14f));
    assert_true(is(ps_f16_to_f32(0x0001), 0x1p-24f));
    assert_true(is(ps_f16_to_f32(0x83ff), -0x1.ff8p-15f));
    assert_true(is(ps_f16_to_f32(0x7c00), INFINITY));
    assert_true(is(ps_f16_to_f32(0xfc00), -INFINITY));
    assert_true(isnan(ps_f16_to_f32(0x7e01)));
}

static void bfloats_convert_exactly(void **state)
{
    (void)state;
    assert_true(is(ps_bf16_to_f32(0x3f80), 1.0f));
    assert_true(is(ps_bf16_to_f32(0xc049), -3.140625f));
    assert_true(is(ps_bf16_to_f32(0x0001), 0x1p-133f));
    assert_true(is(ps_bf16_to_f32(0xff80), -INFINITY));
    assert_true(isnan(ps_bf16_to_f32(0x7fc0)));
}

static void sizes_do_not_wrap(void **state)
{
    (void)state;
    size_t size;
    struct ps_tensor tensor = {.dtype = PS_DTYPE_F32, .rank = 2, .shape = {3, 4}};
    assert_true(ps_tensor_measure(&tensor, &size));
    assert_int_equal(tensor.num_elements, 12);
    assert_int_equal(size, 48);
    tensor.shape[0] = SIZE_MAX / 2;
    assert_false(ps_tensor_measure(&tensor, &size));
    tensor.shape[1] = 1;
    assert_false(ps_tensor_measure(&tensor, &size));
    tensor.shape[1] = 0;
    assert_true(ps_tensor_measure(&tensor, &size));
    assert_int_equal(size, 0);
    tensor.rank = 0;
    assert_true(ps_tensor_measure(&tensor, &size));
    assert_int_equal(size, 4);
}

static void shapes_read_as_lists(void **state)
{
    (void)state;
    char text[PS_SHAPE_STRING_SIZE];
    const size_t widest[PS_TENSOR_RANK_MAX] = {SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX,
                                               SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX};
    ps_shape_string((const size_t[]){32, 0, 7}, 3, text);
    assert_string_equal(text, "[32, 0, 7]");
    ps_shape_string(NULL, 0, text);
    assert_string_equal(text, "[]");
    ps_shape_string(widest, PS_TENSOR_RANK_MAX, text);
    assert_int_equal(text[strlen(text) - 1], ']');
}

static void only_floats_convert(void **state)
{
    (void)state;
    const uint16_t halves[] = {0x3c00, 0xc000};
    const float floats[] = {1.0f, -2.0f, 0.0f};
    _Alignas(float) char shifted[1 + sizeof floats];
    float out[2];
    struct ps_tensor tensor = {
        .dtype = PS_DTYPE_F16, .rank = 1, .shape = {2}, .num_elements = 2, .data = halves};
    assert_null(ps_tensor_floats(&tensor));
    assert_true(ps_tensor_convert(&tensor, out));
    assert_memory_equal(out, floats, sizeof out);
    tensor.dtype = PS_DTYPE_I16;
    assert_false(ps_tensor_convert(&tensor, out));

    tensor.dtype = PS_DTYPE_F32;
    tensor.data = floats;
    assert_ptr_equal(ps_tensor_floats(&tensor), floats);
    memcpy(shifted + 1, floats, sizeof floats);
    tensor.data = shifted + 1;
    assert_null(ps_tensor_floats(&tensor));
    out[0] = 0.0f;
    assert_true(ps_tensor_convert(&tensor, out));
    assert_memory_equal(out, floats, sizeof out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_sizes_agree),   cmocka_unit_test(halves_convert_exactly),
        cmocka_unit_test(bfloats_convert_exactly), cmocka_unit_test(sizes_do_not_wrap),
        cmocka_unit_test(shapes_read_as_lists),    cmocka_unit_test(only_floats_convert),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
