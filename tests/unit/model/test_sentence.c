/* Folders of sentence-transformers: prompts, and a Transformer that has a folder of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/file.h"
#include "shared/model/model.h"
#include "tests/support/folder.h"

#define BERT    "tests/golden/data/bert"
#define LENGTH  "sentence_bert_config.json"
#define POOLING "1_Pooling/config.json"
#define PROMPTS "config_sentence_transformers.json"

static enum ps_status load(const struct ps_test_folder *folder, struct ps_model **model,
                           struct ps_error *error)
{
    *error = (struct ps_error){0};
    return ps_model_load(model, folder->path, "auto", error);
}

/* Loads an embedder that has these prompts and this pooling. */
static enum ps_status load_with(const char *prompts, const char *pooling, struct ps_model **model,
                                struct ps_error *error)
{
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, BERT);
    ps_test_folder_write_text(&folder, PROMPTS, prompts);
    ps_test_folder_write_text(&folder, POOLING, pooling);
    return load(&folder, model, error);
}

static void default_prompts(void **state)
{
    (void)state;
    static const struct {
        const char *prompts;
        const char *expected;
    } cases[] = {
        {"{\"prompts\":{\"query\":\"query: \"},\"default_prompt_name\":\"query\"}", "query: "},
        {"{\"prompts\":{\"passage\":\"p: \"},\"default_prompt_name\":\"passage\"}", "p: "},
        {"{\"prompts\":{\"query\":\"query: \"},\"default_prompt_name\":null}", ""},
        {"{\"prompts\":{\"query\":\"query: \"},\"default_prompt_name\":\"document\"}", ""},
        {"{\"prompts\":{\"query\":null},\"default_prompt_name\":\"query\"}", ""},
        {"{}", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ps_error error;
        PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
        assert_int_equal(load_with(cases[i].prompts, "{}", &model, &error), PS_OK);
        assert_string_equal(ps_model_prompt(model), cases[i].expected);
    }
}

static void a_prompt_that_the_pooling_leaves_out(void **state)
{
    (void)state;
    struct ps_error error;
    struct ps_model *model = NULL;
    assert_int_equal(load_with("{\"prompts\":{\"query\":\"q\"},\"default_prompt_name\":\"query\"}",
                               "{\"include_prompt\":false}", &model, &error),
                     PS_UNSUPPORTED);
    assert_non_null(strstr(error.message, "include_prompt false"));
    assert_int_equal(
        load_with("{\"prompts\":{\"query\":\"q\"}}", "{\"include_prompt\":false}", &model, &error),
        PS_OK);
    ps_model_destroy(model);
}

static void move(const struct ps_test_folder *folder, const char *name, const char *inside)
{
    PS_DEFER(ps_freep) char *from = ps_path_join(folder->path, name);
    PS_DEFER(ps_freep) char *to_folder = ps_path_join(folder->path, inside);
    PS_DEFER(ps_freep) char *to = ps_path_join(to_folder, name);
    assert_int_equal(rename(from, to), 0);
}

static void a_transformer_in_a_folder_of_its_own(void **state)
{
    (void)state;
    static const char *const names[] = {"config.json", "model.safetensors", "tokenizer.json",
                                        "tokenizer_config.json"};
    struct ps_error error;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    struct ps_model *refused = NULL;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, BERT);
    ps_test_folder_make(&folder, "0_Transformer");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        move(&folder, names[i], "0_Transformer");
    ps_test_folder_write_text(&folder, "0_Transformer/" LENGTH, "{\"max_seq_length\":77}");
    ps_test_folder_write_text(
        &folder, "modules.json",
        "[{\"path\":\"0_Transformer\",\"type\":\"sentence_transformers.models.Transformer\"},"
        "{\"path\":\"1_Pooling\",\"type\":\"sentence_transformers.models.Pooling\"}]");
    assert_int_equal(load(&folder, &model, &error), PS_OK);
    assert_int_equal(ps_model_context(model), 77);
    ps_test_folder_remove(&folder, "0_Transformer/tokenizer.json");
    assert_int_equal(load(&folder, &refused, &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "0_Transformer/tokenizer.json"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(default_prompts),
        cmocka_unit_test(a_prompt_that_the_pooling_leaves_out),
        cmocka_unit_test(a_transformer_in_a_folder_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
