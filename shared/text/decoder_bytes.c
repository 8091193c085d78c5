/* The decoder called ByteFallback: a run of tokens "<0xXX>" becomes the characters its bytes
 * form, or where they form none, one U+FFFD per byte. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/hex.h"
#include "shared/base/utf8.h"
#include "shared/text/decoder.h"

static const char REPLACEMENT[] = "\xEF\xBF\xBD";
enum { BYTE_TOKEN_SIZE = 6 };

/* The byte that a token stands for, or -1. The reference reads a plus sign as well. */
static int byte_of(const char *token, size_t size)
{
    if (size != BYTE_TOKEN_SIZE || memcmp(token, "<0x", 3) != 0 || token[5] != '>')
        return -1;
    int high = token[3] == '+' ? 0 : ps_hex_value(token[3]);
    int low = ps_hex_value(token[4]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static enum ps_status emit_replacements(struct ps_decode_stage *stage, size_t count)
{
    for (size_t i = 0; i < count; i++)
        PS_TRY(ps_decode_emit(stage, REPLACEMENT, 3, true));
    return PS_OK;
}

/* stage->run: the bytes so far, of which stage->count form characters; stage->flag: they can't all
 * form characters any more, so each is written as soon as it comes. */
static enum ps_status add_byte(struct ps_decode_stage *stage, char byte)
{
    if (stage->flag)
        return emit_replacements(stage, 1);
    PS_TRY(ps_buffer_append_byte(&stage->run, byte));
    const char *rest = stage->run.data + stage->count;
    size_t rest_size = stage->run.size - stage->count;
    uint32_t code_point;
    size_t length = ps_utf8_decode(rest, rest_size, &code_point);
    stage->count += length;
    if (length > 0 || ps_utf8_beginning(rest, rest_size) == rest_size)
        return PS_OK;
    stage->flag = true;
    return emit_replacements(stage, stage->run.size);
}

static enum ps_status end_run(struct ps_decode_stage *stage)
{
    if (stage->run.size > 0 && !stage->flag) {
        if (stage->count == stage->run.size)
            PS_TRY(ps_decode_emit(stage, stage->run.data, stage->run.size, true));
        else
            PS_TRY(emit_replacements(stage, stage->run.size));
    }
    ps_buffer_clear(&stage->run);
    stage->count = 0;
    stage->flag = false;
    return PS_OK;
}

/* Writes what is held of a string that is no byte token, and what follows. */
static enum ps_status pass_on(struct ps_decode_stage *stage, const char *data, size_t size,
                              bool ends)
{
    PS_TRY(end_run(stage));
    if (stage->held.size > 0)
        PS_TRY(ps_decode_emit(stage, stage->held.data, stage->held.size, false));
    ps_buffer_clear(&stage->held);
    return ps_decode_emit(stage, data, size, ends);
}

static enum ps_status chunk(struct ps_decode_stage *stage, const char *data, size_t size, bool ends)
{
    /* A string that began as something longer than a byte token has nothing held. */
    bool undecided = !stage->inside || stage->held.size > 0;
    if (!undecided || stage->held.size + size > BYTE_TOKEN_SIZE)
        return pass_on(stage, data, size, ends);
    PS_TRY(ps_buffer_append(&stage->held, data, size));
    if (!ends)
        return PS_OK;
    int byte = byte_of(stage->held.data, stage->held.size);
    if (byte < 0)
        return pass_on(stage, "", 0, true);
    ps_buffer_clear(&stage->held);
    return add_byte(stage, (char)byte);
}

static enum ps_status parse(struct ps_decoder *decoder, const struct ps_component *component,
                            struct ps_error *error)
{
    static const struct ps_decoder_kind kind = {chunk, end_run, free};
    (void)component;
    return ps_decoder_add(decoder, &kind, NULL, error);
}

const struct ps_decoder_parser ps_decoder_parsers_bytes[] = {{"ByteFallback", parse}, {0}};
