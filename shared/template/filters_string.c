/* Filters that make strings of values: upper, lower, title, trim, replace, string, format, tojson
 * and the like. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/format_percent.h"
#include "shared/template/iterator.h"
#include "shared/template/json_print.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"

static enum ps_status filter_upper(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_string_upper(render, result->string, result);
}

static enum ps_status filter_lower(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_string_lower(render, result->string, result);
}

static enum ps_status filter_capitalize(struct ps_rendering *render, const struct ps_value *values,
                                        struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_string_capitalize(render, result->string, result);
}

static bool begins_word(uint32_t code_point)
{
    return ps_character_is_space(code_point) || code_point == '-' || code_point == '(' ||
           code_point == '{' || code_point == '[' || code_point == '<';
}

/* One word, or one run of what stands between words: its first character upper, the rest lower. */
static enum ps_status write_titled(struct ps_rendering *render, const struct ps_string *string,
                                   size_t begin, size_t end)
{
    struct ps_value part;
    size_t second = begin + ps_utf8_first(string->data + begin, end - begin);
    PS_TRY(ps_rendering_string(render, string->data + begin, second - begin, &part));
    PS_TRY(ps_string_upper(render, part.string, &part));
    PS_TRY(ps_print_str(render, part));
    PS_TRY(ps_rendering_string(render, string->data + second, end - second, &part));
    PS_TRY(ps_string_lower(render, part.string, &part));
    return ps_print_str(render, part);
}

static enum ps_status filter_title(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    const struct ps_string *string = result->string;
    size_t mark = ps_rendering_mark(render), begin = 0;
    bool is_between = false;
    for (size_t i = 0; i < string->size;) {
        size_t end = i;
        uint32_t code_point = ps_string_next(string, &i);
        if (end > begin && begins_word(code_point) != is_between) {
            PS_TRY(write_titled(render, string, begin, end));
            begin = end;
        }
        is_between = begins_word(code_point);
    }
    if (begin < string->size)
        PS_TRY(write_titled(render, string, begin, string->size));
    return ps_rendering_capture(render, mark, result);
}

static enum ps_status filter_trim(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    struct ps_string *chars = NULL;
    if (ps_argument_given(values[1]))
        PS_TRY(ps_argument_string(render, values[1], "strip needs None or a string", &chars));
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_string_strip(render, result->string, &(struct ps_strip){chars, true, true}, result);
}

static enum ps_status filter_replace(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    struct ps_value string, old, new;
    int64_t count;
    PS_TRY(ps_argument_count(render, values[3], "the count must be an integer", -1, &count));
    PS_TRY(ps_value_to_string(render, values[0], &string));
    PS_TRY(ps_value_to_string(render, values[1], &old));
    PS_TRY(ps_value_to_string(render, values[2], &new));
    PS_TRY(ps_string_replace(render, string.string, old.string, new.string, count, result));
    return ps_rendering_mark_safe(render, false, result);
}

static enum ps_status filter_string(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    return ps_value_to_string(render, values[0], result);
}

static enum ps_status filter_format(struct ps_rendering *render, struct ps_value operand,
                                    const struct ps_arguments *arguments, struct ps_value *result)
{
    struct ps_value format, value;
    if (arguments->count > 0 && arguments->num_keywords > 0)
        return ps_rendering_fail(render,
                                 "can't handle positional and keyword arguments at the same time");
    PS_TRY(ps_value_to_string(render, operand, &format));
    if (arguments->num_keywords > 0) {
        PS_TRY(ps_dict_create(render, arguments->num_keywords, &value));
        for (size_t i = 0; i < arguments->num_keywords; i++)
            PS_TRY(ps_dict_set(render, value.dict, arguments->keywords[i].name,
                               arguments->keywords[i].value));
    } else {
        PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, arguments->count, &value));
        for (size_t i = 0; i < arguments->count; i++)
            PS_TRY(ps_rendering_append(render, value.list, arguments->items[i]));
    }
    return ps_format_percent(render, format, value, result);
}

/* indent: a number of spaces, or the text itself. */
static enum ps_status json_indent(struct ps_rendering *render, struct ps_value indent,
                                  struct ps_json_style *style)
{
    struct ps_value text = indent;
    int64_t count;
    style->has_indent = ps_argument_given(indent);
    if (!style->has_indent)
        return PS_OK;
    if (indent.kind != PS_VALUE_STRING) {
        PS_TRY(ps_argument_integer(render, indent, "indent must be an integer", 0, &count));
        PS_TRY(ps_rendering_text(render, "", &text));
        PS_TRY(ps_string_pad(render, text.string, PS_PAD_LEFT, count, " ", 1, &text));
    }
    style->indent = text.string;
    return PS_OK;
}

static enum ps_status json_separators(struct ps_rendering *render, struct ps_value separators,
                                      struct ps_json_style *style)
{
    struct ps_value item, key, list;
    if (ps_argument_given(separators)) {
        PS_TRY(ps_value_to_list(render, separators, PS_VALUE_LIST, &list));
        if (list.list->count != 2)
            return ps_rendering_fail(render, "separators must be two strings");
        item = list.list->items[0];
        key = list.list->items[1];
    } else {
        PS_TRY(ps_rendering_text(render, style->has_indent ? "," : ", ", &item));
        PS_TRY(ps_rendering_text(render, ": ", &key));
    }
    PS_TRY(ps_argument_string(render, item, "separators must be strings", &style->item_separator));
    return ps_argument_string(render, key, "separators must be strings", &style->key_separator);
}

static enum ps_status filter_tojson(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    struct ps_json_style style = {.is_ascii = ps_value_truth(values[1]),
                                  .has_sorted_keys = ps_value_truth(values[4])};
    PS_TRY(json_indent(render, values[2], &style));
    PS_TRY(json_separators(render, values[3], &style));
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_json_print(render, values[0], &style, 0));
    return ps_rendering_capture(render, mark, result);
}

static enum ps_status filter_wordcount(struct ps_rendering *render, const struct ps_value *values,
                                       struct ps_value *result)
{
    int64_t count = 0;
    bool is_inside = false;
    PS_TRY(ps_value_to_string(render, values[0], result));
    const struct ps_string *string = result->string;
    PS_TRY(ps_rendering_step(render, string->size / 16));
    for (size_t i = 0; i < string->size;) {
        uint32_t code_point = ps_string_next(string, &i);
        bool is_word = code_point == '_' || ps_character_is_alpha(code_point) ||
                       ps_character_is_numeric(code_point);
        count += is_word && !is_inside;
        is_inside = is_word;
    }
    *result = ps_value_int(count);
    return PS_OK;
}

static const struct ps_builtin filters[] = {
    {"tojson", "ensure_ascii? indent? separators? sort_keys?", filter_tojson, NULL},
    {"trim", "chars?", filter_trim, NULL},
    {"upper", NULL, filter_upper, NULL},
    {"lower", NULL, filter_lower, NULL},
    {"capitalize", NULL, filter_capitalize, NULL},
    {"title", NULL, filter_title, NULL},
    {"replace", "old new count?", filter_replace, NULL},
    {"string", NULL, filter_string, NULL},
    {"format", NULL, NULL, filter_format},
    {"wordcount", NULL, filter_wordcount, NULL},
};

const struct ps_builtin_table ps_string_filters = PS_BUILTIN_TABLE(filters);
