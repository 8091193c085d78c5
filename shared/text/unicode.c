/* Properties and transformations of characters. */
#include "shared/text/unicode.h"

#include <stdlib.h>

#include <utf8proc.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/component.h"

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
    out[0] = code_point;
    if (!ps_unicode_is(code_point, PS_UNICODE_CAPITAL))
        return 1;
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
    PS_TRY(ps_buffer_reserve(out, 4));
    out->size += ps_utf8_encode(code_point, out->data + out->size);
    out->data[out->size] = '\0';
    return PS_OK;
}

/* The characters that a form may change or move; it leaves texts of others as they are. */
static uint32_t moving_in(enum ps_normal_form form)
{
    static const uint32_t classes[] = {
        [PS_NFC] = PS_UNICODE_COMPOSES,
        [PS_NFD] = PS_UNICODE_DECOMPOSES,
        [PS_NFKC] = PS_UNICODE_COMPOSES | PS_UNICODE_COMPATIBLE,
        [PS_NFKD] = PS_UNICODE_DECOMPOSES | PS_UNICODE_COMPATIBLE,
    };
    return classes[form];
}

/* The most characters that a form makes of a byte: 18 of the three of U+FDFA, or, where
 * compatibility is no matter, 3 of the two of U+0390. */
static size_t characters_max(enum ps_normal_form form)
{
    return form == PS_NFKC || form == PS_NFKD ? 6 : 2;
}

/* One character of a stretch on its way to its form; as numbers these have the canonical order. */
static uint64_t entry_of(uint32_t code_point, size_t index)
{
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code_point);
    uint64_t combining = (unsigned char)property->combining_class;
    return combining << 56 | (uint64_t)index << 21 | code_point;
}

static int compare_entries(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return left < right ? -1 : left > right;
}

/* Puts each run of combining characters in order. The few of ordinary text are inserted one by one;
 * of many that would take too long. */
static void order(uint64_t *entries, size_t count)
{
    enum { MANY = 16 };
    for (size_t i = 0; i < count;) {
        size_t start = i;
        while (i < count && entries[i] >> 56 != 0)
            i++;
        if (i - start > MANY)
            qsort(entries + start, i - start, sizeof *entries, compare_entries);
        for (size_t j = start + 1; j < i; j++) {
            uint64_t entry = entries[j];
            size_t k = j;
            for (; k > start && entries[k - 1] > entry; k--)
                entries[k] = entries[k - 1];
            entries[k] = entry;
        }
        i += i == start;
    }
}

/* Takes the characters of a text apart, in order; returns how many they are. There is room. */
static size_t decompose(enum ps_normal_form form, struct ps_slice text, uint64_t *entries)
{
    bool compatible = form == PS_NFKC || form == PS_NFKD;
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE;
    if (compatible)
        options |= UTF8PROC_COMPAT;
    size_t count = 0, length;
    uint32_t code_point;
    for (size_t i = 0; (length = ps_utf8_decode(text.data + i, text.size - i, &code_point)) > 0;
         i += length) {
        enum { PARTS_MAX = 18 };
        utf8proc_int32_t parts[PARTS_MAX];
        int boundary = 0;
        utf8proc_ssize_t num_parts = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts,
                                                             PARTS_MAX, options, &boundary);
        for (utf8proc_ssize_t j = 0; j < num_parts && j < PARTS_MAX; j++, count++)
            entries[count] = entry_of((uint32_t)parts[j], count);
    }
    order(entries, count);
    return count;
}

static enum ps_status write_entries(enum ps_normal_form form, const uint64_t *entries, size_t count,
                                    utf8proc_int32_t *code_points, struct ps_buffer *out)
{
    for (size_t i = 0; i < count; i++)
        code_points[i] = (utf8proc_int32_t)(entries[i] & 0x1FFFFF);
    if (form == PS_NFC || form == PS_NFKC)
        count = (size_t)utf8proc_normalize_utf32(code_points, (utf8proc_ssize_t)count,
                                                 UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    for (size_t i = 0; i < count; i++)
        PS_TRY(ps_unicode_append(out, (uint32_t)code_points[i]));
    return PS_OK;
}

/* The form of a stretch that nothing outside can join. */
static enum ps_status normalize_stretch(enum ps_normal_form form, struct ps_slice text,
                                        struct ps_buffer *out)
{
    enum { FEW = 128 };
    uint64_t few_entries[FEW];
    utf8proc_int32_t few_code_points[FEW];
    size_t room;
    if (!ps_checked_multiply(text.size, characters_max(form), &room))
        return PS_NO_MEMORY;
    if (room <= FEW)
        return write_entries(form, few_entries, decompose(form, text, few_entries), few_code_points,
                             out);
    PS_DEFER(ps_freep) uint64_t *entries = reallocarray(NULL, room, sizeof *entries);
    PS_DEFER(ps_freep)
    utf8proc_int32_t *code_points = reallocarray(NULL, room, sizeof *code_points);
    if (!entries || !code_points)
        return PS_NO_MEMORY;
    return write_entries(form, entries, decompose(form, text, entries), code_points, out);
}

/* Where the moving characters that begin at start end. */
static size_t moving_end(const char *text, size_t size, size_t start, uint32_t moving)
{
    size_t end = start, length;
    uint32_t code_point;
    while ((length = ps_utf8_decode(text + end, size - end, &code_point)) > 0 &&
           (ps_unicode_classes(code_point) & moving))
        end += length;
    return end;
}

/* What has to be changed is a run of moving characters and the one before it, which they may join,
 * unless that is a late one. */
enum ps_status ps_unicode_normalize(enum ps_normal_form form, const char *text, size_t size,
                                    struct ps_buffer *out, struct ps_error *error)
{
    const uint32_t moving = moving_in(form);
    size_t done = 0, stretch = 0;
    for (size_t i = 0; i < size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot normalize bytes that are not UTF-8");
        uint32_t classes = ps_unicode_classes(code_point);
        if (!(classes & moving)) {
            stretch = classes & PS_UNICODE_LATE ? i + length : i;
            i += length;
            continue;
        }
        i = moving_end(text, size, i, moving);
        struct ps_slice moved = {text + stretch, i - stretch};
        if (ps_buffer_append(out, text + done, stretch - done) != PS_OK ||
            normalize_stretch(form, moved, out) != PS_OK)
            return ps_error_no_memory(error, "a normal form");
        done = stretch = i;
    }
    if (ps_buffer_append(out, text + done, size - done) != PS_OK)
        return ps_error_no_memory(error, "a normal form");
    return PS_OK;
}
