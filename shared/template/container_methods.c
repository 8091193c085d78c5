/* Methods of lists, tuples, ranges, dicts, numbers, loops and cyclers. */
#include <math.h>

#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/iterator.h"
#include "shared/template/loop.h"

static enum ps_status call_index(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct ps_value items;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    int64_t count = (int64_t)items.list->count, start, end;
    PS_TRY(ps_argument_integer(render, values[2], "the start must be an integer", 0, &start));
    PS_TRY(ps_argument_integer(render, values[3], "the end must be an integer", count, &end));
    start = start < 0 && start + count >= 0 ? start + count : start < 0 ? 0 : start;
    end = end < 0 ? end + count : end;
    for (int64_t i = start; i < end && i < count; i++) {
        bool equal;
        PS_TRY(ps_value_equal(render, items.list->items[i], values[1], &equal));
        if (equal) {
            *result = ps_value_int(i);
            return PS_OK;
        }
    }
    return ps_rendering_fail(render, "the value is not in the %s", ps_value_type_name(values[0]));
}

static enum ps_status call_count(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    struct ps_value items;
    int64_t count = 0;
    PS_TRY(ps_value_to_list(render, values[0], PS_VALUE_LIST, &items));
    for (size_t i = 0; i < items.list->count; i++) {
        bool equal;
        PS_TRY(ps_value_equal(render, items.list->items[i], values[1], &equal));
        count += equal;
    }
    *result = ps_value_int(count);
    return PS_OK;
}

/* Nothing changes a list or dict, so a copy is as good as the same one. */
static enum ps_status call_copy(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    (void)render;
    *result = values[0];
    return PS_OK;
}

static const struct ps_builtin list_methods[] = {
    {"index", "/value start? stop?", call_index, NULL},
    {"count", "/value", call_count, NULL},
    {"copy", "/", call_copy, NULL},
};

static enum ps_status view(struct ps_rendering *render, struct ps_value dict,
                           enum ps_view_kind kind, struct ps_value *result)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_view), &memory));
    *result = (struct ps_value){.kind = PS_VALUE_VIEW, .view = memory};
    *result->view = (struct ps_view){kind, dict.dict};
    return PS_OK;
}

static enum ps_status call_keys(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    return view(render, values[0], PS_VIEW_KEYS, result);
}

static enum ps_status call_values(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    return view(render, values[0], PS_VIEW_VALUES, result);
}

static enum ps_status call_items(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    return view(render, values[0], PS_VIEW_ITEMS, result);
}

static enum ps_status call_get(struct ps_rendering *render, const struct ps_value *values,
                               struct ps_value *result)
{
    PS_TRY(ps_dict_get(render, values[0].dict, values[1], result));
    if (ps_value_is(*result, PS_VALUE_ABSENT))
        *result = ps_value_is(values[2], PS_VALUE_ABSENT) ? ps_value_none() : values[2];
    return PS_OK;
}

static const struct ps_builtin dict_methods[] = {
    {"get", "/key default?", call_get, NULL}, {"items", "/", call_items, NULL},
    {"keys", "/", call_keys, NULL},           {"values", "/", call_values, NULL},
    {"copy", "/", call_copy, NULL},
};

static enum ps_status call_is_integer(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    double real = ps_value_real(values[0]);
    *result = ps_value_bool(isfinite(real) && floor(real) >= real);
    return values[0].kind == PS_VALUE_FLOAT
               ? PS_OK
               : ps_rendering_fail(render, "'int' object has no attribute 'is_integer'");
}

static enum ps_status call_bit_length(struct ps_rendering *render, const struct ps_value *values,
                                      struct ps_value *result)
{
    if (values[0].kind == PS_VALUE_FLOAT)
        return ps_rendering_fail(render, "'float' object has no attribute 'bit_length'");
    int64_t integer = ps_value_integer(values[0]);
    uint64_t magnitude = integer < 0 ? 0 - (uint64_t)integer : (uint64_t)integer;
    *result = ps_value_int(magnitude ? 64 - __builtin_clzll(magnitude) : 0);
    return PS_OK;
}

static const struct ps_builtin number_methods[] = {
    {"is_integer", "/", call_is_integer, NULL},
    {"bit_length", "/", call_bit_length, NULL},
};

static enum ps_status call_cycle(struct ps_rendering *render, struct ps_value operand,
                                 const struct ps_arguments *arguments, struct ps_value *result)
{
    if (arguments->count == 0 || arguments->num_keywords > 0)
        return ps_rendering_fail(render, "no items for cycling given");
    *result = arguments->items[(operand.loop->index - 1) % arguments->count];
    return PS_OK;
}

static enum ps_status call_changed(struct ps_rendering *render, struct ps_value operand,
                                   const struct ps_arguments *arguments, struct ps_value *result)
{
    struct ps_value now;
    bool equal = false;
    if (arguments->num_keywords > 0)
        return ps_rendering_fail(render, "changed() takes no keyword arguments");
    PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, arguments->count, &now));
    for (size_t i = 0; i < arguments->count; i++)
        PS_TRY(ps_rendering_append(render, now.list, arguments->items[i]));
    PS_TRY(ps_value_equal(render, operand.loop->changed, now, &equal));
    operand.loop->changed = now;
    *result = ps_value_bool(!equal);
    return PS_OK;
}

static const struct ps_builtin loop_methods[] = {
    {"cycle", NULL, NULL, call_cycle},
    {"changed", NULL, NULL, call_changed},
};

static enum ps_status call_next(struct ps_rendering *render, const struct ps_value *values,
                                struct ps_value *result)
{
    struct ps_cycler *cycler = values[0].cycler;
    (void)render;
    *result = cycler->items->items[cycler->position];
    cycler->position = (cycler->position + 1) % cycler->items->count;
    return PS_OK;
}

static enum ps_status call_reset(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    (void)render;
    values[0].cycler->position = 0;
    *result = ps_value_none();
    return PS_OK;
}

static const struct ps_builtin cycler_methods[] = {
    {"next", "/", call_next, NULL},
    {"reset", "/", call_reset, NULL},
};

const struct ps_builtin_table ps_list_methods = PS_BUILTIN_TABLE(list_methods);
const struct ps_builtin_table ps_dict_methods = PS_BUILTIN_TABLE(dict_methods);
const struct ps_builtin_table ps_number_methods = PS_BUILTIN_TABLE(number_methods);
const struct ps_builtin_table ps_loop_methods = PS_BUILTIN_TABLE(loop_methods);
const struct ps_builtin_table ps_cycler_methods = PS_BUILTIN_TABLE(cycler_methods);
