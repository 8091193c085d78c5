/* Printing values. */
#include "shared/template/print.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/character.h"
#include "shared/template/iterator.h"
#include "shared/template/loop.h"
#include "shared/template/node.h"

/* Digits and decimal exponent of the shortest "%.*e" that reads back the same. */
static int shortest(double real, char digits[32])
{
    char text[40];
    int precision = 0;
    do {
        snprintf(text, sizeof text, "%.*e", precision, fabs(real));
    } while (precision++ < 17 &&
             memcmp(&(double){strtod(text, NULL)}, &(double){fabs(real)}, sizeof(double)) != 0);
    size_t count = 0;
    const char *at = text;
    for (; *at != 'e'; at++) {
        if (*at != '.')
            digits[count++] = *at;
    }
    digits[count] = '\0';
    return atoi(at + 1);
}

void ps_float_text(double real, char text[PS_FLOAT_TEXT_SIZE])
{
    char digits[32];
    if (isnan(real) || isinf(real)) {
        snprintf(text, PS_FLOAT_TEXT_SIZE, "%s", isnan(real) ? "nan" : real < 0 ? "-inf" : "inf");
        return;
    }
    const char *sign = signbit(real) ? "-" : "";
    int exponent = shortest(real, digits);
    int count = (int)strlen(digits);
    if (exponent < -4 || exponent >= 16)
        snprintf(text, PS_FLOAT_TEXT_SIZE, "%s%c%s%se%c%02d", sign, digits[0], count > 1 ? "." : "",
                 digits + 1, exponent < 0 ? '-' : '+', abs(exponent));
    else if (exponent < 0)
        snprintf(text, PS_FLOAT_TEXT_SIZE, "%s0.%.*s%s", sign, -exponent - 1, "0000", digits);
    else if (count <= exponent + 1)
        snprintf(text, PS_FLOAT_TEXT_SIZE, "%s%s%.*s.0", sign, digits, exponent + 1 - count,
                 "0000000000000000");
    else
        snprintf(text, PS_FLOAT_TEXT_SIZE, "%s%.*s.%s", sign, exponent + 1, digits,
                 digits + exponent + 1);
}

static enum ps_status print_escaped(struct ps_rendering *render, uint32_t code_point)
{
    char escape[PS_CHARACTER_ESCAPE_SIZE];
    ps_character_escape(code_point, escape);
    return ps_rendering_write_text(render, escape);
}

static enum ps_status print_quoted_character(struct ps_rendering *render, uint32_t code_point,
                                             char quote)
{
    switch (code_point) {
    case '\n':
        return ps_rendering_write_text(render, "\\n");
    case '\r':
        return ps_rendering_write_text(render, "\\r");
    case '\t':
        return ps_rendering_write_text(render, "\\t");
    case '\\':
        return ps_rendering_write_text(render, "\\\\");
    default:
        if (code_point == (uint32_t)quote)
            PS_TRY(ps_rendering_write_text(render, "\\"));
        else if (!ps_character_is_printable(code_point))
            return print_escaped(render, code_point);
        return ps_rendering_write_character(render, code_point);
    }
}

/* Single quotes, unless the string has some and no double ones. */
static enum ps_status print_string_repr(struct ps_rendering *render, const struct ps_string *string)
{
    bool has_single = memchr(string->data, '\'', string->size) != NULL;
    bool has_double = memchr(string->data, '"', string->size) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    PS_TRY(ps_rendering_step(render, string->size / 16));
    if (string->is_safe)
        PS_TRY(ps_rendering_write_text(render, "Markup("));
    PS_TRY(ps_rendering_write(render, &quote, 1));
    for (size_t i = 0; i < string->size;) {
        uint32_t code_point = 0;
        i += ps_utf8_decode(string->data + i, string->size - i, &code_point);
        PS_TRY(print_quoted_character(render, code_point, quote));
    }
    PS_TRY(ps_rendering_write(render, &quote, 1));
    return string->is_safe ? ps_rendering_write_text(render, ")") : PS_OK;
}

static enum ps_status print_list(struct ps_rendering *render, struct ps_value value)
{
    bool is_list = value.kind == PS_VALUE_LIST;
    PS_TRY(ps_rendering_write_text(render, is_list ? "[" : "("));
    for (size_t i = 0; i < value.list->count; i++) {
        if (i > 0)
            PS_TRY(ps_rendering_write_text(render, ", "));
        PS_TRY(ps_print_repr(render, value.list->items[i]));
    }
    if (!is_list && value.list->count == 1)
        PS_TRY(ps_rendering_write_text(render, ","));
    return ps_rendering_write_text(render, is_list ? "]" : ")");
}

static enum ps_status print_dict(struct ps_rendering *render, const struct ps_dict *dict)
{
    PS_TRY(ps_rendering_write_text(render, "{"));
    for (size_t i = 0; i < dict->count; i++) {
        if (i > 0)
            PS_TRY(ps_rendering_write_text(render, ", "));
        PS_TRY(ps_print_repr(render, dict->entries[i].key));
        PS_TRY(ps_rendering_write_text(render, ": "));
        PS_TRY(ps_print_repr(render, dict->entries[i].value));
    }
    return ps_rendering_write_text(render, "}");
}

static enum ps_status print_namespace(struct ps_rendering *render, struct ps_dict *dict)
{
    if (dict->is_printing)
        return ps_rendering_write_text(render, "<Namespace {...}>");
    PS_TRY(ps_rendering_write_text(render, "<Namespace "));
    dict->is_printing = true;
    enum ps_status status = print_dict(render, dict);
    dict->is_printing = false;
    PS_TRY(status);
    return ps_rendering_write_text(render, ">");
}

static enum ps_status print_view(struct ps_rendering *render, const struct ps_view *view)
{
    static const char *const names[] = {
        [PS_VIEW_KEYS] = "dict_keys([",
        [PS_VIEW_VALUES] = "dict_values([",
        [PS_VIEW_ITEMS] = "dict_items([",
    };
    PS_TRY(ps_rendering_write_text(render, names[view->kind]));
    for (size_t i = 0; i < view->dict->count; i++) {
        struct ps_value item;
        if (i > 0)
            PS_TRY(ps_rendering_write_text(render, ", "));
        PS_TRY(ps_view_item(render, view, i, &item));
        PS_TRY(ps_print_repr(render, item));
    }
    return ps_rendering_write_text(render, "])");
}

static enum ps_status print_range(struct ps_rendering *render, const struct ps_range *range)
{
    char text[100];
    if (range->step == 1)
        snprintf(text, sizeof text, "range(%" PRId64 ", %" PRId64 ")", range->start, range->stop);
    else
        snprintf(text, sizeof text, "range(%" PRId64 ", %" PRId64 ", %" PRId64 ")", range->start,
                 range->stop, range->step);
    return ps_rendering_write_text(render, text);
}

static enum ps_status print_macro(struct ps_rendering *render, const struct ps_macro *macro)
{
    if (macro->node->kind != PS_NODE_MACRO)
        return ps_rendering_write_text(render, "<Macro anonymous>");
    PS_TRY(ps_rendering_write_text(render, "<Macro "));
    PS_TRY(ps_print_repr(render, macro->node->name->value));
    return ps_rendering_write_text(render, ">");
}

static enum ps_status print_number(struct ps_rendering *render, struct ps_value value)
{
    char text[PS_FLOAT_TEXT_SIZE];
    if (value.kind == PS_VALUE_FLOAT)
        ps_float_text(value.real, text);
    else
        snprintf(text, sizeof text, "%" PRId64, value.integer);
    return ps_rendering_write_text(render, text);
}

static enum ps_status print_loop(struct ps_rendering *render, struct ps_loop *loop)
{
    char text[64];
    size_t length;
    PS_TRY(ps_loop_length(render, loop, &length));
    snprintf(text, sizeof text, "<LoopContext %zu/%zu>", loop->index, length);
    return ps_rendering_write_text(render, text);
}

static enum ps_status print_nested(struct ps_rendering *render, struct ps_value value)
{
    switch (value.kind) {
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        return print_list(render, value);
    case PS_VALUE_DICT:
        return print_dict(render, value.dict);
    case PS_VALUE_NAMESPACE:
        return print_namespace(render, value.dict);
    case PS_VALUE_RANGE:
        return print_range(render, value.range);
    case PS_VALUE_VIEW:
        return print_view(render, value.view);
    case PS_VALUE_MACRO:
        return print_macro(render, value.macro);
    case PS_VALUE_LOOP:
        return print_loop(render, value.loop);
    default:
        return ps_rendering_refuse(render,
                                   "a %s can't be printed: what Python prints is an address",
                                   ps_value_type_name(value));
    }
}

enum ps_status ps_print_repr(struct ps_rendering *render, struct ps_value value)
{
    PS_TRY(ps_rendering_step(render, 1));
    switch (value.kind) {
    case PS_VALUE_ABSENT:
    case PS_VALUE_UNDEFINED:
        return ps_rendering_write_text(render, "Undefined");
    case PS_VALUE_NONE:
        return ps_rendering_write_text(render, "None");
    case PS_VALUE_BOOL:
        return ps_rendering_write_text(render, value.boolean ? "True" : "False");
    case PS_VALUE_INT:
    case PS_VALUE_FLOAT:
        return print_number(render, value);
    case PS_VALUE_STRING:
        return print_string_repr(render, value.string);
    default:
        PS_TRY(ps_rendering_enter(render));
        PS_TRY(print_nested(render, value));
        ps_rendering_leave(render);
        return PS_OK;
    }
}

enum ps_status ps_print_str(struct ps_rendering *render, struct ps_value value)
{
    if (value.kind == PS_VALUE_STRING)
        return ps_rendering_write(render, value.string->data, value.string->size);
    return value.kind == PS_VALUE_UNDEFINED ? PS_OK : ps_print_repr(render, value);
}

enum ps_status ps_value_to_string(struct ps_rendering *render, struct ps_value value,
                                  struct ps_value *string)
{
    if (value.kind == PS_VALUE_STRING) {
        *string = value;
        return PS_OK;
    }
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_print_str(render, value));
    return ps_rendering_capture(render, mark, string);
}
