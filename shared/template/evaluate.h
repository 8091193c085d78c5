/* Evaluating expressions and executing statements. */
#ifndef PENSTOCK_SHARED_TEMPLATE_EVALUATE_H
#define PENSTOCK_SHARED_TEMPLATE_EVALUATE_H

#include "shared/template/builtin.h"
#include "shared/template/node.h"

/* The variables of a function that is running. */
struct ps_frame {
    struct ps_value *slots;
    struct ps_frame *outer; /* where the function was defined */
};

enum ps_status ps_frame_create(struct ps_rendering *render, const struct ps_scope *scope,
                               struct ps_frame *outer, struct ps_frame **frame) PS_MUST_USE;

/* Gives the scope's variables their first values, except parameters; takes all of them away. */
enum ps_status ps_frame_enter(struct ps_rendering *render, struct ps_frame *frame,
                              const struct ps_scope *scope) PS_MUST_USE;
void ps_frame_leave(struct ps_frame *frame, const struct ps_scope *scope);

struct ps_value *ps_frame_slot(struct ps_frame *frame, struct ps_place place);

enum ps_status ps_evaluate(struct ps_rendering *render, struct ps_frame *frame,
                           const struct ps_node *node, struct ps_value *value) PS_MUST_USE;

/* The arguments of a call, filter or test; with extra, one more by the name caller. */
enum ps_status ps_evaluate_arguments(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *args, const struct ps_value *caller,
                                     struct ps_arguments *arguments) PS_MUST_USE;

/* A chain of filters whose innermost operand is text. */
enum ps_status ps_evaluate_filters(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *filters, struct ps_value text,
                                   struct ps_value *value) PS_MUST_USE;

/* Calls a CALL node. */
enum ps_status ps_evaluate_call(struct ps_rendering *render, struct ps_frame *frame,
                                const struct ps_node *node, const struct ps_value *caller,
                                struct ps_value *value) PS_MUST_USE;

/* How a list of statements ended. */
enum ps_flow { PS_FLOW_END, PS_FLOW_BREAK, PS_FLOW_CONTINUE };

enum ps_status ps_execute(struct ps_rendering *render, struct ps_frame *frame,
                          const struct ps_node *list, enum ps_flow *flow) PS_MUST_USE;

enum ps_status ps_assign(struct ps_rendering *render, struct ps_frame *frame,
                         const struct ps_node *target, struct ps_value value) PS_MUST_USE;

/* *flow: a jump out of the loop's else. */
enum ps_status ps_execute_for(struct ps_rendering *render, struct ps_frame *frame,
                              const struct ps_node *node, enum ps_flow *flow) PS_MUST_USE;

/* loop(iterable): writes the body of a recursive loop for another iterable. */
enum ps_status ps_execute_recursion(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node, struct ps_value iterable,
                                    size_t depth) PS_MUST_USE;

#endif
