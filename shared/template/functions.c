/* Global functions: range, dict, namespace, cycler, joiner, raise_exception, strftime_now. */
#include "shared/template/builtin.h"
#include "shared/template/date.h"
#include "shared/template/dict.h"
#include "shared/template/iterator.h"
#include "shared/template/print.h"

enum { RANGE_COUNT_MAX = 100000 }; /* the sandbox's MAX_RANGE */

static enum ps_status count_range(struct ps_rendering *render, struct ps_range *range)
{
    if (range->step == 0)
        return ps_rendering_fail(render, "range() arg 3 must not be zero");
    bool is_forward = range->step > 0;
    if (is_forward ? range->start >= range->stop : range->start <= range->stop)
        return PS_OK;
    uint64_t distance = is_forward ? (uint64_t)range->stop - (uint64_t)range->start
                                   : (uint64_t)range->start - (uint64_t)range->stop;
    uint64_t step = is_forward ? (uint64_t)range->step : 0 - (uint64_t)range->step;
    uint64_t count = (distance - 1) / step + 1;
    if (count > RANGE_COUNT_MAX)
        return ps_rendering_fail(render, "range too big: the sandbox blocks ranges over %d",
                                 RANGE_COUNT_MAX);
    range->count = (int64_t)count;
    return PS_OK;
}

static enum ps_status call_range(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    const char *what = "range() needs integers";
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_range), &memory));
    struct ps_range *range = memory;
    PS_TRY(ps_argument_integer(render, values[0], what, 0, &range->start));
    if (ps_value_is(values[1], PS_VALUE_ABSENT)) {
        range->stop = range->start;
        range->start = 0;
    } else {
        PS_TRY(ps_argument_integer(render, values[1], what, 0, &range->stop));
    }
    PS_TRY(ps_argument_integer(render, values[2], what, 1, &range->step));
    PS_TRY(count_range(render, range));
    *result = (struct ps_value){.kind = PS_VALUE_RANGE, .range = range};
    return PS_OK;
}

/* One pair of dict([(key, value), ...]). */
static enum ps_status add_pair(struct ps_rendering *render, struct ps_value item,
                               struct ps_dict *dict)
{
    struct ps_value pair;
    PS_TRY(ps_value_to_list(render, item, PS_VALUE_LIST, &pair));
    if (pair.list->count != 2)
        return ps_rendering_fail(render,
                                 "dictionary update sequence element has length %zu; 2 is "
                                 "required",
                                 pair.list->count);
    return ps_dict_set(render, dict, pair.list->items[0], pair.list->items[1]);
}

static enum ps_status call_dict(struct ps_rendering *render, struct ps_value operand,
                                const struct ps_arguments *arguments, struct ps_value *result)
{
    (void)operand;
    PS_TRY(ps_dict_create(render, 0, result));
    if (arguments->count > 1)
        return ps_rendering_fail(render, "dict expected at most 1 argument, got %zu",
                                 arguments->count);
    if (arguments->count == 1 && arguments->items[0].kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, arguments->items[0]);
    if (arguments->count == 1 && arguments->items[0].kind == PS_VALUE_DICT) {
        PS_TRY(ps_dict_update(render, result->dict, arguments->items[0].dict));
    } else if (arguments->count == 1) {
        struct ps_value items;
        PS_TRY(ps_value_to_list(render, arguments->items[0], PS_VALUE_LIST, &items));
        for (size_t i = 0; i < items.list->count; i++)
            PS_TRY(add_pair(render, items.list->items[i], result->dict));
    }
    for (size_t i = 0; i < arguments->num_keywords; i++)
        PS_TRY(ps_dict_set(render, result->dict, arguments->keywords[i].name,
                           arguments->keywords[i].value));
    return PS_OK;
}

/* Attributes with an underscore are refused, as transformers does. */
static enum ps_status call_namespace(struct ps_rendering *render, struct ps_value operand,
                                     const struct ps_arguments *arguments, struct ps_value *result)
{
    PS_TRY(call_dict(render, operand, arguments, result));
    for (size_t i = 0; i < result->dict->count; i++) {
        struct ps_value name = result->dict->entries[i].key;
        if (name.kind == PS_VALUE_STRING && name.string->size > 0 && name.string->data[0] == '_')
            return ps_rendering_fail(render, "a namespace can't have an attribute with '_' first");
    }
    result->kind = PS_VALUE_NAMESPACE;
    return PS_OK;
}

static enum ps_status call_cycler(struct ps_rendering *render, struct ps_value operand,
                                  const struct ps_arguments *arguments, struct ps_value *result)
{
    struct ps_value items;
    void *memory;
    (void)operand;
    if (arguments->count == 0 || arguments->num_keywords > 0)
        return ps_rendering_fail(render, "at least one item has to be provided");
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_cycler), &memory));
    PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, arguments->count, &items));
    for (size_t i = 0; i < arguments->count; i++)
        PS_TRY(ps_rendering_append(render, items.list, arguments->items[i]));
    *result = (struct ps_value){.kind = PS_VALUE_CYCLER, .cycler = memory};
    result->cycler->items = items.list;
    return PS_OK;
}

static enum ps_status call_joiner(struct ps_rendering *render, const struct ps_value *values,
                                  struct ps_value *result)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_joiner), &memory));
    *result = (struct ps_value){.kind = PS_VALUE_JOINER, .joiner = memory};
    result->joiner->separator = values[0];
    if (ps_value_is(values[0], PS_VALUE_ABSENT))
        return ps_rendering_text(render, ", ", &result->joiner->separator);
    return PS_OK;
}

/* The message is the template's own words, and all that the user sees. */
static enum ps_status call_raise(struct ps_rendering *render, const struct ps_value *values,
                                 struct ps_value *result)
{
    PS_TRY(ps_value_to_string(render, values[0], result));
    size_t size = result->string->size;
    return ps_error_set(render->error, PS_INVALID, "%.*s",
                        size > PS_ERROR_MESSAGE_SIZE ? PS_ERROR_MESSAGE_SIZE : (int)size,
                        result->string->data);
}

static enum ps_status call_strftime_now(struct ps_rendering *render, const struct ps_value *values,
                                        struct ps_value *result)
{
    struct ps_string *format;
    PS_TRY(ps_argument_string(render, values[0], "strftime_now needs a format", &format));
    return ps_date_text(render, format, result);
}

static enum ps_status call_lipsum(struct ps_rendering *render, struct ps_value operand,
                                  const struct ps_arguments *arguments, struct ps_value *result)
{
    (void)operand, (void)arguments, (void)result;
    return ps_rendering_refuse(render, "lipsum() is random");
}

static const struct ps_builtin functions[] = {
    {"range", "/start stop? step?", call_range, NULL},
    {"dict", NULL, NULL, call_dict},
    {"namespace", NULL, NULL, call_namespace},
    {"cycler", NULL, NULL, call_cycler},
    {"joiner", "sep?", call_joiner, NULL},
    {"lipsum", NULL, NULL, call_lipsum},
    {"raise_exception", "message", call_raise, NULL},
    {"strftime_now", "format", call_strftime_now, NULL},
};

const struct ps_builtin_table ps_functions = PS_BUILTIN_TABLE(functions);
