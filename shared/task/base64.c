/* Base64: three bytes become four characters. */
#include "shared/task/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum ps_status ps_base64_encode(const void *data, size_t size, struct ps_buffer *out)
{
    const unsigned char *bytes = data;
    PS_TRY(ps_buffer_reserve(out, size / 3 * 4 + 4));
    for (size_t i = 0; i < size; i += 3) {
        size_t left = size - i;
        uint32_t group = (uint32_t)bytes[i] << 16;
        if (left > 1)
            group |= (uint32_t)bytes[i + 1] << 8;
        if (left > 2)
            group |= bytes[i + 2];
        char text[4] = {
            alphabet[group >> 18],
            alphabet[group >> 12 & 63],
            left > 1 ? alphabet[group >> 6 & 63] : '=',
            left > 2 ? alphabet[group & 63] : '=',
        };
        PS_TRY(ps_buffer_append(out, text, sizeof text));
    }
    return PS_OK;
}
