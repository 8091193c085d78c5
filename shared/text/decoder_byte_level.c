/* The decoder called ByteLevel: characters of the alphabet of byte-level models become bytes again,
 * and bytes that form no character become U+FFFD, one for each longest beginning of a character. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/text/bytes.h"
#include "shared/text/decoder.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

/* Writes the characters that the bytes of the run form, and keeps those that may be the beginning
 * of one, which are at most three. */
static enum ps_status emit_characters(struct ps_decode_stage *stage)
{
    struct ps_buffer *run = &stage->run;
    size_t done = 0, i = 0;
    while (i < run->size) {
        uint32_t code_point;
        size_t length = ps_utf8_decode(run->data + i, run->size - i, &code_point);
        if (length > 0) {
            i += length;
            continue;
        }
        size_t beginning = ps_utf8_beginning(run->data + i, run->size - i);
        if (i + beginning == run->size)
            break;
        PS_TRY(ps_decode_emit(stage, run->data + done, i - done, false));
        PS_TRY(ps_decode_emit(stage, REPLACEMENT, 3, false));
        i += beginning > 0 ? beginning : 1;
        done = i;
    }
    PS_TRY(ps_decode_emit(stage, run->data + done, i - done, false));
    memmove(run->data, run->data + i, run->size - i);
    run->size -= i;
    return PS_OK;
}

/* Appends the bytes that a token stands for: its own, where it has a character that is not of the
 * alphabet. */
static enum ps_status append_bytes(struct ps_buffer *run, const char *token, size_t size)
{
    size_t before = run->size;
    for (size_t i = 0; i < size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(token + i, size - i, &code_point);
        int byte = length > 0 ? ps_bytes_of(code_point) : -1;
        if (byte < 0) {
            run->size = before;
            return ps_buffer_append(run, token, size);
        }
        PS_TRY(ps_buffer_append_byte(run, (char)byte));
        i += length;
    }
    return PS_OK;
}

static enum ps_status chunk(struct ps_decode_stage *stage, const char *data, size_t size, bool ends)
{
    if (stage->inside || !ends) {
        PS_TRY(ps_buffer_append(&stage->held, data, size));
        if (!ends)
            return PS_OK;
        data = stage->held.data;
        size = stage->held.size;
    }
    PS_TRY(append_bytes(&stage->run, data, size));
    ps_buffer_clear(&stage->held);
    return stage->run.size > 0 ? emit_characters(stage) : PS_OK;
}

static enum ps_status finish(struct ps_decode_stage *stage)
{
    if (stage->run.size > 0)
        PS_TRY(ps_decode_emit(stage, REPLACEMENT, 3, false));
    ps_buffer_clear(&stage->run);
    return ps_decode_emit(stage, "", 0, true);
}

static enum ps_status parse(struct ps_decoder *decoder, const struct ps_component *component,
                            struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk, finish, free};
    (void)component;
    return ps_decoder_add(decoder, &kind, NULL, error);
}

const struct ps_decoder_parser ps_decoder_parsers_byte_level[] = {{"ByteLevel", parse}, {0}};
