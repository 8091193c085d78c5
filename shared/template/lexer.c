/* Text, comments and raw blocks are cut here; what is inside of tags is lexer_tag.c's.
 *
 * The state machine is that of jinja2's lexer: in text the nearest of the four opening tags is
 * sought; whitespace before it goes with '-', or, to the beginning of the line, because of
 * lstrip_blocks; whitespace behind a closing tag goes with '-', one newline because of trim_blocks.
 */
#include "shared/template/lexer.h"

#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"
#include "shared/template/lexer_tag.h"

enum ps_status ps_parse_no_memory(const struct ps_heap *heap, struct ps_error *error)
{
    if (heap->is_over)
        return ps_error_set(error, PS_INVALID, "the template is too large: it takes over %zu bytes",
                            heap->bytes_max);
    return ps_error_no_memory(error, "a template");
}

/* Line ends become \n; the last one is dropped (keep_trailing_newline is off). */
static enum ps_status normalize(struct ps_lexer *lexer, const char *source, size_t size)
{
    char *copy = ps_heap_alloc(lexer->heap, size + 1, 1);
    if (!copy)
        return ps_parse_no_memory(lexer->heap, lexer->error);
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        if (source[i] == '\r' && i + 1 < size && source[i + 1] == '\n')
            continue;
        copy[length++] = source[i] == '\r' ? '\n' : source[i];
    }
    if (length > 0 && copy[length - 1] == '\n')
        length--;
    lexer->source = copy;
    lexer->size = length;
    return PS_OK;
}

size_t ps_lexer_skip_space(const struct ps_lexer *lexer, size_t offset)
{
    uint32_t code_point;
    size_t length;
    while ((length = ps_utf8_decode(lexer->source + offset, lexer->size - offset, &code_point)) &&
           ps_character_is_space(code_point))
        offset += length;
    return offset;
}

static size_t strip_space_backward(const char *text, size_t size)
{
    while (size > 0) {
        uint32_t code_point;
        size_t last = ps_utf8_last(text, size);
        if (!ps_utf8_decode(text + last, size - last, &code_point) ||
            !ps_character_is_space(code_point))
            break;
        size = last;
    }
    return size;
}

bool ps_lexer_at(const struct ps_lexer *lexer, size_t offset, const char *text)
{
    size_t size = strlen(text);
    return lexer->size - offset >= size && memcmp(lexer->source + offset, text, size) == 0;
}

void ps_lexer_move(struct ps_lexer *lexer, size_t end)
{
    for (size_t i = lexer->offset; i < end; i++)
        lexer->line += lexer->source[i] == '\n';
    lexer->is_line_start = end > lexer->offset && lexer->source[end - 1] == '\n';
    lexer->offset = end;
}

enum ps_status ps_lexer_add(struct ps_lexer *lexer, const struct ps_lexeme *lexeme)
{
    struct ps_lexemes *list = lexer->lexemes;
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 256;
        struct ps_lexeme *items = ps_heap_alloc(lexer->heap, capacity, sizeof *items);
        if (!items)
            return ps_parse_no_memory(lexer->heap, lexer->error);
        if (list->count > 0)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count] = *lexeme;
    list->items[list->count++].line = lexer->line;
    return PS_OK;
}

static enum ps_status add_text(struct ps_lexer *lexer, const char *text, size_t size)
{
    if (size == 0)
        return PS_OK;
    return ps_lexer_add(lexer,
                        &(struct ps_lexeme){.kind = PS_LEXEME_TEXT, .text = text, .size = size});
}

/* How much of text[0..size) stays before a tag with this sign. */
static size_t text_before(const struct ps_lexer *lexer, const char *text, size_t size, char sign,
                          bool is_output)
{
    if (sign == '-')
        return strip_space_backward(text, size);
    if (sign == '+' || is_output)
        return size;
    size_t line = size;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    bool at_line_start = line > 0 || lexer->is_line_start;
    bool is_blank = strip_space_backward(text + line, size - line) == 0;
    return at_line_start && is_blank ? line : size;
}

/* The sign at offset, if any: '-', '+' or 0. */
static char sign_at(const struct ps_lexer *lexer, size_t offset)
{
    if (offset < lexer->size && (lexer->source[offset] == '-' || lexer->source[offset] == '+'))
        return lexer->source[offset];
    return 0;
}

bool ps_lexer_close(const struct ps_lexer *lexer, size_t offset, const char *tag, bool has_plus,
                    size_t *end)
{
    if (sign_at(lexer, offset) == '-' && ps_lexer_at(lexer, offset + 1, tag)) {
        *end = ps_lexer_skip_space(lexer, offset + 3);
        return true;
    }
    if (has_plus && sign_at(lexer, offset) == '+' && ps_lexer_at(lexer, offset + 1, tag)) {
        *end = offset + 3;
        return true;
    }
    if (!ps_lexer_at(lexer, offset, tag))
        return false;
    *end = offset + 2;
    if (has_plus && *end < lexer->size && lexer->source[*end] == '\n')
        ++*end;
    return true;
}

static enum ps_status lex_comment(struct ps_lexer *lexer)
{
    for (size_t i = lexer->offset; i < lexer->size; i++) {
        size_t end;
        if (ps_lexer_close(lexer, i, "#}", true, &end)) {
            ps_lexer_move(lexer, end);
            return PS_OK;
        }
    }
    if (lexer->offset == lexer->size) /* nothing to miss an end for, as for jinja2 */
        return PS_OK;
    return ps_error_set(lexer->error, PS_INVALID, "line %u: missing end of comment tag",
                        (unsigned)lexer->line);
}

/* Whether {% raw %} stands at offset (that of "{%"), and where it ends. */
static bool raw_begins(const struct ps_lexer *lexer, size_t offset, size_t *end)
{
    offset += 2;
    if (sign_at(lexer, offset))
        offset++;
    offset = ps_lexer_skip_space(lexer, offset);
    if (!ps_lexer_at(lexer, offset, "raw"))
        return false;
    offset = ps_lexer_skip_space(lexer, offset + 3);
    if (ps_lexer_at(lexer, offset, "-%}")) {
        *end = ps_lexer_skip_space(lexer, offset + 3);
        return true;
    }
    *end = offset + 2;
    return ps_lexer_at(lexer, offset, "%}");
}

static bool raw_ends(const struct ps_lexer *lexer, size_t offset, size_t *end)
{
    if (!ps_lexer_at(lexer, offset, "{%"))
        return false;
    offset += 2;
    if (sign_at(lexer, offset))
        offset++;
    offset = ps_lexer_skip_space(lexer, offset);
    if (!ps_lexer_at(lexer, offset, "endraw"))
        return false;
    return ps_lexer_close(lexer, ps_lexer_skip_space(lexer, offset + 6), "%}", true, end);
}

static enum ps_status lex_raw(struct ps_lexer *lexer)
{
    for (size_t i = lexer->offset; i < lexer->size; i++) {
        size_t end;
        if (!raw_ends(lexer, i, &end))
            continue;
        const char *text = lexer->source + lexer->offset;
        size_t size = text_before(lexer, text, i - lexer->offset, sign_at(lexer, i + 2), false);
        PS_TRY(add_text(lexer, text, size));
        ps_lexer_move(lexer, end);
        return PS_OK;
    }
    if (lexer->offset == lexer->size)
        return PS_OK;
    return ps_error_set(lexer->error, PS_INVALID, "line %u: missing end of raw directive",
                        (unsigned)lexer->line);
}

static enum ps_status lex_open(struct ps_lexer *lexer, size_t tag)
{
    char kind = lexer->source[tag + 1];
    char sign = sign_at(lexer, tag + 2);
    const char *text = lexer->source + lexer->offset;
    PS_TRY(add_text(lexer, text, text_before(lexer, text, tag - lexer->offset, sign, kind == '{')));
    size_t end;
    if (kind == '%' && raw_begins(lexer, tag, &end)) {
        ps_lexer_move(lexer, end);
        return lex_raw(lexer);
    }
    ps_lexer_move(lexer, tag + 2 + (sign != 0));
    if (kind == '#')
        return lex_comment(lexer);
    bool is_output = kind == '{';
    PS_TRY(ps_lexer_add(lexer, &(struct ps_lexeme){.kind = is_output ? PS_LEXEME_OUTPUT_BEGIN
                                                                     : PS_LEXEME_BLOCK_BEGIN}));
    return ps_lex_tag(lexer, is_output);
}

enum ps_status ps_lex(struct ps_heap *heap, const char *source, size_t size,
                      struct ps_lexemes *lexemes, struct ps_error *error)
{
    struct ps_lexer lexer = {
        .heap = heap, .lexemes = lexemes, .line = 1, .is_line_start = true, .error = error};
    if (!ps_utf8_valid(source, size))
        return ps_error_set(error, PS_INVALID, "the template is not valid UTF-8");
    PS_TRY(normalize(&lexer, source, size));
    for (size_t i = 0; i < lexer.size;) {
        bool opens = lexer.source[i] == '{' && i + 1 < lexer.size &&
                     strchr("%{#", lexer.source[i + 1]) && lexer.source[i + 1];
        if (!opens) {
            i++;
            continue;
        }
        PS_TRY(lex_open(&lexer, i));
        i = lexer.offset;
    }
    PS_TRY(add_text(&lexer, lexer.source + lexer.offset, lexer.size - lexer.offset));
    ps_lexer_move(&lexer, lexer.size);
    return ps_lexer_add(&lexer, &(struct ps_lexeme){.kind = PS_LEXEME_END, .text = ""});
}
