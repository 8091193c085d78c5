/* Safetensors headers: what is right is found, what is wrong is refused by the tensor's name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "shared/weights/safetensors.h"
#include "tests/support/failing_malloc.h"
#include "tests/support/safetensors.h"
#include "tests/support/steady_jansson.h"

#define TENSOR(name, dtype, shape, offsets)                                                        \
    "\"" name "\":{\"dtype\":\"" dtype "\",\"shape\":" shape ",\"data_offsets\":" offsets "}"

static const char valid[] =
    "{\"__metadata__\":{\"format\":\"pt\"}," TENSOR("b", "F32", "[2,3]", "[4,28]") "," TENSOR(
        "a", "BF16", "[2]", "[0,4]") "," TENSOR("empty", "F32", "[0,5]",
                                                "[28,28]") "," TENSOR("scalar", "I64", "[]",
                                                                      "[28,36]") "}   ";

static void finds_tensors_by_name(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    PS_DEFER(ps_safetensors_close) struct ps_safetensors file = {0};
    ps_test_safetensors(&bytes, valid, 36);
    if (ps_safetensors_parse(&file, bytes.data, bytes.size, &error) != PS_OK)
        fail_msg("%s", error.message);
    assert_int_equal(file.num_tensors, 4);
    const struct ps_tensor *b = ps_safetensors_find(&file, "b");
    assert_non_null(b);
    assert_int_equal(b->dtype, PS_DTYPE_F32);
    assert_true(ps_tensor_has_shape(b, (const size_t[]){2, 3}, 2));
    assert_int_equal(((const unsigned char *)b->data)[0], 4);
    assert_int_equal(ps_safetensors_find(&file, "empty")->num_elements, 0);
    assert_int_equal(ps_safetensors_find(&file, "scalar")->num_elements, 1);
    assert_null(ps_safetensors_find(&file, "c"));
    assert_null(ps_safetensors_find(&file, "__metadata__"));
}

struct wrong {
    const char *header;
    size_t data_size;
    enum ps_status status;
    const char *message; /* a part of it */
};

static const struct wrong wrongs[] = {
    {"", 0, PS_INVALID, "not JSON"},
    {"[]", 0, PS_INVALID, "must be a JSON object"},
    {"{", 0, PS_INVALID, "not JSON"},
    {"{} x", 0, PS_INVALID, "not JSON"},
    {"{" TENSOR("a", "F32", "[1]", "[0,4]") "," TENSOR("a", "F32", "[1]", "[4,8]") "}", 8,
     PS_INVALID, "a: found this key again"},
    {"{\"a\":7}", 0, PS_INVALID, "\"a\""},
    {"{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4, PS_INVALID, "\"a\": data_offsets"},
    {"{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4, PS_INVALID, "\"a\": shape"},
    {"{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4, PS_INVALID, "\"a\": dtype"},
    {"{" TENSOR("a", "F4", "[1]", "[0,4]") "}", 4, PS_UNSUPPORTED, "\"a\": dtype \"F4\""},
    {"{" TENSOR("a", "F32", "[-1]", "[0,4]") "}", 4, PS_INVALID, "\"a\": each dimension"},
    {"{" TENSOR("a", "F32", "[1.5]", "[0,4]") "}", 4, PS_INVALID, "\"a\": each dimension"},
    {"{" TENSOR("a", "F32", "[1,1,1,1,1,1,1,1,1]", "[0,4]") "}", 4, PS_UNSUPPORTED,
     "\"a\": shape has 9"},
    {"{" TENSOR("a", "F32", "[4611686018427387904,4]", "[0,4]") "}", 4, PS_INVALID,
     "\"a\": shape [4611686018427387904, 4] is too large"},
    {"{" TENSOR("a", "F32", "[99999999999999999999]", "[0,4]") "}", 4, PS_INVALID,
     "a: found an integer out of range"},
    {"{" TENSOR("a", "F32", "[2]", "[0,4]") "}", 4, PS_INVALID, "\"a\": data_offsets span 4"},
    {"{" TENSOR("a", "F32", "[1]", "[4,0]") "}", 4, PS_INVALID, "\"a\": data_offsets [4, 0]"},
    {"{" TENSOR("a", "F32", "[1]", "[0]") "}", 4, PS_INVALID, "\"a\": data_offsets"},
    {"{" TENSOR("a", "F32", "[1]", "[-4,0]") "}", 4, PS_INVALID, "\"a\": each of data_offsets"},
    {"{" TENSOR("a", "F32", "[2]", "[0,8]") "}", 4, PS_INVALID, "\"a\": its data ends at byte 8"},
    {"{" TENSOR("a", "F32", "[1]", "[0,4]") "}", 5, PS_INVALID, "5 bytes of data"},
    {"{" TENSOR("a", "F32", "[1]", "[1,5]") "}", 5, PS_INVALID, "\"a\": its data begins at byte 1"},
    {"{" TENSOR("a", "F32", "[2]", "[0,8]") "," TENSOR("b", "F32", "[1]", "[4,8]") "}", 8,
     PS_INVALID, "\"b\": its data begins at byte 4, overlapping byte 8"},
    {"{" TENSOR("a", "F32", "[1]", "[0,4]") "," TENSOR("b", "F32", "[1]", "[8,12]") "}", 12,
     PS_INVALID, "\"b\": its data begins at byte 8, leaving a gap after byte 4"},
    {"{}", 1, PS_INVALID, "1 bytes of data"},
};

static void refuses_what_is_wrong(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        struct ps_error error = {0};
        struct ps_safetensors file = {0};
        ps_test_safetensors(&bytes, wrongs[i].header, wrongs[i].data_size);
        assert_int_equal(ps_safetensors_parse(&file, bytes.data, bytes.size, &error),
                         wrongs[i].status);
        if (!strstr(error.message, wrongs[i].message))
            fail_msg("%s: found \"%s\", expected \"%s\"", wrongs[i].header, error.message,
                     wrongs[i].message);
        assert_null(file.tensors);
    }
}

static void refuses_every_truncation(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    ps_test_safetensors(&bytes, valid, 36);
    for (size_t size = 0; size < bytes.size; size++) {
        struct ps_error error = {0};
        struct ps_safetensors file = {0};
        PS_DEFER(ps_freep) char *cut = malloc(size ? size : 1);
        memcpy(cut, bytes.data, size);
        assert_int_equal(ps_safetensors_parse(&file, cut, size, &error), PS_INVALID);
        assert_true(error.message[0] != '\0');
    }
}

static void refuses_a_header_over_the_limit(void **state)
{
    (void)state;
    struct ps_error error = {0};
    struct ps_safetensors file = {0};
    const unsigned char huge[16] = {0, 0, 0, 0, 1};
    const unsigned char all[16] = {255, 255, 255, 255, 255, 255, 255, 255};
    assert_int_equal(ps_safetensors_parse(&file, huge, sizeof huge, &error), PS_TOO_LARGE);
    assert_int_equal(ps_safetensors_parse(&file, all, sizeof all, NULL), PS_TOO_LARGE);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    ps_test_safetensors(&bytes, valid, 36);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_error error = {0};
        struct ps_safetensors file = {0};
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = ps_safetensors_parse(&file, bytes.data, bytes.size, &error);
        failed = ps_failing_malloc_stop();
        ps_safetensors_close(&file);
        assert_int_equal(ps_failing_malloc_live(), live);
        if (!failed)
            assert_int_equal(status, PS_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_tensors_by_name),
        cmocka_unit_test(refuses_what_is_wrong),
        cmocka_unit_test(refuses_every_truncation),
        cmocka_unit_test(refuses_a_header_over_the_limit),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    ps_test_steady_jansson();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
