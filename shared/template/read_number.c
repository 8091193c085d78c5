/* Numbers from texts. */
#include "shared/template/read_number.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"

enum { REAL_SIZE_MAX = 1000 };

/* Without the whitespace around it. */
static struct ps_string strip(const struct ps_string *string)
{
    struct ps_string inner = *string;
    uint32_t code_point;
    while (inner.size > 0 && ps_utf8_decode(inner.data, inner.size, &code_point) &&
           ps_character_is_space(code_point)) {
        size_t size = ps_utf8_first(inner.data, inner.size);
        inner.data += size;
        inner.size -= size;
    }
    while (inner.size > 0) {
        size_t last = ps_utf8_last(inner.data, inner.size);
        if (!ps_utf8_decode(inner.data + last, inner.size - last, &code_point) ||
            !ps_character_is_space(code_point))
            break;
        inner.size = last;
    }
    return inner;
}

static int digit_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte = (char)(byte | 0x20);
    return byte >= 'a' && byte <= 'z' ? byte - 'a' + 10 : 99;
}

/* The base that a prefix says, or 0; *offset moves behind it. */
static int prefix_base(const struct ps_string *text, size_t *offset)
{
    if (*offset + 1 >= text->size || text->data[*offset] != '0')
        return 0;
    char letter = (char)(text->data[*offset + 1] | 0x20);
    int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    return base;
}

enum ps_read ps_read_integer(const struct ps_string *string, int64_t base, int64_t *integer)
{
    struct ps_string text = strip(string);
    size_t offset = text.size > 0 && (text.data[0] == '-' || text.data[0] == '+');
    bool is_negative = text.size > 0 && text.data[0] == '-';
    int prefixed = prefix_base(&text, &offset);
    bool has_prefix = prefixed && (base == 0 || base == prefixed);
    bool is_decimal_zero = base == 0 && !has_prefix;
    if (base != 0 && (base < 2 || base > 36))
        return PS_READ_NONE;
    int64_t real_base = has_prefix ? prefixed : base == 0 ? 10 : base;
    offset += has_prefix ? 2 : 0;
    bool may_underscore = has_prefix, has_digit = false, overflows = false, is_leading_zero = false;
    *integer = 0;
    for (; offset < text.size; offset++) {
        if (text.data[offset] == '_' && may_underscore) {
            may_underscore = false;
            continue;
        }
        int digit = digit_value(text.data[offset]);
        if (digit >= real_base)
            return PS_READ_NONE;
        is_leading_zero = is_leading_zero || (!has_digit && digit == 0);
        if (is_decimal_zero && is_leading_zero && digit != 0)
            return PS_READ_NONE;
        overflows = overflows || __builtin_mul_overflow(*integer, real_base, integer) ||
                    __builtin_sub_overflow(*integer, digit, integer);
        may_underscore = has_digit = true;
    }
    if (!has_digit || !may_underscore)
        return PS_READ_NONE;
    if (!is_negative && !overflows)
        overflows = __builtin_sub_overflow(0, *integer, integer);
    return overflows ? PS_READ_TOO_LARGE : PS_READ_OK;
}

static bool is_word(const char *text, const char *a, const char *b)
{
    text += *text == '-' || *text == '+';
    return strcasecmp(text, a) == 0 || strcasecmp(text, b) == 0;
}

bool ps_read_real(const struct ps_string *string, double *real)
{
    struct ps_string inner = strip(string);
    char text[REAL_SIZE_MAX + 1], *end;
    size_t size = 0;
    bool is_after_digit = false;
    if (inner.size == 0 || inner.size > REAL_SIZE_MAX)
        return false;
    for (size_t i = 0; i < inner.size; i++) {
        bool is_digit = digit_value(inner.data[i]) < 10;
        if (inner.data[i] == '_') {
            bool before_digit = i + 1 < inner.size && digit_value(inner.data[i + 1]) < 10;
            if (!is_after_digit || !before_digit)
                return false;
            continue;
        }
        is_after_digit = is_digit;
        text[size++] = inner.data[i];
    }
    text[size] = '\0';
    if (strlen(text) != size)
        return false;
    /* strtod takes hexadecimals and nan(...) too, Python does not. */
    bool is_special = is_word(text, "inf", "infinity") || is_word(text, "nan", "nan");
    if (!is_special && strspn(text, "0123456789+-.eE") != size)
        return false;
    *real = strtod(text, &end);
    return *end == '\0' && end != text;
}
