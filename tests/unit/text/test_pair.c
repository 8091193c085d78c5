/* Pairs of texts and texts cut to a number of tokens: values of the `tokenizers` package 0.23.3
 * with truncation "longest_first". */
#include "tests/unit/text/text_test.h"

#include <stdio.h>

static const char bert[] = "{\"type\": \"BertProcessing\", \"sep\": [\"[SEP]\", 2], "
                           "\"cls\": [\"[CLS]\", 1]}";
static const char roberta[] = "{\"type\": \"RobertaProcessing\", \"sep\": [\"[SEP]\", 2], "
                              "\"cls\": [\"[CLS]\", 1]}";
static const char reversed[] =
    "{\"type\": \"TemplateProcessing\", \"single\": [{\"Sequence\": {\"id\": \"A\", \"type_id\": "
    "0}}], "
    "\"pair\": [{\"Sequence\": {\"id\": \"B\", \"type_id\": 1}}, "
    "{\"SpecialToken\": {\"id\": \"[SEP]\", \"type_id\": 3}}, "
    "{\"Sequence\": {\"id\": \"A\", \"type_id\": 2}}], "
    "\"special_tokens\": {\"[SEP]\": {\"id\": \"[SEP]\", \"ids\": [2], \"tokens\": [\"[SEP]\"]}}}";

static struct ps_tokenizer *load(const char *post_processor)
{
    char json[2048];
    (void)snprintf(json, sizeof json,
                   "{\"added_tokens\": [], \"normalizer\": null, "
                   "\"pre_tokenizer\": {\"type\": \"WhitespaceSplit\"}, \"decoder\": null, "
                   "\"model\": {\"type\": \"WordPiece\", \"unk_token\": \"[UNK]\", "
                   "\"continuing_subword_prefix\": \"##\", \"max_input_chars_per_word\": 100, "
                   "\"vocab\": {\"[UNK]\": 0, \"[CLS]\": 1, \"[SEP]\": 2, \"a\": 3, \"b\": 4, "
                   "\"c\": 5, \"d\": 6, \"e\": 7}}, \"post_processor\": %s}",
                   post_processor);
    struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_tokenizer_parse(&tokenizer, json, strlen(json), &error), PS_OK);
    return tokenizer;
}

struct example {
    const char *post_processor;
    const char *text;
    const char *pair;
    size_t tokens_max;
    bool bare;     /* without special tokens */
    bool keep_end; /* truncation_side "left" */
    const char *ids;
    const char *types;
};

static const struct example examples[] = {
    {"null", "a b c d e", "a b", 0, false, false, "3456734", "0000011"},
    {"null", "a b c", "c d e", 5, false, false, "34567", "00111"},
    {bert, "a b c", NULL, 0, false, false, "13452", "00000"},
    {bert, "a b c", NULL, 4, false, false, "1342", "0000"},
    {bert, "a b c", NULL, 2, false, false, "12", "00"},
    {bert, "a b c", NULL, 2, true, false, "34", "00"},
    {bert, "a b c d e", "a b", 0, false, false, "1345672342", "0000000111"},
    {bert, "a b c d e", "a b", 8, false, false, "13452342", "00000111"},
    {bert, "a", "b c d e a b c", 7, false, false, "1324562", "0001111"},
    {bert, "a b c d", "c d e a", 8, false, false, "13425672", "00001111"},
    {bert, "a b c d e", "a b", 5, false, false, "13232", "00011"},
    {bert, "a b c d", "c d e a", 5, true, false, "34567", "00111"},
    {bert, "a b c d e", NULL, 4, false, true, "1672", "0000"},
    {bert, "a b c d e", "a b", 6, false, true, "167242", "000011"},
    {roberta, "a b c d e", "a b", 0, false, false, "13456722342", "00000000000"},
    {roberta, "a b c d e", "a b", 5, false, false, "13222", "00000"},
    {roberta, "a", "b c d e a b c", 5, false, false, "12242", "00000"},
    {roberta, "a b c", "c d e", 7, true, false, "345567", "000000"},
    {reversed, "a b c d e", "a b", 6, false, false, "342345", "113222"},
    {reversed, "a b c d", "c d e a", 7, true, false, "5673345", "1111222"},
};

/* Every id and type here is one digit. */
static void expect_digits(const int32_t *values, size_t count, const char *expected)
{
    char digits[64] = "";
    assert_true(count < sizeof digits);
    for (size_t i = 0; i < count; i++)
        digits[i] = (char)('0' + values[i]);
    assert_string_equal(digits, expected);
}

static void test_texts_and_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        const struct example *example = &examples[i];
        struct ps_tokenizer *tokenizer = load(example->post_processor);
        struct ps_encode_params params = {
            .text = example->text,
            .text_size = strlen(example->text),
            .pair = example->pair,
            .pair_size = example->pair ? strlen(example->pair) : 0,
            .add_special_tokens = !example->bare,
            .tokens_max = example->tokens_max,
            .keep_end = example->keep_end,
        };
        struct ps_tokens tokens = {0};
        struct ps_error error = {0};
        assert_int_equal(ps_tokenizer_encode_pair(tokenizer, &params, &tokens, &error), PS_OK);
        expect_digits(tokens.ids, tokens.count, example->ids);
        expect_digits(tokens.type_ids, tokens.count, example->types);
        ps_tokens_close(&tokens);
        ps_tokenizer_destroy(tokenizer);
    }
}

static void test_no_room_for_special_tokens(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = load(bert);
    struct ps_encode_params params = {
        .text = "a", .text_size = 1, .pair = "b", .pair_size = 1, .add_special_tokens = true};
    struct ps_tokens tokens = {0};
    struct ps_error error = {0};
    params.tokens_max = 2;
    assert_int_equal(ps_tokenizer_encode_pair(tokenizer, &params, &tokens, &error), PS_INVALID);
    assert_string_equal(error.message,
                        "at most 2 tokens are to be kept, but the special tokens are 3");
    assert_int_equal(tokens.count, 0);
    ps_tokens_close(&tokens);
    ps_tokenizer_destroy(tokenizer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_and_pairs),
        cmocka_unit_test(test_no_room_for_special_tokens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
