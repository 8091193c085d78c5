/* Escapes of string literals. */
#include "shared/template/string_literal.h"

#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"

struct reader {
    const char *text;
    size_t size, offset;
    char *out; /* as long as text at least: no escape grows but one, see below */
    size_t length;
    uint32_t line;
    struct ps_error *error;
};

static int hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte = (char)(byte | 0x20);
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static enum ps_status put(struct reader *reader, uint32_t code_point)
{
    char bytes[4];
    size_t size = ps_utf8_encode(code_point, bytes);
    if (size == 0 && code_point <= 0x10FFFF)
        return ps_error_set(reader->error, PS_UNSUPPORTED,
                            "line %u: half a surrogate pair in a string literal",
                            (unsigned)reader->line);
    if (size == 0)
        return ps_error_set(reader->error, PS_INVALID,
                            "line %u: an escape over U+10FFFF in a string literal",
                            (unsigned)reader->line);
    memcpy(reader->out + reader->length, bytes, size);
    reader->length += size;
    return PS_OK;
}

static enum ps_status read_hex(struct reader *reader, int num_digits)
{
    uint32_t code_point = 0;
    for (int i = 0; i < num_digits; i++) {
        int digit = reader->offset < reader->size ? hex_value(reader->text[reader->offset]) : -1;
        if (digit < 0)
            return ps_error_set(reader->error, PS_INVALID,
                                "line %u: a truncated escape in a string literal",
                                (unsigned)reader->line);
        code_point = code_point << 4 | (uint32_t)digit;
        reader->offset++;
    }
    return put(reader, code_point);
}

static enum ps_status read_octal(struct reader *reader)
{
    uint32_t code_point = 0;
    for (int i = 0; i < 3 && reader->offset < reader->size; i++) {
        char byte = reader->text[reader->offset];
        if (byte < '0' || byte > '7')
            break;
        code_point = code_point * 8 + (uint32_t)(byte - '0');
        reader->offset++;
    }
    return put(reader, code_point);
}

/* Behind a backslash, a character outside of ASCII has become an escape itself before jinja2 looks
 * at escapes: the backslash swallows the one of that escape, whose digits stay. */
static enum ps_status read_foreign(struct reader *reader)
{
    uint32_t code_point = 0;
    char escape[PS_CHARACTER_ESCAPE_SIZE];
    reader->offset +=
        ps_utf8_decode(reader->text + reader->offset, reader->size - reader->offset, &code_point);
    ps_character_escape(code_point, escape);
    size_t size = strlen(escape);
    memcpy(reader->out + reader->length, escape, size);
    reader->length += size;
    return PS_OK;
}

static enum ps_status read_escape(struct reader *reader)
{
    static const char letters[] = "\\'\"abfnrtv", meanings[] = "\\'\"\a\b\f\n\r\t\v";
    char byte = reader->text[reader->offset];
    if ((unsigned char)byte >= 0x80)
        return read_foreign(reader);
    if (byte >= '0' && byte <= '7')
        return read_octal(reader);
    reader->offset++;
    const char *letter = byte ? strchr(letters, byte) : NULL;
    if (letter)
        return put(reader, (uint32_t)meanings[letter - letters]);
    switch (byte) {
    case '\n':
        return PS_OK;
    case 'x':
        return read_hex(reader, 2);
    case 'u':
        return read_hex(reader, 4);
    case 'U':
        return read_hex(reader, 8);
    case 'N':
        return ps_error_set(reader->error, PS_UNSUPPORTED,
                            "line %u: a \\N{...} escape in a string literal",
                            (unsigned)reader->line);
    default:
        PS_TRY(put(reader, '\\'));
        return put(reader, (uint32_t)byte);
    }
}

enum ps_status ps_string_literal(struct ps_heap *heap, const char *inside, size_t size,
                                 struct ps_lexeme *lexeme, uint32_t line, struct ps_error *error)
{
    /* A backslash and a character of 2 to 4 bytes become up to 10 bytes. */
    char *out = ps_heap_alloc(heap, size, memchr(inside, '\\', size) ? 4 : 1);
    if (!out)
        return ps_parse_no_memory(heap, error);
    struct reader reader = {.text = inside, .size = size, .out = out, .line = line, .error = error};
    while (reader.offset < size) {
        char byte = inside[reader.offset++];
        if (byte == '\\' && reader.offset < size)
            PS_TRY(read_escape(&reader));
        else
            out[reader.length++] = byte;
    }
    lexeme->text = out;
    lexeme->size = reader.length;
    return PS_OK;
}
