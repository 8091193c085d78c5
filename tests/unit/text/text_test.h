/* Small tokenizers that the tests of text/ share. */
#ifndef PENSTOCK_TESTS_UNIT_TEXT_TEXT_TEST_H
#define PENSTOCK_TESTS_UNIT_TEXT_TEXT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "shared/text/detokenizer.h"
#include "shared/text/tokenizer.h"

#define TEST_DECODER                                                                               \
    "\"decoder\":{\"type\":\"Sequence\",\"decoders\":[{\"type\":\"Replace\",\"pattern\":"          \
    "{\"String\":\"\xE2\x96\x81\"},\"content\":\" \"},{\"type\":\"ByteFallback\"},"                \
    "{\"type\":\"Fuse\"},{\"type\":\"Strip\",\"content\":\" \",\"start\":1,\"stop\":0}]}"

/* A llama in small: spaces become U+2581, unknown characters become bytes. */
static const char test_llama[] =
    "{\"added_tokens\":[{\"id\":1,\"content\":\"<s>\",\"special\":true,\"normalized\":false},"
    "{\"id\":2,\"content\":\"</s>\",\"special\":true,\"normalized\":false}],"
    "\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[{\"type\":\"Prepend\",\"prepend\":"
    "\"\xE2\x96\x81\"},{\"type\":\"Replace\",\"pattern\":{\"String\":\" \"},\"content\":"
    "\"\xE2\x96\x81\"}]}," TEST_DECODER ","
    "\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[{\"SpecialToken\":{\"id\":"
    "\"<s>\",\"type_id\":0}},{\"Sequence\":{\"id\":\"A\",\"type_id\":0}}],\"special_tokens\":"
    "{\"<s>\":{\"id\":\"<s>\",\"ids\":[1],\"tokens\":[\"<s>\"]}}},"
    "\"model\":{\"type\":\"BPE\",\"unk_token\":\"<unk>\",\"fuse_unk\":true,\"byte_fallback\":true,"
    "\"vocab\":{\"<unk>\":0,\"<s>\":1,\"</s>\":2,\"\xE2\x96\x81\":3,\"a\":4,\"b\":5,\"c\":6,"
    "\"ab\":7,\"abc\":8,\"\xE2\x96\x81"
    "ab\":9,\"bc\":10,"
    "\"<0xF0>\":11,\"<0x9F>\":12,\"<0xA6>\":13,\"<0x99>\":14,\"<0xC3>\":15,\"<0xA9>\":16,"
    "\"<0x0A>\":17},"
    "\"merges\":[\"a b\",\"b c\",\"ab c\",\"\xE2\x96\x81 ab\"]}}";

/* A bert in small. */
static const char test_bert[] =
    "{\"added_tokens\":[{\"id\":1,\"content\":\"[CLS]\",\"special\":true},{\"id\":2,"
    "\"content\":\"[SEP]\",\"special\":true},{\"id\":3,\"content\":\"[MASK]\",\"special\":true,"
    "\"normalized\":false,"
    "\"lstrip\":true}],"
    "\"normalizer\":{\"type\":\"BertNormalizer\",\"clean_text\":true,\"handle_chinese_chars\":true,"
    "\"strip_accents\":null,\"lowercase\":true},\"pre_tokenizer\":{\"type\":\"BertPreTokenizer\"},"
    "\"post_processor\":{\"type\":\"BertProcessing\",\"sep\":[\"[SEP]\",2],\"cls\":[\"[CLS]\",1]},"
    "\"decoder\":{\"type\":\"WordPiece\",\"prefix\":\"##\",\"cleanup\":true},"
    "\"model\":{\"type\":\"WordPiece\",\"unk_token\":\"[UNK]\",\"continuing_subword_prefix\":"
    "\"##\",\"max_input_chars_per_word\":6,\"vocab\":{\"[UNK]\":0,\"[CLS]\":1,\"[SEP]\":2,"
    "\"[MASK]\":3,\"hell\":4,\"he\":5,\"##llo\":6,\"##o\":7,\".\":8,\"'\":9,\"s\":10,"
    "\"\xE4\xBD\xA0\":11,\"ete\":12}}}";

static inline struct ps_tokenizer *test_parse(const char *json)
{
    struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    enum ps_status status = ps_tokenizer_parse(&tokenizer, json, strlen(json), &error);
    if (status != PS_OK)
        print_message("%s\n", error.message);
    assert_int_equal(status, PS_OK);
    return tokenizer;
}

static inline void test_encodes(const struct ps_tokenizer *tokenizer, const char *text,
                                bool add_special_tokens, const int32_t *ids, size_t count)
{
    struct ps_tokens tokens = {0};
    assert_int_equal(
        ps_tokenizer_encode(tokenizer, text, strlen(text), add_special_tokens, &tokens, NULL),
        PS_OK);
    assert_int_equal(tokens.count, count);
    if (count > 0)
        assert_memory_equal(tokens.ids, ids, count * sizeof *ids);
    ps_tokens_close(&tokens);
}

#define TEST_ENCODES(tokenizer, text, special, ...)                                                \
    do {                                                                                           \
        static const int32_t ids_[] = {__VA_ARGS__};                                               \
        test_encodes(tokenizer, text, special, ids_, sizeof ids_ / sizeof ids_[0]);                \
    } while (0)

static inline void test_decodes(const struct ps_tokenizer *tokenizer, const int32_t *ids,
                                size_t count, bool skip, const char *text)
{
    struct ps_buffer out = {0};
    assert_int_equal(ps_tokenizer_decode(tokenizer, ids, count, skip, &out, NULL), PS_OK);
    assert_string_equal(out.data ? out.data : "", text);
    ps_buffer_close(&out);
}

#define TEST_DECODES(tokenizer, skip, text, ...)                                                   \
    do {                                                                                           \
        static const int32_t ids_[] = {__VA_ARGS__};                                               \
        test_decodes(tokenizer, ids_, sizeof ids_ / sizeof ids_[0], skip, text);                   \
    } while (0)

#endif
