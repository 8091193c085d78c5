/* What operators do to sequences, and which operands they take. */
#include "shared/template/operate.h"

#include <string.h>

#include "shared/base/checked.h"
#include "shared/template/escape.h"
#include "shared/template/format_percent.h"

static const char *operator_text(enum ps_node_kind operation)
{
    switch (operation) {
    case PS_NODE_ADD:
        return "+";
    case PS_NODE_SUBTRACT:
        return "-";
    case PS_NODE_MULTIPLY:
        return "*";
    case PS_NODE_DIVIDE:
        return "/";
    case PS_NODE_FLOOR_DIVIDE:
        return "//";
    case PS_NODE_MODULO:
        return "%";
    default:
        return "**";
    }
}

static enum ps_status fail_operands(struct ps_rendering *render, enum ps_node_kind operation,
                                    struct ps_value left, struct ps_value right)
{
    if (left.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, left);
    if (right.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, right);
    return ps_rendering_fail(render, "unsupported operand type(s) for %s: '%s' and '%s'",
                             operator_text(operation), ps_value_type_name(left),
                             ps_value_type_name(right));
}

static enum ps_status add_lists(struct ps_rendering *render, struct ps_value left,
                                struct ps_value right, struct ps_value *sum)
{
    size_t count = left.list->count + right.list->count;
    PS_TRY(ps_rendering_step(render, count));
    PS_TRY(ps_rendering_list(render, left.kind, count, sum));
    if (left.list->count > 0)
        memcpy(sum->list->items, left.list->items, left.list->count * sizeof *sum);
    if (right.list->count > 0)
        memcpy(sum->list->items + left.list->count, right.list->items,
               right.list->count * sizeof *sum);
    sum->list->count = count;
    return PS_OK;
}

/* Where one is Markup, the other one is escaped, and so is the result. */
static enum ps_status add_strings(struct ps_rendering *render, struct ps_value left,
                                  struct ps_value right, struct ps_value *sum)
{
    if (!left.string->is_safe && !right.string->is_safe)
        return ps_rendering_concat(render, left.string, right.string, sum);
    PS_TRY(ps_escape(render, left, &left));
    PS_TRY(ps_escape(render, right, &right));
    PS_TRY(ps_rendering_concat(render, left.string, right.string, sum));
    sum->string->is_safe = true;
    return PS_OK;
}

static enum ps_status repeat_string(struct ps_rendering *render, struct ps_value value,
                                    size_t count, struct ps_value *result)
{
    size_t mark = ps_rendering_mark(render), size;
    if (!ps_checked_multiply(value.string->size, count, &size) || size > render->text_bytes_max)
        return ps_rendering_fail(render, "a string grows over %zu bytes", render->text_bytes_max);
    PS_TRY(ps_rendering_step(render, size / 64));
    for (size_t written = 0; written < size; written += value.string->size)
        PS_TRY(ps_rendering_write(render, value.string->data, value.string->size));
    PS_TRY(ps_rendering_capture(render, mark, result));
    result->string->is_safe = value.string->is_safe;
    return PS_OK;
}

static enum ps_status repeat_list(struct ps_rendering *render, struct ps_value value, size_t count,
                                  struct ps_value *result)
{
    PS_TRY(ps_rendering_list(render, value.kind, 0, result));
    for (size_t i = 0; i < count && value.list->count > 0; i++) {
        for (size_t k = 0; k < value.list->count; k++)
            PS_TRY(ps_rendering_append(render, result->list, value.list->items[k]));
    }
    return PS_OK;
}

static bool is_repeatable(struct ps_value value)
{
    return value.kind == PS_VALUE_STRING || value.kind == PS_VALUE_LIST ||
           value.kind == PS_VALUE_TUPLE;
}

static enum ps_status repeat(struct ps_rendering *render, struct ps_value value,
                             struct ps_value times, struct ps_value *result)
{
    int64_t count = ps_value_integer(times);
    size_t repeats = count < 0 ? 0 : (size_t)count;
    return value.kind == PS_VALUE_STRING ? repeat_string(render, value, repeats, result)
                                         : repeat_list(render, value, repeats, result);
}

enum ps_status ps_operate(struct ps_rendering *render, enum ps_node_kind operation,
                          struct ps_value left, struct ps_value right, struct ps_value *result)
{
    if (ps_value_is_number(left) && ps_value_is_number(right))
        return ps_calculate(render, operation, left, right, result);
    if (operation == PS_NODE_ADD && left.kind == right.kind) {
        if (left.kind == PS_VALUE_STRING)
            return add_strings(render, left, right, result);
        if (left.kind == PS_VALUE_LIST || left.kind == PS_VALUE_TUPLE)
            return add_lists(render, left, right, result);
    }
    if (operation == PS_NODE_MULTIPLY) {
        if (is_repeatable(left) && ps_value_is_integral(right))
            return repeat(render, left, right, result);
        if (is_repeatable(right) && ps_value_is_integral(left))
            return repeat(render, right, left, result);
    }
    if (operation == PS_NODE_MODULO && left.kind == PS_VALUE_STRING)
        return ps_format_percent(render, left, right, result);
    return fail_operands(render, operation, left, right);
}
