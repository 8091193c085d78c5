/* Encoding and decoding with small tokenizers, what the accessors say, and files that are refused.
 */
#include "tests/unit/text/text_test.h"

#include <stdio.h>
#include <stdlib.h>

#define UNDER "\xE2\x96\x81"

static void test_bpe(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    TEST_ENCODES(tokenizer, "ab", true, 1, 9);
    TEST_ENCODES(tokenizer, "ab", false, 9);
    TEST_ENCODES(tokenizer, "abc", false, 3, 8); /* "ab c" comes before "_ ab" */
    TEST_ENCODES(tokenizer, " cab", false, 3, 3, 6, 7);
    TEST_ENCODES(tokenizer, "a\xC3\xA9", false, 3, 4, 15, 16);
    TEST_ENCODES(tokenizer, "xyz", false, 3, 0); /* fused */
    TEST_ENCODES(tokenizer,
                 "x\xC3\xA9"
                 "a",
                 false, 3, 15, 16, 0, 4); /* as the reference does */
    TEST_ENCODES(tokenizer, "ab<s>ab</s>", false, 9, 1, 9, 2);
    TEST_ENCODES(tokenizer, "<s>", true, 1, 1);
    test_encodes(tokenizer, "", false, NULL, 0);
    TEST_ENCODES(tokenizer, "", true, 1);
    ps_tokenizer_destroy(tokenizer);
}

static void test_bpe_decoding(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    TEST_DECODES(tokenizer, true, "ab ab", 1, 9, 9, 2);
    TEST_DECODES(tokenizer, false, "<s> ab</s>", 1, 9, 2);
    TEST_DECODES(tokenizer, true, " ab", 3, 9);
    TEST_DECODES(tokenizer, true, "\xF0\x9F\xA6\x99", 11, 12, 13, 14);
    TEST_DECODES(tokenizer, true,
                 "\xEF\xBF\xBD\xEF\xBF\xBD"
                 "a",
                 11, 12, 4);
    TEST_DECODES(tokenizer, true, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 15, 16, 12);
    TEST_DECODES(tokenizer, true, "ac", 4, 1000, -1, 6);
    ps_tokenizer_destroy(tokenizer);
}

static void test_word_piece(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_bert);
    TEST_ENCODES(tokenizer, "Hello", true, 1, 4, 7, 2);
    TEST_ENCODES(tokenizer, "\xC3\x89t\xC3\xA9 hello's.", false, 12, 4, 7, 9, 10, 8);
    TEST_ENCODES(tokenizer, "he\xE4\xBD\xA0he", false, 5, 11, 5);
    TEST_ENCODES(tokenizer, "hellox hellohe", false, 0, 0);
    TEST_ENCODES(tokenizer, "he  [MASK] he", false, 5, 3, 5);
    TEST_DECODES(tokenizer, true, "hello ' s.", 1, 4, 7, 9, 10, 8, 2);
    TEST_DECODES(tokenizer, false, "[MASK] he", 3, 5);
    ps_tokenizer_destroy(tokenizer);
}

static void test_accessors(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    assert_int_equal(ps_tokenizer_size(tokenizer), 18);
    assert_string_equal(ps_tokenizer_token(tokenizer, 9), UNDER "ab");
    assert_null(ps_tokenizer_token(tokenizer, 18));
    assert_null(ps_tokenizer_token(tokenizer, -1));
    assert_true(ps_tokenizer_is_special(tokenizer, 1));
    assert_false(ps_tokenizer_is_special(tokenizer, 0));
    assert_false(ps_tokenizer_is_special(tokenizer, 12345));
    ps_tokenizer_destroy(tokenizer);
}

static void test_tokens_are_appended(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    struct ps_tokens tokens = {0};
    for (int i = 0; i < 2; i++)
        assert_int_equal(ps_tokenizer_encode(tokenizer, "ab", 2, true, &tokens, NULL), PS_OK);
    assert_int_equal(tokens.count, 4);
    assert_int_equal(tokens.type_ids[3], 0);
    struct ps_error error = {0};
    assert_int_equal(ps_tokenizer_encode(tokenizer, "a\xFF", 2, true, &tokens, &error), PS_INVALID);
    assert_int_equal(tokens.count, 4);
    assert_non_null(strstr(error.message, "UTF-8"));
    ps_tokens_close(&tokens);
    ps_tokenizer_destroy(tokenizer);
}

struct refused {
    const char *json;
    enum ps_status status;
    const char *message; /* is in it */
};

#define MODEL "\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}"

static void test_refused_files(void **state)
{
    (void)state;
    static const struct refused cases[] = {
        {"", PS_INVALID, "not JSON"},
        {"[]", PS_INVALID, "expected a JSON object"},
        {"{}", PS_INVALID, "model is missing"},
        {"{\"model\":{}}", PS_INVALID, "model.type is missing"},
        {"{\"model\":{\"type\":\"BPE\",\"merges\":[]}}", PS_INVALID, "model.vocab is missing"},
        {"{\"model\":{\"type\":\"BPE\",\"vocab\":{}}}", PS_INVALID, "model.merges is missing"},
        {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":\"x\"},\"merges\":[]}}", PS_INVALID,
         "id of \"a\""},
        {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":99999999999},\"merges\":[]}}", PS_TOO_LARGE,
         "token \"a\""},
        {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a\"]}}", PS_INVALID,
         "model.merges[0]"},
        {"{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[\"a a\"]}}", PS_INVALID,
         "model.merges[0]"},
        {"{\"model\":{\"type\":\"BPE\",\"dropout\":0.5,\"vocab\":{},\"merges\":[]}}",
         PS_UNSUPPORTED, "model.dropout"},
        {"{\"model\":{\"type\":\"Other\",\"vocab\":[]}}", PS_UNSUPPORTED, "\"Other\""},
        {"{\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Other\"}]}," MODEL
         "}",
         PS_UNSUPPORTED, "normalizer.normalizers[0]"},
        {"{\"normalizer\":7," MODEL "}", PS_INVALID, "normalizer is a number"},
        {"{\"normalizer\":{\"type\":\"Replace\",\"pattern\":{\"Regex\":\"(\"},\"content\":\"\"}"
         "," MODEL "}",
         PS_INVALID, "normalizer.pattern"},
        {"{\"pre_tokenizer\":{\"type\":\"Other\"}," MODEL "}", PS_UNSUPPORTED, "pre_tokenizer"},
        {"{\"pre_tokenizer\":{\"type\":\"Metaspace\",\"replacement\":\"ab\"}," MODEL "}",
         PS_INVALID, "one character"},
        {"{\"decoder\":{\"type\":\"Strip\",\"content\":\" \",\"start\":-1,\"stop\":0}," MODEL "}",
         PS_INVALID, "decoder.start"},
        {"{\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":"
         "{\"id\":\"x\",\"type_id\":0}}],\"special_tokens\":{}}," MODEL "}",
         PS_INVALID, "\"x\""},
        {"{\"added_tokens\":[{}]," MODEL "}", PS_INVALID, "added_tokens[0].content"},
        {"{\"added_tokens\":{}," MODEL "}", PS_INVALID, "added_tokens"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ps_tokenizer *tokenizer = NULL;
        struct ps_error error = {0};
        enum ps_status status =
            ps_tokenizer_parse(&tokenizer, cases[i].json, strlen(cases[i].json), &error);
        if (status != cases[i].status || !strstr(error.message, cases[i].message))
            print_message("%s\n -> %s\n", cases[i].json, error.message);
        assert_int_equal(status, cases[i].status);
        assert_non_null(strstr(error.message, cases[i].message));
        assert_null(tokenizer);
    }
}

static void test_folder_without_the_file(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_tokenizer_load(&tokenizer, "tests/unit/text", &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "tests/unit/text/tokenizer.json"));
}

/* Replacements that feed each other must end in an error, not in all the memory there is. */
static void test_exploding_normalizer(void **state)
{
    (void)state;
    struct ps_buffer json = {0};
    assert_int_equal(ps_buffer_append_string(&json, "{" MODEL ",\"normalizer\":{\"type\":\"Sequence"
                                                    "\",\"normalizers\":["),
                     PS_OK);
    for (int i = 0; i < 40; i++)
        assert_int_equal(ps_buffer_printf(&json,
                                          "%s{\"type\":\"Replace\",\"pattern\":{\"String\":\"a\"},"
                                          "\"content\":\"aaaa\"}",
                                          i ? "," : ""),
                         PS_OK);
    assert_int_equal(ps_buffer_append_string(&json, "]}}"), PS_OK);
    struct ps_tokenizer *tokenizer = test_parse(json.data);
    struct ps_tokens tokens = {0};
    struct ps_error error = {0};
    assert_int_equal(ps_tokenizer_encode(tokenizer, "aa", 2, true, &tokens, &error), PS_TOO_LARGE);
    assert_int_equal(tokens.count, 0);
    ps_tokens_close(&tokens);
    ps_tokenizer_destroy(tokenizer);
    ps_buffer_close(&json);
}

/* The same of one replacement, which would make 64 GiB of 64 KiB. */
static void test_exploding_replacement(void **state)
{
    (void)state;
    enum { CONTENT_SIZE = 1 << 20, TEXT_SIZE = 1 << 16 };
    struct ps_buffer json = {0};
    char *content = malloc(CONTENT_SIZE + 1);
    char *text = malloc(TEXT_SIZE);
    assert_non_null(content);
    assert_non_null(text);
    memset(content, 'a', CONTENT_SIZE);
    memset(text, 'a', TEXT_SIZE);
    content[CONTENT_SIZE] = '\0';
    assert_int_equal(ps_buffer_printf(&json,
                                      "{" MODEL ",\"normalizer\":{\"type\":\"Replace\","
                                      "\"pattern\":{\"String\":\"a\"},\"content\":\"%s\"}}",
                                      content),
                     PS_OK);
    struct ps_tokenizer *tokenizer = test_parse(json.data);
    struct ps_tokens tokens = {0};
    struct ps_error error = {0};
    assert_int_equal(ps_tokenizer_encode(tokenizer, text, TEXT_SIZE, true, &tokens, &error),
                     PS_TOO_LARGE);
    ps_tokens_close(&tokens);
    ps_tokenizer_destroy(tokenizer);
    ps_buffer_close(&json);
    free(content);
    free(text);
}

/* A word of a megabyte, in which every place can be joined and none is cut. */
static void test_long_word(void **state)
{
    (void)state;
    enum { LENGTH = 1 << 20 };
    struct ps_tokenizer *tokenizer = test_parse(
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0,\"aa\":1,\"aaaa\":2},\"merges\":"
        "[[\"a\",\"a\"],[\"aa\",\"aa\"]]}}");
    char *text = malloc(LENGTH);
    assert_non_null(text);
    memset(text, 'a', LENGTH);
    struct ps_tokens tokens = {0};
    assert_int_equal(ps_tokenizer_encode(tokenizer, text, LENGTH, true, &tokens, NULL), PS_OK);
    assert_int_equal(tokens.count, LENGTH / 4);
    for (size_t i = 0; i < tokens.count; i++)
        assert_int_equal(tokens.ids[i], 2);
    ps_tokens_close(&tokens);
    free(text);
    ps_tokenizer_destroy(tokenizer);
}

/* [CLS] stays what it is: added tokens are found before the text is touched. */
static void test_lower_case(void **state)
{
    (void)state;
    static const char model[] =
        "\"added_tokens\":[{\"id\":0,\"content\":\"[CLS]\",\"special\":true,"
        "\"normalized\":false}],\"model\":{\"type\":\"WordPiece\","
        "\"unk_token\":\"[UNK]\",\"continuing_subword_prefix\":\"##\","
        "\"max_input_chars_per_word\":9,\"vocab\":{\"[CLS]\":0,\"[UNK]\":1,"
        "\"\xC3\xA9t\":2,\"xt\":3}}}";
    static const char *const normalizers[] = {
        "null",
        "{\"type\":\"Replace\",\"pattern\":{\"String\":\"e\"},\"content\":\"x\"}",
        "{\"type\":\"Lowercase\"}",
    };
    for (size_t i = 0; i < sizeof normalizers / sizeof normalizers[0]; i++) {
        char json[1024];
        (void)snprintf(json, sizeof json, "{\"normalizer\":%s,%s", normalizers[i], model);
        struct ps_tokenizer *tokenizer = test_parse(json);
        if (i < 2)
            TEST_ENCODES(tokenizer, "\xC3\x89T", false, 1);
        assert_int_equal(ps_tokenizer_lower_case(tokenizer, NULL), PS_OK);
        assert_int_equal(ps_tokenizer_lower_case(tokenizer, NULL), PS_OK);
        TEST_ENCODES(tokenizer, "[CLS]\xC3\x89T", false, 0, 2);
        if (i == 1)
            TEST_ENCODES(tokenizer, "ET", false, 3); /* lowered before e is replaced */
        ps_tokenizer_destroy(tokenizer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bpe),
        cmocka_unit_test(test_bpe_decoding),
        cmocka_unit_test(test_word_piece),
        cmocka_unit_test(test_accessors),
        cmocka_unit_test(test_tokens_are_appended),
        cmocka_unit_test(test_refused_files),
        cmocka_unit_test(test_folder_without_the_file),
        cmocka_unit_test(test_exploding_normalizer),
        cmocka_unit_test(test_exploding_replacement),
        cmocka_unit_test(test_long_word),
        cmocka_unit_test(test_lower_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
