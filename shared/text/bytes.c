/* The alphabet of byte-level models: each byte is written as one visible character. Those that are
 * visible in Latin-1 stand for themselves, the other 68 are U+0100 and what follows, in order. */
#include "shared/text/bytes.h"

#include "shared/base/utf8.h"

enum { NUM_LOW = 33, LAST_ASCII = 0x7E, NUM_MIDDLE = 34, SOFT_HYPHEN = 0xAD };

static uint32_t code_point_of(unsigned char byte)
{
    if (byte < NUM_LOW)
        return 0x100u + byte;
    if (byte > LAST_ASCII && byte <= LAST_ASCII + NUM_MIDDLE)
        return 0x100u + NUM_LOW + (byte - LAST_ASCII - 1u);
    return byte == SOFT_HYPHEN ? PS_BYTES_CODE_POINTS - 1u : byte;
}

int ps_bytes_of(uint32_t code_point)
{
    if (code_point < 0x100)
        return code_point_of((unsigned char)code_point) == code_point ? (int)code_point : -1;
    if (code_point < 0x100 + NUM_LOW)
        return (int)code_point - 0x100;
    if (code_point < PS_BYTES_CODE_POINTS - 1)
        return (int)code_point - (0x100 + NUM_LOW) + LAST_ASCII + 1;
    return code_point == PS_BYTES_CODE_POINTS - 1 ? SOFT_HYPHEN : -1;
}

size_t ps_bytes_length(unsigned char byte)
{
    return code_point_of(byte) < 0x80 ? 1 : 2;
}

enum ps_status ps_bytes_append(struct ps_buffer *out, const char *bytes, size_t size)
{
    if (size == 0)
        return PS_OK;
    PS_TRY(ps_buffer_reserve(out, 2 * size));
    char *end = out->data + out->size;
    for (size_t i = 0; i < size; i++)
        end += ps_utf8_encode(code_point_of((unsigned char)bytes[i]), end);
    *end = '\0';
    out->size = (size_t)(end - out->data);
    return PS_OK;
}
