/* Decoding as tokens arrive: what comes out is never half a character, never taken back, and in the
 * end what decoding at once gives. */
#include "tests/unit/text/text_test.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/file.h"
#include "shared/base/rng.h"
#include "shared/base/utf8.h"

static struct ps_buffer push(struct ps_detokenizer *detokenizer, int32_t id)
{
    struct ps_buffer text = {0};
    assert_int_equal(ps_detokenizer_push(detokenizer, id, &text, NULL), PS_OK);
    assert_true(ps_utf8_valid(text.data, text.size));
    return text;
}

static void expect_push(struct ps_detokenizer *detokenizer, int32_t id, const char *expected)
{
    struct ps_buffer text = push(detokenizer, id);
    assert_string_equal(text.data ? text.data : "", expected);
    ps_buffer_close(&text);
}

static void expect_finish(struct ps_detokenizer *detokenizer, const char *expected)
{
    struct ps_buffer text = {0};
    assert_int_equal(ps_detokenizer_finish(detokenizer, &text, NULL), PS_OK);
    assert_string_equal(text.data ? text.data : "", expected);
    ps_buffer_close(&text);
}

static void test_text_comes_at_once(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    expect_push(detokenizer, 1, "");
    expect_push(detokenizer, 9, "ab");  /* the first space goes away */
    expect_push(detokenizer, 9, " ab"); /* the others don't */
    expect_push(detokenizer, 6, "c");
    expect_push(detokenizer, 99, "");
    expect_push(detokenizer, 2, "");
    expect_finish(detokenizer, "");
    ps_detokenizer_destroy(detokenizer);
    ps_tokenizer_destroy(tokenizer);
}

static void test_bytes_wait_until_they_are_certain(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    expect_push(detokenizer, 11, "");
    expect_push(detokenizer, 12, "");
    expect_push(detokenizer, 13, "");
    expect_push(detokenizer, 14, ""); /* one more byte would spoil it */
    expect_push(detokenizer, 4,
                "\xF0\x9F\xA6\x99"
                "a");
    expect_push(detokenizer, 15, "");
    expect_push(detokenizer, 15, "\xEF\xBF\xBD\xEF\xBF\xBD"); /* nothing can mend it */
    expect_push(detokenizer, 16, "\xEF\xBF\xBD");
    expect_push(detokenizer, 5, "b");
    expect_push(detokenizer, 15, "");
    expect_finish(detokenizer, "\xEF\xBF\xBD");
    ps_detokenizer_destroy(detokenizer);
    ps_tokenizer_destroy(tokenizer);
}

static void test_context_is_not_given_out(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_llama);
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    static const int32_t words[] = {1, 9};
    assert_int_equal(ps_detokenizer_prime(detokenizer, words, 2, NULL), PS_OK);
    expect_push(detokenizer, 9, " ab");
    ps_detokenizer_destroy(detokenizer);

    detokenizer = ps_detokenizer_create(tokenizer, true);
    static const int32_t llama[] = {11, 12, 13, 14};
    assert_int_equal(ps_detokenizer_prime(detokenizer, llama, 4, NULL), PS_OK);
    expect_push(detokenizer, 4, "a"); /* the character that the bytes formed stays behind */
    ps_detokenizer_destroy(detokenizer);

    detokenizer = ps_detokenizer_create(tokenizer, true);
    assert_int_equal(ps_detokenizer_prime(detokenizer, llama, 4, NULL), PS_OK);
    expect_push(detokenizer, 15, "");
    expect_push(detokenizer, 16, "");
    expect_push(detokenizer, 4,
                "\xC3\xA9"
                "a");
    ps_detokenizer_destroy(detokenizer);

    detokenizer = ps_detokenizer_create(tokenizer, true);
    assert_int_equal(ps_detokenizer_prime(detokenizer, llama, 3, NULL), PS_OK);
    expect_push(detokenizer, 14, "");
    expect_finish(detokenizer, "\xF0\x9F\xA6\x99"); /* completed here */
    ps_detokenizer_destroy(detokenizer);
    ps_tokenizer_destroy(tokenizer);
}

static void test_word_piece_comes_at_once(void **state)
{
    (void)state;
    struct ps_tokenizer *tokenizer = test_parse(test_bert);
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, true);
    expect_push(detokenizer, 1, "");
    expect_push(detokenizer, 5, "he");
    expect_push(detokenizer, 6, "llo");
    expect_push(detokenizer, 8, ".");
    expect_push(detokenizer, 5, " he");
    expect_finish(detokenizer, "");
    ps_detokenizer_destroy(detokenizer);
    ps_tokenizer_destroy(tokenizer);
}

/* Random ids, pushed one by one, against decoding of every prefix and of all. */
static void check_random(const struct ps_tokenizer *tokenizer, struct ps_rng *rng, size_t count)
{
    int32_t ids[64];
    size_t size = ps_tokenizer_size(tokenizer);
    bool few = ps_rng_below(rng, 2) == 0;
    for (size_t i = 0; i < count; i++)
        ids[i] = (int32_t)ps_rng_below(rng, few && size > 270 ? 270 : size + 2);
    bool skip = ps_rng_below(rng, 2) == 0;
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, skip);
    assert_non_null(detokenizer);
    struct ps_buffer whole = {0}, text = {0};
    assert_int_equal(ps_tokenizer_decode(tokenizer, ids, count, skip, &whole, NULL), PS_OK);
    for (size_t i = 0; i < count; i++) {
        size_t before = text.size;
        assert_int_equal(ps_detokenizer_push(detokenizer, ids[i], &text, NULL), PS_OK);
        assert_true(before == text.size || ps_utf8_valid(text.data + before, text.size - before));
        assert_true(text.size <= whole.size);
        assert_true(text.size == 0 || memcmp(text.data, whole.data, text.size) == 0);
    }
    assert_int_equal(ps_detokenizer_finish(detokenizer, &text, NULL), PS_OK);
    assert_int_equal(text.size, whole.size);
    assert_true(text.size == 0 || memcmp(text.data, whole.data, text.size) == 0);
    ps_detokenizer_destroy(detokenizer);
    ps_buffer_close(&whole);
    ps_buffer_close(&text);
}

static void check_many(const struct ps_tokenizer *tokenizer)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 77);
    for (int i = 0; i < 3000; i++)
        check_random(tokenizer, &rng, (size_t)ps_rng_below(&rng, 64));
}

static void test_pieces_are_the_whole(void **state)
{
    (void)state;
    static const char *const decoders[] = {
        TEST_DECODER,
        "\"decoder\":null",
        "\"decoder\":{\"type\":\"BPEDecoder\",\"suffix\":\"b\"}",
        "\"decoder\":{\"type\":\"WordPiece\",\"prefix\":\"a\",\"cleanup\":true}",
        "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Fuse\"},{\"type\":"
        "\"Replace\","
        "\"pattern\":{\"String\":\"abcab\"},\"content\":\"x\"},{\"type\":\"Strip\",\"content\":"
        "\"c\",\"start\":2,\"stop\":3}]}",
    };
    for (size_t i = 0; i < sizeof decoders / sizeof decoders[0]; i++) {
        struct ps_buffer json = {0};
        const char *model = strstr(test_llama, "\"model\"");
        assert_int_equal(ps_buffer_printf(&json, "{%s,%s", decoders[i], model), PS_OK);
        struct ps_tokenizer *tokenizer = test_parse(json.data);
        check_many(tokenizer);
        ps_tokenizer_destroy(tokenizer);
        ps_buffer_close(&json);
    }
    struct ps_tokenizer *bert = test_parse(test_bert);
    check_many(bert);
    ps_tokenizer_destroy(bert);
}

static void test_real_tokenizers(void **state)
{
    (void)state;
    const char *fixtures = getenv("PENSTOCK_FIXTURES");
    if (!fixtures) {
        print_message("PENSTOCK_FIXTURES is not set: real tokenizers are not there\n");
        skip();
    }
    static const char *const names[] = {"tokenizers/llama-2", "stories260k",
                                        "tokenizers/bert-base-uncased"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *folder = ps_path_join(fixtures, names[i]);
        struct ps_tokenizer *tokenizer = NULL;
        assert_int_equal(ps_tokenizer_load(&tokenizer, folder, NULL), PS_OK);
        check_many(tokenizer);
        ps_tokenizer_destroy(tokenizer);
        free(folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_comes_at_once),
        cmocka_unit_test(test_bytes_wait_until_they_are_certain),
        cmocka_unit_test(test_context_is_not_given_out),
        cmocka_unit_test(test_word_piece_comes_at_once),
        cmocka_unit_test(test_pieces_are_the_whole),
        cmocka_unit_test(test_real_tokenizers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
