/* split, partition and join. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/character.h"
#include "shared/template/escape.h"
#include "shared/template/iterator.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"

static enum ps_status add_part(struct ps_rendering *render, const struct ps_string *string,
                               size_t begin, size_t end, struct ps_list *list)
{
    struct ps_value part;
    PS_TRY(ps_rendering_part(render, string, begin, end, &part));
    return ps_rendering_append(render, list, part);
}

static size_t skip(const struct ps_string *string, size_t offset, bool spaces)
{
    while (offset < string->size) {
        uint32_t code_point = 0;
        size_t size = ps_utf8_decode(string->data + offset, string->size - offset, &code_point);
        if (ps_character_is_space(code_point) != spaces)
            break;
        offset += size;
    }
    return offset;
}

static size_t skip_back(const struct ps_string *string, size_t end, bool spaces)
{
    while (end > 0) {
        uint32_t code_point = 0;
        size_t last = ps_utf8_last(string->data, end);
        ps_utf8_decode(string->data + last, end - last, &code_point);
        if (ps_character_is_space(code_point) != spaces)
            break;
        end = last;
    }
    return end;
}

/* At runs of whitespace; those at the ends give no empty parts, but stay in the rest that count_max
 * leaves. */
static enum ps_status split_spaces(struct ps_rendering *render, const struct ps_string *string,
                                   size_t count_max, struct ps_list *list)
{
    size_t offset = skip(string, 0, true);
    for (; offset < string->size; count_max--) {
        size_t end = count_max == 0 ? string->size : skip(string, offset, false);
        PS_TRY(add_part(render, string, offset, end, list));
        if (count_max == 0)
            break;
        offset = skip(string, end, true);
    }
    return PS_OK;
}

/* From the right; the parts come in the wrong order. */
static enum ps_status split_spaces_back(struct ps_rendering *render, const struct ps_string *string,
                                        size_t count_max, struct ps_list *list)
{
    size_t end = skip_back(string, string->size, true);
    for (; end > 0; count_max--) {
        size_t begin = count_max == 0 ? 0 : skip_back(string, end, false);
        PS_TRY(add_part(render, string, begin, end, list));
        if (count_max == 0)
            break;
        end = skip_back(string, begin, true);
    }
    return PS_OK;
}

static enum ps_status split_text(struct ps_rendering *render, const struct ps_string *string,
                                 const struct ps_string *separator, size_t count_max,
                                 struct ps_list *list)
{
    size_t begin = 0;
    for (; count_max > 0; count_max--) {
        const char *found =
            memmem(string->data + begin, string->size - begin, separator->data, separator->size);
        if (!found)
            break;
        size_t end = (size_t)(found - string->data);
        PS_TRY(add_part(render, string, begin, end, list));
        begin = end + separator->size;
    }
    return add_part(render, string, begin, string->size, list);
}

static enum ps_status split_text_back(struct ps_rendering *render, const struct ps_string *string,
                                      const struct ps_string *separator, size_t count_max,
                                      struct ps_list *list)
{
    size_t end = string->size, at = end;
    while (count_max > 0 && at >= separator->size) {
        if (memcmp(string->data + at - separator->size, separator->data, separator->size) != 0) {
            at--;
            continue;
        }
        PS_TRY(add_part(render, string, at, end, list));
        end = at -= separator->size;
        count_max--;
    }
    return add_part(render, string, 0, end, list);
}

static void reverse(struct ps_list *list)
{
    for (size_t i = 0; i < list->count / 2; i++) {
        struct ps_value item = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = item;
    }
}

static enum ps_status split(struct ps_rendering *render, const struct ps_value *values,
                            bool is_backward, struct ps_value *result)
{
    const struct ps_string *string = values[0].string;
    struct ps_string *separator = NULL;
    int64_t count;
    PS_TRY(ps_argument_integer(render, values[2], "maxsplit must be an integer", -1, &count));
    size_t count_max = count < 0 ? SIZE_MAX : (size_t)count;
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, result));
    PS_TRY(ps_rendering_step(render, string->size / 64));
    if (ps_argument_given(values[1])) {
        PS_TRY(ps_argument_string(render, values[1], "split needs None or a string", &separator));
        if (separator->size == 0)
            return ps_rendering_fail(render, "empty separator");
        PS_TRY(is_backward ? split_text_back(render, string, separator, count_max, result->list)
                           : split_text(render, string, separator, count_max, result->list));
    } else {
        PS_TRY(is_backward ? split_spaces_back(render, string, count_max, result->list)
                           : split_spaces(render, string, count_max, result->list));
    }
    if (is_backward)
        reverse(result->list);
    return PS_OK;
}

static enum ps_status call_split(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return split(render, values, false, result);
}

static enum ps_status call_rsplit(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return split(render, values, true, result);
}

static enum ps_status partition(struct ps_rendering *render, const struct ps_value *values,
                                bool is_backward, struct ps_value *result)
{
    struct ps_string *string = values[0].string, *separator;
    struct ps_value parts;
    PS_TRY(ps_argument_string(render, values[1], "partition needs a string", &separator));
    struct ps_value split_values[] = {values[0], values[1], ps_value_int(1)};
    PS_TRY(split(render, split_values, is_backward, &parts));
    PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, 3, result));
    bool is_found = parts.list->count == 2;
    struct ps_value empty, middle;
    PS_TRY(ps_rendering_part(render, string, 0, 0, &empty));
    PS_TRY(ps_rendering_string(render, separator->data, separator->size, &middle));
    middle.string->is_safe = string->is_safe;
    result->list->count = 3;
    result->list->items[0] = is_found || !is_backward ? parts.list->items[0] : empty;
    result->list->items[1] = is_found ? middle : empty;
    result->list->items[2] = is_found      ? parts.list->items[1]
                             : is_backward ? parts.list->items[0]
                                           : empty;
    return PS_OK;
}

static enum ps_status call_partition(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    return partition(render, values, false, result);
}

static enum ps_status call_rpartition(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    return partition(render, values, true, result);
}

static enum ps_status write_item(struct ps_rendering *render, struct ps_value item, bool converts,
                                 bool is_safe)
{
    if (!converts && item.kind != PS_VALUE_STRING)
        return ps_rendering_fail(render, "sequence item: expected str instance, %s found",
                                 ps_value_type_name(item));
    if (is_safe)
        PS_TRY(ps_escape(render, item, &item));
    return ps_print_str(render, item);
}

enum ps_status ps_string_join(struct ps_rendering *render, struct ps_string *separator,
                              struct ps_value iterable, bool converts, struct ps_value *result)
{
    struct ps_value items;
    PS_TRY(ps_value_to_list(render, iterable, PS_VALUE_LIST, &items));
    size_t mark = ps_rendering_mark(render);
    for (size_t i = 0; i < items.list->count; i++) {
        if (i > 0)
            PS_TRY(ps_rendering_write(render, separator->data, separator->size));
        PS_TRY(write_item(render, items.list->items[i], converts, separator->is_safe));
    }
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = separator->is_safe;
    return PS_OK;
}

static enum ps_status call_join(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    return ps_string_join(render, values[0].string, values[1], false, result);
}

static const struct ps_builtin methods[] = {
    {"split", "sep? maxsplit?", call_split, NULL}, {"rsplit", "sep? maxsplit?", call_rsplit, NULL},
    {"partition", "/sep", call_partition, NULL},   {"rpartition", "/sep", call_rpartition, NULL},
    {"join", "/iterable", call_join, NULL},
};

const struct ps_builtin_table ps_string_split_methods = PS_BUILTIN_TABLE(methods);
