/* Decoding as tokens arrive: a decoder's stream, and what a context holds back of it. */
#include "shared/text/detokenizer.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/text/tokenizer_parts.h"

struct ps_detokenizer {
    const struct ps_tokenizer *tokenizer;
    bool skip_special_tokens;
    struct ps_decode_stream stream;
    /* The end of the context's text, which the stream had not let go of when the context ended: it
     * comes out with what follows, and is taken away again. */
    struct ps_buffer context;
};

struct ps_detokenizer *ps_detokenizer_create(const struct ps_tokenizer *tokenizer,
                                             bool skip_special_tokens)
{
    struct ps_detokenizer *detokenizer = calloc(1, sizeof *detokenizer);
    if (!detokenizer)
        return NULL;
    detokenizer->tokenizer = tokenizer;
    detokenizer->skip_special_tokens = skip_special_tokens;
    if (ps_decode_stream_open(&detokenizer->stream, &tokenizer->decoder, NULL) != PS_OK) {
        free(detokenizer);
        return NULL;
    }
    return detokenizer;
}

void ps_detokenizer_destroy(struct ps_detokenizer *detokenizer)
{
    if (!detokenizer)
        return;
    ps_decode_stream_close(&detokenizer->stream);
    ps_buffer_close(&detokenizer->context);
    free(detokenizer);
}

static enum ps_status push(struct ps_detokenizer *detokenizer, int32_t id, struct ps_error *error)
{
    struct ps_slice token =
        ps_tokenizer_decoded(detokenizer->tokenizer, id, detokenizer->skip_special_tokens);
    if (!token.data)
        return PS_OK;
    return ps_decode_stream_push(&detokenizer->stream, token.data, token.size, error);
}

enum ps_status ps_detokenizer_prime(struct ps_detokenizer *detokenizer, const int32_t *ids,
                                    size_t count, struct ps_error *error)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(push(detokenizer, ids[i], error));
    size_t given = detokenizer->stream.sink.size;
    ps_buffer_clear(&detokenizer->stream.sink);
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(ps_tokenizer_decode(detokenizer->tokenizer, ids, count, detokenizer->skip_special_tokens,
                               &text, error));
    if (text.size > given &&
        ps_buffer_append(&detokenizer->context, text.data + given, text.size - given) != PS_OK)
        return ps_error_no_memory(error, "decoding");
    return PS_OK;
}

/* How many bytes at the beginning of text are the end of the context, in whole characters. Where
 * the two differ (the context ended within a character), nothing more is taken away. */
static size_t take_context(struct ps_buffer *context, const char *text, size_t size)
{
    size_t same = 0, whole = 0;
    while (same < size && same < context->size && text[same] == context->data[same]) {
        same++;
        if (same == size || !ps_utf8_continues(text[same]))
            whole = same;
    }
    if (whole == size && whole < context->size) {
        context->size -= whole;
        memmove(context->data, context->data + whole, context->size);
    } else if (size > 0) {
        ps_buffer_clear(context);
    }
    return whole;
}

static enum ps_status give(struct ps_detokenizer *detokenizer, struct ps_buffer *text,
                           struct ps_error *error)
{
    struct ps_buffer *sink = &detokenizer->stream.sink;
    size_t skip = 0;
    if (detokenizer->context.size > 0)
        skip = take_context(&detokenizer->context, sink->data, sink->size);
    if (sink->size > skip && ps_buffer_append(text, sink->data + skip, sink->size - skip) != PS_OK)
        return ps_error_no_memory(error, "decoding");
    ps_buffer_clear(sink);
    return PS_OK;
}

enum ps_status ps_detokenizer_push(struct ps_detokenizer *detokenizer, int32_t id,
                                   struct ps_buffer *text, struct ps_error *error)
{
    PS_TRY(push(detokenizer, id, error));
    return give(detokenizer, text, error);
}

enum ps_status ps_detokenizer_finish(struct ps_detokenizer *detokenizer, struct ps_buffer *text,
                                     struct ps_error *error)
{
    PS_TRY(ps_decode_stream_finish(&detokenizer->stream, error));
    return give(detokenizer, text, error);
}
