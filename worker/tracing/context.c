/* 00-<32 digits: trace>-<16 digits: span>-<2 digits: flags> */
#include "worker/tracing/context.h"

#include <string.h>

#include "shared/base/hex.h"

#define TRACE_AT    3
#define SPAN_AT     36
#define FLAGS_AT    53
#define TEXT_SIZE   (PS_TRACEPARENT_SIZE - 1)
#define KNOWN_FLAGS 0x03 /* sampled, and the second level's "random trace id" */

/* Capitals are wrong in a traceparent. */
static bool read_hex(const char *text, uint8_t *bytes, size_t size)
{
    for (size_t i = 0; i < 2 * size; i++) {
        if (ps_hex_value((unsigned char)text[i]) < 0 || (text[i] >= 'A' && text[i] <= 'F'))
            return false;
    }
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(ps_hex_value((unsigned char)text[2 * i]) * 16 +
                             ps_hex_value((unsigned char)text[2 * i + 1]));
    return true;
}

static bool is_zero(const uint8_t *bytes, size_t size)
{
    uint8_t any = 0;
    for (size_t i = 0; i < size; i++)
        any |= bytes[i];
    return any == 0;
}

bool ps_trace_context_parse(struct ps_trace_context *context, const void *text, size_t size)
{
    const char *digits = text;
    struct ps_trace_context read;
    uint8_t version;
    if (!text || size < TEXT_SIZE || !read_hex(digits, &version, 1) || version == 0xff)
        return false;
    if (size > TEXT_SIZE && (version == 0 || digits[TEXT_SIZE] != '-'))
        return false;
    if (digits[TRACE_AT - 1] != '-' || digits[SPAN_AT - 1] != '-' || digits[FLAGS_AT - 1] != '-')
        return false;
    if (!read_hex(digits + TRACE_AT, read.trace_id, PS_TRACE_ID_SIZE) ||
        !read_hex(digits + SPAN_AT, read.span_id, PS_SPAN_ID_SIZE) ||
        !read_hex(digits + FLAGS_AT, &read.flags, 1))
        return false;
    if (is_zero(read.trace_id, PS_TRACE_ID_SIZE) || is_zero(read.span_id, PS_SPAN_ID_SIZE))
        return false;
    *context = read;
    return true;
}

void ps_trace_hex(const uint8_t *bytes, size_t size, char *text)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < size; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 0x0f];
    }
    text[2 * size] = '\0';
}

void ps_trace_context_format(const struct ps_trace_context *context, char text[PS_TRACEPARENT_SIZE])
{
    const uint8_t flags = context->flags & KNOWN_FLAGS;
    memcpy(text, "00-", TRACE_AT);
    ps_trace_hex(context->trace_id, PS_TRACE_ID_SIZE, text + TRACE_AT);
    text[SPAN_AT - 1] = '-';
    ps_trace_hex(context->span_id, PS_SPAN_ID_SIZE, text + SPAN_AT);
    text[FLAGS_AT - 1] = '-';
    ps_trace_hex(&flags, 1, text + FLAGS_AT);
}
