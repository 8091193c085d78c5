/* JSON, spaced as Python's json module does. */
#include "shared/template/json_print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/compare.h"
#include "shared/template/iterator.h"
#include "shared/template/print.h"
#include "shared/template/sort.h"

static enum ps_status print_unit(struct ps_rendering *render, uint32_t unit)
{
    char escape[8];
    snprintf(escape, sizeof escape, "\\u%04x", (unsigned)unit & 0xFFFFu);
    return ps_rendering_write_text(render, escape);
}

static const char *short_escape(char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\f':
        return "\\f";
    case '\b':
        return "\\b";
    default:
        return NULL;
    }
}

static enum ps_status print_escape(struct ps_rendering *render, uint32_t code_point)
{
    const char *escape = code_point < 0x80 ? short_escape((char)code_point) : NULL;
    if (escape)
        return ps_rendering_write_text(render, escape);
    if (code_point < 0x10000)
        return print_unit(render, code_point);
    PS_TRY(print_unit(render, 0xD800 + ((code_point - 0x10000) >> 10)));
    return print_unit(render, 0xDC00 + ((code_point - 0x10000) & 0x3FF));
}

static enum ps_status print_string(struct ps_rendering *render, const struct ps_string *string,
                                   bool is_ascii)
{
    size_t begin = 0, length;
    PS_TRY(ps_rendering_write_text(render, "\""));
    for (size_t i = 0; i < string->size; i += length) {
        uint32_t code_point = 0;
        length = ps_utf8_decode(string->data + i, string->size - i, &code_point);
        bool is_escaped = code_point < 0x20 || code_point == '"' || code_point == '\\' ||
                          (is_ascii && code_point >= 0x7F);
        if (!is_escaped)
            continue;
        PS_TRY(ps_rendering_write(render, string->data + begin, i - begin));
        PS_TRY(print_escape(render, code_point));
        begin = i + length;
    }
    PS_TRY(ps_rendering_write(render, string->data + begin, string->size - begin));
    return ps_rendering_write_text(render, "\"");
}

static enum ps_status print_number(struct ps_rendering *render, struct ps_value value)
{
    if (value.kind == PS_VALUE_FLOAT && isnan(value.real))
        return ps_rendering_write_text(render, "NaN");
    if (value.kind == PS_VALUE_FLOAT && isinf(value.real))
        return ps_rendering_write_text(render, value.real < 0 ? "-Infinity" : "Infinity");
    return ps_print_repr(render, value);
}

static enum ps_status print_simple(struct ps_rendering *render, struct ps_value value)
{
    if (value.kind == PS_VALUE_NONE)
        return ps_rendering_write_text(render, "null");
    if (value.kind == PS_VALUE_BOOL)
        return ps_rendering_write_text(render, value.boolean ? "true" : "false");
    return print_number(render, value);
}

static enum ps_status print_break(struct ps_rendering *render, const struct ps_json_style *style,
                                  size_t level)
{
    if (!style->has_indent)
        return PS_OK;
    PS_TRY(ps_rendering_write_text(render, "\n"));
    for (size_t i = 0; i < level; i++)
        PS_TRY(ps_rendering_write(render, style->indent->data, style->indent->size));
    return PS_OK;
}

static enum ps_status print_separator(struct ps_rendering *render,
                                      const struct ps_string *separator)
{
    return ps_rendering_write(render, separator->data, separator->size);
}

static enum ps_status print_array(struct ps_rendering *render, const struct ps_list *list,
                                  const struct ps_json_style *style, size_t level)
{
    if (list->count == 0)
        return ps_rendering_write_text(render, "[]");
    PS_TRY(ps_rendering_write_text(render, "["));
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            PS_TRY(print_separator(render, style->item_separator));
        PS_TRY(print_break(render, style, level + 1));
        PS_TRY(ps_json_print(render, list->items[i], style, level + 1));
    }
    PS_TRY(print_break(render, style, level));
    return ps_rendering_write_text(render, "]");
}

static enum ps_status print_key(struct ps_rendering *render, struct ps_value key,
                                const struct ps_json_style *style)
{
    if (key.kind == PS_VALUE_STRING)
        return print_string(render, key.string, style->is_ascii);
    if (key.kind != PS_VALUE_NONE && !ps_value_is_number(key))
        return ps_rendering_fail(render, "keys must be str, int, float, bool or None, not %s",
                                 ps_value_type_name(key));
    PS_TRY(ps_rendering_write_text(render, "\""));
    PS_TRY(print_simple(render, key));
    return ps_rendering_write_text(render, "\"");
}

static enum ps_status sort_entries(struct ps_rendering *render, struct ps_dict **dict)
{
    void *memory;
    struct ps_value *keys;
    size_t *order, count = (*dict)->count;
    PS_TRY(ps_rendering_alloc(render, count, sizeof *keys, &memory));
    keys = memory;
    for (size_t i = 0; i < count; i++)
        keys[i] = (*dict)->entries[i].key;
    PS_TRY(ps_sort(render, keys, count, false, &order));
    PS_TRY(ps_rendering_alloc(render, 1, sizeof **dict, &memory));
    struct ps_dict *sorted = memory;
    sorted->count = count;
    PS_TRY(ps_rendering_alloc(render, count, sizeof *sorted->entries, &memory));
    sorted->entries = memory;
    for (size_t i = 0; i < count; i++)
        sorted->entries[i] = (*dict)->entries[order[i]];
    *dict = sorted;
    return PS_OK;
}

static enum ps_status print_object(struct ps_rendering *render, struct ps_dict *dict,
                                   const struct ps_json_style *style, size_t level)
{
    if (dict->count == 0)
        return ps_rendering_write_text(render, "{}");
    if (style->has_sorted_keys)
        PS_TRY(sort_entries(render, &dict));
    PS_TRY(ps_rendering_write_text(render, "{"));
    for (size_t i = 0; i < dict->count; i++) {
        if (i > 0)
            PS_TRY(print_separator(render, style->item_separator));
        PS_TRY(print_break(render, style, level + 1));
        PS_TRY(print_key(render, dict->entries[i].key, style));
        PS_TRY(print_separator(render, style->key_separator));
        PS_TRY(ps_json_print(render, dict->entries[i].value, style, level + 1));
    }
    PS_TRY(print_break(render, style, level));
    return ps_rendering_write_text(render, "}");
}

enum ps_status ps_json_print(struct ps_rendering *render, struct ps_value value,
                             const struct ps_json_style *style, size_t level)
{
    PS_TRY(ps_rendering_step(render, 1));
    PS_TRY(ps_rendering_enter(render));
    switch (value.kind) {
    case PS_VALUE_NONE:
    case PS_VALUE_BOOL:
    case PS_VALUE_INT:
    case PS_VALUE_FLOAT:
        PS_TRY(print_simple(render, value));
        break;
    case PS_VALUE_STRING:
        PS_TRY(print_string(render, value.string, style->is_ascii));
        break;
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        PS_TRY(print_array(render, value.list, style, level));
        break;
    case PS_VALUE_DICT:
        PS_TRY(print_object(render, value.dict, style, level));
        break;
    default:
        return ps_rendering_fail(render, "Object of type %s is not JSON serializable",
                                 ps_value_type_name(value));
    }
    ps_rendering_leave(render);
    return PS_OK;
}
