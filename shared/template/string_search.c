/* Finding and replacing. */
#include <string.h>

#include "shared/base/utf8.h"
#include "shared/template/builtin.h"
#include "shared/template/escape.h"
#include "shared/template/string_methods.h"

/* The part of the object that the arguments start and end choose, as bytes. */
struct window {
    struct ps_string *string;
    size_t begin, end;
    size_t first;        /* the character at begin */
    bool is_empty_range; /* start lies behind end, where not even "" is found */
};

static enum ps_status open_window(struct ps_rendering *render, struct ps_value object,
                                  struct ps_value start, struct ps_value end, struct window *window)
{
    int64_t count = (int64_t)ps_string_count(object.string), from, to;
    const char *what = "slice indices must be integers or None";
    PS_TRY(ps_argument_count(render, start, what, 0, &from));
    PS_TRY(ps_argument_count(render, end, what, count, &to));
    from = from < 0 ? from + count : from;
    from = from < 0 ? 0 : from;
    to = to < 0 ? to + count : to;
    to = to < 0 ? 0 : to > count ? count : to;
    *window = (struct window){.string = object.string, .is_empty_range = from > to};
    if (window->is_empty_range)
        return PS_OK;
    window->first = (size_t)from;
    ps_string_span(object.string, (size_t)from, (size_t)to, &window->begin, &window->end);
    return ps_rendering_step(render, object.string->size / 64);
}

/* The byte where the first, or last, occurrence begins; NULL where there is none. */
static const char *find_in(const struct window *window, const struct ps_string *wanted,
                           bool is_last)
{
    const char *data = window->string->data + window->begin;
    size_t size = window->end - window->begin;
    if (window->is_empty_range || wanted->size > size)
        return NULL;
    if (wanted->size == 0)
        return is_last ? data + size : data;
    if (!is_last)
        return memmem(data, size, wanted->data, wanted->size);
    for (size_t i = size - wanted->size + 1; i > 0; i--) {
        if (memcmp(data + i - 1, wanted->data, wanted->size) == 0)
            return data + i - 1;
    }
    return NULL;
}

static enum ps_status find(struct ps_rendering *render, const struct ps_value *values, bool is_last,
                           bool must_be_found, struct ps_value *result)
{
    struct window window;
    struct ps_string *wanted;
    PS_TRY(ps_argument_string(render, values[1], "the text to find must be a string", &wanted));
    PS_TRY(open_window(render, values[0], values[2], values[3], &window));
    if (is_last) /* it compares at every place */
        PS_TRY(ps_rendering_step(render, values[0].string->size / 64 * (wanted->size / 64 + 1)));
    const char *found = find_in(&window, wanted, is_last);
    if (!found && must_be_found)
        return ps_rendering_fail(render, "substring not found");
    *result = ps_value_int(-1);
    if (found) {
        struct ps_string before = {.data = window.string->data + window.begin, .count = SIZE_MAX};
        before.size = (size_t)(found - before.data);
        *result = ps_value_int((int64_t)(window.first + ps_string_count(&before)));
    }
    return PS_OK;
}

static enum ps_status call_find(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    return find(render, values, false, false, result);
}

static enum ps_status call_rfind(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return find(render, values, true, false, result);
}

static enum ps_status call_index(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return find(render, values, false, true, result);
}

static enum ps_status call_rindex(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return find(render, values, true, true, result);
}

static enum ps_status call_count(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct window window;
    struct ps_string *wanted;
    int64_t count = 0;
    PS_TRY(ps_argument_string(render, values[1], "the text to count must be a string", &wanted));
    PS_TRY(open_window(render, values[0], values[2], values[3], &window));
    if (wanted->size == 0 && !window.is_empty_range) {
        struct ps_string part = {.data = window.string->data + window.begin,
                                 .size = window.end - window.begin,
                                 .count = SIZE_MAX};
        count = (int64_t)ps_string_count(&part) + 1;
    }
    const char *found;
    while (wanted->size > 0 && (found = find_in(&window, wanted, false))) {
        count++;
        window.begin = (size_t)(found - window.string->data) + wanted->size;
    }
    *result = ps_value_int(count);
    return PS_OK;
}

static bool matches_at(const struct window *window, const struct ps_string *wanted, bool at_end)
{
    size_t size = window->end - window->begin;
    if (window->is_empty_range || wanted->size > size)
        return false;
    size_t offset = at_end ? window->end - wanted->size : window->begin;
    return wanted->size == 0 ||
           memcmp(window->string->data + offset, wanted->data, wanted->size) == 0;
}

static enum ps_status begins_or_ends(struct ps_rendering *render, const struct ps_value *values,
                                     bool at_end, struct ps_value *result)
{
    struct window window;
    struct ps_string *wanted;
    const char *what = "startswith and endswith need a string or a tuple of strings";
    PS_TRY(open_window(render, values[0], values[2], values[3], &window));
    *result = ps_value_bool(false);
    if (values[1].kind != PS_VALUE_TUPLE) {
        PS_TRY(ps_argument_string(render, values[1], what, &wanted));
        *result = ps_value_bool(matches_at(&window, wanted, at_end));
        return PS_OK;
    }
    for (size_t i = 0; i < values[1].list->count && !result->boolean; i++) {
        PS_TRY(ps_argument_string(render, values[1].list->items[i], what, &wanted));
        *result = ps_value_bool(matches_at(&window, wanted, at_end));
    }
    return PS_OK;
}

static enum ps_status call_startswith(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    return begins_or_ends(render, values, false, result);
}

static enum ps_status call_endswith(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    return begins_or_ends(render, values, true, result);
}

/* Between all characters, where what is replaced is empty. */
static enum ps_status replace_nothing(struct ps_rendering *render, const struct ps_string *string,
                                      const struct ps_string *new, size_t count)
{
    size_t offset = 0;
    while (true) {
        if (count-- == 0)
            return ps_rendering_write(render, string->data + offset, string->size - offset);
        PS_TRY(ps_rendering_write(render, new->data, new->size));
        if (offset == string->size)
            return PS_OK;
        size_t size = ps_utf8_first(string->data + offset, string->size - offset);
        PS_TRY(ps_rendering_write(render, string->data + offset, size));
        offset += size;
        PS_TRY(ps_rendering_step(render, 1));
    }
}

static enum ps_status replace_text(struct ps_rendering *render, const struct ps_string *string,
                                   const struct ps_string *old, const struct ps_string *new,
                                   size_t count)
{
    const char *at = string->data, *end = string->data + string->size;
    for (; count > 0; count--) {
        const char *found = memmem(at, (size_t)(end - at), old->data, old->size);
        if (!found)
            break;
        PS_TRY(ps_rendering_step(render, 1));
        PS_TRY(ps_rendering_write(render, at, (size_t)(found - at)));
        PS_TRY(ps_rendering_write(render, new->data, new->size));
        at = found + old->size;
    }
    return ps_rendering_write(render, at, (size_t)(end - at));
}

enum ps_status ps_string_replace(struct ps_rendering *render, struct ps_string *string,
                                 const struct ps_string *old, const struct ps_string *new,
                                 int64_t count, struct ps_value *result)
{
    size_t mark = ps_rendering_mark(render);
    size_t count_max = count < 0 ? SIZE_MAX : (size_t)count;
    PS_TRY(ps_rendering_step(render, string->size / 64));
    PS_TRY(old->size == 0 ? replace_nothing(render, string, new, count_max)
                          : replace_text(render, string, old, new, count_max));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = string->is_safe;
    return PS_OK;
}

static enum ps_status call_replace(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    struct ps_string *old, *new;
    int64_t count;
    PS_TRY(ps_argument_string(render, values[1], "the text to replace must be a string", &old));
    PS_TRY(ps_argument_string(render, values[2], "the replacement must be a string", &new));
    PS_TRY(ps_argument_integer(render, values[3], "the count must be an integer", -1, &count));
    if (values[0].string->is_safe) {
        struct ps_value escaped;
        PS_TRY(ps_escape(render, values[2], &escaped));
        new = escaped.string;
    }
    return ps_string_replace(render, values[0].string, old, new, count, result);
}

static enum ps_status remove_affix(struct ps_rendering *render, const struct ps_value *values,
                                   bool at_end, struct ps_value *result)
{
    struct ps_string *string = values[0].string, *affix;
    PS_TRY(ps_argument_string(render, values[1], "the text to remove must be a string", &affix));
    struct window window = {.string = string, .end = string->size};
    size_t kept = string->size - affix->size;
    if (affix->size == 0 || !matches_at(&window, affix, at_end)) {
        *result = values[0];
        return PS_OK;
    }
    size_t begin = at_end ? 0 : affix->size;
    return ps_rendering_part(render, string, begin, begin + kept, result);
}

static enum ps_status call_removeprefix(struct ps_rendering *render, const struct ps_value *values,
                                        struct ps_value *result)
{
    return remove_affix(render, values, false, result);
}

static enum ps_status call_removesuffix(struct ps_rendering *render, const struct ps_value *values,
                                        struct ps_value *result)
{
    return remove_affix(render, values, true, result);
}

static const struct ps_builtin methods[] = {
    {"find", "/sub start? end?", call_find, NULL},
    {"rfind", "/sub start? end?", call_rfind, NULL},
    {"index", "/sub start? end?", call_index, NULL},
    {"rindex", "/sub start? end?", call_rindex, NULL},
    {"count", "/sub start? end?", call_count, NULL},
    {"startswith", "/prefix start? end?", call_startswith, NULL},
    {"endswith", "/suffix start? end?", call_endswith, NULL},
    {"replace", "/old new count?", call_replace, NULL},
    {"removeprefix", "/prefix", call_removeprefix, NULL},
    {"removesuffix", "/suffix", call_removesuffix, NULL},
};

const struct ps_builtin_table ps_string_search_methods = PS_BUILTIN_TABLE(methods);
