/* Names, numbers, strings and operators. */
#include "shared/template/lexer_tag.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"
#include "shared/template/string_literal.h"

enum {
    BRACKETS_MAX = 200, /* open at once */
    NUMBER_SIZE_MAX = 400,
};

static enum ps_status unexpected(const struct ps_lexer *lexer)
{
    const char *text = lexer->source + lexer->offset;
    return ps_error_set(lexer->error, PS_INVALID, "line %u: unexpected character '%.*s'",
                        (unsigned)lexer->line,
                        (int)ps_utf8_first(text, lexer->size - lexer->offset), text);
}

static char byte_at(const struct ps_lexer *lexer, size_t offset)
{
    return offset < lexer->size ? lexer->source[offset] : '\0';
}

static bool is_digit_of(char byte, int base)
{
    if (base == 16)
        return byte != '\0' && strchr("0123456789abcdefABCDEF", byte);
    return byte >= '0' && byte < '0' + base;
}

/* Digits with single underscores between them, from offset on: where they end. */
static size_t digits_end(const struct ps_lexer *lexer, size_t offset, int base)
{
    while (is_digit_of(byte_at(lexer, offset), base) ||
           (byte_at(lexer, offset) == '_' && is_digit_of(byte_at(lexer, offset + 1), base)))
        offset++;
    return offset;
}

/* (\d+_)*\d+ : an underscore needs a digit before it. */
static size_t decimal_end(const struct ps_lexer *lexer, size_t offset)
{
    if (!is_digit_of(byte_at(lexer, offset), 10))
        return offset;
    return digits_end(lexer, offset, 10);
}

/* Where the float at the lexer's place ends, or its offset if there is none. */
static size_t float_end(const struct ps_lexer *lexer)
{
    size_t start = lexer->offset;
    if (start > 0 && lexer->source[start - 1] == '.')
        return start;
    size_t end = decimal_end(lexer, start);
    if (end == start)
        return start;
    size_t whole = end;
    if (byte_at(lexer, end) == '.' && decimal_end(lexer, end + 1) > end + 1)
        end = decimal_end(lexer, end + 1);
    size_t exponent = end;
    if ((byte_at(lexer, exponent) | 0x20) == 'e') {
        exponent++;
        if (byte_at(lexer, exponent) == '+' || byte_at(lexer, exponent) == '-')
            exponent++;
        if (decimal_end(lexer, exponent) > exponent)
            return decimal_end(lexer, exponent);
    }
    return end > whole ? end : start;
}

static size_t integer_end(const struct ps_lexer *lexer, int *base)
{
    size_t start = lexer->offset;
    char letter = (char)(byte_at(lexer, start + 1) | 0x20);
    *base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (byte_at(lexer, start) == '0' && *base != 10) {
        size_t end = digits_end(lexer, start + 2, *base);
        if (end > start + 2)
            return end;
    }
    *base = 10;
    if (byte_at(lexer, start) == '0')
        return digits_end(lexer, start, 1); /* zeros only */
    return decimal_end(lexer, start);
}

/* The number's text without underscores. */
static enum ps_status copy_number(const struct ps_lexer *lexer, size_t end,
                                  char out[NUMBER_SIZE_MAX])
{
    size_t size = 0;
    for (size_t i = lexer->offset; i < end; i++) {
        if (lexer->source[i] == '_')
            continue;
        if (size + 1 >= NUMBER_SIZE_MAX)
            return ps_error_set(lexer->error, PS_UNSUPPORTED,
                                "line %u: a number with over %d digits", (unsigned)lexer->line,
                                NUMBER_SIZE_MAX - 1);
        out[size++] = lexer->source[i];
    }
    out[size] = '\0';
    return PS_OK;
}

static enum ps_status lex_number(struct ps_lexer *lexer, bool *found)
{
    char digits[NUMBER_SIZE_MAX];
    struct ps_lexeme lexeme = {.kind = PS_LEXEME_FLOAT, .text = lexer->source + lexer->offset};
    size_t end = float_end(lexer);
    if (end > lexer->offset) {
        PS_TRY(copy_number(lexer, end, digits));
        lexeme.real = strtod(digits, NULL);
    } else {
        int base;
        end = integer_end(lexer, &base);
        if (end == lexer->offset)
            return PS_OK;
        PS_TRY(copy_number(lexer, end, digits));
        lexeme.kind = PS_LEXEME_INTEGER;
        errno = 0;
        lexeme.integer = strtoll(digits + (base == 10 ? 0 : 2), NULL, base);
        if (errno == ERANGE)
            return ps_error_set(lexer->error, PS_UNSUPPORTED,
                                "line %u: the integer %s has over 64 bits", (unsigned)lexer->line,
                                digits);
    }
    *found = true;
    lexeme.size = end - lexer->offset;
    PS_TRY(ps_lexer_add(lexer, &lexeme));
    ps_lexer_move(lexer, end);
    return PS_OK;
}

static enum ps_status lex_name(struct ps_lexer *lexer, bool *found)
{
    size_t end = lexer->offset, length;
    uint32_t code_point;
    while ((length = ps_utf8_decode(lexer->source + end, lexer->size - end, &code_point)) &&
           ps_character_is_identifier(code_point))
        end += length;
    if (end == lexer->offset)
        return PS_OK;
    *found = true;
    PS_TRY(ps_lexer_add(lexer, &(struct ps_lexeme){.kind = PS_LEXEME_NAME,
                                                   .text = lexer->source + lexer->offset,
                                                   .size = end - lexer->offset}));
    ps_lexer_move(lexer, end);
    return PS_OK;
}

static enum ps_status lex_string(struct ps_lexer *lexer, bool *found)
{
    char quote = byte_at(lexer, lexer->offset);
    if (quote != '\'' && quote != '"')
        return PS_OK;
    size_t end = lexer->offset + 1;
    while (end < lexer->size && lexer->source[end] != quote)
        end += lexer->source[end] == '\\' ? 2 : 1;
    if (end >= lexer->size)
        return PS_OK; /* the quote is then the unexpected character, as for jinja2 */
    struct ps_lexeme lexeme = {.kind = PS_LEXEME_STRING};
    const char *inside = lexer->source + lexer->offset + 1;
    PS_TRY(ps_string_literal(lexer->heap, inside, end - lexer->offset - 1, &lexeme, lexer->line,
                             lexer->error));
    *found = true;
    PS_TRY(ps_lexer_add(lexer, &lexeme));
    ps_lexer_move(lexer, end + 1);
    return PS_OK;
}

static size_t operator_size(const struct ps_lexer *lexer)
{
    static const char *const two[] = {"//", "**", "==", "!=", ">=", "<="};
    for (size_t i = 0; i < sizeof two / sizeof two[0]; i++) {
        if (ps_lexer_at(lexer, lexer->offset, two[i]))
            return 2;
    }
    char byte = byte_at(lexer, lexer->offset);
    return byte != '\0' && strchr("+-/*%~[](){}><=.:|,;", byte) ? 1 : 0;
}

/* Keeps the brackets that are open, last one last; closing tags count only outside of them. */
static enum ps_status balance(const struct ps_lexer *lexer, char bracket, char *open,
                              size_t *num_open)
{
    static const char pairs[] = "()[]{}";
    const char *pair = bracket ? strchr(pairs, bracket) : NULL;
    if (!pair)
        return PS_OK;
    if ((pair - pairs) % 2 == 0) {
        if (*num_open == BRACKETS_MAX)
            return ps_error_set(lexer->error, PS_INVALID, "line %u: over %d brackets are open",
                                (unsigned)lexer->line, BRACKETS_MAX);
        open[(*num_open)++] = pair[1];
        return PS_OK;
    }
    if (*num_open == 0)
        return ps_error_set(lexer->error, PS_INVALID, "line %u: unexpected '%c'",
                            (unsigned)lexer->line, bracket);
    char expected = open[--*num_open];
    if (expected != bracket)
        return ps_error_set(lexer->error, PS_INVALID, "line %u: unexpected '%c', expected '%c'",
                            (unsigned)lexer->line, bracket, expected);
    return PS_OK;
}

static enum ps_status lex_one(struct ps_lexer *lexer, char *open, size_t *num_open)
{
    bool found = false;
    PS_TRY(lex_number(lexer, &found));
    if (!found)
        PS_TRY(lex_name(lexer, &found));
    if (!found)
        PS_TRY(lex_string(lexer, &found));
    if (found)
        return PS_OK;
    size_t size = operator_size(lexer);
    if (size == 0)
        return unexpected(lexer);
    struct ps_lexeme lexeme = {
        .kind = PS_LEXEME_OPERATOR, .text = lexer->source + lexer->offset, .size = size};
    if (size == 1)
        PS_TRY(balance(lexer, lexeme.text[0], open, num_open));
    PS_TRY(ps_lexer_add(lexer, &lexeme));
    ps_lexer_move(lexer, lexer->offset + size);
    return PS_OK;
}

enum ps_status ps_lex_tag(struct ps_lexer *lexer, bool is_output)
{
    char open[BRACKETS_MAX];
    size_t num_open = 0;
    while (lexer->offset < lexer->size) {
        size_t end;
        if (num_open == 0 &&
            ps_lexer_close(lexer, lexer->offset, is_output ? "}}" : "%}", !is_output, &end)) {
            PS_TRY(
                ps_lexer_add(lexer, &(struct ps_lexeme){.kind = is_output ? PS_LEXEME_OUTPUT_END
                                                                          : PS_LEXEME_BLOCK_END}));
            ps_lexer_move(lexer, end);
            return PS_OK;
        }
        end = ps_lexer_skip_space(lexer, lexer->offset);
        if (end > lexer->offset)
            ps_lexer_move(lexer, end);
        else
            PS_TRY(lex_one(lexer, open, &num_open));
    }
    return PS_OK; /* the parser misses the closing tag */
}
