/* Each allocation of loading, encoding and decoding fails once: an error comes back, nothing leaks,
 * and what is returned as right is right. */
#include "tests/unit/text/text_test.h"

#include "tests/support/failing_malloc.h"

static const char text[] = "ab <s>abc x\xC3\xA9 hello's";

struct result {
    struct ps_tokens tokens;
    struct ps_buffer whole, pieces;
};

static void close_result(struct result *result)
{
    ps_tokens_close(&result->tokens);
    ps_buffer_close(&result->whole);
    ps_buffer_close(&result->pieces);
}

static enum ps_status stream(const struct ps_tokenizer *tokenizer, struct result *result)
{
    PS_DEFER(ps_detokenizer_destroyp)
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, false);
    if (!detokenizer)
        return PS_NO_MEMORY;
    for (size_t i = 0; i < result->tokens.count; i++)
        PS_TRY(ps_detokenizer_push(detokenizer, result->tokens.ids[i], &result->pieces, NULL));
    return ps_detokenizer_finish(detokenizer, &result->pieces, NULL);
}

static enum ps_status work(const char *json, struct result *result)
{
    PS_DEFER(ps_tokenizer_destroyp) struct ps_tokenizer *tokenizer = NULL;
    PS_TRY(ps_tokenizer_parse(&tokenizer, json, strlen(json), NULL));
    PS_TRY(ps_tokenizer_encode(tokenizer, text, strlen(text), true, &result->tokens, NULL));
    PS_TRY(ps_tokenizer_decode(tokenizer, result->tokens.ids, result->tokens.count, false,
                               &result->whole, NULL));
    return stream(tokenizer, result);
}

static void check_each_allocation(const char *json)
{
    struct result expected = {0};
    assert_int_equal(work(json, &expected), PS_OK);
    assert_string_equal(expected.whole.data, expected.pieces.data);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        long live = ps_failing_malloc_live();
        struct result result = {0};
        ps_failing_malloc_start(n);
        enum ps_status status = work(json, &result);
        failed = ps_failing_malloc_stop();
        if (status == PS_OK) {
            assert_int_equal(result.tokens.count, expected.tokens.count);
            assert_memory_equal(result.tokens.ids, expected.tokens.ids,
                                expected.tokens.count * sizeof *expected.tokens.ids);
            assert_string_equal(result.whole.data, expected.whole.data);
            assert_string_equal(result.pieces.data, expected.pieces.data);
        } else {
            assert_true(failed);
            assert_int_equal(status, PS_NO_MEMORY);
        }
        close_result(&result);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    close_result(&expected);
}

static void test_llama_without_memory(void **state)
{
    (void)state;
    check_each_allocation(test_llama);
}

static void test_bert_without_memory(void **state)
{
    (void)state;
    check_each_allocation(test_bert);
}

static void test_patterns_without_memory(void **state)
{
    (void)state;
    check_each_allocation(
        "{\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFKD\"},{\"type\":"
        "\"Replace\",\"pattern\":{\"Regex\":\"b+\"},\"content\":\"a\"},{\"type\":\"Strip\","
        "\"strip_left\":true,\"strip_right\":true}]},\"pre_tokenizer\":{\"type\":\"Sequence\","
        "\"pretokenizers\":[{\"type\":\"Punctuation\"},{\"type\":\"Metaspace\",\"replacement\":"
        "\"_\",\"prepend_scheme\":\"first\"}]},\"decoder\":{\"type\":\"Sequence\",\"decoders\":["
        "{\"type\":\"Metaspace\",\"replacement\":\"_\"},{\"type\":\"Replace\",\"pattern\":"
        "{\"Regex\":\"a\"},\"content\":\"b\"},{\"type\":\"BPEDecoder\",\"suffix\":\"b\"}]},"
        "\"model\":{\"type\":\"BPE\",\"unk_token\":\"a\",\"vocab\":{\"a\":0,\"_\":1,\"_a\":2},"
        "\"merges\":[\"_ a\"]}}");
}

static void test_byte_level_without_memory(void **state)
{
    (void)state;
    check_each_allocation(
        "{\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"NFC\"},{\"type\":"
        "\"Replace\",\"pattern\":{\"Regex\":\"[\\\\w&&[^a]]q\\\\b\"},\"content\":\"\"}]},"
        "\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"Split\","
        "\"pattern\":{\"Regex\":\"\\\\p{N}{1,3}\"},\"behavior\":\"Isolated\"},{\"type\":"
        "\"ByteLevel\",\"add_prefix_space\":true}]},\"decoder\":{\"type\":\"ByteLevel\"},"
        "\"post_processor\":{\"type\":\"ByteLevel\"},\"model\":{\"type\":\"BPE\",\"unk_token\":"
        "\"a\",\"vocab\":{\"a\":0,\"b\":1,\"ab\":2,\"\xC4\xA0\":3,\"\xC3\x83\":4,\"\xC2\xA9\":5},"
        "\"merges\":[\"a b\"]}}");
}

static void test_unigram_without_memory(void **state)
{
    (void)state;
    check_each_allocation(
        "{\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Nmt\"},{\"type\":"
        "\"Precompiled\",\"precompiled_charsmap\":\"BAAAAAAAAAA=\"}]},\"pre_tokenizer\":{\"type\":"
        "\"Sequence\",\"pretokenizers\":[{\"type\":\"CharDelimiterSplit\",\"delimiter\":\" \"},"
        "{\"type\":\"FixedLength\",\"length\":7}]},\"decoder\":{\"type\":\"CTC\",\"pad_token\":"
        "\"x\"},\"model\":{\"type\":\"Unigram\",\"unk_id\":0,\"vocab\":[[\"u\",0.0],[\"ab\","
        "-1.5],[\"a\",-2.25],[\"b\",-3]]}}");
}

static void test_word_level_without_memory(void **state)
{
    (void)state;
    check_each_allocation("{\"pre_tokenizer\":{\"type\":\"Whitespace\"},\"model\":{\"type\":"
                          "\"WordLevel\",\"unk_token\":\"u\",\"vocab\":{\"u\":0,\"ab\":1}}}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_llama_without_memory),
        cmocka_unit_test(test_bert_without_memory),
        cmocka_unit_test(test_patterns_without_memory),
        cmocka_unit_test(test_byte_level_without_memory),
        cmocka_unit_test(test_unigram_without_memory),
        cmocka_unit_test(test_word_level_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
