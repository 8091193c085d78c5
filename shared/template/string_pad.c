/* center, ljust, rjust, zfill, expandtabs, and format. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/format_brace.h"
#include "shared/template/string_methods.h"

enum ps_status ps_string_pad(struct ps_rendering *render, struct ps_string *string, enum ps_pad pad,
                             int64_t width, const char *fill, size_t fill_size,
                             struct ps_value *result)
{
    int64_t missing = width - (int64_t)ps_string_count(string), left = 0;
    size_t mark = ps_rendering_mark(render);
    missing = missing < 0 ? 0 : missing;
    if (pad == PS_PAD_LEFT)
        left = missing;
    else if (pad == PS_PAD_BOTH) /* as CPython: the odd one to the left if the width is odd */
        left = missing / 2 + (missing & width & 1);
    PS_TRY(ps_rendering_fill(render, fill, fill_size, left));
    PS_TRY(ps_rendering_write(render, string->data, string->size));
    PS_TRY(ps_rendering_fill(render, fill, fill_size, missing - left));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

static enum ps_status pad(struct ps_rendering *render, const struct ps_value *values,
                          enum ps_pad how, struct ps_value *result)
{
    struct ps_string space = {.data = " ", .size = 1, .count = 1}, *fill = &space;
    int64_t width;
    PS_TRY(ps_argument_integer(render, values[1], "the width must be an integer", 0, &width));
    if (!ps_value_is(values[2], PS_VALUE_ABSENT))
        PS_TRY(ps_argument_string(render, values[2], "the fill must be a string", &fill));
    if (ps_string_count(fill) != 1)
        return ps_rendering_fail(render, "the fill character must be exactly one character long");
    return ps_string_pad(render, values[0].string, how, width, fill->data, fill->size, result);
}

static enum ps_status call_center(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return pad(render, values, PS_PAD_BOTH, result);
}

static enum ps_status call_ljust(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return pad(render, values, PS_PAD_RIGHT, result);
}

static enum ps_status call_rjust(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return pad(render, values, PS_PAD_LEFT, result);
}

/* Zeros go behind a sign. */
static enum ps_status call_zfill(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct ps_string *string = values[0].string;
    int64_t width;
    PS_TRY(ps_argument_integer(render, values[1], "the width must be an integer", 0, &width));
    size_t sign = string->size > 0 && (string->data[0] == '-' || string->data[0] == '+');
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_rendering_write(render, string->data, sign));
    PS_TRY(ps_rendering_fill(render, "0", 1, width - (int64_t)ps_string_count(string)));
    PS_TRY(ps_rendering_write(render, string->data + sign, string->size - sign));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

static enum ps_status call_expandtabs(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    int64_t tab_size, column = 0;
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_argument_integer(render, values[1], "the tab size must be an integer", 8, &tab_size));
    for (size_t i = 0, size; i < string->size; i += size) {
        size = ps_utf8_first(string->data + i, string->size - i);
        char byte = string->data[i];
        if (byte == '\t') {
            int64_t spaces = tab_size > 0 ? tab_size - column % tab_size : 0;
            PS_TRY(ps_rendering_fill(render, " ", 1, spaces));
            column += spaces;
            continue;
        }
        column = byte == '\n' || byte == '\r' ? 0 : column + 1;
        PS_TRY(ps_rendering_write(render, string->data + i, size));
    }
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

static enum ps_status call_format(struct ps_rendering *render, struct ps_value operand,
                                  const struct ps_arguments *arguments, struct ps_value *result)
{
    return ps_format_brace(render, operand.string, arguments, NULL, result);
}

static enum ps_status call_format_map(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    return ps_format_brace(render, values[0].string, &(struct ps_arguments){0}, &values[1], result);
}

static const struct ps_builtin methods[] = {
    {"center", "/width fillchar?", call_center, NULL},
    {"ljust", "/width fillchar?", call_ljust, NULL},
    {"rjust", "/width fillchar?", call_rjust, NULL},
    {"zfill", "/width", call_zfill, NULL},
    {"expandtabs", "tabsize?", call_expandtabs, NULL},
    {"format", NULL, NULL, call_format},
    {"format_map", "/mapping", call_format_map, NULL},
};

const struct ps_builtin_table ps_string_pad_methods = PS_BUILTIN_TABLE(methods);
