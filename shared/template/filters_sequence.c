/* Filters over sequences and mappings: first, last, length, list, items, join, reverse, batch,
 * slice, sum, attr and default. */
#include <string.h>

#include "shared/template/attribute.h"
#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/getter.h"
#include "shared/template/iterator.h"
#include "shared/template/loop.h"
#include "shared/template/operate.h"
#include "shared/template/print.h"
#include "shared/template/string_methods.h"

static enum ps_status filter_default(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    bool replaces = values[0].kind == PS_VALUE_UNDEFINED ||
                    (ps_value_truth(values[2]) && !ps_value_truth(values[0]));
    *result = replaces ? values[1] : values[0];
    if (replaces && ps_value_is(values[1], PS_VALUE_ABSENT))
        return ps_rendering_text(render, "", result);
    return PS_OK;
}

static enum ps_status filter_length(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    size_t length = ps_value_length(values[0]);
    if (values[0].kind == PS_VALUE_LOOP)
        PS_TRY(ps_loop_length(render, values[0].loop, &length));
    if (length == SIZE_MAX)
        return ps_rendering_fail(render, "object of type '%s' has no len()",
                                 ps_value_type_name(values[0]));
    *result = ps_value_int((int64_t)length);
    return PS_OK;
}

static enum ps_status filter_list(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return ps_value_to_list(render, values[0], PS_VALUE_LIST, result);
}

static enum ps_status filter_first(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    struct ps_iterator *iterator;
    PS_TRY(ps_iterate(render, values[0], &iterator));
    PS_TRY(ps_iterator_next(render, iterator, result));
    if (!ps_value_is(*result, PS_VALUE_ABSENT))
        return PS_OK;
    return ps_rendering_undefined(
        render, &(struct ps_undefined){.hint = "No first item, sequence was empty."}, result);
}

/* reversed(): of everything with a length, and not of iterators. */
static bool is_reversible(struct ps_value value)
{
    return ps_value_length(value) != SIZE_MAX;
}

static enum ps_status next_reversed(struct ps_rendering *render, struct ps_iterator *iterator,
                                    struct ps_value *item)
{
    (void)render;
    if (iterator->index > 0)
        *item = iterator->source.list->items[--iterator->index];
    return PS_OK;
}

static enum ps_status reversed(struct ps_rendering *render, struct ps_value value,
                               struct ps_value *result)
{
    PS_TRY(ps_iterator_create(render, next_reversed, result));
    PS_TRY(ps_value_to_list(render, value, PS_VALUE_LIST, &result->iterator->source));
    result->iterator->index = result->iterator->source.list->count;
    return PS_OK;
}

static enum ps_status filter_last(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    if (!is_reversible(values[0]))
        return ps_rendering_fail(render, "'%s' object is not reversible",
                                 ps_value_type_name(values[0]));
    PS_TRY(reversed(render, values[0], result));
    PS_TRY(ps_iterator_next(render, result->iterator, result));
    if (!ps_value_is(*result, PS_VALUE_ABSENT))
        return PS_OK;
    return ps_rendering_undefined(
        render, &(struct ps_undefined){.hint = "No last item, sequence was empty."}, result);
}

/* A string backward; an iterator where reversed() works, else a list. */
static enum ps_status filter_reverse(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    if (values[0].kind == PS_VALUE_STRING) {
        struct ps_slice slice = {ps_value_none(), ps_value_none(), ps_value_int(-1)};
        return ps_slice(render, values[0], &slice, result);
    }
    if (is_reversible(values[0]))
        return reversed(render, values[0], result);
    if (!ps_value_is_iterable(values[0]))
        return ps_rendering_fail(render, "argument must be iterable");
    struct ps_value items;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    PS_TRY(reversed(render, items, result));
    return ps_value_to_list(render, *result, PS_VALUE_LIST, result);
}

static enum ps_status next_item(struct ps_rendering *render, struct ps_iterator *iterator,
                                struct ps_value *item)
{
    struct ps_view view = {.kind = PS_VIEW_ITEMS, .dict = iterator->source.dict};
    if (iterator->source.kind == PS_VALUE_UNDEFINED)
        return PS_OK;
    if (iterator->source.kind != PS_VALUE_DICT)
        return ps_rendering_fail(render, "can only get item pairs from a mapping");
    if (iterator->index >= view.dict->count)
        return PS_OK;
    return ps_view_item(render, &view, iterator->index++, item);
}

/* Lazy: what is no mapping fails when the first pair is wanted. */
static enum ps_status filter_items(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_iterator_create(render, next_item, result));
    result->iterator->source = values[0];
    return PS_OK;
}

static enum ps_status filter_join(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    struct ps_value separator = values[1], items;
    if (ps_value_is(separator, PS_VALUE_ABSENT))
        PS_TRY(ps_rendering_text(render, "", &separator));
    PS_TRY(ps_value_to_string(render, separator, &separator));
    PS_TRY(ps_rendering_mark_safe(render, false, &separator));
    if (!ps_argument_given(values[2]))
        return ps_string_join(render, separator.string, values[0], true, result);
    struct ps_getter getter = {.path = values[2]};
    struct ps_value source;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &source));
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, source.list->count, &items));
    for (size_t i = 0; i < source.list->count; i++) {
        struct ps_value value;
        PS_TRY(ps_getter_get(render, &getter, source.list->items[i], &value));
        PS_TRY(ps_rendering_append(render, items.list, value));
    }
    return ps_string_join(render, separator.string, items, true, result);
}

/* Of an iterator that hands out parts: all of them, made when the first is wanted. */
struct parts {
    struct ps_value source, count, fill;
    struct ps_value made; /* a list of lists; ABSENT: not yet */
};

static enum ps_status fill_up(struct ps_rendering *render, const struct parts *parts,
                              struct ps_list *list, size_t count)
{
    while (ps_argument_given(parts->fill) && list->count < count)
        PS_TRY(ps_rendering_append(render, list, parts->fill));
    return PS_OK;
}

static enum ps_status make_batches(struct ps_rendering *render, struct parts *parts)
{
    struct ps_value items, batch;
    int64_t count;
    PS_TRY(ps_value_to_list(render, parts->source, PS_VALUE_LIST, &items));
    PS_TRY(ps_argument_integer(render, parts->count, "batch needs an integer", 0, &count));
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, &parts->made));
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, &batch));
    for (size_t i = 0; i < items.list->count; i++) {
        if ((int64_t)batch.list->count == count) {
            PS_TRY(ps_rendering_append(render, parts->made.list, batch));
            PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, &batch));
        }
        PS_TRY(ps_rendering_append(render, batch.list, items.list->items[i]));
    }
    if (items.list->count == 0)
        return PS_OK;
    PS_TRY(fill_up(render, parts, batch.list, count < 0 ? 0 : (size_t)count));
    return ps_rendering_append(render, parts->made.list, batch);
}

static enum ps_status make_slices(struct ps_rendering *render, struct parts *parts)
{
    struct ps_value items;
    int64_t slices;
    PS_TRY(ps_value_to_list(render, parts->source, PS_VALUE_LIST, &items));
    PS_TRY(ps_argument_integer(render, parts->count, "slice needs an integer", 0, &slices));
    if (slices == 0)
        return ps_rendering_fail(render, "integer division or modulo by zero");
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, &parts->made));
    size_t count = slices > 0 ? (size_t)slices : 1, next = 0;
    size_t each = items.list->count / count, longer = items.list->count % count;
    for (int64_t i = 0; i < slices; i++) {
        struct ps_value slice;
        size_t size = each + ((size_t)i < longer);
        PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, size + 1, &slice));
        for (size_t k = 0; k < size; k++)
            PS_TRY(ps_rendering_append(render, slice.list, items.list->items[next++]));
        if ((size_t)i >= longer)
            PS_TRY(fill_up(render, parts, slice.list, size + 1));
        PS_TRY(ps_rendering_append(render, parts->made.list, slice));
    }
    return PS_OK;
}

static enum ps_status next_part(struct ps_iterator *iterator, struct ps_value *item)
{
    const struct parts *parts = iterator->state;
    if (iterator->index < parts->made.list->count)
        *item = parts->made.list->items[iterator->index++];
    return PS_OK;
}

static enum ps_status next_batch(struct ps_rendering *render, struct ps_iterator *iterator,
                                 struct ps_value *item)
{
    struct parts *parts = iterator->state;
    if (ps_value_is(parts->made, PS_VALUE_ABSENT))
        PS_TRY(make_batches(render, parts));
    return next_part(iterator, item);
}

static enum ps_status next_slice(struct ps_rendering *render, struct ps_iterator *iterator,
                                 struct ps_value *item)
{
    struct parts *parts = iterator->state;
    if (ps_value_is(parts->made, PS_VALUE_ABSENT))
        PS_TRY(make_slices(render, parts));
    return next_part(iterator, item);
}

static enum ps_status create_parts(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct parts), &memory));
    struct parts *parts = memory;
    *parts = (struct parts){.source = values[0], .count = values[1], .fill = values[2]};
    result->iterator->state = parts;
    return PS_OK;
}

static enum ps_status filter_batch(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_iterator_create(render, next_batch, result));
    return create_parts(render, values, result);
}

static enum ps_status filter_slice(struct ps_rendering *render, const struct ps_value *values,
                                   struct ps_value *result)
{
    PS_TRY(ps_iterator_create(render, next_slice, result));
    return create_parts(render, values, result);
}

static enum ps_status filter_sum(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct ps_getter getter = {.path = values[1]};
    struct ps_value items, value;
    *result = ps_value_is(values[2], PS_VALUE_ABSENT) ? ps_value_int(0) : values[2];
    if (result->kind == PS_VALUE_STRING)
        return ps_rendering_fail(render, "sum() can't sum strings");
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    for (size_t i = 0; i < items.list->count; i++) {
        PS_TRY(ps_getter_get(render, &getter, items.list->items[i], &value));
        PS_TRY(ps_operate(render, PS_NODE_ADD, *result, value, result));
    }
    return PS_OK;
}

static enum ps_status filter_attr(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    struct ps_string *name;
    PS_TRY(ps_argument_string(render, values[1], "attribute name must be string", &name));
    PS_TRY(ps_own_attribute(render, values[0], values[1], result));
    if (!ps_value_is(*result, PS_VALUE_ABSENT))
        return PS_OK;
    return ps_rendering_undefined(
        render, &(struct ps_undefined){.object = values[0], .name = values[1]}, result);
}

static enum ps_status filter_random(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    (void)values, (void)result;
    return ps_rendering_refuse(render, "the filter random is not deterministic");
}

static const struct ps_builtin filters[] = {
    {"default", "default_value? boolean?", filter_default, NULL},
    {"d", "default_value? boolean?", filter_default, NULL},
    {"length", "/", filter_length, NULL},
    {"count", "/", filter_length, NULL},
    {"list", NULL, filter_list, NULL},
    {"first", NULL, filter_first, NULL},
    {"last", NULL, filter_last, NULL},
    {"reverse", NULL, filter_reverse, NULL},
    {"items", NULL, filter_items, NULL},
    {"join", "d? attribute?", filter_join, NULL},
    {"batch", "linecount fill_with?", filter_batch, NULL},
    {"slice", "slices fill_with?", filter_slice, NULL},
    {"sum", "attribute? start?", filter_sum, NULL},
    {"attr", "name", filter_attr, NULL},
    {"random", NULL, filter_random, NULL},
};

const struct ps_builtin_table ps_sequence_filters = PS_BUILTIN_TABLE(filters);
