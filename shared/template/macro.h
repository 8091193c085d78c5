/* Calling macros, call blocks and generation blocks. */
#ifndef PENSTOCK_SHARED_TEMPLATE_MACRO_H
#define PENSTOCK_SHARED_TEMPLATE_MACRO_H

#include "shared/template/builtin.h"

struct ps_node;
struct ps_frame;

enum ps_status ps_macro_create(struct ps_rendering *render, const struct ps_node *node,
                               struct ps_frame *frame, struct ps_value *macro) PS_MUST_USE;

/* The text that it writes, as a string. */
enum ps_status ps_macro_call(struct ps_rendering *render, const struct ps_macro *macro,
                             const struct ps_arguments *arguments,
                             struct ps_value *text) PS_MUST_USE;

/* name, arguments, catch_kwargs, catch_varargs, caller; ABSENT otherwise. */
enum ps_status ps_macro_attribute(struct ps_rendering *render, const struct ps_macro *macro,
                                  struct ps_value name, struct ps_value *value) PS_MUST_USE;

#endif
