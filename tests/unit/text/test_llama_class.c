/* Conversations of the Llama family: what transformers' class makes of a tokenizer.json. */
#include "tests/unit/text/text_test.h"

#include "tests/support/folder.h"

static const char file[] =
    "{\"added_tokens\": [{\"id\": 1, \"content\": \"<s>\", \"single_word\": false, \"lstrip\": "
    "false, "
    "\"rstrip\": false, \"normalized\": false, \"special\": true}, {\"id\": 2, \"content\": "
    "\"</s>\", "
    "\"single_word\": false, \"lstrip\": false, \"rstrip\": false, \"normalized\": false, "
    "\"special\": true}], "
    "\"normalizer\": {\"type\": \"Sequence\", \"normalizers\": ["
    "{\"type\": \"Prepend\", \"prepend\": \"\xe2\x96\x81\"}, "
    "{\"type\": \"Replace\", \"pattern\": {\"String\": \" \"}, \"content\": \"\xe2\x96\x81\"}]}, "
    "\"pre_tokenizer\": null, \"post_processor\": null, \"decoder\": null, "
    "\"model\": {\"type\": \"BPE\", \"unk_token\": \"<unk>\", \"fuse_unk\": true, "
    "\"byte_fallback\": false, \"vocab\": {\"<unk>\": 0, \"<s>\": 1, \"</s>\": 2, "
    "\"\xe2\x96\x81\": 3, \"a\": 4, \"\xe2\x96\x81"
    "a\": 5}, \"merges\": [\"\xe2\x96\x81 a\"]}}";

struct example {
    const char *settings; /* tokenizer_config.json */
    const char *model;    /* config.json, or NULL */
    const char *ids;      /* of "<s>a</s>a a", one digit each; NULL: the class changes nothing */
};

static const struct example examples[] = {
    {"{\"tokenizer_class\": \"LlamaTokenizer\", \"legacy\": false}", "{\"model_type\": \"llama\"}",
     "14245"},
    {"{\"tokenizer_class\": \"LlamaTokenizer\", \"legacy\": false}",
     "{\"model_type\": \"mistral\"}", NULL},
    {"{\"tokenizer_class\": \"LlamaTokenizerFast\"}", NULL, "14245"},
    {"{\"tokenizer_class\": \"LlamaTokenizer\", \"legacy\": true}", NULL, "15255"},
    {"{\"tokenizer_class\": \"LlamaTokenizer\", \"add_prefix_space\": false}", NULL, "14245"},
    {"{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}", NULL, NULL},
    {"{}", NULL, NULL},
};

static void expect_ids(const struct ps_tokenizer *tokenizer, const char *expected)
{
    static const char text[] = "<s>a</s>a a";
    struct ps_tokens tokens = {0};
    char digits[32] = "";
    assert_int_equal(ps_tokenizer_encode(tokenizer, text, strlen(text), false, &tokens, NULL),
                     PS_OK);
    assert_true(tokens.count < sizeof digits);
    for (size_t i = 0; i < tokens.count; i++)
        digits[i] = (char)('0' + tokens.ids[i]);
    assert_string_equal(digits, expected);
    ps_tokens_close(&tokens);
}

static void test_the_class_of_conversations(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
        ps_test_folder_init(&folder);
        ps_test_folder_write_text(&folder, "tokenizer.json", file);
        ps_test_folder_write_text(&folder, "tokenizer_config.json", examples[i].settings);
        if (examples[i].model)
            ps_test_folder_write_text(&folder, "config.json", examples[i].model);
        struct ps_tokenizer *plain = NULL, *chat = NULL;
        struct ps_error error = {0};
        assert_int_equal(ps_tokenizer_load(&plain, folder.path, &error), PS_OK);
        assert_int_equal(ps_tokenizer_load_for_chat(&chat, folder.path, &error), PS_OK);
        expect_ids(plain, "15255");
        assert_int_equal(chat != NULL, examples[i].ids != NULL);
        if (chat)
            expect_ids(chat, examples[i].ids);
        ps_tokenizer_destroy(plain);
        ps_tokenizer_destroy(chat);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_class_of_conversations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
