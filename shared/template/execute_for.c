/* Loops. */
#include "shared/template/compare.h"
#include "shared/template/evaluate.h"
#include "shared/template/loop.h"

/* for ... if test: items go through a function of their own, lazily, so that the test sees what the
 * loop's body did so far. */
struct loop_filter {
    const struct ps_node *node;
    struct ps_frame *frame;
};

static enum ps_status next_that_passes(struct ps_rendering *render, struct ps_iterator *iterator,
                                       struct ps_value *item)
{
    const struct loop_filter *filter = iterator->state;
    while (true) {
        struct ps_value passes;
        PS_TRY(ps_iterator_next(render, iterator->inner, item));
        if (ps_value_is(*item, PS_VALUE_ABSENT))
            return PS_OK;
        PS_TRY(ps_assign(render, filter->frame, filter->node->test_target, *item));
        PS_TRY(ps_evaluate(render, filter->frame, filter->node->test, &passes));
        if (ps_value_truth(passes))
            break;
    }
    /* What passes is built anew from the names, as a tuple even if it was a list. */
    return filter->node->test_target->kind == PS_NODE_TUPLE
               ? ps_value_to_list(render, *item, PS_VALUE_TUPLE, item)
               : PS_OK;
}

static enum ps_status create_filter(struct ps_rendering *render, struct ps_frame *outer,
                                    const struct ps_node *node, struct ps_value iterable,
                                    struct ps_value *filtered)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct loop_filter), &memory));
    struct loop_filter *filter = memory;
    filter->node = node;
    PS_TRY(ps_frame_create(render, node->test_scope, outer, &filter->frame));
    PS_TRY(ps_frame_enter(render, filter->frame, node->test_scope));
    PS_TRY(ps_iterator_create(render, next_that_passes, filtered));
    filtered->iterator->state = filter;
    return ps_iterate(render, iterable, &filtered->iterator->inner);
}

static enum ps_status create_loop(struct ps_rendering *render, const struct ps_node *node,
                                  struct ps_value iterable, struct ps_loop **loop)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof **loop, &memory));
    *loop = memory;
    **loop = (struct ps_loop){.iterable = iterable, .length = SIZE_MAX};
    if (node->is_recursive)
        (*loop)->node = node;
    return ps_iterate(render, iterable, &(*loop)->iterator);
}

/* One pass through the body. */
static enum ps_status iterate_once(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *node, struct ps_loop *loop,
                                   struct ps_value item, enum ps_flow *flow)
{
    render->line = node->line;
    PS_TRY(ps_assign(render, frame, node->left, item));
    if (node->uses_loop)
        *ps_frame_slot(frame, node->loop_place) =
            (struct ps_value){.kind = PS_VALUE_LOOP, .loop = loop};
    PS_TRY(ps_frame_enter(render, frame, node->scope));
    return ps_execute(render, frame, node->body, flow);
}

static enum ps_status run(struct ps_rendering *render, struct ps_frame *frame,
                          const struct ps_node *node, struct ps_loop *loop, enum ps_flow *else_flow)
{
    /* As in jinja2, a pass that ended with continue or break doesn't count for else. */
    bool has_passed = false;
    enum ps_flow flow = PS_FLOW_END;
    while (flow != PS_FLOW_BREAK) {
        struct ps_value item;
        PS_TRY(ps_loop_next(render, loop, &item));
        if (ps_value_is(item, PS_VALUE_ABSENT))
            break;
        PS_TRY(iterate_once(render, frame, node, loop, item, &flow));
        has_passed = has_passed || flow == PS_FLOW_END;
    }
    ps_frame_leave(frame, node->scope);
    if (!node->otherwise || has_passed)
        return PS_OK;
    PS_TRY(ps_frame_enter(render, frame, node->else_scope));
    PS_TRY(ps_execute(render, frame, node->otherwise, else_flow));
    ps_frame_leave(frame, node->else_scope);
    return PS_OK;
}

enum ps_status ps_execute_recursion(struct ps_rendering *render, struct ps_frame *outer,
                                    const struct ps_node *node, struct ps_value iterable,
                                    size_t depth)
{
    struct ps_frame *frame;
    struct ps_loop *loop;
    if (node->test)
        PS_TRY(create_filter(render, outer, node, iterable, &iterable));
    PS_TRY(ps_frame_create(render, node->scope, outer, &frame));
    PS_TRY(create_loop(render, node, iterable, &loop));
    loop->frame = outer;
    loop->depth = depth;
    return run(render, frame, node, loop, &(enum ps_flow){PS_FLOW_END});
}

enum ps_status ps_execute_for(struct ps_rendering *render, struct ps_frame *frame,
                              const struct ps_node *node, enum ps_flow *flow)
{
    struct ps_value iterable;
    struct ps_loop *loop;
    PS_TRY(ps_evaluate(render, frame, node->right, &iterable));
    render->line = node->line;
    if (node->is_recursive)
        return ps_execute_recursion(render, frame, node, iterable, 0);
    if (node->test)
        PS_TRY(create_filter(render, frame, node, iterable, &iterable));
    PS_TRY(create_loop(render, node, iterable, &loop));
    return run(render, frame, node, loop, flow);
}
