/* A set of code points, one bit for each. */
#include "shared/text/code_points.h"

#include <stdbool.h>
#include <stdlib.h>

#include "shared/text/unicode_categories.h"

enum {
    CODE_POINTS = 0x110000,
    BITS = 64,
    NUM_WORDS = CODE_POINTS / BITS,
    WORDS_PER_BLOCK = (1 << PS_UNICODE_BLOCK_BITS) / BITS,
    SURROGATES = 0xD800,
    BEHIND_SURROGATES = 0xE000,
    NEVER_ASSIGNED = 0x50000,
};

struct ps_code_points {
    uint64_t words[NUM_WORDS];
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

/* Which of the 64 code points of a word have one of the categories. */
static uint64_t word_of(size_t word, uint32_t categories)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < BITS; i++)
        bits |= (uint64_t)((ps_unicode_set((uint32_t)word * BITS + i) & categories) != 0) << i;
    return bits;
}

/* Whether a word's code points have the categories of those WORDS_PER_BLOCK before: most of the
 * blocks of the table are all alike. */
static bool is_alike(size_t word)
{
    size_t block = word / WORDS_PER_BLOCK;
    return block > 0 && ps_unicode_blocks[block] == ps_unicode_blocks[block - 1];
}

void ps_code_points_add_categories(struct ps_code_points *set, uint32_t categories)
{
    uint64_t recent[WORDS_PER_BLOCK] = {0};
    for (size_t i = 0; i < NUM_WORDS; i++) {
        if (!is_alike(i))
            recent[i % WORDS_PER_BLOCK] = word_of(i, categories);
        set->words[i] |= recent[i % WORDS_PER_BLOCK];
    }
}

void ps_code_points_add_ranges(struct ps_code_points *set, const struct ps_unicode_ranges *ranges)
{
    for (size_t i = 0; i < ranges->count; i++)
        ps_code_points_add(set, ranges->ranges[i].first, ranges->ranges[i].last);
}

void ps_code_points_invert(struct ps_code_points *set)
{
    for (size_t i = 0; i < NUM_WORDS; i++)
        set->words[i] = ~set->words[i];
}

void ps_code_points_unite(struct ps_code_points *set, const struct ps_code_points *other)
{
    for (size_t i = 0; i < NUM_WORDS; i++)
        set->words[i] |= other->words[i];
}

void ps_code_points_intersect(struct ps_code_points *set, const struct ps_code_points *other)
{
    for (size_t i = 0; i < NUM_WORDS; i++)
        set->words[i] &= other->words[i];
}

/* No text has a surrogate, and no pattern may name one. */
static bool has(const struct ps_code_points *set, uint32_t c)
{
    return c < CODE_POINTS && (c < SURROGATES || c >= BEHIND_SURROGATES) &&
           (set->words[c / BITS] >> c % BITS & 1) != 0;
}

/* The categories that have a name in PCRE2 and all of whose characters are in the set. */
static uint32_t whole_categories(const struct ps_code_points *set)
{
    uint32_t whole = (1u << PS_UNICODE_CC) - 1;
    for (size_t i = 0; i < NUM_WORDS; i++) {
        bool known = is_alike(i) && set->words[i] == set->words[i - WORDS_PER_BLOCK];
        for (uint32_t bit = 0; bit < BITS && !known && set->words[i] != UINT64_MAX; bit++) {
            if (!(set->words[i] >> bit & 1))
                whole &= ~ps_unicode_set((uint32_t)i * BITS + bit);
        }
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
    for (size_t i = 0; i < NUM_WORDS; i++) {
        if (left->words[i] != 0)
            left->words[i] &= ~word_of(i, whole);
    }
}

static enum ps_status write_ranges(const struct ps_code_points *set, struct ps_buffer *out)
{
    for (uint32_t c = 0; c < CODE_POINTS; c++) {
        if (set->words[c / BITS] == 0) {
            c |= BITS - 1;
            continue;
        }
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
    PS_DEFER(ps_code_points_destroyp) struct ps_code_points *recent = ps_code_points_create();
    if (!left || !recent)
        return PS_NO_MEMORY;
    bool negated = has(set, NEVER_ASSIGNED);
    ps_code_points_unite(left, set);
    if (negated)
        ps_code_points_invert(left);
    uint32_t whole = whole_categories(left);
    ps_code_points_add_ranges(recent, &ps_unicode_recent);
    ps_code_points_intersect(recent, left);
    take_categories(left, whole);
    ps_code_points_unite(left, recent);
    PS_TRY(ps_buffer_append_string(out, negated ? "[^" : "["));
    size_t empty = out->size;
    PS_TRY(write_categories(whole, out));
    PS_TRY(write_ranges(left, out));
    if (out->size > empty)
        return ps_buffer_append_byte(out, ']');
    out->size = empty - (negated ? 2 : 1); /* a class can't be empty */
    return ps_buffer_append_string(out, negated ? "[\\x{0}-\\x{10FFFF}]" : "[^\\x{0}-\\x{10FFFF}]");
}
