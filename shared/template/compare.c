/* Comparisons follow Python's types: numbers among themselves, strings by code points, sequences
 * item by item. */
#include "shared/template/compare.h"

#include <math.h>
#include <string.h>

#include "shared/template/dict.h"
#include "shared/template/iterator.h"

bool ps_value_truth(struct ps_value value)
{
    switch (value.kind) {
    case PS_VALUE_ABSENT:
    case PS_VALUE_UNDEFINED:
    case PS_VALUE_NONE:
        return false;
    case PS_VALUE_BOOL:
        return value.boolean;
    case PS_VALUE_INT:
        return value.integer != 0;
    case PS_VALUE_FLOAT:
        return value.real < 0 || value.real > 0 || isnan(value.real);
    case PS_VALUE_STRING:
        return value.string->size > 0;
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        return value.list->count > 0;
    case PS_VALUE_DICT:
        return value.dict->count > 0;
    case PS_VALUE_RANGE:
        return value.range->count > 0;
    case PS_VALUE_VIEW:
        return value.view->dict->count > 0;
    default:
        return true;
    }
}

bool ps_value_same(struct ps_value a, struct ps_value b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case PS_VALUE_ABSENT:
    case PS_VALUE_NONE:
        return true;
    case PS_VALUE_BOOL:
        return a.boolean == b.boolean;
    case PS_VALUE_INT:
        return a.integer == b.integer;
    case PS_VALUE_FLOAT:
        return memcmp(&a.real, &b.real, sizeof a.real) == 0;
    case PS_VALUE_STRING:
        return a.string == b.string ||
               (a.string->data == b.string->data && a.string->size == b.string->size);
    default:
        return a.list == b.list;
    }
}

static bool strings_equal(const struct ps_string *a, const struct ps_string *b)
{
    return a->size == b->size && (a->size == 0 || memcmp(a->data, b->data, a->size) == 0);
}

static bool numbers_equal(struct ps_value a, struct ps_value b)
{
    if (ps_value_is_integral(a) && ps_value_is_integral(b))
        return ps_value_integer(a) == ps_value_integer(b);
    if (a.kind == PS_VALUE_FLOAT && b.kind == PS_VALUE_FLOAT)
        return !(a.real < b.real) && !(a.real > b.real) && !isnan(a.real) && !isnan(b.real);
    double real = a.kind == PS_VALUE_FLOAT ? a.real : b.real;
    int64_t integer = ps_value_integer(a.kind == PS_VALUE_FLOAT ? b : a);
    /* Beyond 2^53 a conversion to double rounds; back to an integer it shows. */
    return real >= -0x1p63 && real < 0x1p63 && rint(real) >= real && rint(real) <= real &&
           (int64_t)real == integer;
}

static enum ps_status lists_equal(struct ps_rendering *render, const struct ps_list *a,
                                  const struct ps_list *b, bool *equal)
{
    *equal = a->count == b->count;
    for (size_t i = 0; *equal && i < a->count; i++)
        PS_TRY(ps_value_equal(render, a->items[i], b->items[i], equal));
    return PS_OK;
}

static enum ps_status dicts_equal(struct ps_rendering *render, const struct ps_dict *a,
                                  const struct ps_dict *b, bool *equal)
{
    *equal = a->count == b->count;
    for (size_t i = 0; *equal && i < a->count; i++) {
        struct ps_value value;
        PS_TRY(ps_dict_get(render, b, a->entries[i].key, &value));
        if (ps_value_is(value, PS_VALUE_ABSENT))
            *equal = false;
        else
            PS_TRY(ps_value_equal(render, a->entries[i].value, value, equal));
    }
    return PS_OK;
}

static enum ps_status ranges_equal(const struct ps_range *a, const struct ps_range *b, bool *equal)
{
    *equal = a->count == b->count && (a->count == 0 || a->start == b->start) &&
             (a->count <= 1 || a->step == b->step);
    return PS_OK;
}

static enum ps_status same_kinds_equal(struct ps_rendering *render, struct ps_value a,
                                       struct ps_value b, bool *equal)
{
    switch (a.kind) {
    case PS_VALUE_UNDEFINED:
        *equal = true;
        return PS_OK;
    case PS_VALUE_STRING:
        *equal = strings_equal(a.string, b.string);
        return PS_OK;
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        return lists_equal(render, a.list, b.list, equal);
    case PS_VALUE_DICT:
        return dicts_equal(render, a.dict, b.dict, equal);
    case PS_VALUE_RANGE:
        return ranges_equal(a.range, b.range, equal);
    default:
        *equal = ps_value_same(a, b);
        return PS_OK;
    }
}

enum ps_status ps_value_equal(struct ps_rendering *render, struct ps_value a, struct ps_value b,
                              bool *equal)
{
    PS_TRY(ps_rendering_step(render, 1));
    if (ps_value_is_number(a) && ps_value_is_number(b)) {
        *equal = numbers_equal(a, b);
        return PS_OK;
    }
    *equal = false;
    if (a.kind != b.kind)
        return PS_OK;
    PS_TRY(ps_rendering_enter(render));
    PS_TRY(same_kinds_equal(render, a, b, equal));
    ps_rendering_leave(render);
    return PS_OK;
}

static bool strings_less(const struct ps_string *a, const struct ps_string *b)
{
    size_t size = a->size < b->size ? a->size : b->size;
    int order = size > 0 ? memcmp(a->data, b->data, size) : 0;
    return order < 0 || (order == 0 && a->size < b->size);
}

static enum ps_status lists_less(struct ps_rendering *render, const struct ps_list *a,
                                 const struct ps_list *b, bool *less)
{
    size_t count = a->count < b->count ? a->count : b->count;
    for (size_t i = 0; i < count; i++) {
        bool equal;
        PS_TRY(ps_value_equal(render, a->items[i], b->items[i], &equal));
        if (!equal)
            return ps_value_less(render, a->items[i], b->items[i], less);
    }
    *less = a->count < b->count;
    return PS_OK;
}

enum ps_status ps_value_less(struct ps_rendering *render, struct ps_value a, struct ps_value b,
                             bool *less)
{
    PS_TRY(ps_rendering_step(render, 1));
    if (ps_value_is_integral(a) && ps_value_is_integral(b)) {
        *less = ps_value_integer(a) < ps_value_integer(b);
        return PS_OK;
    }
    if (ps_value_is_number(a) && ps_value_is_number(b)) {
        *less = ps_value_real(a) < ps_value_real(b);
        return PS_OK;
    }
    if (a.kind == PS_VALUE_STRING && b.kind == PS_VALUE_STRING) {
        *less = strings_less(a.string, b.string);
        return PS_OK;
    }
    if (a.kind == b.kind && (a.kind == PS_VALUE_LIST || a.kind == PS_VALUE_TUPLE)) {
        PS_TRY(ps_rendering_enter(render));
        PS_TRY(lists_less(render, a.list, b.list, less));
        ps_rendering_leave(render);
        return PS_OK;
    }
    if (a.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, a);
    if (b.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, b);
    return ps_rendering_fail(render, "'<' not supported between instances of '%s' and '%s'",
                             ps_value_type_name(a), ps_value_type_name(b));
}

static enum ps_status iterator_contains(struct ps_rendering *render, struct ps_value container,
                                        struct ps_value item, bool *contains)
{
    struct ps_iterator *iterator;
    struct ps_value found;
    *contains = false;
    PS_TRY(ps_iterate(render, container, &iterator));
    while (!*contains) {
        PS_TRY(ps_iterator_next(render, iterator, &found));
        if (ps_value_is(found, PS_VALUE_ABSENT))
            return PS_OK;
        if (ps_value_same(found, item))
            *contains = true;
        else
            PS_TRY(ps_value_equal(render, found, item, contains));
    }
    return PS_OK;
}

static enum ps_status contains(struct ps_rendering *render, struct ps_value container,
                               struct ps_value item, bool *holds)
{
    struct ps_value value;
    bool is_keys = container.kind == PS_VALUE_VIEW && container.view->kind == PS_VIEW_KEYS;
    if (container.kind == PS_VALUE_STRING) {
        if (item.kind != PS_VALUE_STRING)
            return ps_rendering_fail(render,
                                     "'in <string>' requires string as left operand, not %s",
                                     ps_value_type_name(item));
        PS_TRY(ps_rendering_step(render, container.string->size / 64));
        *holds = memmem(container.string->data, container.string->size, item.string->data,
                        item.string->size) != NULL;
        return PS_OK;
    }
    if (container.kind == PS_VALUE_DICT || is_keys) {
        PS_TRY(ps_dict_get(render, is_keys ? container.view->dict : container.dict, item, &value));
        *holds = !ps_value_is(value, PS_VALUE_ABSENT);
        return PS_OK;
    }
    return iterator_contains(render, container, item, holds);
}

enum ps_status ps_value_compare(struct ps_rendering *render, enum ps_comparison comparison,
                                struct ps_value a, struct ps_value b, bool *holds)
{
    bool equal = false;
    switch (comparison) {
    case PS_EQUAL:
        return ps_value_equal(render, a, b, holds);
    case PS_NOT_EQUAL:
        PS_TRY(ps_value_equal(render, a, b, &equal));
        *holds = !equal;
        return PS_OK;
    case PS_LESS:
        return ps_value_less(render, a, b, holds);
    case PS_GREATER:
        return ps_value_less(render, b, a, holds);
    case PS_LESS_OR_EQUAL:
    case PS_GREATER_OR_EQUAL:
        PS_TRY(comparison == PS_LESS_OR_EQUAL ? ps_value_less(render, a, b, holds)
                                              : ps_value_less(render, b, a, holds));
        return *holds ? PS_OK : ps_value_equal(render, a, b, holds);
    case PS_IN:
        return contains(render, b, a, holds);
    case PS_NOT_IN:
        PS_TRY(contains(render, b, a, &equal));
        *holds = !equal;
        return PS_OK;
    }
    return ps_error_set(render->error, PS_INTERNAL, "an unknown comparison");
}

static uint64_t mix(uint64_t hash)
{
    hash ^= hash >> 30;
    hash *= 0xBF58476D1CE4E5B9u;
    hash ^= hash >> 27;
    hash *= 0x94D049BB133111EBu;
    return hash ^ hash >> 31;
}

static uint64_t hash_number(struct ps_value value)
{
    if (value.kind != PS_VALUE_FLOAT)
        return mix((uint64_t)ps_value_integer(value));
    if (value.real >= -0x1p63 && value.real < 0x1p63) {
        int64_t integer = (int64_t)value.real;
        if (numbers_equal(value, ps_value_int(integer)))
            return mix((uint64_t)integer);
    }
    uint64_t bits;
    memcpy(&bits, &value.real, sizeof bits);
    return mix(bits);
}

static uint64_t hash_bytes(const char *data, size_t size)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)data[i]) * 0x100000001B3u;
    return mix(hash);
}

enum ps_status ps_value_hash(struct ps_rendering *render, struct ps_value value, uint64_t *hash)
{
    PS_TRY(ps_rendering_step(render, 1));
    if (ps_value_is_number(value)) {
        *hash = hash_number(value);
        return PS_OK;
    }
    switch (value.kind) {
    case PS_VALUE_STRING:
        *hash = hash_bytes(value.string->data, value.string->size);
        return PS_OK;
    case PS_VALUE_TUPLE:
        PS_TRY(ps_rendering_enter(render));
        *hash = value.list->count;
        for (size_t i = 0; i < value.list->count; i++) {
            uint64_t item;
            PS_TRY(ps_value_hash(render, value.list->items[i], &item));
            *hash = mix(*hash * 31 + item);
        }
        ps_rendering_leave(render);
        return PS_OK;
    case PS_VALUE_LIST:
    case PS_VALUE_DICT:
    case PS_VALUE_VIEW:
        return ps_rendering_fail(render, "unhashable type: '%s'", ps_value_type_name(value));
    default:
        *hash = mix(value.kind); /* no address: nothing may depend on it */
        return PS_OK;
    }
}
