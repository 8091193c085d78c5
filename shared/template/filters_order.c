/* Filters that compare: sort, dictsort, groupby, unique, min and max. */
#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/getter.h"
#include "shared/template/iterator.h"
#include "shared/template/sort.h"

/* The items in the order of their keys. */
static enum ps_status sort_by(struct ps_rendering *render, const struct ps_list *items,
                              const struct ps_value *keys, bool is_reverse, struct ps_value *result)
{
    size_t *order;
    PS_TRY(ps_sort(render, keys, items->count, is_reverse, &order));
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, items->count, result));
    for (size_t i = 0; i < items->count; i++)
        PS_TRY(ps_rendering_append(render, result->list, items->items[order[i]]));
    return PS_OK;
}

static enum ps_status keys_of(struct ps_rendering *render, const struct ps_list *items,
                              const struct ps_getter *getter, bool has_several,
                              struct ps_value **keys)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, items->count, sizeof **keys, &memory));
    *keys = memory;
    for (size_t i = 0; i < items->count; i++)
        PS_TRY(has_several ? ps_getter_get_all(render, getter, items->items[i], &(*keys)[i])
                           : ps_getter_get(render, getter, items->items[i], &(*keys)[i]));
    return PS_OK;
}

static enum ps_status filter_sort(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    struct ps_getter getter = {.path = values[3], .ignores_case = !ps_value_truth(values[2])};
    struct ps_value items, *keys;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    PS_TRY(keys_of(render, items.list, &getter, true, &keys));
    return sort_by(render, items.list, keys, ps_value_truth(values[1]), result);
}

static enum ps_status filter_dictsort(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    struct ps_value items, *keys;
    bool by_value = ps_value_is_text(values[2], "value");
    struct ps_getter getter = {.path = ps_value_int(by_value),
                               .ignores_case = !ps_value_truth(values[1])};
    if (!by_value && !ps_value_is(values[2], PS_VALUE_ABSENT) &&
        !ps_value_is_text(values[2], "key"))
        return ps_rendering_fail(render, "you can only sort by either \"key\" or \"value\"");
    if (values[0].kind != PS_VALUE_DICT)
        return ps_rendering_fail_type(render, "dictsort needs a mapping", values[0]);
    struct ps_view view = {.kind = PS_VIEW_ITEMS, .dict = values[0].dict};
    struct ps_value source = {.kind = PS_VALUE_VIEW, .view = &view};
    PS_TRY(ps_value_to_list(render, source, PS_VALUE_LIST, &items));
    PS_TRY(keys_of(render, items.list, &getter, false, &keys));
    return sort_by(render, items.list, keys, ps_value_truth(values[3]), result);
}

static enum ps_status add_group(struct ps_rendering *render, struct ps_value key,
                                struct ps_value *groups, struct ps_value *members)
{
    struct ps_value group;
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, members));
    PS_TRY(ps_rendering_pair(render, key, *members, &group));
    group.list->is_group = true;
    return ps_rendering_append(render, groups->list, group);
}

/* A group is called by its first member's value as it is, not lowered. */
static enum ps_status filter_groupby(struct ps_rendering *render, const struct ps_value *values,
                                     struct ps_value *result)
{
    struct ps_getter getter = {
        .path = values[1], .fallback = values[2], .ignores_case = !ps_value_truth(values[3])};
    struct ps_getter exact = {.path = values[1], .fallback = values[2]};
    struct ps_value items, *keys, members = {.kind = PS_VALUE_ABSENT};
    size_t *order;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    PS_TRY(keys_of(render, items.list, &getter, false, &keys));
    PS_TRY(ps_sort(render, keys, items.list->count, false, &order));
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 0, result));
    for (size_t i = 0; i < items.list->count; i++) {
        struct ps_value item = items.list->items[order[i]];
        bool is_same = false;
        if (i > 0)
            PS_TRY(ps_value_equal(render, keys[order[i - 1]], keys[order[i]], &is_same));
        if (!is_same) {
            struct ps_value key;
            PS_TRY(ps_getter_get(render, &exact, item, &key));
            PS_TRY(add_group(render, key, result, &members));
        }
        PS_TRY(ps_rendering_append(render, members.list, item));
    }
    return PS_OK;
}

struct unique {
    struct ps_getter getter;
    struct ps_value seen; /* a dict */
};

static enum ps_status next_unique(struct ps_rendering *render, struct ps_iterator *iterator,
                                  struct ps_value *item)
{
    struct unique *unique = iterator->state;
    if (!iterator->inner)
        PS_TRY(ps_iterate(render, iterator->source, &iterator->inner));
    while (true) {
        struct ps_value key, known;
        PS_TRY(ps_iterator_next(render, iterator->inner, item));
        if (ps_value_is(*item, PS_VALUE_ABSENT))
            return PS_OK;
        PS_TRY(ps_getter_get(render, &unique->getter, *item, &key));
        PS_TRY(ps_dict_get(render, unique->seen.dict, key, &known));
        if (ps_value_is(known, PS_VALUE_ABSENT))
            return ps_dict_set(render, unique->seen.dict, key, ps_value_none());
    }
}

static enum ps_status filter_unique(struct ps_rendering *render, const struct ps_value *values,
                                    struct ps_value *result)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct unique), &memory));
    struct unique *unique = memory;
    unique->getter =
        (struct ps_getter){.path = values[2], .ignores_case = !ps_value_truth(values[1])};
    PS_TRY(ps_dict_create(render, 0, &unique->seen));
    PS_TRY(ps_iterator_create(render, next_unique, result));
    result->iterator->source = values[0];
    result->iterator->state = unique;
    return PS_OK;
}

static enum ps_status best(struct ps_rendering *render, const struct ps_value *values, bool is_max,
                           struct ps_value *result)
{
    struct ps_getter getter = {.path = values[2], .ignores_case = !ps_value_truth(values[1])};
    struct ps_value items, key, best_key = {.kind = PS_VALUE_ABSENT};
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    if (items.list->count == 0)
        return ps_rendering_undefined(
            render, &(struct ps_undefined){.hint = "No aggregated item, sequence was empty."},
            result);
    for (size_t i = 0; i < items.list->count; i++) {
        bool is_better = i == 0;
        PS_TRY(ps_getter_get(render, &getter, items.list->items[i], &key));
        if (i > 0)
            PS_TRY(is_max ? ps_value_less(render, best_key, key, &is_better)
                          : ps_value_less(render, key, best_key, &is_better));
        if (is_better) {
            *result = items.list->items[i];
            best_key = key;
        }
    }
    return PS_OK;
}

static enum ps_status filter_min(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return best(render, values, false, result);
}

static enum ps_status filter_max(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return best(render, values, true, result);
}

static const struct ps_builtin filters[] = {
    {"sort", "reverse? case_sensitive? attribute?", filter_sort, NULL},
    {"dictsort", "case_sensitive? by? reverse?", filter_dictsort, NULL},
    {"groupby", "attribute default? case_sensitive?", filter_groupby, NULL},
    {"unique", "case_sensitive? attribute?", filter_unique, NULL},
    {"min", "case_sensitive? attribute?", filter_min, NULL},
    {"max", "case_sensitive? attribute?", filter_max, NULL},
};

const struct ps_builtin_table ps_order_filters = PS_BUILTIN_TABLE(filters);
