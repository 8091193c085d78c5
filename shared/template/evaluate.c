/* Expressions. */
#include "shared/template/evaluate.h"

#include "shared/template/attribute.h"
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/iterator.h"
#include "shared/template/operate.h"
#include "shared/template/print.h"

static enum ps_status evaluate_name(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, struct ps_value *value)
{
    *value = *ps_frame_slot(frame, node->place);
    if (!ps_value_is(*value, PS_VALUE_ABSENT))
        return PS_OK;
    return ps_rendering_undefined(render, &(struct ps_undefined){.name = node->name->value}, value);
}

static enum ps_status evaluate_list(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, struct ps_value *value)
{
    PS_TRY(ps_rendering_list(render, node->kind == PS_NODE_LIST ? PS_VALUE_LIST : PS_VALUE_TUPLE, 0,
                             value));
    for (const struct ps_node *item = node->args; item; item = item->next) {
        struct ps_value evaluated;
        PS_TRY(ps_evaluate(render, frame, item, &evaluated));
        PS_TRY(ps_rendering_append(render, value->list, evaluated));
    }
    return PS_OK;
}

static enum ps_status evaluate_dict(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, struct ps_value *value)
{
    PS_TRY(ps_dict_create(render, 0, value));
    for (const struct ps_node *pair = node->args; pair; pair = pair->next) {
        struct ps_value key, item;
        PS_TRY(ps_evaluate(render, frame, pair->left, &key));
        PS_TRY(ps_evaluate(render, frame, pair->right, &item));
        render->line = node->line;
        PS_TRY(ps_dict_set(render, value->dict, key, item));
    }
    return PS_OK;
}

static enum ps_status evaluate_condition(struct ps_rendering *render, struct ps_frame *frame,
                                         const struct ps_node *node, struct ps_value *value)
{
    struct ps_value test;
    PS_TRY(ps_evaluate(render, frame, node->test, &test));
    if (ps_value_truth(test))
        return ps_evaluate(render, frame, node->left, value);
    if (node->right)
        return ps_evaluate(render, frame, node->right, value);
    return ps_rendering_undefined(
        render,
        &(struct ps_undefined){.hint = "the inline if-expression evaluated to false and no else "
                                       "section was defined"},
        value);
}

static enum ps_status evaluate_logic(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *node, struct ps_value *value)
{
    PS_TRY(ps_evaluate(render, frame, node->left, value));
    if (ps_value_truth(*value) == (node->kind == PS_NODE_OR))
        return PS_OK;
    return ps_evaluate(render, frame, node->right, value);
}

static enum ps_status evaluate_operation(struct ps_rendering *render, struct ps_frame *frame,
                                         const struct ps_node *node, struct ps_value *value)
{
    struct ps_value left, right;
    PS_TRY(ps_evaluate(render, frame, node->left, &left));
    PS_TRY(ps_evaluate(render, frame, node->right, &right));
    render->line = node->line;
    return ps_operate(render, node->kind, left, right, value);
}

static enum ps_status evaluate_unary(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *node, struct ps_value *value)
{
    struct ps_value operand;
    PS_TRY(ps_evaluate(render, frame, node->left, &operand));
    render->line = node->line;
    if (node->kind == PS_NODE_NEGATE)
        return ps_negate(render, operand, value);
    if (node->kind == PS_NODE_NOT) {
        *value = ps_value_bool(!ps_value_truth(operand));
        return PS_OK;
    }
    if (!ps_value_is_number(operand))
        return ps_rendering_fail_type(render, "bad operand for unary +", operand);
    *value = operand.kind == PS_VALUE_BOOL ? ps_value_int(operand.boolean) : operand;
    return PS_OK;
}

/* a < b < c: each operand is evaluated once, and none behind the first that fails. */
static enum ps_status evaluate_compare(struct ps_rendering *render, struct ps_frame *frame,
                                       const struct ps_node *node, struct ps_value *value)
{
    struct ps_value left;
    PS_TRY(ps_evaluate(render, frame, node->left, &left));
    for (const struct ps_node *operand = node->args; operand; operand = operand->next) {
        struct ps_value right;
        bool holds;
        PS_TRY(ps_evaluate(render, frame, operand->left, &right));
        render->line = node->line;
        PS_TRY(ps_value_compare(render, operand->comparison, left, right, &holds));
        *value = ps_value_bool(holds);
        if (!holds)
            return PS_OK;
        left = right;
    }
    return PS_OK;
}

static enum ps_status evaluate_concat(struct ps_rendering *render, struct ps_frame *frame,
                                      const struct ps_node *node, struct ps_value *value)
{
    PS_TRY(ps_evaluate(render, frame, node->args, value));
    PS_TRY(ps_value_to_string(render, *value, value));
    PS_TRY(ps_rendering_mark_safe(render, false, value));
    for (const struct ps_node *operand = node->args->next; operand; operand = operand->next) {
        struct ps_value right;
        PS_TRY(ps_evaluate(render, frame, operand, &right));
        render->line = node->line;
        PS_TRY(ps_value_to_string(render, right, &right));
        PS_TRY(ps_rendering_concat(render, value->string, right.string, value));
    }
    return PS_OK;
}

static enum ps_status evaluate_bound(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *node, struct ps_value *bound)
{
    *bound = ps_value_none();
    return node ? ps_evaluate(render, frame, node, bound) : PS_OK;
}

static enum ps_status evaluate_item(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, struct ps_value *value)
{
    struct ps_value object, key;
    PS_TRY(ps_evaluate(render, frame, node->left, &object));
    if (node->right->kind != PS_NODE_SLICE) {
        PS_TRY(ps_evaluate(render, frame, node->right, &key));
        render->line = node->line;
        return ps_item(render, object, key, value);
    }
    struct ps_slice slice;
    PS_TRY(evaluate_bound(render, frame, node->right->left, &slice.start));
    PS_TRY(evaluate_bound(render, frame, node->right->right, &slice.stop));
    PS_TRY(evaluate_bound(render, frame, node->right->test, &slice.step));
    render->line = node->line;
    return ps_slice(render, object, &slice, value);
}

static enum ps_status evaluate_attribute(struct ps_rendering *render, struct ps_frame *frame,
                                         const struct ps_node *node, struct ps_value *value)
{
    struct ps_value object;
    PS_TRY(ps_evaluate(render, frame, node->left, &object));
    render->line = node->line;
    return ps_attribute(render, object, node->constant, value);
}

enum ps_status ps_evaluate_call(struct ps_rendering *render, struct ps_frame *frame,
                                const struct ps_node *node, const struct ps_value *caller,
                                struct ps_value *value)
{
    struct ps_value callee;
    struct ps_arguments arguments;
    PS_TRY(ps_evaluate(render, frame, node->left, &callee));
    PS_TRY(ps_evaluate_arguments(render, frame, node->args, caller, &arguments));
    render->line = node->line;
    return ps_call_value(render, callee, &arguments, value);
}

static enum ps_status call_builtin(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *node, struct ps_value operand,
                                   struct ps_value *value)
{
    struct ps_arguments arguments;
    PS_TRY(ps_evaluate_arguments(render, frame, node->args, NULL, &arguments));
    render->line = node->line;
    if (!node->builtin)
        return ps_rendering_fail(render, "no %s named '%s'",
                                 node->kind == PS_NODE_FILTER ? "filter" : "test",
                                 node->name->text);
    return ps_builtin_call(render, node->builtin, operand, &arguments, value);
}

enum ps_status ps_evaluate_filters(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *filters, struct ps_value text,
                                   struct ps_value *value)
{
    struct ps_value operand = text;
    PS_TRY(ps_rendering_enter(render));
    if (filters->left)
        PS_TRY(ps_evaluate_filters(render, frame, filters->left, text, &operand));
    PS_TRY(call_builtin(render, frame, filters, operand, value));
    ps_rendering_leave(render);
    return PS_OK;
}

static enum ps_status evaluate_builtin(struct ps_rendering *render, struct ps_frame *frame,
                                       const struct ps_node *node, struct ps_value *value)
{
    struct ps_value operand;
    PS_TRY(ps_evaluate(render, frame, node->left, &operand));
    return call_builtin(render, frame, node, operand, value);
}

static enum ps_status evaluate(struct ps_rendering *render, struct ps_frame *frame,
                               const struct ps_node *node, struct ps_value *value)
{
    switch (node->kind) {
    case PS_NODE_CONSTANT:
        *value = node->constant;
        return PS_OK;
    case PS_NODE_NAME:
        return evaluate_name(render, frame, node, value);
    case PS_NODE_TUPLE:
    case PS_NODE_LIST:
        return evaluate_list(render, frame, node, value);
    case PS_NODE_DICT:
        return evaluate_dict(render, frame, node, value);
    case PS_NODE_CONDITION:
        return evaluate_condition(render, frame, node, value);
    case PS_NODE_OR:
    case PS_NODE_AND:
        return evaluate_logic(render, frame, node, value);
    case PS_NODE_NOT:
    case PS_NODE_NEGATE:
    case PS_NODE_POSITIVE:
        return evaluate_unary(render, frame, node, value);
    case PS_NODE_COMPARE:
        return evaluate_compare(render, frame, node, value);
    case PS_NODE_CONCAT:
        return evaluate_concat(render, frame, node, value);
    case PS_NODE_ATTRIBUTE:
        return evaluate_attribute(render, frame, node, value);
    case PS_NODE_ITEM:
        return evaluate_item(render, frame, node, value);
    case PS_NODE_CALL:
        return ps_evaluate_call(render, frame, node, NULL, value);
    case PS_NODE_FILTER:
    case PS_NODE_TEST:
        return evaluate_builtin(render, frame, node, value);
    default:
        return evaluate_operation(render, frame, node, value);
    }
}

enum ps_status ps_evaluate(struct ps_rendering *render, struct ps_frame *frame,
                           const struct ps_node *node, struct ps_value *value)
{
    PS_TRY(ps_rendering_step(render, 1));
    PS_TRY(ps_rendering_enter(render));
    render->line = node->line;
    PS_TRY(evaluate(render, frame, node, value));
    ps_rendering_leave(render);
    return PS_OK;
}
