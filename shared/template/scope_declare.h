/* The variables of one scope. */
#ifndef PENSTOCK_SHARED_TEMPLATE_SCOPE_DECLARE_H
#define PENSTOCK_SHARED_TEMPLATE_SCOPE_DECLARE_H

#include "shared/template/template_parts.h"

/* Where a name lives, seen from scope. False where no scope around knows it. */
bool ps_scope_find(const struct ps_scope *scope, const struct ps_name *name,
                   struct ps_place *place);

enum ps_status ps_scope_declare_parameter(struct ps_heap *heap, struct ps_scope *scope,
                                          struct ps_name *name, struct ps_error *error) PS_MUST_USE;

/* Declares what a statement or expression reads and sets in the scope itself, not in those inside
 * of it. */
enum ps_status ps_scope_declare(struct ps_heap *heap, struct ps_scope *scope,
                                const struct ps_node *node, struct ps_error *error) PS_MUST_USE;
enum ps_status ps_scope_declare_list(struct ps_heap *heap, struct ps_scope *scope,
                                     const struct ps_node *list,
                                     struct ps_error *error) PS_MUST_USE;

/* The same for a target all of whose names the scope's owner sets. */
enum ps_status ps_scope_declare_target(struct ps_heap *heap, struct ps_scope *scope,
                                       const struct ps_node *target,
                                       struct ps_error *error) PS_MUST_USE;

/* Whether a list of nodes reads a name before anything in it sets it. */
bool ps_scope_reads(const struct ps_node *list, const char *name);

#endif
