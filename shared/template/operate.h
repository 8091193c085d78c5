/* Arithmetic and its like. */
#ifndef PENSTOCK_SHARED_TEMPLATE_OPERATE_H
#define PENSTOCK_SHARED_TEMPLATE_OPERATE_H

#include "shared/template/node.h"
#include "shared/template/rendering.h"

/* An operation from PS_NODE_ADD to PS_NODE_POWER. */
enum ps_status ps_operate(struct ps_rendering *render, enum ps_node_kind operation,
                          struct ps_value left, struct ps_value right,
                          struct ps_value *result) PS_MUST_USE;

enum ps_status ps_negate(struct ps_rendering *render, struct ps_value operand,
                         struct ps_value *result) PS_MUST_USE;

/* Of two numbers; the kinds as above. */
enum ps_status ps_calculate(struct ps_rendering *render, enum ps_node_kind operation,
                            struct ps_value left, struct ps_value right,
                            struct ps_value *result) PS_MUST_USE;

#endif
