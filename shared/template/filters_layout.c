/* indent, center, truncate, wordwrap and pprint. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/iterator.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"
#include "shared/template/wrap.h"

static enum ps_status write_line(struct ps_rendering *render, const struct ps_string *line,
                                 const struct ps_string *indent, bool is_indented)
{
    if (is_indented)
        PS_TRY(ps_rendering_write(render, indent->data, indent->size));
    return ps_rendering_write(render, line->data, line->size);
}

static enum ps_status indent_width(struct ps_rendering *render, struct ps_value width,
                                   struct ps_value *indent)
{
    int64_t count;
    *indent = width;
    if (width.kind == PS_VALUE_STRING)
        return PS_OK;
    PS_TRY(ps_argument_integer(render, width, "the width must be an integer", 4, &count));
    PS_TRY(ps_rendering_text(render, "", indent));
    return ps_string_pad(render, indent->string, PS_PAD_LEFT, count, " ", 1, indent);
}

/* jinja2 adds a newline before it splits lines, so that one at the end makes an empty line, which
 * then is indented or not like all others. */
static enum ps_status filter_indent(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    struct ps_value indent, lines, newline;
    bool is_first = ps_value_truth(values[2]), is_blank = ps_value_truth(values[3]);
    struct ps_string *string;
    PS_TRY(indent_width(render, values[1], &indent));
    PS_TRY(ps_argument_string(render, values[0], "indent needs a string", &string));
    bool is_safe = string->is_safe;
    PS_TRY(ps_rendering_text(render, "\n", &newline));
    PS_TRY(ps_rendering_concat(render, string, newline.string, result));
    PS_TRY(ps_string_lines(render, result->string, false, &lines));
    size_t mark = ps_rendering_mark(render);
    for (size_t i = 0; i < lines.list->count; i++) {
        const struct ps_string *line = lines.list->items[i].string;
        if (i > 0)
            PS_TRY(ps_rendering_write_text(render, "\n"));
        bool is_indented = i == 0 ? is_first : is_blank || line->size > 0;
        PS_TRY(write_line(render, line, indent.string, is_indented));
    }
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = is_safe;
    return PS_OK;
}

static enum ps_status filter_center(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    int64_t width;
    PS_TRY(ps_argument_integer(render, values[1], "the width must be an integer", 80, &width));
    PS_TRY(ps_value_to_string(render, values[0], result));
    return ps_string_pad(render, result->string, PS_PAD_BOTH, width, " ", 1, result);
}

/* The characters before the last space, or all. */
static size_t last_word_begin(const struct ps_string *string)
{
    const char *space = memrchr(string->data, ' ', string->size);
    return space ? (size_t)(space - string->data) : string->size;
}

static enum ps_status filter_truncate(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    struct ps_value end = values[3];
    struct ps_string *string, *ending;
    int64_t length, leeway;
    PS_TRY(ps_argument_integer(render, values[1], "the length must be an integer", 255, &length));
    PS_TRY(ps_argument_count(render, values[4], "the leeway must be an integer", 5, &leeway));
    if (ps_value_is(end, PS_VALUE_ABSENT))
        PS_TRY(ps_rendering_text(render, "...", &end));
    PS_TRY(ps_argument_string(render, end, "the end must be a string", &ending));
    int64_t end_count = (int64_t)ps_string_count(ending);
    if (length < end_count || leeway < 0)
        return ps_rendering_fail(render,
                                 "truncate needs a length of at least %lld and a leeway of at "
                                 "least 0",
                                 (long long)end_count);
    *result = values[0];
    size_t size = ps_value_length(values[0]);
    if (size == SIZE_MAX)
        return ps_rendering_fail_type(render, "truncate needs a string", values[0]);
    int64_t count = (int64_t)size;
    if (count <= leeway || count - leeway <= length)
        return PS_OK;
    PS_TRY(ps_argument_string(render, values[0], "truncate needs a string", &string));
    PS_TRY(ps_rendering_substring(render, string, 0, (size_t)(length - end_count), result));
    if (!ps_value_truth(values[2])) {
        result->string->size = last_word_begin(result->string);
        result->string->count = SIZE_MAX;
    }
    return ps_rendering_concat(render, result->string, ending, result);
}

static enum ps_status filter_wordwrap(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    struct ps_value lines, between = values[3];
    struct ps_string *string, *separator;
    struct ps_wrap wrap = {
        .breaks_words = ps_value_is(values[2], PS_VALUE_ABSENT) || ps_value_truth(values[2]),
        .breaks_hyphens = ps_value_is(values[4], PS_VALUE_ABSENT) || ps_value_truth(values[4]),
    };
    PS_TRY(ps_argument_string(render, values[0], "wordwrap needs a string", &string));
    PS_TRY(ps_argument_integer(render, values[1], "the width must be an integer", 79, &wrap.width));
    if (!ps_argument_given(between))
        PS_TRY(ps_rendering_text(render, "\n", &between));
    PS_TRY(ps_argument_string(render, between, "wrapstring must be a string", &separator));
    PS_TRY(ps_string_lines(render, string, false, &lines));
    if (wrap.width <= 0 && lines.list->count > 0)
        return ps_rendering_fail(render, "invalid width %lld (must be > 0)", (long long)wrap.width);
    size_t mark = ps_rendering_mark(render);
    for (size_t i = 0; i < lines.list->count; i++) {
        if (i > 0)
            PS_TRY(ps_rendering_write(render, separator->data, separator->size));
        PS_TRY(ps_wrap_line(render, lines.list->items[i].string, &wrap, separator));
    }
    return ps_rendering_capture(render, mark, result);
}

/* Only what fits into one line; how Python breaks longer ones is a layout of its own. */
static enum ps_status filter_pprint(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    bool is_simple = values[0].kind <= PS_VALUE_STRING;
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_print_repr(render, values[0]));
    PS_TRY(ps_rendering_capture(render, mark, result));
    bool has_dict = memchr(result->string->data, '{', result->string->size) != NULL;
    if (ps_string_count(result->string) > 80 || (!is_simple && has_dict))
        return ps_rendering_refuse(render, "pprint of what is no short value");
    return PS_OK;
}

static const struct ps_builtin filters[] = {
    {"indent", "width? first? blank?", filter_indent, NULL},
    {"center", "width?", filter_center, NULL},
    {"truncate", "length? killwords? end? leeway?", filter_truncate, NULL},
    {"wordwrap", "width? break_long_words? wrapstring? break_on_hyphens?", filter_wordwrap, NULL},
    {"pprint", NULL, filter_pprint, NULL},
};

const struct ps_builtin_table ps_layout_filters = PS_BUILTIN_TABLE(filters);
