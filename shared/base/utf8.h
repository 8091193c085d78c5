/* UTF-8 as bytes: decoding one character, validity, safe copies. Unicode properties are text/'s. */
#ifndef PENSTOCK_SHARED_BASE_UTF8_H
#define PENSTOCK_SHARED_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ps_utf8_decode of what does not begin with ASCII. */
size_t ps_utf8_decode_long(const char *text, size_t size, uint32_t *code_point);

/* Decodes the character at text[0..size). Returns its length in bytes (1 to 4) and its code point,
 * or 0 where the bytes are no well-formed character (overlong, surrogate, over U+10FFFF, cut) or
 * size is 0. (Unicode 15, table 3-7.) */
static inline size_t ps_utf8_decode(const char *text, size_t size, uint32_t *code_point)
{
    if (size == 0 || (unsigned char)text[0] >= 0x80)
        return ps_utf8_decode_long(text, size, code_point);
    *code_point = (unsigned char)text[0];
    return 1;
}

/* The same, faster, for text that is known to be valid and not empty. Of other text it never reads
 * more than size bytes, and the code point is some other one up to U+10FFFF. */
static inline size_t ps_utf8_decode_valid(const char *text, size_t size, uint32_t *code_point)
{
    const unsigned char *bytes = (const unsigned char *)text;
    uint32_t decoded = bytes[0];
    size_t length = 1;
    if (decoded >= 0xF0 && size >= 4) {
        decoded = (decoded & 7u) << 18 | (bytes[1] & 0x3Fu) << 12 | (bytes[2] & 0x3Fu) << 6 |
                  (bytes[3] & 0x3Fu);
        length = 4;
    } else if (decoded >= 0xE0 && size >= 3) {
        decoded = (decoded & 0xFu) << 12 | (bytes[1] & 0x3Fu) << 6 | (bytes[2] & 0x3Fu);
        length = 3;
    } else if (decoded >= 0x80 && size >= 2) {
        decoded = (decoded & 0x1Fu) << 6 | (bytes[1] & 0x3Fu);
        length = 2;
    }
    *code_point = decoded <= 0x10FFFF ? decoded : 0xFFFD;
    return length;
}

/* Writes a code point's 1 to 4 bytes and returns their number; 0 for a surrogate or one too large.
 */
size_t ps_utf8_encode(uint32_t code_point, char out[4]);

/* Where text[0..size) does not start with a character: how many of its bytes, at most three, could
 * be the beginning of one. */
size_t ps_utf8_beginning(const char *text, size_t size);

/* Where the run of ASCII that begins at start ends: start itself where there is none. */
size_t ps_utf8_ascii_end(const char *text, size_t size, size_t start);

bool ps_utf8_valid(const char *text, size_t size);

/* Whether a byte goes on with a character rather than beginning one. */
static inline bool ps_utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0u) == 0x80u;
}

/* Of valid UTF-8: how many characters (code points) it has, the length of its first one in bytes,
 * and where its last one begins. Of an empty text all are 0. */
size_t ps_utf8_count(const char *text, size_t size);
size_t ps_utf8_first(const char *text, size_t size);
size_t ps_utf8_last(const char *text, size_t size);

/* Copies text into out[capacity] with a NUL, cut at a character boundary; each byte that is not
 * part of a well-formed character, and each control character, becomes '?'. */
void ps_utf8_copy(char *out, size_t capacity, const char *text, size_t size);

#endif
