/* A lenient scan of JSON: the grammar of RFC 8259, and the value of one top-level key. */
#include "shared/base/json_scan.h"

#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/hex.h"
#include "shared/base/utf8.h"

/* A decoded key longer than this matches nothing. */
#define KEY_CAPACITY 64

struct scanner {
    const char *text;
    size_t size;
    size_t at;
    size_t depth;
    struct ps_buffer is_object; /* one bit for each open level, the outermost first */
    const char *key;
    bool key_matches;   /* the top-level member being read is the one looked for */
    size_t value_start; /* of that member */
    struct ps_json_scan *scan;
};

static bool fail(struct scanner *scanner, const char *expected)
{
    scanner->scan->expected = expected;
    scanner->scan->error_at = scanner->at;
    return false;
}

/* The byte at the cursor; -1 at the end. */
static int peek(const struct scanner *scanner)
{
    return scanner->at < scanner->size ? (unsigned char)scanner->text[scanner->at] : -1;
}

static bool take(struct scanner *scanner, int byte)
{
    if (peek(scanner) != byte)
        return false;
    scanner->at++;
    return true;
}

static void skip_space(struct scanner *scanner)
{
    for (;;) {
        int byte = peek(scanner);
        if (byte != ' ' && byte != '\t' && byte != '\n' && byte != '\r')
            return;
        scanner->at++;
    }
}

static enum ps_status push(struct scanner *scanner, bool is_object)
{
    struct ps_buffer *bits = &scanner->is_object;
    if (scanner->depth % 8 == 0)
        PS_TRY(ps_buffer_append_byte(bits, 0));
    unsigned mask = 1u << scanner->depth % 8;
    unsigned byte = (unsigned char)bits->data[bits->size - 1];
    bits->data[bits->size - 1] = (char)(is_object ? byte | mask : byte & ~mask);
    scanner->scan->num_containers++;
    scanner->depth++;
    if (scanner->depth > scanner->scan->depth)
        scanner->scan->depth = scanner->depth;
    return PS_OK;
}

static void pop(struct scanner *scanner)
{
    scanner->depth--;
    if (scanner->depth % 8 == 0)
        scanner->is_object.size--;
}

static bool in_object(const struct scanner *scanner)
{
    size_t level = scanner->depth - 1;
    unsigned int flags = (unsigned char)scanner->is_object.data[level / 8];
    return flags >> level % 8 & 1u;
}

static bool scan_escape(struct scanner *scanner)
{
    int byte = peek(scanner);
    if (byte < 0 || !strchr("\"\\/bfnrtu", byte) || byte == 0)
        return fail(scanner, "one of \" \\ / b f n r t u after a backslash");
    scanner->at++;
    if (byte != 'u')
        return true;
    for (int i = 0; i < 4; i++) {
        if (ps_hex_value(peek(scanner)) < 0)
            return fail(scanner, "four hexadecimal digits after \\u");
        scanner->at++;
    }
    return true;
}

/* Passes over the characters of a string that need no look: most of a long one. */
static void skip_plain(struct scanner *scanner)
{
    const char *at = scanner->text + scanner->at, *end = scanner->text + scanner->size;
    while (at < end && *at >= 0x20 && *at < 0x7F && *at != '"' && *at != '\\')
        at++;
    scanner->at = (size_t)(at - scanner->text);
}

static bool scan_string(struct scanner *scanner)
{
    if (!take(scanner, '"'))
        return fail(scanner, "a string");
    for (;;) {
        skip_plain(scanner);
        int byte = peek(scanner);
        if (byte < 0)
            return fail(scanner, "the string's closing quote");
        if (byte < 0x20)
            return fail(scanner, "an escape instead of a control character");
        if (byte >= 0x80) {
            uint32_t code_point;
            size_t length = ps_utf8_decode(scanner->text + scanner->at, scanner->size - scanner->at,
                                           &code_point);
            if (length == 0)
                return fail(scanner, "UTF-8");
            scanner->at += length;
            continue;
        }
        scanner->at++;
        if (byte == '"')
            return true;
        if (byte == '\\' && !scan_escape(scanner))
            return false;
    }
}

static bool scan_digits(struct scanner *scanner)
{
    size_t start = scanner->at;
    while (peek(scanner) >= '0' && peek(scanner) <= '9')
        scanner->at++;
    return scanner->at > start || fail(scanner, "a digit");
}

static bool scan_number(struct scanner *scanner)
{
    (void)take(scanner, '-');
    if (!take(scanner, '0') && !scan_digits(scanner))
        return false;
    if (take(scanner, '.') && !scan_digits(scanner))
        return false;
    if (!take(scanner, 'e') && !take(scanner, 'E'))
        return true;
    if (!take(scanner, '+'))
        (void)take(scanner, '-');
    return scan_digits(scanner);
}

static bool scan_word(struct scanner *scanner, const char *word)
{
    size_t length = strlen(word);
    if (scanner->size - scanner->at < length ||
        memcmp(scanner->text + scanner->at, word, length) != 0)
        return fail(scanner, "a JSON value");
    scanner->at += length;
    return true;
}

static bool scan_scalar(struct scanner *scanner)
{
    int byte = peek(scanner);
    if (byte == '"')
        return scan_string(scanner);
    if (byte == '-' || (byte >= '0' && byte <= '9'))
        return scan_number(scanner);
    if (byte == 't')
        return scan_word(scanner, "true");
    if (byte == 'f')
        return scan_word(scanner, "false");
    if (byte == 'n')
        return scan_word(scanner, "null");
    return fail(scanner, byte < 0 ? "a JSON value before the end" : "a JSON value");
}

/* A member's key and colon. */
static bool scan_key(struct scanner *scanner)
{
    skip_space(scanner);
    size_t start = scanner->at;
    if (!scan_string(scanner))
        return false;
    if (scanner->depth == 1) {
        char key[KEY_CAPACITY];
        scanner->key_matches =
            ps_json_scan_string(scanner->text + start, scanner->at - start, key, sizeof key) &&
            strcmp(key, scanner->key) == 0;
    }
    skip_space(scanner);
    return take(scanner, ':') || fail(scanner, "a colon after the key");
}

/* What follows a value inside its array or object: closes every level that ends here. Afterwards
 * either a next value is due (depth > 0) or the text is complete (depth 0). */
static bool scan_after_value(struct scanner *scanner)
{
    while (scanner->depth > 0) {
        bool object = in_object(scanner);
        if (scanner->depth == 1 && object && scanner->key_matches) {
            scanner->scan->value = scanner->text + scanner->value_start;
            scanner->scan->value_size = scanner->at - scanner->value_start;
            scanner->key_matches = false;
        }
        skip_space(scanner);
        if (take(scanner, ','))
            return !object || scan_key(scanner);
        if (!take(scanner, object ? '}' : ']'))
            return fail(scanner, object ? "a comma or }" : "a comma or ]");
        pop(scanner);
    }
    return true;
}

/* Opens an array or object at the cursor. *complete: it is empty, and closed again. */
static enum ps_status scan_open(struct scanner *scanner, bool *complete, bool *failed)
{
    bool object = peek(scanner) == '{';
    scanner->at++;
    PS_TRY(push(scanner, object));
    skip_space(scanner);
    *complete = take(scanner, object ? '}' : ']');
    if (*complete)
        pop(scanner);
    else if (object)
        *failed = !scan_key(scanner);
    return PS_OK;
}

static enum ps_status scan_text(struct scanner *scanner, bool *well_formed)
{
    bool failed = false;
    *well_formed = false;
    do {
        skip_space(scanner);
        if (scanner->depth == 1)
            scanner->value_start = scanner->at;
        int byte = peek(scanner);
        bool complete = true;
        scanner->scan->num_values++;
        if (byte == '{' || byte == '[')
            PS_TRY(scan_open(scanner, &complete, &failed));
        else
            failed = !scan_scalar(scanner);
        if (!failed && complete)
            failed = !scan_after_value(scanner);
        if (failed)
            return PS_OK;
    } while (scanner->depth > 0);
    skip_space(scanner);
    *well_formed = scanner->at == scanner->size || fail(scanner, "nothing after the value");
    return PS_OK;
}

static void close_bits(struct scanner *scanner)
{
    ps_buffer_close(&scanner->is_object);
}

enum ps_status ps_json_scan(const char *text, size_t size, const char *key,
                            struct ps_json_scan *scan)
{
    PS_DEFER(close_bits)
    struct scanner scanner = {.text = text, .size = size, .key = key, .scan = scan};
    *scan = (struct ps_json_scan){0};
    scan->has_mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    if (scan->has_mark)
        scanner.at = 3;
    skip_space(&scanner);
    scan->is_object = peek(&scanner) == '{';
    return scan_text(&scanner, &scan->well_formed);
}

/* The code unit of the \uXXXX whose digits begin at text. */
static uint32_t code_unit(const char *digits)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)ps_hex_value((unsigned char)digits[i]);
    return unit;
}

size_t ps_json_scan_escape(const char *text, uint32_t *code_point)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    if (text[0] != 'u') {
        *code_point = (unsigned char)meanings[strchr(letters, text[0]) - letters];
        return 1;
    }
    uint32_t first = code_unit(text + 1);
    *code_point = first;
    if (first < 0xD800 || first > 0xDFFF)
        return 5;
    if (first > 0xDBFF || text[5] != '\\' || text[6] != 'u')
        return 0;
    uint32_t second = code_unit(text + 7);
    if (second < 0xDC00 || second > 0xDFFF)
        return 0;
    *code_point = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    return 11;
}

bool ps_json_scan_string(const char *token, size_t size, char *out, size_t capacity)
{
    if (size < 2 || token[0] != '"')
        return false;
    const char *end = token + size - 1;
    size_t used = 0;
    for (const char *at = token + 1; at < end;) {
        char bytes[4] = {at[0]};
        size_t length = 1;
        if (at[0] == '\\') {
            uint32_t code_point = 0;
            size_t escape = ps_json_scan_escape(at + 1, &code_point);
            if (escape == 0 || code_point == 0)
                return false;
            length = ps_utf8_encode(code_point, bytes);
            at += 1 + escape;
        } else {
            at++;
        }
        if (used + length >= capacity)
            return false;
        memcpy(out + used, bytes, length);
        used += length;
    }
    out[used] = '\0';
    return true;
}
