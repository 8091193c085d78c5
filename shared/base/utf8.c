/* UTF-8 as bytes. */
#include "shared/base/utf8.h"

#include <string.h>

/* The number of bytes that a leading byte announces, and its payload; 0 where it can't lead. */
static size_t leading(unsigned char byte, uint32_t *payload, uint32_t *smallest)
{
    if (byte >= 0xC2 && byte <= 0xDF) {
        *payload = byte & 0x1Fu;
        *smallest = 0x80;
        return 2;
    }
    if ((byte & 0xF0) == 0xE0) {
        *payload = byte & 0x0Fu;
        *smallest = 0x800;
        return 3;
    }
    if (byte >= 0xF0 && byte <= 0xF4) {
        *payload = byte & 0x07u;
        *smallest = 0x10000;
        return 4;
    }
    return 0;
}

size_t ps_utf8_decode_long(const char *text, size_t size, uint32_t *code_point)
{
    if (size == 0)
        return 0;
    uint32_t value = 0, smallest = 0;
    size_t length = leading((unsigned char)text[0], &value, &smallest);
    if (length == 0 || length > size)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if (!ps_utf8_continues(text[i]))
            return 0;
        value = value << 6 | ((unsigned char)text[i] & 0x3Fu);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return length;
}

size_t ps_utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0u | code_point >> 6);
        out[1] = (char)(0x80u | (code_point & 0x3Fu));
        return 2;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF))
        return 0;
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0u | code_point >> 12);
        out[1] = (char)(0x80u | (code_point >> 6 & 0x3Fu));
        out[2] = (char)(0x80u | (code_point & 0x3Fu));
        return 3;
    }
    out[0] = (char)(0xF0u | code_point >> 18);
    out[1] = (char)(0x80u | (code_point >> 12 & 0x3Fu));
    out[2] = (char)(0x80u | (code_point >> 6 & 0x3Fu));
    out[3] = (char)(0x80u | (code_point & 0x3Fu));
    return 4;
}

/* Whether a second byte keeps a character from being overlong, a surrogate or too large. */
static bool second_fits(unsigned char first, unsigned char second)
{
    unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

size_t ps_utf8_beginning(const char *text, size_t size)
{
    uint32_t value = 0, smallest = 0;
    size_t length = size > 0 ? leading((unsigned char)text[0], &value, &smallest) : 0;
    if (length < 2)
        return 0;
    if (length == 2 || size < 2 || !second_fits((unsigned char)text[0], (unsigned char)text[1]))
        return 1;
    return length == 4 && size > 2 && ps_utf8_continues(text[2]) ? 3 : 2;
}

size_t ps_utf8_ascii_end(const char *text, size_t size, size_t start)
{
    size_t i = start;
    for (uint64_t word; i + sizeof word <= size; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        if (word & 0x8080808080808080u)
            break;
    }
    while (i < size && (unsigned char)text[i] < 0x80)
        i++;
    return i;
}

bool ps_utf8_valid(const char *text, size_t size)
{
    uint32_t code_point;
    for (size_t i = ps_utf8_ascii_end(text, size, 0); i < size;
         i = ps_utf8_ascii_end(text, size, i)) {
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

size_t ps_utf8_count(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += !ps_utf8_continues(text[i]);
    return count;
}

size_t ps_utf8_first(const char *text, size_t size)
{
    size_t length = size > 0 ? 1 : 0;
    while (length < size && ps_utf8_continues(text[length]))
        length++;
    return length;
}

size_t ps_utf8_last(const char *text, size_t size)
{
    size_t start = size > 0 ? size - 1 : 0;
    while (start > 0 && ps_utf8_continues(text[start]))
        start--;
    return start;
}

void ps_utf8_copy(char *out, size_t capacity, const char *text, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; i < size;) {
        uint32_t code_point = 0;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        bool printable = length > 0 && code_point >= 0x20 && code_point != 0x7F;
        size_t needed = printable ? length : 1;
        if (used + needed >= capacity)
            break;
        for (size_t j = 0; j < needed; j++)
            out[used++] = printable ? text[i + j] : '?';
        i += length ? length : 1;
    }
    if (capacity > 0)
        out[used] = '\0';
}
