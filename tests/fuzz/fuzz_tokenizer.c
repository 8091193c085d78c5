/* Any bytes as a tokenizer.json. Where they make a tokenizer, it encodes and decodes a text, and
 * what comes out piece by piece must be what comes out at once.
 *
 * Input: the file, and, after a NUL byte where there is one, a text to try it on. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/text/detokenizer.h"
#include "shared/text/tokenizer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char TEXT[] = "  Hello <s> w\xC3\xB6rld's [MASK] \xF0\x9F\xA6\x99 \xE4\xBD\xA0\xE5"
                           "\xA5\xBD e\xCC\x81 \t\n12 a\xE2\x96\x81 don't </s>.";

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Whether pieces, each of whole characters, are together what decode writes. */
static void check_stream(const struct ps_tokenizer *tokenizer, const int32_t *ids, size_t count,
                         bool skip)
{
    struct ps_error error = {0};
    struct ps_buffer whole = {0}, pieces = {0};
    struct ps_detokenizer *detokenizer = ps_detokenizer_create(tokenizer, skip);
    require(detokenizer != NULL);
    enum ps_status status = ps_tokenizer_decode(tokenizer, ids, count, skip, &whole, &error);
    for (size_t i = 0; status == PS_OK && i < count; i++) {
        size_t before = pieces.size;
        status = ps_detokenizer_push(detokenizer, ids[i], &pieces, &error);
        require(before == pieces.size || ps_utf8_valid(pieces.data + before, pieces.size - before));
        if (status == PS_OK)
            require(pieces.size <= whole.size);
    }
    if (status == PS_OK)
        status = ps_detokenizer_finish(detokenizer, &pieces, &error);
    if (status == PS_OK) {
        require(pieces.size == whole.size);
        require(whole.size == 0 || memcmp(pieces.data, whole.data, whole.size) == 0);
        require(ps_utf8_valid(whole.data, whole.size));
    }
    ps_detokenizer_destroy(detokenizer);
    ps_buffer_close(&whole);
    ps_buffer_close(&pieces);
}

static void check_text(const struct ps_tokenizer *tokenizer, const char *text, size_t size)
{
    struct ps_error error = {0};
    struct ps_tokens tokens = {0};
    enum ps_status status = ps_tokenizer_encode(tokenizer, text, size, true, &tokens, &error);
    if (!ps_utf8_valid(text, size))
        require(status == PS_INVALID);
    if (status != PS_OK)
        require(tokens.count == 0 && error.message[0]);
    check_stream(tokenizer, tokens.ids, tokens.count, false);
    check_stream(tokenizer, tokens.ids, tokens.count, true);
    ps_tokens_close(&tokens);
}

/* The first ids, forwards and in steps, whatever they mean. */
static void check_ids(const struct ps_tokenizer *tokenizer)
{
    int32_t ids[64];
    size_t num_ids = ps_tokenizer_size(tokenizer);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        ids[i] = (int32_t)(i * 7 % (num_ids + 1));
    check_stream(tokenizer, ids, sizeof ids / sizeof ids[0], false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    size_t json_size = end ? (size_t)(end - data) : size;
    struct ps_tokenizer *tokenizer = NULL;
    struct ps_error error = {0};
    enum ps_status status = ps_tokenizer_parse(&tokenizer, (const char *)data, json_size, &error);
    if (status != PS_OK) {
        require(!tokenizer && error.message[0]);
        return 0;
    }
    check_text(tokenizer, TEXT, sizeof TEXT - 1);
    if (end)
        check_text(tokenizer, (const char *)end + 1, size - json_size - 1);
    check_ids(tokenizer);
    ps_tokenizer_destroy(tokenizer);
    return 0;
}
