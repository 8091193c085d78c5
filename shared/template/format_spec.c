/* format(). */
#include "shared/template/format_spec.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/print.h"

enum {
    PRECISION_MAX = 400,
    DIGITS_SIZE = 1024, /* of a double in %f with that precision, grouped */
};

static enum ps_status write_fill(struct ps_rendering *render, const struct ps_format_spec *spec,
                                 int64_t count)
{
    return spec->fill_size > 0 ? ps_rendering_fill(render, spec->fill, spec->fill_size, count)
                               : ps_rendering_fill(render, " ", 1, count);
}

/* prefix (a sign, 0x) and body with the fill before, between, behind or around them. */
static enum ps_status write_aligned(struct ps_rendering *render, const struct ps_format_spec *spec,
                                    char align, const char *prefix, const char *body,
                                    size_t body_size, int64_t count)
{
    int64_t missing = spec->width - count - (int64_t)strlen(prefix);
    missing = missing < 0 ? 0 : missing;
    int64_t before = align == '>' ? missing : align == '^' ? missing / 2 : 0;
    int64_t between = align == '=' ? missing : 0;
    PS_TRY(write_fill(render, spec, before));
    PS_TRY(ps_rendering_write_text(render, prefix));
    PS_TRY(write_fill(render, spec, between));
    PS_TRY(ps_rendering_write(render, body, body_size));
    return write_fill(render, spec, missing - before - between);
}

enum ps_status ps_format_text(struct ps_rendering *render, struct ps_string *text,
                              const struct ps_format_spec *spec, char default_align)
{
    size_t count = ps_string_count(text), begin, end;
    if (spec->precision >= 0 && (size_t)spec->precision < count)
        count = (size_t)spec->precision;
    ps_string_span(text, 0, count, &begin, &end);
    return write_aligned(render, spec, spec->align ? spec->align : default_align, "", text->data,
                         end, (int64_t)count);
}

/* Groups the digits before the point, which come first in digits. */
static void group(char *digits, size_t size, char separator, size_t group_size)
{
    size_t whole = strspn(digits, "0123456789abcdefABCDEF");
    for (size_t i = whole; i > group_size && strlen(digits) + 2 < size;) {
        i -= group_size;
        memmove(digits + i + 1, digits + i, strlen(digits + i) + 1);
        digits[i] = separator;
    }
}

static enum ps_status write_number(struct ps_rendering *render, const struct ps_format_spec *spec,
                                   bool is_negative, const char *base, const char *digits)
{
    char prefix[4] = "";
    if (is_negative)
        strcat(prefix, "-");
    else if (spec->sign == '+' || spec->sign == ' ')
        strncat(prefix, &spec->sign, 1);
    strcat(prefix, base);
    size_t size = strlen(digits);
    return write_aligned(render, spec, spec->align ? spec->align : '>', prefix, digits, size,
                         (int64_t)size);
}

static void binary_digits(uint64_t magnitude, char *digits)
{
    size_t count = 0;
    for (uint64_t rest = magnitude; rest > 1; rest >>= 1)
        count++;
    digits[count + 1] = '\0';
    for (size_t i = 0; i <= count; i++)
        digits[count - i] = (char)('0' + (magnitude >> i & 1));
}

/* Zeros that a width asks for are grouped too: 001,234. */
static void pad_zeros(const struct ps_format_spec *spec, size_t prefix_size, char *digits,
                      size_t size)
{
    bool is_zero_padded = spec->grouping && spec->align == '=' && spec->fill[0] == '0';
    while (is_zero_padded && (int64_t)(strlen(digits) + prefix_size) < spec->width &&
           strlen(digits) + 3 < size) {
        size_t run = strcspn(digits, ",_.");
        size_t added = run >= 3 && digits[run] != '.' && digits[run] ? 2 : 1;
        memmove(digits + added, digits, strlen(digits) + 1);
        digits[0] = '0';
        if (added == 2)
            digits[1] = spec->grouping;
    }
}

static enum ps_status format_integer(struct ps_rendering *render, int64_t integer,
                                     const struct ps_format_spec *spec)
{
    char digits[DIGITS_SIZE];
    const char *base = "";
    uint64_t magnitude = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    if (spec->precision >= 0)
        return ps_rendering_fail(render, "precision not allowed in integer format specifier");
    switch (spec->type) {
    case 'x':
        snprintf(digits, sizeof digits, "%" PRIx64, magnitude);
        base = "0x";
        break;
    case 'X':
        snprintf(digits, sizeof digits, "%" PRIX64, magnitude);
        base = "0X";
        break;
    case 'o':
        snprintf(digits, sizeof digits, "%" PRIo64, magnitude);
        base = "0o";
        break;
    case 'b':
        binary_digits(magnitude, digits);
        base = "0b";
        break;
    default:
        snprintf(digits, sizeof digits, "%" PRIu64, magnitude);
        break;
    }
    if (!spec->is_alternate)
        base = "";
    if (spec->grouping)
        group(digits, sizeof digits, spec->grouping,
              *base || strchr("xXob", spec->type ? spec->type : 'd') ? 4 : 3);
    pad_zeros(spec, (integer < 0) + strlen(base), digits, sizeof digits);
    return write_number(render, spec, integer < 0, base, digits);
}

/* Significant digits without trailing zeros, but with a ".0" if nothing else shows a float. */
static void general_digits(double magnitude, int precision, bool is_repr, char *digits, size_t size)
{
    snprintf(digits, size, "%.*g", precision, magnitude);
    if (is_repr && !strpbrk(digits, ".ein"))
        strcat(digits, ".0");
}

static enum ps_status format_real(struct ps_rendering *render, double real,
                                  const struct ps_format_spec *spec)
{
    char digits[DIGITS_SIZE];
    double magnitude = fabs(real);
    int precision = spec->precision < 0 ? 6 : (int)spec->precision;
    if (precision > PRECISION_MAX)
        return ps_rendering_refuse(render, "a precision over %d", PRECISION_MAX);
    switch (spec->type) {
    case 'e':
        snprintf(digits, sizeof digits, "%.*e", precision, magnitude);
        break;
    case 'E':
        snprintf(digits, sizeof digits, "%.*E", precision, magnitude);
        break;
    case 'f':
    case 'F':
        snprintf(digits, sizeof digits, "%.*f", precision, magnitude);
        break;
    case '%':
        snprintf(digits, sizeof digits, "%.*f%%", precision, magnitude * 100);
        break;
    case 'g':
    case 'n':
        snprintf(digits, sizeof digits, "%.*g", precision, magnitude);
        break;
    case 'G':
        snprintf(digits, sizeof digits, "%.*G", precision, magnitude);
        break;
    default:
        if (spec->precision < 0)
            ps_float_text(magnitude, digits);
        else
            general_digits(magnitude, precision, true, digits, sizeof digits);
        break;
    }
    if (spec->grouping && isfinite(real))
        group(digits, sizeof digits, spec->grouping, 3);
    pad_zeros(spec, signbit(real) != 0, digits, sizeof digits);
    return write_number(render, spec, signbit(real) && !isnan(real), "", digits);
}

enum ps_status ps_format_numeral(struct ps_rendering *render, struct ps_value value,
                                 const struct ps_format_spec *spec)
{
    bool is_real_type = spec->type && strchr("eEfFgG%", spec->type);
    if (value.kind == PS_VALUE_FLOAT || is_real_type) {
        if (spec->type && !is_real_type && spec->type != 'n')
            return ps_rendering_fail(render, "unknown format code '%c' for a float", spec->type);
        return format_real(render, ps_value_real(value), spec);
    }
    if (spec->type && !strchr("bdoxXn", spec->type))
        return ps_rendering_fail(render, "unknown format code '%c' for an int", spec->type);
    return format_integer(render, ps_value_integer(value), spec);
}

static bool is_align(char byte)
{
    return byte == '<' || byte == '>' || byte == '^' || byte == '=';
}

static enum ps_status read_count(struct ps_rendering *render, const struct ps_string *text,
                                 size_t *offset, int64_t *count)
{
    for (; *offset < text->size; ++*offset) {
        char byte = text->data[*offset];
        if (byte < '0' || byte > '9')
            break;
        *count = (*count < 0 ? 0 : *count) * 10 + (byte - '0');
        if (*count > PS_FORMAT_WIDTH_MAX)
            return ps_rendering_refuse(render, "a width or precision over %d", PS_FORMAT_WIDTH_MAX);
    }
    return PS_OK;
}

static bool skip_any(const struct ps_string *text, size_t *offset, const char *bytes, char *found)
{
    if (*offset >= text->size || !text->data[*offset] || !strchr(bytes, text->data[*offset]))
        return false;
    *found = text->data[(*offset)++];
    return true;
}

static enum ps_status parse_spec(struct ps_rendering *render, const struct ps_string *text,
                                 struct ps_format_spec *spec)
{
    char found;
    size_t offset = ps_utf8_first(text->data, text->size);
    *spec = (struct ps_format_spec){.precision = -1};
    if (offset > 0 && offset < text->size && is_align(text->data[offset])) {
        memcpy(spec->fill, text->data, offset);
        spec->fill_size = offset;
        spec->align = text->data[offset++];
    } else {
        offset = 0;
        skip_any(text, &offset, "<>^=", &spec->align);
    }
    skip_any(text, &offset, "+- ", &spec->sign);
    spec->is_alternate = skip_any(text, &offset, "#", &found);
    if (skip_any(text, &offset, "0", &found) && !spec->align) {
        spec->align = '=';
        memcpy(spec->fill, "0", 2);
        spec->fill_size = 1;
    }
    PS_TRY(read_count(render, text, &offset, &spec->width));
    skip_any(text, &offset, ",_", &spec->grouping);
    if (skip_any(text, &offset, ".", &found)) {
        PS_TRY(read_count(render, text, &offset, &spec->precision));
        if (spec->precision < 0)
            return ps_rendering_fail(render, "format specifier missing precision");
    }
    if (offset < text->size)
        spec->type = text->data[offset++];
    if (offset < text->size)
        return ps_rendering_fail(render, "invalid format specifier");
    return PS_OK;
}

static enum ps_status format_string(struct ps_rendering *render, struct ps_string *string,
                                    struct ps_format_spec *spec)
{
    if ((spec->type && spec->type != 's') || spec->sign || spec->is_alternate || spec->grouping)
        return ps_rendering_fail(render, "a format specifier that is not for strings");
    if (spec->align == '=' && spec->fill[0] != '0')
        return ps_rendering_fail(render, "'=' alignment not allowed in string format specifier");
    if (spec->align == '=')
        spec->align = '<';
    return ps_format_text(render, string, spec, '<');
}

enum ps_status ps_format_value(struct ps_rendering *render, struct ps_value value,
                               const struct ps_string *text)
{
    struct ps_format_spec spec;
    if (text->size == 0)
        return ps_print_str(render, value);
    PS_TRY(parse_spec(render, text, &spec));
    if (value.kind == PS_VALUE_STRING)
        return format_string(render, value.string, &spec);
    if (ps_value_is_number(value) && spec.type == 'c')
        return ps_rendering_refuse(render, "the format code 'c'");
    if (ps_value_is_number(value) && (value.kind != PS_VALUE_BOOL || spec.type != 's'))
        return ps_format_numeral(render, value, &spec);
    return ps_rendering_fail(render, "unsupported format string passed to %s.__format__",
                             ps_value_type_name(value));
}
