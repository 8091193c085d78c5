/* Replacement fields: {}, {0}, {name.attribute[item]!r:spec}, with fields inside of the spec. */
#include "shared/template/format_brace.h"

#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/attribute.h"
#include "shared/template/dict.h"
#include "shared/template/escape.h"
#include "shared/template/format_spec.h"
#include "shared/template/print.h"

struct formatter {
    struct ps_rendering *render;
    const struct ps_arguments *arguments;
    const struct ps_value *mapping;
    bool is_safe;
    bool has_automatic, has_manual; /* numbering */
    size_t next;
};

static enum ps_status format(struct formatter *formatter, const char *text, size_t size,
                             int levels);

static bool read_index(const char *text, size_t size, int64_t *index)
{
    *index = 0;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9' || i > 8)
            return false;
        *index = *index * 10 + (text[i] - '0');
    }
    return size > 0;
}

static enum ps_status positional(struct formatter *formatter, size_t index, struct ps_value *value)
{
    if (formatter->mapping)
        return ps_rendering_fail(formatter->render, "format string contains positional fields");
    if (index >= formatter->arguments->count)
        return ps_rendering_fail(formatter->render, "replacement index %zu out of range", index);
    *value = formatter->arguments->items[index];
    return PS_OK;
}

static enum ps_status keyword(struct formatter *formatter, const char *name, size_t size,
                              struct ps_value *value)
{
    struct ps_string string = {.data = name, .size = size, .count = SIZE_MAX};
    struct ps_value key = {.kind = PS_VALUE_STRING, .string = &string};
    *value = (struct ps_value){.kind = PS_VALUE_ABSENT};
    if (formatter->mapping && formatter->mapping->kind != PS_VALUE_DICT)
        return ps_rendering_fail_type(formatter->render, "format_map needs a mapping",
                                      *formatter->mapping);
    if (formatter->mapping)
        PS_TRY(ps_dict_get(formatter->render, formatter->mapping->dict, key, value));
    for (size_t i = 0; i < formatter->arguments->num_keywords; i++) {
        const struct ps_string *known = formatter->arguments->keywords[i].name.string;
        if (known->size == size && memcmp(known->data, name, size) == 0)
            *value = formatter->arguments->keywords[i].value;
    }
    if (ps_value_is(*value, PS_VALUE_ABSENT))
        return ps_rendering_fail(formatter->render, "there is no argument '%.*s' for the format",
                                 ps_shown_size(size), name);
    return PS_OK;
}

static enum ps_status first_value(struct formatter *formatter, const char *name, size_t size,
                                  struct ps_value *value)
{
    int64_t index;
    bool is_number = read_index(name, size, &index);
    formatter->has_automatic = formatter->has_automatic || size == 0;
    formatter->has_manual = formatter->has_manual || is_number;
    if (formatter->has_automatic && formatter->has_manual)
        return ps_rendering_fail(formatter->render,
                                 "can't mix manual and automatic numbering of fields");
    if (size == 0)
        return positional(formatter, formatter->next++, value);
    return is_number ? positional(formatter, (size_t)index, value)
                     : keyword(formatter, name, size, value);
}

/* name.attribute[item]... */
static enum ps_status field_value(struct formatter *formatter, const char *name, size_t size,
                                  struct ps_value *value)
{
    size_t end = 0;
    while (end < size && name[end] != '.' && name[end] != '[')
        end++;
    PS_TRY(first_value(formatter, name, end, value));
    while (end < size) {
        struct ps_value key;
        bool is_item = name[end++] == '[';
        size_t begin = end;
        while (end < size && (is_item ? name[end] != ']' : name[end] != '.' && name[end] != '['))
            end++;
        if (begin == end || (is_item && end == size))
            return ps_rendering_fail(formatter->render, "a malformed field in a format string");
        int64_t index;
        if (is_item && read_index(name + begin, end - begin, &index))
            key = ps_value_int(index);
        else
            PS_TRY(ps_rendering_string(formatter->render, name + begin, end - begin, &key));
        PS_TRY(is_item ? ps_item(formatter->render, *value, key, value)
                       : ps_attribute(formatter->render, *value, key, value));
        end += is_item;
        if (is_item && end < size && name[end] != '.' && name[end] != '[')
            return ps_rendering_fail(formatter->render,
                                     "only '.' or '[' may follow ']' in a format field");
    }
    return PS_OK;
}

static enum ps_status convert(struct formatter *formatter, char conversion, struct ps_value *value)
{
    struct ps_rendering *render = formatter->render;
    if (conversion == 's')
        return ps_value_to_string(render, *value, value);
    if (conversion != 'r')
        return conversion == 'a' ? ps_rendering_refuse(render, "the conversion '!a'")
                                 : ps_rendering_fail(render, "unknown conversion specifier");
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_print_repr(render, *value));
    return ps_rendering_capture(render, mark, value);
}

/* A field without its braces. */
static enum ps_status format_field(struct formatter *formatter, const char *field, size_t size,
                                   int levels)
{
    struct ps_rendering *render = formatter->render;
    struct ps_value value, spec;
    size_t end = 0;
    for (bool in_item = false; end < size; end++) {
        in_item = field[end] == '[' || (in_item && field[end] != ']');
        if (!in_item && (field[end] == '!' || field[end] == ':'))
            break;
    }
    PS_TRY(field_value(formatter, field, end, &value));
    if (end < size && field[end] == '!') {
        if (end + 1 >= size || (end + 2 < size && field[end + 2] != ':'))
            return ps_rendering_fail(render, "a malformed conversion in a format string");
        PS_TRY(convert(formatter, field[end + 1], &value));
        end += 2;
    }
    end += end < size;
    size_t mark = ps_rendering_mark(render);
    PS_TRY(format(formatter, field + end, size - end, levels - 1));
    PS_TRY(ps_rendering_capture(render, mark, &spec));
    mark = ps_rendering_mark(render);
    PS_TRY(ps_format_value(render, value, spec.string));
    if (!formatter->is_safe)
        return PS_OK;
    PS_TRY(ps_rendering_capture(render, mark, &spec));
    spec.string->is_safe = value.kind == PS_VALUE_STRING && value.string->is_safe;
    PS_TRY(ps_escape(render, spec, &spec));
    return ps_print_str(render, spec);
}

/* Where the field that begins at offset ends: at its '}'. */
static size_t field_end(const char *text, size_t size, size_t offset)
{
    int open = 0;
    for (; offset < size; offset++) {
        if (text[offset] == '{')
            open++;
        else if (text[offset] == '}' && open-- == 0)
            break;
    }
    return offset;
}

static enum ps_status format(struct formatter *formatter, const char *text, size_t size, int levels)
{
    if (levels < 0)
        return ps_rendering_fail(formatter->render, "max string recursion exceeded");
    for (size_t i = 0; i < size; i++) {
        bool is_brace = text[i] == '{' || text[i] == '}';
        PS_TRY(ps_rendering_step(formatter->render, 1));
        if (!is_brace || (i + 1 < size && text[i + 1] == text[i])) {
            i += is_brace;
            PS_TRY(ps_rendering_write(formatter->render, &text[i], 1));
            continue;
        }
        size_t end = field_end(text, size, i + 1);
        if (text[i] == '}' || end >= size)
            return ps_rendering_fail(formatter->render, "a single '%c' in a format string",
                                     text[i]);
        PS_TRY(format_field(formatter, text + i + 1, end - i - 1, levels));
        i = end;
    }
    return PS_OK;
}

enum ps_status ps_format_brace(struct ps_rendering *render, struct ps_string *string,
                               const struct ps_arguments *arguments, const struct ps_value *mapping,
                               struct ps_value *result)
{
    struct formatter formatter = {
        .render = render, .arguments = arguments, .mapping = mapping, .is_safe = string->is_safe};
    size_t mark = ps_rendering_mark(render);
    PS_TRY(format(&formatter, string->data, string->size, 2));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}
