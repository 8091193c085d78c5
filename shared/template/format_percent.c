/* Conversions: %s %r %d %i %u %x %X %o %e %E %f %F %g %G %c and %%, with flags, width, precision
 * and, where the value is a dict, keys. */
#include "shared/template/format_percent.h"

#include <math.h>
#include <string.h>

#include "shared/template/dict.h"
#include "shared/template/escape.h"
#include "shared/template/format_spec.h"
#include "shared/template/print.h"

struct formatter {
    struct ps_rendering *render;
    const struct ps_string *format;
    size_t offset;
    struct ps_value value; /* all arguments: a tuple, a dict or the one there is */
    size_t next;
    bool is_safe;
};

static enum ps_status next_argument(struct formatter *formatter, struct ps_value *argument)
{
    bool is_tuple = formatter->value.kind == PS_VALUE_TUPLE;
    size_t count = is_tuple ? formatter->value.list->count : 1;
    if (formatter->next >= count)
        return ps_rendering_fail(formatter->render, "not enough arguments for format string");
    *argument = is_tuple ? formatter->value.list->items[formatter->next] : formatter->value;
    formatter->next++;
    return PS_OK;
}

static char byte(const struct formatter *formatter)
{
    return formatter->offset < formatter->format->size ? formatter->format->data[formatter->offset]
                                                       : '\0';
}

/* %(key): the argument is an item of the dict. */
static enum ps_status read_key(struct formatter *formatter, struct ps_value *argument)
{
    struct ps_rendering *render = formatter->render;
    size_t begin = ++formatter->offset;
    for (int open = 1; open > 0; formatter->offset++) {
        if (formatter->offset >= formatter->format->size)
            return ps_rendering_fail(render, "incomplete format key");
        open += byte(formatter) == '(' ? 1 : byte(formatter) == ')' ? -1 : 0;
    }
    if (formatter->value.kind != PS_VALUE_DICT)
        return ps_rendering_fail(render, "format requires a mapping");
    struct ps_string name = {.data = formatter->format->data + begin,
                             .size = formatter->offset - 1 - begin,
                             .count = SIZE_MAX};
    PS_TRY(ps_dict_get(render, formatter->value.dict,
                       (struct ps_value){.kind = PS_VALUE_STRING, .string = &name}, argument));
    if (ps_value_is(*argument, PS_VALUE_ABSENT))
        return ps_rendering_fail(render, "the format's key '%.*s' is missing",
                                 ps_shown_size(name.size), name.data);
    return PS_OK;
}

static enum ps_status read_count(struct formatter *formatter, int64_t *count)
{
    if (byte(formatter) == '*') {
        struct ps_value argument;
        formatter->offset++;
        PS_TRY(next_argument(formatter, &argument));
        if (!ps_value_is_integral(argument))
            return ps_rendering_fail(formatter->render, "* wants int");
        *count = ps_value_integer(argument);
    } else {
        for (*count = 0; byte(formatter) >= '0' && byte(formatter) <= '9'; formatter->offset++) {
            if (*count <= PS_FORMAT_WIDTH_MAX)
                *count = *count * 10 + (byte(formatter) - '0');
        }
    }
    if (*count > PS_FORMAT_WIDTH_MAX || *count < -PS_FORMAT_WIDTH_MAX)
        return ps_rendering_refuse(formatter->render, "a width or precision over %d",
                                   PS_FORMAT_WIDTH_MAX);
    return PS_OK;
}

static enum ps_status read_flags(struct formatter *formatter, struct ps_format_spec *spec)
{
    bool is_left = false, is_zero = false;
    *spec = (struct ps_format_spec){.precision = -1};
    for (; byte(formatter) && strchr("-+ #0", byte(formatter)); formatter->offset++) {
        char flag = byte(formatter);
        is_left = is_left || flag == '-';
        is_zero = is_zero || flag == '0';
        spec->is_alternate = spec->is_alternate || flag == '#';
        if (flag == '+' || (flag == ' ' && spec->sign != '+'))
            spec->sign = flag;
    }
    PS_TRY(read_count(formatter, &spec->width));
    if (spec->width < 0) {
        is_left = true;
        spec->width = -spec->width;
    }
    if (byte(formatter) == '.') {
        formatter->offset++;
        PS_TRY(read_count(formatter, &spec->precision));
        if (spec->precision < 0)
            spec->precision = 0;
    }
    spec->align = is_left ? '<' : is_zero ? '=' : '>';
    if (is_zero && !is_left) {
        spec->fill[0] = '0';
        spec->fill_size = 1;
    }
    while (byte(formatter) && strchr("hlL", byte(formatter)))
        formatter->offset++;
    return PS_OK;
}

static enum ps_status write_text(struct formatter *formatter, struct ps_value argument,
                                 struct ps_format_spec *spec, bool is_repr)
{
    struct ps_rendering *render = formatter->render;
    size_t mark = ps_rendering_mark(render);
    if (formatter->is_safe && !is_repr)
        PS_TRY(ps_escape(render, argument, &argument));
    PS_TRY(is_repr ? ps_print_repr(render, argument) : ps_print_str(render, argument));
    PS_TRY(ps_rendering_capture(render, mark, &argument));
    if (formatter->is_safe && is_repr)
        PS_TRY(ps_escape(render, argument, &argument));
    if (spec->align == '=')
        spec->align = '>';
    spec->fill_size = 0;
    return ps_format_text(render, argument.string, spec, '>');
}

static enum ps_status write_character(struct formatter *formatter, struct ps_value argument,
                                      struct ps_format_spec *spec)
{
    struct ps_rendering *render = formatter->render;
    if (argument.kind == PS_VALUE_STRING && ps_string_count(argument.string) == 1)
        return write_text(formatter, argument, spec, false);
    if (!ps_value_is_integral(argument))
        return ps_rendering_fail(render, "%%c requires int or char");
    int64_t code_point = ps_value_integer(argument);
    if (code_point < 0 || code_point > 0x10FFFF)
        return ps_rendering_fail(render, "%%c arg not in range(0x110000)");
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_rendering_write_character(render, (uint32_t)code_point));
    PS_TRY(ps_rendering_capture(render, mark, &argument));
    return write_text(formatter, argument, spec, false);
}

static enum ps_status write_integer(struct formatter *formatter, struct ps_value argument,
                                    struct ps_format_spec *spec)
{
    struct ps_rendering *render = formatter->render;
    bool is_decimal = spec->type == 'd' || spec->type == 'i' || spec->type == 'u';
    if (argument.kind == PS_VALUE_FLOAT && is_decimal) {
        if (isnan(argument.real) || fabs(argument.real) >= 0x1p63)
            return ps_rendering_refuse(render, "a float without an integer of 64 bits");
        argument = ps_value_int((int64_t)argument.real);
    }
    if (argument.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, argument);
    if (!ps_value_is_integral(argument))
        return ps_rendering_fail(render, "%%%c format: a number is required, not %s", spec->type,
                                 ps_value_type_name(argument));
    if (is_decimal)
        spec->type = 'd';
    if (spec->precision >= 0)
        return ps_rendering_refuse(render, "a precision for an integer");
    return ps_format_numeral(render, ps_value_int(ps_value_integer(argument)), spec);
}

static enum ps_status write_real(struct formatter *formatter, struct ps_value argument,
                                 const struct ps_format_spec *spec)
{
    if (!ps_value_is_number(argument))
        return ps_rendering_fail_type(formatter->render, "must be real number", argument);
    return ps_format_numeral(formatter->render, argument, spec);
}

static enum ps_status convert(struct formatter *formatter)
{
    struct ps_rendering *render = formatter->render;
    struct ps_value argument = {.kind = PS_VALUE_ABSENT};
    struct ps_format_spec spec;
    if (byte(formatter) == '(')
        PS_TRY(read_key(formatter, &argument));
    PS_TRY(read_flags(formatter, &spec));
    spec.type = byte(formatter);
    if (spec.type == '\0')
        return ps_rendering_fail(render, "incomplete format");
    formatter->offset++;
    if (spec.type == '%')
        return ps_rendering_write_text(render, "%");
    if (ps_value_is(argument, PS_VALUE_ABSENT))
        PS_TRY(next_argument(formatter, &argument));
    switch (spec.type) {
    case 's':
    case 'r':
        return write_text(formatter, argument, &spec, spec.type == 'r');
    case 'c':
        return write_character(formatter, argument, &spec);
    case 'd':
    case 'i':
    case 'u':
    case 'x':
    case 'X':
    case 'o':
        return write_integer(formatter, argument, &spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
        return write_real(formatter, argument, &spec);
    default:
        return ps_rendering_fail(render, "unsupported format character '%c'", spec.type);
    }
}

enum ps_status ps_format_percent(struct ps_rendering *render, struct ps_value format,
                                 struct ps_value value, struct ps_value *result)
{
    struct formatter formatter = {.render = render,
                                  .format = format.string,
                                  .value = value,
                                  .is_safe = format.string->is_safe};
    const struct ps_string *string = format.string;
    size_t mark = ps_rendering_mark(render);
    while (formatter.offset < string->size) {
        size_t begin = formatter.offset;
        const char *percent = memchr(string->data + begin, '%', string->size - begin);
        formatter.offset = percent ? (size_t)(percent - string->data) : string->size;
        PS_TRY(ps_rendering_write(render, string->data + begin, formatter.offset - begin));
        formatter.offset += percent != NULL;
        PS_TRY(ps_rendering_step(render, 1));
        if (percent)
            PS_TRY(convert(&formatter));
    }
    bool is_mapping = value.kind == PS_VALUE_DICT || value.kind == PS_VALUE_LIST ||
                      value.kind == PS_VALUE_RANGE || value.kind == PS_VALUE_UNDEFINED;
    size_t count = value.kind == PS_VALUE_TUPLE ? value.list->count : 1;
    if (formatter.next < count && !is_mapping)
        return ps_rendering_fail(render, "not all arguments converted during string formatting");
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = formatter.is_safe;
    return PS_OK;
}
