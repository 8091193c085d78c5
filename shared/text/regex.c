/* Regular expressions as Oniguruma reads them, written as PCRE2 reads them.
 *
 * Where the two differ: what classes hold (regex_class.h), ^ and $ (always at lines), the letters
 * of options (m is what others call s, and an option set within a group takes the alternatives
 * behind it along), \h, \v and \u, and quantifiers upon quantifiers ({1,3}+ repeats, it does not
 * hold on to what it has). */
#include "shared/text/regex.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/regex_class.h"

enum { DEPTH_MAX = 64, SIZE_MAX_BYTES = 1 << 16, INTERVAL_MAX = 100000 };

struct group {
    size_t start;   /* of its parenthesis in out */
    size_t options; /* groups that options opened within it */
};

struct translation {
    struct ps_slice regex;
    size_t i;
    struct ps_buffer *out;
    struct group groups[DEPTH_MAX]; /* [depth + 1]; the first is the whole */
    size_t depth;
    size_t atom;   /* where what a quantifier would repeat begins in out */
    bool has_atom; /* there is such a thing */
    bool repeated; /* it has a quantifier already */
    struct ps_error *error;
};

static enum ps_status write(struct translation *translation, const char *text, size_t size)
{
    if (ps_buffer_append(translation->out, text, size) != PS_OK)
        return ps_error_no_memory(translation->error, "a regular expression");
    return PS_OK;
}

static enum ps_status write_string(struct translation *translation, const char *text)
{
    return write(translation, text, strlen(text));
}

static enum ps_status unsupported(struct translation *translation, const char *what)
{
    return ps_error_set(translation->error, PS_UNSUPPORTED, "%s is not supported", what);
}

static size_t rest(const struct translation *translation)
{
    return translation->regex.size - translation->i;
}

static const char *here(const struct translation *translation)
{
    return translation->regex.data + translation->i;
}

static bool looking_at(const struct translation *translation, const char *text)
{
    size_t size = strlen(text);
    return rest(translation) >= size && memcmp(here(translation), text, size) == 0;
}

/* The next thing written is what a quantifier repeats. */
static void begin_atom(struct translation *translation)
{
    translation->atom = translation->out->size;
    translation->has_atom = true;
    translation->repeated = false;
}

/* Copies size bytes of the pattern as they are. */
static enum ps_status copy(struct translation *translation, size_t size)
{
    PS_TRY(write(translation, here(translation), size));
    translation->i += size;
    return PS_OK;
}

static enum ps_status open_group(struct translation *translation)
{
    if (translation->depth + 1 >= DEPTH_MAX)
        return ps_error_set(translation->error, PS_TOO_LARGE, "groups are nested more than %d deep",
                            DEPTH_MAX);
    translation->groups[++translation->depth] = (struct group){translation->out->size, 0};
    translation->has_atom = false;
    return PS_OK;
}

static enum ps_status close_options(struct translation *translation)
{
    struct group *group = &translation->groups[translation->depth];
    for (; group->options > 0; group->options--)
        PS_TRY(write_string(translation, ")"));
    return PS_OK;
}

static enum ps_status close_group(struct translation *translation)
{
    PS_TRY(close_options(translation));
    PS_TRY(copy(translation, 1));
    if (translation->depth == 0)
        return PS_OK; /* one too many, which PCRE2 refuses */
    translation->atom = translation->groups[translation->depth--].start;
    translation->has_atom = true;
    translation->repeated = false;
    return PS_OK;
}

/* (?i-m) or (?i-m:...): reader stands behind the question mark. */
static enum ps_status translate_options(struct translation *translation)
{
    PS_TRY(write_string(translation, "(?"));
    for (; rest(translation) > 0; translation->i++) {
        char option = *here(translation);
        if (option == 'i' || option == 'x' || option == '-')
            PS_TRY(write(translation, &option, 1));
        else if (option == 'm')
            PS_TRY(write_string(translation, "s"));
        else
            break;
    }
    PS_TRY(write_string(translation, ":"));
    if (looking_at(translation, ")"))
        translation->groups[translation->depth].options++;
    else if (!looking_at(translation, ":"))
        return unsupported(translation, "a group of this kind");
    translation->i++;
    translation->has_atom = false;
    return PS_OK;
}

static enum ps_status skip_comment(struct translation *translation)
{
    const char *end = memchr(here(translation), ')', rest(translation));
    if (!end)
        return ps_error_set(translation->error, PS_INVALID, "a comment is not closed");
    translation->i = (size_t)(end - translation->regex.data) + 1;
    return PS_OK;
}

/* A parenthesis and what follows it up to the group's contents. */
static enum ps_status translate_group(struct translation *translation)
{
    static const char *const heads[] = {"(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!"};
    if (looking_at(translation, "(?#"))
        return skip_comment(translation);
    bool options = looking_at(translation, "(?i") || looking_at(translation, "(?m") ||
                   looking_at(translation, "(?x") || looking_at(translation, "(?-");
    if (options) {
        const char *end = memchr(here(translation), ')', rest(translation));
        const char *colon = memchr(here(translation), ':', rest(translation));
        bool group = colon && (!end || colon < end);
        if (group)
            PS_TRY(open_group(translation));
        translation->i += 2;
        return translate_options(translation);
    }
    PS_TRY(open_group(translation));
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        if (looking_at(translation, heads[i]))
            return copy(translation, strlen(heads[i]));
    }
    if (looking_at(translation, "(?<")) {
        const char *end = memchr(here(translation), '>', rest(translation));
        return copy(translation, end ? (size_t)(end - here(translation)) + 1 : rest(translation));
    }
    if (looking_at(translation, "(?"))
        return unsupported(translation, "a group of this kind");
    return copy(translation, 1);
}

/* The digits at *text; false where there are none. */
static bool read_number(const char **text, unsigned *value)
{
    const char *start = *text;
    for (*value = 0; **text >= '0' && **text <= '9' && *value <= INTERVAL_MAX; (*text)++)
        *value = *value * 10 + (unsigned)(**text - '0');
    return *text > start;
}

/* {2}, {2,}, {,3} or {2,3}, as PCRE2 writes it, and its length here; false where it is none, but
 * text. */
static bool read_interval(const struct translation *translation, char text[32], size_t *size)
{
    const char *at = here(translation) + 1; /* the pattern ends with a NUL */
    unsigned low = 0, high = 0;
    bool has_low = read_number(&at, &low);
    bool comma = *at == ',';
    at += comma;
    bool has_high = comma && read_number(&at, &high);
    if (*at != '}' || (!has_low && !has_high) || low > INTERVAL_MAX || high > INTERVAL_MAX)
        return false;
    if (!comma)
        (void)snprintf(text, 32, "{%u}", low);
    else if (!has_high)
        (void)snprintf(text, 32, "{%u,}", low);
    else
        (void)snprintf(text, 32, "{%u,%u}", low, high);
    *size = (size_t)(at - here(translation)) + 1;
    return true;
}

/* Puts a group around the atom, so that another quantifier can follow. */
static enum ps_status wrap_atom(struct translation *translation)
{
    static const char head[] = "(?:";
    PS_TRY(write_string(translation, "   ")); /* room for the head */
    char *atom = translation->out->data + translation->atom;
    memmove(atom + 3, atom, translation->out->size - translation->atom - 3);
    memcpy(atom, head, 3);
    return write_string(translation, ")");
}

static enum ps_status translate_quantifier(struct translation *translation)
{
    char interval[32];
    size_t size = 1;
    bool is_interval = *here(translation) == '{';
    if (is_interval && !read_interval(translation, interval, &size)) {
        begin_atom(translation);
        PS_TRY(write_string(translation, "\\"));
        return copy(translation, 1);
    }
    if (!translation->has_atom)
        return ps_error_set(translation->error, PS_INVALID, "a quantifier has nothing to repeat");
    if (translation->repeated)
        PS_TRY(wrap_atom(translation));
    translation->repeated = true;
    if (!is_interval) {
        PS_TRY(copy(translation, 1));
        if (looking_at(translation, "?") || looking_at(translation, "+"))
            PS_TRY(copy(translation, 1));
        return PS_OK;
    }
    translation->i += size;
    PS_TRY(write_string(translation, interval));
    /* {2}? may be left out as a whole; {2,3}? takes as few as it can. */
    if (looking_at(translation, "?") && strchr(interval, ','))
        return copy(translation, 1);
    return PS_OK;
}

/* \b and \B, by what a word is there. */
static enum ps_status write_boundary(struct translation *translation, bool negated)
{
    struct ps_slice word = {"\\w", 2};
    PS_DEFER(ps_buffer_close) struct ps_buffer class = {0};
    size_t i = 0;
    PS_TRY(ps_regex_class_translate(word, &i, &class, translation->error));
    const char *inside = negated ? "=" : "!", *outside = negated ? "!" : "=", *is = class.data;
    if (ps_buffer_printf(translation->out, "(?:(?<=%s)(?%s%s)|(?<!%s)(?%s%s))", is, inside, is, is,
                         outside, is) != PS_OK)
        return ps_error_no_memory(translation->error, "a regular expression");
    translation->i += 2;
    return PS_OK;
}

/* \x{41} and \k<name> have something behind the letter. */
static size_t escape_size(const struct translation *translation)
{
    const char *text = here(translation);
    char end = text[1] == 'x' && text[2] == '{'                       ? '}'
               : (text[1] == 'k' || text[1] == 'g') && text[2] == '<' ? '>'
                                                                      : '\0';
    const char *found = end ? memchr(text, end, rest(translation)) : NULL;
    return found ? (size_t)(found - text) + 1 : 2;
}

/* A backslash and what it makes of what follows. */
static enum ps_status translate_escape(struct translation *translation)
{
    static const char same[] = "AzZGKRntrfaekgx0123456789";
    begin_atom(translation);
    if (rest(translation) < 2)
        return copy(translation, rest(translation));
    char letter = here(translation)[1];
    if (ps_regex_class_is_escape(letter))
        return ps_regex_class_translate(translation->regex, &translation->i, translation->out,
                                        translation->error);
    if (letter == 'b' || letter == 'B')
        return write_boundary(translation, letter == 'B');
    if (letter == 'X')
        return unsupported(translation, "\\X");
    if (letter == 'v') {
        translation->i += 2;
        return write_string(translation, "\\x0B");
    }
    if (letter == 'u' && rest(translation) >= 6) {
        PS_TRY(write_string(translation, "\\x{"));
        translation->i += 2;
        PS_TRY(copy(translation, 4));
        return write_string(translation, "}");
    }
    bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                     (letter >= '0' && letter <= '9');
    if (!is_letter)
        return copy(translation, 1 + ps_utf8_first(here(translation) + 1, rest(translation) - 1));
    if (strchr(same, letter))
        return copy(translation, escape_size(translation));
    translation->i++; /* a letter without a meaning stands for itself */
    return copy(translation, 1);
}

static enum ps_status translate_next(struct translation *translation)
{
    switch (*here(translation)) {
    case '(':
        return translate_group(translation);
    case ')':
        return close_group(translation);
    case '|':
        translation->has_atom = false;
        return copy(translation, 1);
    case '[':
        begin_atom(translation);
        return ps_regex_class_translate(translation->regex, &translation->i, translation->out,
                                        translation->error);
    case '\\':
        return translate_escape(translation);
    case '*':
    case '+':
    case '?':
    case '{':
        return translate_quantifier(translation);
    case '^':
    case '$':
        begin_atom(translation);
        PS_TRY(write_string(translation, "(?m:"));
        PS_TRY(copy(translation, 1));
        return write_string(translation, ")");
    default:
        begin_atom(translation);
        return copy(translation, ps_utf8_first(here(translation), rest(translation)));
    }
}

enum ps_status ps_regex_translate(struct ps_slice regex, struct ps_buffer *out,
                                  struct ps_error *error)
{
    struct translation translation = {.regex = regex, .out = out, .error = error};
    if (regex.size > SIZE_MAX_BYTES)
        return ps_error_set(error, PS_TOO_LARGE, "it has %zu bytes: at most %d are read",
                            regex.size, SIZE_MAX_BYTES);
    PS_TRY(write_string(&translation, "(*LF)")); /* only \n ends a line */
    while (rest(&translation) > 0)
        PS_TRY(translate_next(&translation));
    return close_options(&translation);
}
