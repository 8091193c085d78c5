/* A set of code points, one bit for each. */
#include "shared/text/code_points.h"

#include <stdbool.h>
#include <stdlib.h>

#include "shared/text/unicode_categories.h"

enum { CODE_POINTS = 0x110000, BITS = 64, SURROGATES = 0xD800, BEHIND_SURROGATES = 0xE000 };

struct ps_code_points {
    uint64_t words[CODE_POINTS / BITS];
};

struct ps_code_points *ps_code_points_create(void)
{
    return calloc(1, sizeof(struct ps_code_points));
}

void ps_code_points_destroy(struct ps_code_points *set)
{
    free(set);
}

void ps_code_points_add(struct ps_code_points *set, uint32_t first, uint32_t last)
{
    for (uint32_t c = first; c <= last && c < CODE_POINTS; c++)
        set->words[c / BITS] |= (uint64_t)1 << c % BITS;
}

void ps_code_points_add_categories(struct ps_code_points *set, uint32_t categories)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++)
        set->words[c / BITS] |= (uint64_t)((ps_unicode_set(c) & categories) != 0) << c % BITS;
}

void ps_code_points_add_ranges(struct ps_code_points *set, const struct ps_unicode_ranges *ranges)
{
    for (size_t i = 0; i < ranges->count; i++)
        ps_code_points_add(set, ranges->ranges[i].first, ranges->ranges[i].last);
}

void ps_code_points_invert(struct ps_code_points *set)
{
    for (size_t i = 0; i < CODE_POINTS / BITS; i++)
        set->words[i] = ~set->words[i];
}

void ps_code_points_unite(struct ps_code_points *set, const struct ps_code_points *other)
{
    for (size_t i = 0; i < CODE_POINTS / BITS; i++)
        set->words[i] |= other->words[i];
}

void ps_code_points_intersect(struct ps_code_points *set, const struct ps_code_points *other)
{
    for (size_t i = 0; i < CODE_POINTS / BITS; i++)
        set->words[i] &= other->words[i];
}

/* No text has a surrogate, and no pattern may name one. */
static bool has(const struct ps_code_points *set, uint32_t c)
{
    return c < CODE_POINTS && (c < SURROGATES || c >= BEHIND_SURROGATES) &&
           (set->words[c / BITS] >> c % BITS & 1) != 0;
}

/* Whether most of what is unassigned is in the set. */
static bool has_unassigned(const struct ps_code_points *set)
{
    size_t in = 0, out = 0;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (ps_unicode_set(c) == 1u << PS_UNICODE_CN)
            *(has(set, c) ? &in : &out) += 1;
    }
    return in > out;
}

/* The categories that have a name in PCRE2 and all of whose characters are in the set. */
static uint32_t whole_categories(const struct ps_code_points *set)
{
    uint32_t whole = (1u << PS_UNICODE_CC) - 1;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (!has(set, c))
            whole &= ~ps_unicode_set(c);
    }
    return whole;
}

static enum ps_status write_categories(uint32_t whole, struct ps_buffer *out)
{
    static const char names[] = "LuLlLtLmLoMnMcMeNdNlNoPcPdPsPePiPfPoSmScSkSoZsZlZp";
    for (int category = 0; category < PS_UNICODE_CC; category++) {
        if (whole >> category & 1)
            PS_TRY(ps_buffer_printf(out, "\\p{%.2s}", names + 2 * category));
    }
    return PS_OK;
}

/* Takes from left what the categories stand for in every version of PCRE2. */
static void take_categories(struct ps_code_points *left, uint32_t whole)
{
    struct ps_unicode_range none = {CODE_POINTS, CODE_POINTS};
    const struct ps_unicode_range *recent = ps_unicode_recent.ranges;
    const struct ps_unicode_range *end = recent + ps_unicode_recent.count;
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        while (recent < end && recent->last < c)
            recent++;
        bool is_recent = c >= (recent < end ? recent : &none)->first;
        if (!is_recent && ps_unicode_set(c) & whole)
            left->words[c / BITS] &= ~((uint64_t)1 << c % BITS);
    }
}

static enum ps_status write_ranges(const struct ps_code_points *set, struct ps_buffer *out)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (!has(set, c))
            continue;
        uint32_t first = c;
        while (has(set, c + 1))
            c++;
        PS_TRY(ps_buffer_printf(out, "\\x{%X}", first));
        if (first < c)
            PS_TRY(ps_buffer_printf(out, "-\\x{%X}", c));
    }
    return PS_OK;
}

enum ps_status ps_code_points_write(const struct ps_code_points *set, struct ps_buffer *out)
{
    PS_DEFER(ps_code_points_destroyp) struct ps_code_points *left = ps_code_points_create();
    if (!left)
        return PS_NO_MEMORY;
    bool negated = has_unassigned(set);
    ps_code_points_unite(left, set);
    if (negated)
        ps_code_points_invert(left);
    uint32_t whole = whole_categories(left);
    take_categories(left, whole);
    PS_TRY(ps_buffer_append_string(out, negated ? "[^" : "["));
    size_t empty = out->size;
    PS_TRY(write_categories(whole, out));
    PS_TRY(write_ranges(left, out));
    if (out->size > empty)
        return ps_buffer_append_byte(out, ']');
    out->size = empty - (negated ? 2 : 1); /* a class can't be empty */
    return ps_buffer_append_string(out, negated ? "[\\x{0}-\\x{10FFFF}]" : "[^\\x{0}-\\x{10FFFF}]");
}
