/* Which variable each name of a template means.
 *
 * jinja2 compiles a template to Python functions and decides statically in which scope a name
 * lives: a name that is set anywhere in a scope belongs to it, from the scope's beginning, where it
 * is not set yet or a copy of the outer one. Templates rely on what follows from that (a loop's
 * assignments vanish after each iteration; a macro sees what was set after its definition), so the
 * same analysis is done here. */
#ifndef PENSTOCK_SHARED_TEMPLATE_SCOPE_H
#define PENSTOCK_SHARED_TEMPLATE_SCOPE_H

#include "shared/template/template_parts.h"

/* Fills the places and scopes of all nodes. Refuses filters and tests that don't exist, except
 * where only an evaluation may (inside of conditions), as jinja2 does. */
enum ps_status ps_scope_bind(struct ps_template *template, struct ps_error *error) PS_MUST_USE;

#endif
