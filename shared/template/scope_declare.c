/* One pass over what a scope consists of, in the order of evaluation. */
#include "shared/template/scope_declare.h"

#include <string.h>

#include "shared/template/lexer.h"

static struct ps_variable *find_variable(const struct ps_scope *scope, const struct ps_name *name)
{
    for (struct ps_variable *variable = scope->variables; variable; variable = variable->next) {
        if (variable->name == name)
            return variable;
    }
    return NULL;
}

bool ps_scope_find(const struct ps_scope *scope, const struct ps_name *name, struct ps_place *place)
{
    const struct ps_function_scope *function = scope->function;
    uint32_t hops = 0;
    for (; scope; scope = scope->outer) {
        for (; function != scope->function; function = function->outer)
            hops++;
        const struct ps_variable *variable = find_variable(scope, name);
        if (variable) {
            *place = (struct ps_place){variable->slot, hops};
            return true;
        }
    }
    return false;
}

static enum ps_status add(struct ps_heap *heap, struct ps_scope *scope, struct ps_name *name,
                          enum ps_load_kind load, struct ps_place alias, struct ps_error *error)
{
    struct ps_variable *variable = ps_heap_alloc(heap, 1, sizeof *variable);
    if (!variable)
        return ps_parse_no_memory(heap, error);
    variable->name = name;
    variable->load = load;
    variable->alias = alias;
    variable->slot = scope->function->num_slots++;
    if (!scope->last)
        scope->last = &scope->variables;
    *scope->last = variable;
    scope->last = &variable->next;
    return PS_OK;
}

enum ps_status ps_scope_declare_parameter(struct ps_heap *heap, struct ps_scope *scope,
                                          struct ps_name *name, struct ps_error *error)
{
    return find_variable(scope, name)
               ? PS_OK
               : add(heap, scope, name, PS_LOAD_PARAMETER, (struct ps_place){0}, error);
}

static enum ps_status declare_read(struct ps_heap *heap, struct ps_scope *scope,
                                   struct ps_name *name, struct ps_error *error)
{
    struct ps_place place = {0};
    return ps_scope_find(scope, name, &place)
               ? PS_OK
               : add(heap, scope, name, PS_LOAD_RESOLVE, place, error);
}

/* What is set begins as a copy of the outer variable. Where there is none, it begins unset, unless
 * it is set in a condition only: then it may still be the template's variable. */
static enum ps_status declare_write(struct ps_heap *heap, struct ps_scope *scope,
                                    struct ps_name *name, struct ps_error *error)
{
    struct ps_place alias = {0};
    enum ps_load_kind load = scope->ifs > 0 ? PS_LOAD_RESOLVE : PS_LOAD_MISSING;
    if (find_variable(scope, name))
        return PS_OK;
    if (ps_scope_find(scope, name, &alias))
        load = PS_LOAD_ALIAS;
    return add(heap, scope, name, load, alias, error);
}

enum ps_status ps_scope_declare_list(struct ps_heap *heap, struct ps_scope *scope,
                                     const struct ps_node *list, struct ps_error *error)
{
    for (; list; list = list->next)
        PS_TRY(ps_scope_declare(heap, scope, list, error));
    return PS_OK;
}

static enum ps_status declare_if(struct ps_heap *heap, struct ps_scope *scope,
                                 const struct ps_node *node, struct ps_error *error)
{
    PS_TRY(ps_scope_declare(heap, scope, node->test, error));
    scope->ifs++;
    PS_TRY(ps_scope_declare_list(heap, scope, node->body, error));
    PS_TRY(ps_scope_declare_list(heap, scope, node->args, error));
    PS_TRY(ps_scope_declare_list(heap, scope, node->otherwise, error));
    scope->ifs--;
    return PS_OK;
}

static enum ps_status declare_children(struct ps_heap *heap, struct ps_scope *scope,
                                       const struct ps_node *node, struct ps_error *error)
{
    PS_TRY(ps_scope_declare(heap, scope, node->left, error));
    PS_TRY(ps_scope_declare(heap, scope, node->right, error));
    PS_TRY(ps_scope_declare(heap, scope, node->test, error));
    return ps_scope_declare_list(heap, scope, node->args, error);
}

enum ps_status ps_scope_declare(struct ps_heap *heap, struct ps_scope *scope,
                                const struct ps_node *node, struct ps_error *error)
{
    if (!node)
        return PS_OK;
    switch (node->kind) {
    case PS_NODE_NAME:
        return node->is_store ? declare_write(heap, scope, node->name, error)
                              : declare_read(heap, scope, node->name, error);
    case PS_NODE_NAMESPACE_REF:
        return declare_read(heap, scope, node->name, error);
    case PS_NODE_MACRO:
        return declare_write(heap, scope, node->name, error);
    case PS_NODE_IF:
        return declare_if(heap, scope, node, error);
    case PS_NODE_SET:
        PS_TRY(ps_scope_declare(heap, scope, node->right, error));
        return ps_scope_declare(heap, scope, node->left, error);
    case PS_NODE_SET_BLOCK:
    case PS_NODE_CALL_BLOCK:
        return ps_scope_declare(heap, scope, node->left, error);
    case PS_NODE_FOR:
    case PS_NODE_FILTER_BLOCK:
        return ps_scope_declare(heap, scope, node->right, error);
    case PS_NODE_WITH:
        for (const struct ps_node *set = node->args; set; set = set->next)
            PS_TRY(ps_scope_declare(heap, scope, set->right, error));
        return PS_OK;
    case PS_NODE_GENERATION:
    case PS_NODE_SCOPE:
    case PS_NODE_BLOCK:
        return PS_OK;
    default:
        return declare_children(heap, scope, node, error);
    }
}

enum ps_status ps_scope_declare_target(struct ps_heap *heap, struct ps_scope *scope,
                                       const struct ps_node *target, struct ps_error *error)
{
    if (target->kind == PS_NODE_NAME)
        return ps_scope_declare_parameter(heap, scope, target->name, error);
    for (const struct ps_node *item = target->args; item; item = item->next)
        PS_TRY(ps_scope_declare_target(heap, scope, item, error));
    return PS_OK;
}

enum answer { READ, SET, NEITHER };

static enum answer ask(const struct ps_node *node, const char *name);

static enum answer ask_list(const struct ps_node *list, const char *name)
{
    enum answer answer = NEITHER;
    for (; list && answer == NEITHER; list = list->next)
        answer = ask(list, name);
    return answer;
}

static enum answer ask(const struct ps_node *node, const char *name)
{
    if (!node || node->kind == PS_NODE_BLOCK)
        return NEITHER;
    if (node->kind == PS_NODE_NAME && strcmp(node->name->text, name) == 0)
        return node->is_store ? SET : READ;
    if (node->kind == PS_NODE_PARAMETER && strcmp(node->name->text, name) == 0)
        return SET;
    enum answer answer = ask(node->left, name);
    if (answer == NEITHER)
        answer = ask(node->right, name);
    if (answer == NEITHER)
        answer = ask(node->test, name);
    if (answer == NEITHER)
        answer = ask_list(node->args, name);
    if (answer == NEITHER)
        answer = ask_list(node->body, name);
    return answer == NEITHER ? ask_list(node->otherwise, name) : answer;
}

bool ps_scope_reads(const struct ps_node *list, const char *name)
{
    return ask_list(list, name) == READ;
}
