/* Slices, with Python's rules for bounds that are negative, missing or out of reach. */
#include "shared/base/utf8.h"
#include "shared/template/attribute.h"
#include "shared/template/iterator.h"

/* A bound of a slice, moved into [low, high]. */
static enum ps_status slice_bound(struct ps_rendering *render, struct ps_value bound,
                                  int64_t fallback, int64_t count, int64_t low, int64_t high,
                                  int64_t *position)
{
    *position = fallback;
    if (ps_value_is(bound, PS_VALUE_NONE))
        return PS_OK;
    if (!ps_value_is_integral(bound))
        return ps_rendering_fail(render, "slice indices must be integers or None, found %s",
                                 ps_value_type_name(bound));
    int64_t integer = ps_value_integer(bound);
    if (integer < 0)
        integer += count;
    *position = integer < low ? low : integer > high ? high : integer;
    return PS_OK;
}

static enum ps_status slice_string(struct ps_rendering *render, struct ps_string *string,
                                   int64_t start, int64_t step, int64_t count,
                                   struct ps_value *value)
{
    if (step == 1)
        return ps_rendering_substring(render, string, (size_t)start, (size_t)(start + count),
                                      value);
    size_t mark = ps_rendering_mark(render);
    bool is_ascii = ps_string_count(string) == string->size;
    size_t position = 0, begin = 0, end = 0;
    for (int64_t i = 0; i < count; i++) {
        size_t wanted = (size_t)(start + i * step);
        if (is_ascii) {
            begin = wanted;
            end = begin + 1;
        } else if (i == 0) {
            ps_string_span(string, wanted, wanted + 1, &begin, &end);
            position = wanted;
        }
        for (; position > wanted && !is_ascii; position--) {
            end = begin;
            begin = ps_utf8_last(string->data, begin);
        }
        for (; position < wanted && !is_ascii; position++) {
            begin = end;
            end = begin + ps_utf8_first(string->data + begin, string->size - begin);
        }
        PS_TRY(ps_rendering_write(render, string->data + begin, end - begin));
        PS_TRY(ps_rendering_step(render, 1));
    }
    PS_TRY(ps_rendering_capture(render, mark, value));
    value->string->is_safe = string->is_safe;
    return PS_OK;
}

static enum ps_status slice_list(struct ps_rendering *render, struct ps_value object, int64_t start,
                                 int64_t step, int64_t count, struct ps_value *value)
{
    PS_TRY(ps_rendering_step(render, (size_t)count));
    if (step == 1) { /* nothing changes a list, so the items can be shared */
        PS_TRY(ps_rendering_list(render, object.kind, 0, value));
        value->list->items = count > 0 ? object.list->items + start : NULL;
        value->list->count = value->list->capacity = (size_t)count;
        return PS_OK;
    }
    PS_TRY(ps_rendering_list(render, object.kind, (size_t)count, value));
    for (int64_t i = 0; i < count; i++)
        value->list->items[i] = object.list->items[start + i * step];
    value->list->count = (size_t)count;
    return PS_OK;
}

/* The bounds of the range that comes of it are printed as Python has them, even if it is empty. */
static enum ps_status slice_range(struct ps_rendering *render, const struct ps_range *range,
                                  int64_t start, int64_t stop, int64_t step, int64_t count,
                                  struct ps_value *value)
{
    void *memory;
    int64_t made_step;
    if (__builtin_mul_overflow(range->step, step, &made_step))
        return ps_rendering_refuse(render, "a range's step over 64 bits");
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_range), &memory));
    struct ps_range *made = memory;
    *made = (struct ps_range){.start = range->start + start * range->step,
                              .stop = range->start + stop * range->step,
                              .step = made_step,
                              .count = count};
    *value = (struct ps_value){.kind = PS_VALUE_RANGE, .range = made};
    return PS_OK;
}

enum ps_status ps_slice(struct ps_rendering *render, struct ps_value object,
                        const struct ps_slice *slice, struct ps_value *value)
{
    bool is_sliceable = object.kind == PS_VALUE_STRING || object.kind == PS_VALUE_LIST ||
                        object.kind == PS_VALUE_TUPLE || object.kind == PS_VALUE_RANGE;
    if (!is_sliceable)
        return ps_rendering_fail_type(render, "a slice needs a string or list", object);
    int64_t length = (int64_t)ps_value_length(object), step = 1, start, stop;
    PS_TRY(slice_bound(render, slice->step, 1, 0, -INT64_MAX, INT64_MAX, &step));
    if (step == 0)
        return ps_rendering_fail(render, "slice step cannot be zero");
    bool is_forward = step > 0;
    int64_t low = is_forward ? 0 : -1, high = is_forward ? length : length - 1;
    PS_TRY(
        slice_bound(render, slice->start, is_forward ? 0 : length - 1, length, low, high, &start));
    PS_TRY(slice_bound(render, slice->stop, is_forward ? length : -1, length, low, high, &stop));
    int64_t count = 0;
    if (is_forward && start < stop)
        count = (stop - start - 1) / step + 1;
    else if (!is_forward && start > stop)
        count = (start - stop - 1) / -step + 1;
    if (object.kind == PS_VALUE_RANGE)
        return slice_range(render, object.range, start, stop, step, count, value);
    if (count <= 1) /* a huge step must not overflow */
        step = 1;
    if (count == 0)
        start = 0;
    if (object.kind == PS_VALUE_STRING)
        return slice_string(render, object.string, start, step, count, value);
    return slice_list(render, object, start, step, count, value);
}
