/* Properties and transformations of characters. */
#include "shared/text/unicode.h"

#include <utf8proc.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"

bool ps_unicode_is(const struct ps_unicode_class *class, uint32_t code_point)
{
    size_t low = 0, high = class->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code_point > class->ranges[middle].last)
            low = middle + 1;
        else if (code_point < class->ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

bool ps_unicode_is_space(uint32_t code_point)
{
    if (code_point < 0x80)
        return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
    return code_point == 0x85 || code_point == 0xA0 || code_point == 0x1680 ||
           (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x2028 ||
           code_point == 0x2029 || code_point == 0x202F || code_point == 0x205F ||
           code_point == 0x3000;
}

bool ps_unicode_is_han(uint32_t code_point)
{
    static const struct ps_unicode_range ranges[] = {
        {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xF900, 0xFAFF},   {0x20000, 0x2A6DF},
        {0x2A700, 0x2B81F}, {0x2B920, 0x2CEAF}, {0x2F800, 0x2FA1F},
    };
    static const struct ps_unicode_class han = {ranges, sizeof ranges / sizeof ranges[0]};
    return code_point >= 0x3400 && ps_unicode_is(&han, code_point);
}

/* Capital letters of Unicode 16 and 17, which older versions of utf8proc don't know. */
static uint32_t lower_recent(uint32_t code_point)
{
    static const struct {
        uint32_t first, last, lower; /* lower is that of first; the others follow in step */
    } ranges[] = {
        {0x1C89, 0x1C89, 0x1C8A},    {0xA7CB, 0xA7CB, 0x0264}, {0xA7CC, 0xA7CC, 0xA7CD},
        {0xA7CE, 0xA7CE, 0xA7CF},    {0xA7D2, 0xA7D2, 0xA7D3}, {0xA7D4, 0xA7D4, 0xA7D5},
        {0xA7DA, 0xA7DA, 0xA7DB},    {0xA7DC, 0xA7DC, 0x019B}, {0x10D50, 0x10D65, 0x10D70},
        {0x16EA0, 0x16EB8, 0x16EBB},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (code_point >= ranges[i].first && code_point <= ranges[i].last)
            return ranges[i].lower + (code_point - ranges[i].first);
    }
    return code_point;
}

size_t ps_unicode_lower(uint32_t code_point, uint32_t out[2])
{
    if (code_point < 0x80) {
        out[0] = code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point;
        return 1;
    }
    if (code_point == 0x130) { /* the only letter whose lowercase is two characters */
        out[0] = 'i';
        out[1] = 0x307;
        return 2;
    }
    out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
    if (out[0] == code_point)
        out[0] = lower_recent(code_point);
    return 1;
}

enum ps_status ps_unicode_append(struct ps_buffer *out, uint32_t code_point)
{
    char bytes[4];
    return ps_buffer_append(out, bytes, ps_utf8_encode(code_point, bytes));
}

static utf8proc_option_t options_of(enum ps_normal_form form)
{
    utf8proc_option_t options = UTF8PROC_STABLE;
    options |= form == PS_NFC || form == PS_NFKC ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE;
    if (form == PS_NFKC || form == PS_NFKD)
        options |= UTF8PROC_COMPAT;
    return options;
}

static enum ps_status normalize_run(enum ps_normal_form form, const char *text, size_t size,
                                    struct ps_buffer *out, struct ps_error *error)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size,
                                           &normal, options_of(form));
    PS_DEFER(ps_freep) utf8proc_uint8_t *owned = normal;
    if (length == UTF8PROC_ERROR_NOMEM || length == UTF8PROC_ERROR_OVERFLOW)
        return ps_error_no_memory(error, "a normal form");
    if (length < 0)
        return ps_error_set(error, PS_INVALID, "cannot normalize a text: %s",
                            utf8proc_errmsg(length));
    if (ps_buffer_append(out, owned, (size_t)length) != PS_OK)
        return ps_error_no_memory(error, "a normal form");
    return PS_OK;
}

static size_t ascii_length(const char *text, size_t size)
{
    size_t length = 0;
    while (length < size && (unsigned char)text[length] < 0x80)
        length++;
    return length;
}

enum ps_status ps_unicode_normalize(enum ps_normal_form form, const char *text, size_t size,
                                    struct ps_buffer *out, struct ps_error *error)
{
    if (ascii_length(text, size) == size)
        return ps_buffer_append(out, text, size) == PS_OK
                   ? PS_OK
                   : ps_error_no_memory(error, "a normal form");
    /* A late character stays as it is and, being neither mark nor part of a composition there,
     * divides what is before it from what is behind it. */
    size_t start = 0;
    for (size_t i = 0; i < size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot normalize bytes that are not UTF-8");
        if (code_point >= 0x300 && ps_unicode_is(&ps_unicode_late, code_point)) {
            PS_TRY(normalize_run(form, text + start, i - start, out, error));
            if (ps_buffer_append(out, text + i, length) != PS_OK)
                return ps_error_no_memory(error, "a normal form");
            start = i + length;
        }
        i += length;
    }
    return normalize_run(form, text + start, size - start, out, error);
}
