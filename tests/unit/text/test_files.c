/* Tokenizers from the files of older checkpoints: what they give, that no allocation that fails is
 * missed, and that each file counts for the digest. */
#include "tests/unit/text/text_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/base/file.h"
#include "tests/support/failing_malloc.h"

static char folder[] = "/tmp/penstock-test-XXXXXX";

static const struct {
    const char *name, *text;
} files[] = {
    {"vocab.json", "{\"a\":0,\"b\":1,\"ab\":2,\"\xC4\xA0\":3}"},
    {"merges.txt", "#version: 0.2\r\na b\r\n"},
    {"tokenizer_config.json", "{\"tokenizer_class\":\"Qwen2Tokenizer\",\"model_max_length\":1e30,"
                              "\"add_prefix_space\":true,\"add_eos_token\":true,\"pad_token\":null,"
                              "\"unk_token\":null,\"eos_token\":{\"content\":\"<e>\"}}"},
    {"special_tokens_map.json", "{\"bos_token\":\"<b>\"}"},
    {"added_tokens.json", "{\"<b>\":4}"},
};

enum { NUM_FILES = sizeof files / sizeof files[0] };

static void path_of(const char *name, char path[128])
{
    (void)snprintf(path, 128, "%s/%s", folder, name);
}

static void write_file(const char *name, const char *text)
{
    char path[128];
    path_of(name, path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

static int create_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    for (size_t i = 0; i < NUM_FILES; i++)
        write_file(files[i].name, files[i].text);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < NUM_FILES; i++) {
        char path[128];
        path_of(files[i].name, path);
        (void)unlink(path);
    }
    return rmdir(folder);
}

static void test_vocabulary_and_merges(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    enum ps_status status = ps_tokenizer_load(&tokenizer, folder, &error);
    assert_string_equal(error.message, "");
    assert_int_equal(status, PS_OK);
    TEST_ENCODES(tokenizer, "ab", true, 3, 2, 5);
    TEST_ENCODES(tokenizer, "ab<b>a<e>", false, 3, 2, 4, 3, 0, 5);
    TEST_DECODES(tokenizer, false, " ab<b>", 3, 2, 4);
    assert_true(ps_tokenizer_is_special(tokenizer, 4));
    ps_tokenizer_destroy(tokenizer);
}

static void test_without_memory(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_tokenizer *tokenizer = NULL;
        struct ps_error error = {0};
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = ps_tokenizer_load(&tokenizer, folder, &error);
        failed = ps_failing_malloc_stop();
        if (status == PS_OK)
            TEST_ENCODES(tokenizer, "ab<e>", true, 3, 2, 5, 5);
        else
            assert_true(failed && !tokenizer && error.message[0]);
        ps_tokenizer_destroy(tokenizer);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
}

static struct ps_digest digest_folder(void)
{
    struct ps_digest digest;
    struct ps_hasher *hasher = ps_hasher_create();
    assert_non_null(hasher);
    assert_int_equal(ps_tokenizer_hash_files(folder, hasher, NULL), PS_OK);
    assert_int_equal(ps_hasher_finish(hasher, &digest), PS_OK);
    ps_hasher_destroy(hasher);
    return digest;
}

static void test_each_file_counts(void **state)
{
    (void)state;
    struct ps_digest before = digest_folder();
    for (size_t i = 0; i < NUM_FILES; i++) {
        write_file(files[i].name, "other");
        struct ps_digest changed = digest_folder();
        assert_memory_not_equal(&before, &changed, sizeof before);
        write_file(files[i].name, files[i].text);
    }
    struct ps_digest after = digest_folder();
    assert_memory_equal(&before, &after, sizeof before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary_and_merges),
        cmocka_unit_test(test_without_memory),
        cmocka_unit_test(test_each_file_counts),
    };
    return cmocka_run_group_tests(tests, create_folder, remove_folder);
}
