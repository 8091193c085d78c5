/* The character classes of regular expressions, as Oniguruma reads them.
 *
 * They are worked out here, as sets, rather than handed to PCRE2: what a property holds depends on
 * the version of Unicode, and classes within classes and their intersection are not in every
 * version of PCRE2. */
#include "shared/text/regex_class.h"

#include <ctype.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/code_points.h"
#include "shared/text/regex_property.h"
#include "shared/text/unicode_categories.h"

enum { DEPTH_MAX = 8, PROPERTY_NAME_MAX = 64 };

/* A regular expression while it is read. */
struct reader {
    struct ps_slice regex;
    size_t i;
    struct ps_error *error;
};

static bool at_end(const struct reader *reader)
{
    return reader->i >= reader->regex.size;
}

static bool looking_at(const struct reader *reader, const char *text)
{
    size_t size = strlen(text);
    return reader->regex.size - reader->i >= size &&
           memcmp(reader->regex.data + reader->i, text, size) == 0;
}

static enum ps_status no_memory(const struct reader *reader)
{
    return ps_error_no_memory(reader->error, "a character class");
}

static enum ps_status not_closed(const struct reader *reader)
{
    return ps_error_set(reader->error, PS_INVALID, "a character class is not closed");
}

bool ps_regex_class_is_escape(char letter)
{
    return letter && strchr("dDwWsShHpP", letter);
}

/* Unites set with what passes, or with everything else. */
static void unite(struct ps_code_points *set, struct ps_code_points *other, bool negated)
{
    if (negated)
        ps_code_points_invert(other);
    ps_code_points_unite(set, other);
}

/* The name of a property and what ends it: "}" behind \p{, ":]" behind [: . A circumflex before the
 * name negates it. */
static enum ps_status read_property(struct reader *reader, const char *end, bool negated,
                                    struct ps_code_points *set)
{
    PS_DEFER(ps_code_points_destroyp) struct ps_code_points *other = ps_code_points_create();
    if (!other)
        return no_memory(reader);
    if (!at_end(reader) && reader->regex.data[reader->i] == '^') {
        negated = !negated;
        reader->i++;
    }
    const char *name = reader->regex.data + reader->i;
    const char *found = memmem(name, reader->regex.size - reader->i, end, strlen(end));
    size_t size = found ? (size_t)(found - name) : 0;
    if (!found || size > PROPERTY_NAME_MAX ||
        !ps_regex_property_add(other, name, size, end[0] == ':'))
        return ps_error_set(reader->error, PS_UNSUPPORTED,
                            "the property of characters \"%.*s\" is not supported",
                            (int)(size > PROPERTY_NAME_MAX ? PROPERTY_NAME_MAX : size), name);
    reader->i += size + strlen(end);
    unite(set, other, negated);
    return PS_OK;
}

/* A class that is an escape; reader stands behind the backslash. In brackets \w is a little less.
 */
static enum ps_status read_escape(struct reader *reader, bool in_brackets,
                                  struct ps_code_points *set)
{
    char letter = reader->regex.data[reader->i++];
    bool negated = isupper((unsigned char)letter);
    if (letter == 'p' || letter == 'P') {
        if (!looking_at(reader, "{"))
            return ps_error_set(reader->error, PS_INVALID, "expected \\%c{...}", letter);
        reader->i++;
        return read_property(reader, "}", negated, set);
    }
    static const struct {
        char letter;
        const char *property;
    } escapes[] = {{'d', "digit"}, {'w', "word"}, {'s', "space"}, {'h', "xdigit"}};
    PS_DEFER(ps_code_points_destroyp) struct ps_code_points *other = ps_code_points_create();
    if (!other)
        return no_memory(reader);
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].letter == tolower((unsigned char)letter))
            (void)ps_regex_property_add(other, escapes[i].property, strlen(escapes[i].property),
                                        in_brackets);
    }
    unite(set, other, negated);
    return PS_OK;
}

static bool read_hexadecimal(struct reader *reader, size_t digits_max, uint32_t *value)
{
    *value = 0;
    size_t count = 0;
    while (count < digits_max && !at_end(reader) &&
           isxdigit((unsigned char)reader->regex.data[reader->i])) {
        char digit = reader->regex.data[reader->i++];
        *value = *value * 16 + (uint32_t)(isdigit((unsigned char)digit)
                                              ? digit - '0'
                                              : tolower((unsigned char)digit) - 'a' + 10);
        count++;
    }
    return count > 0;
}

/* \x41, \x{1F600}, \u00E9 */
static enum ps_status read_code_point(struct reader *reader, char letter, uint32_t *c)
{
    bool braces = letter == 'x' && looking_at(reader, "{");
    if (braces)
        reader->i++;
    if (!read_hexadecimal(reader,
                          braces          ? 8
                          : letter == 'x' ? 2
                                          : 4,
                          c) ||
        (braces && !looking_at(reader, "}")) || *c > 0x10FFFF)
        return ps_error_set(reader->error, PS_INVALID, "expected a code point behind \\%c", letter);
    if (braces)
        reader->i++;
    return PS_OK;
}

/* One character of a class, an escaped one too. */
static enum ps_status read_character(struct reader *reader, uint32_t *c)
{
    static const char letters[] = "ntrfvae", meanings[] = "\n\t\r\f\v\a\x1B";
    const char *text = reader->regex.data + reader->i;
    bool escaped = text[0] == '\\' && reader->regex.size - reader->i > 1;
    text += escaped;
    reader->i += escaped;
    size_t length = ps_utf8_decode(text, reader->regex.size - reader->i, c);
    if (length == 0)
        return ps_error_set(reader->error, PS_INVALID, "a character class is not valid UTF-8");
    reader->i += length;
    if (!escaped)
        return PS_OK;
    if (text[0] == 'x' || text[0] == 'u')
        return read_code_point(reader, text[0], c);
    if (text[0] >= '0' && text[0] <= '7') {
        for (*c = (uint32_t)(text[0] - '0'); *c < 32 && !at_end(reader) &&
                                             reader->regex.data[reader->i] >= '0' &&
                                             reader->regex.data[reader->i] <= '7';)
            *c = *c * 8 + (uint32_t)(reader->regex.data[reader->i++] - '0');
        return PS_OK;
    }
    const char *known = strchr(letters, text[0]);
    if (known)
        *c = (unsigned char)meanings[known - letters];
    return PS_OK;
}

static bool at_class_escape(const struct reader *reader)
{
    return reader->regex.size - reader->i > 1 && reader->regex.data[reader->i] == '\\' &&
           ps_regex_class_is_escape(reader->regex.data[reader->i + 1]);
}

/* A character, or a range of them. A hyphen before the closing bracket, or before a class, is no
 * range. */
static enum ps_status read_range(struct reader *reader, struct ps_code_points *set)
{
    uint32_t first, last;
    PS_TRY(read_character(reader, &first));
    last = first;
    if (looking_at(reader, "-") && !looking_at(reader, "-]") && !looking_at(reader, "-[")) {
        size_t hyphen = reader->i++;
        if (at_end(reader))
            return not_closed(reader);
        if (at_class_escape(reader))
            reader->i = hyphen;
        else
            PS_TRY(read_character(reader, &last));
    }
    if (last < first)
        return ps_error_set(reader->error, PS_INVALID, "a range of characters is out of order");
    ps_code_points_add(set, first, last);
    return PS_OK;
}

static enum ps_status read_brackets(struct reader *reader, int depth, struct ps_code_points *set);

static enum ps_status read_item(struct reader *reader, int depth, struct ps_code_points *set)
{
    if (looking_at(reader, "[:")) {
        const char *end =
            memmem(reader->regex.data + reader->i, reader->regex.size - reader->i, ":]", 2);
        if (end) {
            reader->i += 2;
            return read_property(reader, ":]", false, set);
        }
    }
    if (looking_at(reader, "[")) {
        PS_DEFER(ps_code_points_destroyp) struct ps_code_points *inner = ps_code_points_create();
        if (!inner)
            return no_memory(reader);
        PS_TRY(read_brackets(reader, depth + 1, inner));
        ps_code_points_unite(set, inner);
        return PS_OK;
    }
    if (at_class_escape(reader)) {
        reader->i++;
        return read_escape(reader, true, set);
    }
    return read_range(reader, set);
}

/* What stands between the bracket, or &&, and the next && or the closing bracket. */
static enum ps_status read_items(struct reader *reader, int depth, struct ps_code_points *set)
{
    for (bool first = true; !at_end(reader); first = false) {
        if (looking_at(reader, "&&") || (looking_at(reader, "]") && !first))
            return PS_OK;
        PS_TRY(read_item(reader, depth, set));
    }
    return not_closed(reader);
}

/* A class in brackets, into set, which is empty; reader stands at the bracket. */
static enum ps_status read_brackets(struct reader *reader, int depth, struct ps_code_points *set)
{
    if (depth >= DEPTH_MAX)
        return ps_error_set(reader->error, PS_TOO_LARGE,
                            "character classes are nested more than %d deep", DEPTH_MAX);
    reader->i++;
    bool negated = looking_at(reader, "^");
    reader->i += negated;
    PS_TRY(read_items(reader, depth, set));
    while (looking_at(reader, "&&")) {
        PS_DEFER(ps_code_points_destroyp) struct ps_code_points *other = ps_code_points_create();
        if (!other)
            return no_memory(reader);
        reader->i += 2;
        PS_TRY(read_items(reader, depth, other));
        ps_code_points_intersect(set, other);
    }
    reader->i++;
    if (negated)
        ps_code_points_invert(set);
    return PS_OK;
}

enum ps_status ps_regex_class_translate(struct ps_slice regex, size_t *i, struct ps_buffer *out,
                                        struct ps_error *error)
{
    struct reader reader = {regex, *i, error};
    PS_DEFER(ps_code_points_destroyp) struct ps_code_points *set = ps_code_points_create();
    if (!set)
        return no_memory(&reader);
    if (regex.data[*i] == '[') {
        PS_TRY(read_brackets(&reader, 0, set));
    } else {
        reader.i++;
        PS_TRY(read_escape(&reader, false, set));
    }
    if (ps_code_points_write(set, out) != PS_OK)
        return no_memory(&reader);
    *i = reader.i;
    return PS_OK;
}
