/* Checkpoint folders: one file, shards with an index, and indexes that lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/weights/checkpoint.h"
#include "tests/support/folder.h"
#include "tests/support/safetensors.h"

#define TENSOR(name) "{\"" name "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"

static void write_shard(const struct ps_test_folder *folder, const char *name, const char *header)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    ps_test_safetensors(&bytes, header, 4);
    ps_test_folder_write(folder, name, bytes.data, bytes.size);
}

static enum ps_status open_folder(const struct ps_test_folder *folder, struct ps_error *error)
{
    PS_DEFER(ps_checkpoint_closep) struct ps_checkpoint *checkpoint = NULL;
    *error = (struct ps_error){0};
    return ps_checkpoint_open(&checkpoint, folder->path, error);
}

static void opens_one_file(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_checkpoint_closep) struct ps_checkpoint *checkpoint = NULL;
    ps_test_folder_init(&folder);
    write_shard(&folder, "model.safetensors", TENSOR("a"));
    assert_int_equal(ps_checkpoint_open(&checkpoint, folder.path, &error), PS_OK);
    assert_non_null(ps_checkpoint_find(checkpoint, "a"));
    assert_null(ps_checkpoint_find(checkpoint, "b"));
}

static void opens_shards(void **state)
{
    (void)state;
    struct ps_error error = {0};
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_checkpoint_closep) struct ps_checkpoint *checkpoint = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, "model.safetensors.index.json",
                              "{\"metadata\":{},\"weight_map\":{\"a\":\"1.safetensors\","
                              "\"b\":\"2.safetensors\",\"c\":\"1.safetensors\"}}");
    write_shard(&folder, "1.safetensors", TENSOR("a"));
    write_shard(&folder, "2.safetensors", TENSOR("b"));
    assert_int_equal(ps_checkpoint_open(&checkpoint, folder.path, &error), PS_OK);
    assert_non_null(ps_checkpoint_find(checkpoint, "a"));
    assert_non_null(ps_checkpoint_find(checkpoint, "b"));
}

static void refuses_wrong_indexes(void **state)
{
    (void)state;
    static const struct {
        const char *index;
        const char *message;
    } wrongs[] = {
        {"{", "not JSON"},
        {"[]", "weight_map"},
        {"{}", "weight_map"},
        {"{\"weight_map\":{}}", "weight_map"},
        {"{\"weight_map\":{\"a\":1}}", "tensor \"a\" must name a file beside the index"},
        {"{\"weight_map\":{\"a\":\"../x.safetensors\"}}", "found \"../x.safetensors\""},
        {"{\"weight_map\":{\"a\":\"/etc/passwd\"}}", "found \"/etc/passwd\""},
        {"{\"weight_map\":{\"a\":\"\"}}", "tensor \"a\""},
        {"{\"weight_map\":{\"a\":\"..\"}}", "tensor \"a\""},
    };
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    for (size_t i = 0; i < sizeof wrongs / sizeof wrongs[0]; i++) {
        struct ps_error error;
        ps_test_folder_write_text(&folder, "model.safetensors.index.json", wrongs[i].index);
        assert_int_equal(open_folder(&folder, &error), PS_INVALID);
        if (!strstr(error.message, wrongs[i].message))
            fail_msg("%s: found \"%s\", expected \"%s\"", wrongs[i].index, error.message,
                     wrongs[i].message);
        assert_non_null(strstr(error.message, "model.safetensors.index.json"));
    }
}

static void names_what_is_missing(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    assert_int_equal(open_folder(&folder, &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "model.safetensors"));
    ps_test_folder_write_text(&folder, "model.safetensors.index.json",
                              "{\"weight_map\":{\"a\":\"1.safetensors\"}}");
    assert_int_equal(open_folder(&folder, &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "1.safetensors"));
    write_shard(&folder, "1.safetensors", "{}");
    assert_int_equal(open_folder(&folder, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "1.safetensors"));
    ps_test_folder_write_text(&folder, "1.safetensors", "");
    assert_int_equal(open_folder(&folder, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "truncated"));
}

static void refuses_a_tensor_in_two_shards(void **state)
{
    (void)state;
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_write_text(&folder, "model.safetensors.index.json",
                              "{\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}}");
    write_shard(&folder, "1.safetensors", TENSOR("a"));
    write_shard(&folder, "2.safetensors", TENSOR("a"));
    assert_int_equal(open_folder(&folder, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "tensor \"a\" is in both"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_one_file),
        cmocka_unit_test(opens_shards),
        cmocka_unit_test(refuses_wrong_indexes),
        cmocka_unit_test(names_what_is_missing),
        cmocka_unit_test(refuses_a_tensor_in_two_shards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
