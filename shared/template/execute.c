/* Statements, except loops. */
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/evaluate.h"
#include "shared/template/iterator.h"
#include "shared/template/macro.h"
#include "shared/template/print.h"

static enum ps_status assign_attribute(struct ps_rendering *render, struct ps_frame *frame,
                                       const struct ps_node *target, struct ps_value value)
{
    struct ps_value namespace = *ps_frame_slot(frame, target->place);
    if (namespace.kind != PS_VALUE_NAMESPACE)
        return ps_rendering_fail(render, "cannot assign attribute on non-namespace object");
    if (target->attribute->text[0] == '_')
        return ps_rendering_fail(render, "a namespace can't have the attribute '%s', for its '_'",
                                 target->attribute->text);
    return ps_dict_set(render, namespace.dict, target->attribute->value, value);
}

static enum ps_status assign_items(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *target, struct ps_value value)
{
    struct ps_iterator *iterator;
    struct ps_value item;
    size_t expected = 0, found = 0;
    for (const struct ps_node *name = target->args; name; name = name->next)
        expected++;
    PS_TRY(ps_iterate(render, value, &iterator));
    for (const struct ps_node *name = target->args; name; name = name->next, found++) {
        PS_TRY(ps_iterator_next(render, iterator, &item));
        if (ps_value_is(item, PS_VALUE_ABSENT))
            return ps_rendering_fail(render, "not enough values to unpack (expected %zu, got %zu)",
                                     expected, found);
        PS_TRY(ps_assign(render, frame, name, item));
    }
    PS_TRY(ps_iterator_next(render, iterator, &item));
    if (!ps_value_is(item, PS_VALUE_ABSENT))
        return ps_rendering_fail(render, "too many values to unpack (expected %zu)", expected);
    return PS_OK;
}

enum ps_status ps_assign(struct ps_rendering *render, struct ps_frame *frame,
                         const struct ps_node *target, struct ps_value value)
{
    if (target->kind == PS_NODE_TUPLE)
        return assign_items(render, frame, target, value);
    if (target->kind == PS_NODE_NAMESPACE_REF)
        return assign_attribute(render, frame, target, value);
    *ps_frame_slot(frame, target->place) = value;
    if (target->is_exported)
        render->resolved[target->name->index] = value;
    return PS_OK;
}

/* Namespaces are checked before the value is evaluated. */
static enum ps_status check_namespaces(struct ps_rendering *render, struct ps_frame *frame,
                                       const struct ps_node *target)
{
    if (target->kind == PS_NODE_NAMESPACE_REF &&
        ps_frame_slot(frame, target->place)->kind != PS_VALUE_NAMESPACE)
        return ps_rendering_fail(render, "cannot assign attribute on non-namespace object");
    for (const struct ps_node *item = target->args; item; item = item->next)
        PS_TRY(check_namespaces(render, frame, item));
    return PS_OK;
}

static enum ps_status execute_set(struct ps_rendering *render, struct ps_frame *frame,
                                  const struct ps_node *node)
{
    struct ps_value value;
    PS_TRY(check_namespaces(render, frame, node->left));
    PS_TRY(ps_evaluate(render, frame, node->right, &value));
    render->line = node->line;
    return ps_assign(render, frame, node->left, value);
}

static enum ps_status execute_output(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *node)
{
    for (const struct ps_node *item = node->args; item; item = item->next) {
        struct ps_value value;
        PS_TRY(ps_evaluate(render, frame, item, &value));
        PS_TRY(ps_print_str(render, value));
    }
    return PS_OK;
}

static enum ps_status execute_if(struct ps_rendering *render, struct ps_frame *frame,
                                 const struct ps_node *node, enum ps_flow *flow)
{
    struct ps_value test;
    PS_TRY(ps_evaluate(render, frame, node->test, &test));
    if (ps_value_truth(test))
        return ps_execute(render, frame, node->body, flow);
    for (const struct ps_node *branch = node->args; branch; branch = branch->next) {
        PS_TRY(ps_evaluate(render, frame, branch->test, &test));
        if (ps_value_truth(test))
            return ps_execute(render, frame, branch->body, flow);
    }
    return ps_execute(render, frame, node->otherwise, flow);
}

/* The text of a body that has a scope but is no function: jumps go out of it. */
static enum ps_status capture_body(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *node, enum ps_flow *flow,
                                   struct ps_value *text)
{
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_frame_enter(render, frame, node->scope));
    PS_TRY(ps_execute(render, frame, node->body, flow));
    return ps_rendering_capture(render, mark, text);
}

static enum ps_status execute_set_block(struct ps_rendering *render, struct ps_frame *frame,
                                        const struct ps_node *node, enum ps_flow *flow)
{
    struct ps_value text;
    PS_TRY(capture_body(render, frame, node, flow, &text));
    if (*flow == PS_FLOW_END) {
        if (node->right)
            PS_TRY(ps_evaluate_filters(render, frame, node->right, text, &text));
        PS_TRY(ps_assign(render, frame, node->left, text));
    }
    ps_frame_leave(frame, node->scope);
    return PS_OK;
}

static enum ps_status execute_filter_block(struct ps_rendering *render, struct ps_frame *frame,
                                           const struct ps_node *node, enum ps_flow *flow)
{
    struct ps_value text;
    PS_TRY(capture_body(render, frame, node, flow, &text));
    if (*flow == PS_FLOW_END) {
        PS_TRY(ps_evaluate_filters(render, frame, node->right, text, &text));
        if (text.kind != PS_VALUE_STRING)
            return ps_rendering_fail_type(render, "a filter of a block must give a string", text);
        PS_TRY(ps_print_str(render, text));
    }
    ps_frame_leave(frame, node->scope);
    return PS_OK;
}

static enum ps_status execute_scope(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, enum ps_flow *flow)
{
    PS_TRY(ps_frame_enter(render, frame, node->scope));
    for (const struct ps_node *set = node->args; set; set = set->next)
        PS_TRY(execute_set(render, frame, set));
    PS_TRY(ps_execute(render, frame, node->body, flow));
    ps_frame_leave(frame, node->scope);
    return PS_OK;
}

static enum ps_status execute_block(struct ps_rendering *render, const struct ps_node *node)
{
    struct ps_frame *frame;
    enum ps_flow flow;
    PS_TRY(ps_frame_create(render, node->scope, NULL, &frame));
    PS_TRY(ps_frame_enter(render, frame, node->scope));
    return ps_execute(render, frame, node->body, &flow);
}

static enum ps_status execute_macro(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node)
{
    struct ps_value macro;
    PS_TRY(ps_macro_create(render, node, frame, &macro));
    *ps_frame_slot(frame, node->place) = macro;
    if (node->is_exported)
        render->resolved[node->name->index] = macro;
    return PS_OK;
}

/* A generation block is a call block whose callee returns what the block wrote. */
static enum ps_status execute_call_block(struct ps_rendering *render, struct ps_frame *frame,
                                         const struct ps_node *node)
{
    struct ps_value caller, text;
    PS_TRY(ps_macro_create(render, node, frame, &caller));
    if (node->kind == PS_NODE_GENERATION)
        PS_TRY(ps_macro_call(render, caller.macro, &(struct ps_arguments){0}, &text));
    else
        PS_TRY(ps_evaluate_call(render, frame, node->left, &caller, &text));
    return ps_print_str(render, text);
}

static enum ps_status execute(struct ps_rendering *render, struct ps_frame *frame,
                              const struct ps_node *node, enum ps_flow *flow)
{
    switch (node->kind) {
    case PS_NODE_TEXT:
        return ps_print_str(render, node->constant);
    case PS_NODE_OUTPUT:
        return execute_output(render, frame, node);
    case PS_NODE_FOR:
        return ps_execute_for(render, frame, node, flow);
    case PS_NODE_IF:
        return execute_if(render, frame, node, flow);
    case PS_NODE_SET:
        return execute_set(render, frame, node);
    case PS_NODE_SET_BLOCK:
        return execute_set_block(render, frame, node, flow);
    case PS_NODE_MACRO:
        return execute_macro(render, frame, node);
    case PS_NODE_CALL_BLOCK:
    case PS_NODE_GENERATION:
        return execute_call_block(render, frame, node);
    case PS_NODE_FILTER_BLOCK:
        return execute_filter_block(render, frame, node, flow);
    case PS_NODE_WITH:
    case PS_NODE_SCOPE:
        return execute_scope(render, frame, node, flow);
    case PS_NODE_BLOCK:
        return execute_block(render, node);
    case PS_NODE_BREAK:
        *flow = PS_FLOW_BREAK;
        return PS_OK;
    case PS_NODE_CONTINUE:
        *flow = PS_FLOW_CONTINUE;
        return PS_OK;
    default:
        return ps_error_set(render->error, PS_INTERNAL, "an expression among statements");
    }
}

enum ps_status ps_execute(struct ps_rendering *render, struct ps_frame *frame,
                          const struct ps_node *list, enum ps_flow *flow)
{
    *flow = PS_FLOW_END;
    PS_TRY(ps_rendering_enter(render));
    for (const struct ps_node *node = list; node && *flow == PS_FLOW_END; node = node->next) {
        PS_TRY(ps_rendering_step(render, 1));
        render->line = node->line;
        PS_TRY(execute(render, frame, node, flow));
    }
    ps_rendering_leave(render);
    return PS_OK;
}
