/* Names get their places, from the outermost scope inward: first a scope's variables are declared,
 * then the names in it are looked up and the scopes inside of it follow. */
#include "shared/template/scope.h"

#include <string.h>

#include "shared/template/lexer.h"
#include "shared/template/scope_declare.h"

struct binder {
    struct ps_template *template;
    struct ps_heap *heap;
    struct ps_error *error;
};

static enum ps_status bind(struct binder *binder, struct ps_scope *scope, struct ps_node *node,
                           bool is_soft);

static enum ps_status bind_list(struct binder *binder, struct ps_scope *scope, struct ps_node *list,
                                bool is_soft)
{
    for (; list; list = list->next)
        PS_TRY(bind(binder, scope, list, is_soft));
    return PS_OK;
}

static enum ps_status create_scope(struct binder *binder, struct ps_scope *outer,
                                   struct ps_function_scope *function, struct ps_scope **scope)
{
    *scope = ps_heap_alloc(binder->heap, 1, sizeof **scope);
    if (!*scope)
        return ps_parse_no_memory(binder->heap, binder->error);
    (*scope)->outer = outer;
    (*scope)->function = function;
    return PS_OK;
}

/* A scope that Python runs as a function of its own. */
static enum ps_status create_function(struct binder *binder, struct ps_scope *outer,
                                      struct ps_scope **scope)
{
    struct ps_function_scope *function = ps_heap_alloc(binder->heap, 1, sizeof *function);
    if (!function)
        return ps_parse_no_memory(binder->heap, binder->error);
    function->outer = outer ? outer->function : NULL;
    return create_scope(binder, outer, function, scope);
}

static enum ps_status place_of(struct binder *binder, const struct ps_scope *scope,
                               const struct ps_name *name, uint32_t line, struct ps_place *place)
{
    if (ps_scope_find(scope, name, place))
        return PS_OK;
    return ps_error_set(binder->error, PS_INVALID,
                        "line %u: the name '%s' can't be used in this filter", (unsigned)line,
                        name->text);
}

/* A parameter that a statement brings without naming it: loop, caller, varargs, kwargs. */
static enum ps_status declare_special(struct binder *binder, struct ps_scope *scope,
                                      const char *text, struct ps_place *place)
{
    struct ps_name *name = ps_template_name(binder->template, text, strlen(text));
    if (!name)
        return ps_parse_no_memory(binder->heap, binder->error);
    PS_TRY(ps_scope_declare_parameter(binder->heap, scope, name, binder->error));
    ps_scope_find(scope, name, place);
    return PS_OK;
}

static enum ps_status copy_target(struct binder *binder, const struct ps_node *target,
                                  struct ps_node **copy)
{
    *copy = ps_heap_alloc(binder->heap, 1, sizeof **copy);
    if (!*copy)
        return ps_parse_no_memory(binder->heap, binder->error);
    **copy = *target;
    (*copy)->next = NULL;
    struct ps_node **last = &(*copy)->args;
    for (const struct ps_node *item = target->args; item; item = item->next) {
        PS_TRY(copy_target(binder, item, last));
        last = &(*last)->next;
    }
    return PS_OK;
}

static enum ps_status bind_loop_filter(struct binder *binder, struct ps_scope *outer,
                                       struct ps_node *node)
{
    PS_TRY(create_function(binder, outer, &node->test_scope));
    PS_TRY(copy_target(binder, node->left, &node->test_target));
    PS_TRY(ps_scope_declare_target(binder->heap, node->test_scope, node->left, binder->error));
    PS_TRY(ps_scope_declare(binder->heap, node->test_scope, node->test, binder->error));
    PS_TRY(bind(binder, node->test_scope, node->test_target, false));
    return bind(binder, node->test_scope, node->test, false);
}

static enum ps_status bind_for(struct binder *binder, struct ps_scope *outer, struct ps_node *node,
                               bool is_soft)
{
    struct ps_function_scope *function = outer->function;
    PS_TRY(bind(binder, outer, node->right, is_soft));
    if (node->test)
        PS_TRY(bind_loop_filter(binder, outer, node));
    if (node->is_recursive) {
        PS_TRY(create_function(binder, outer, &node->scope));
        function = node->scope->function;
    } else {
        PS_TRY(create_scope(binder, outer, function, &node->scope));
    }
    node->uses_loop = node->is_recursive || ps_scope_reads(node->body, "loop");
    if (node->uses_loop)
        PS_TRY(declare_special(binder, node->scope, "loop", &node->loop_place));
    PS_TRY(ps_scope_declare_target(binder->heap, node->scope, node->left, binder->error));
    PS_TRY(ps_scope_declare_list(binder->heap, node->scope, node->body, binder->error));
    PS_TRY(bind(binder, node->scope, node->left, false));
    PS_TRY(bind_list(binder, node->scope, node->body, false));
    if (!node->otherwise)
        return PS_OK;
    PS_TRY(create_scope(binder, outer, function, &node->else_scope));
    PS_TRY(ps_scope_declare_list(binder->heap, node->else_scope, node->otherwise, binder->error));
    return bind_list(binder, node->else_scope, node->otherwise, false);
}

/* A macro that reads caller must not have it as a parameter without a default. */
static enum ps_status check_caller(struct binder *binder, struct ps_node *node, bool *is_explicit)
{
    *is_explicit = false;
    for (const struct ps_node *parameter = node->args; parameter; parameter = parameter->next) {
        if (strcmp(parameter->name->text, "caller") != 0)
            continue;
        *is_explicit = true;
        if (!parameter->right)
            return ps_error_set(binder->error, PS_INVALID,
                                "line %u: the parameter 'caller' needs a default",
                                (unsigned)node->line);
    }
    return PS_OK;
}

static bool has_parameter(const struct ps_node *node, const char *name)
{
    for (const struct ps_node *parameter = node->args; parameter; parameter = parameter->next) {
        if (strcmp(parameter->name->text, name) == 0)
            return true;
    }
    return false;
}

static enum ps_status declare_specials(struct binder *binder, struct ps_node *node)
{
    if (ps_scope_reads(node->body, "caller")) {
        bool is_explicit;
        PS_TRY(check_caller(binder, node, &is_explicit));
        node->uses_caller = true;
        node->has_caller_parameter = is_explicit;
        if (!is_explicit)
            PS_TRY(declare_special(binder, node->scope, "caller", &node->caller_place));
    }
    node->uses_kwargs = !has_parameter(node, "kwargs") && ps_scope_reads(node->body, "kwargs");
    if (node->uses_kwargs)
        PS_TRY(declare_special(binder, node->scope, "kwargs", &node->kwargs_place));
    node->uses_varargs = !has_parameter(node, "varargs") && ps_scope_reads(node->body, "varargs");
    if (node->uses_varargs)
        PS_TRY(declare_special(binder, node->scope, "varargs", &node->varargs_place));
    return PS_OK;
}

static enum ps_status bind_macro(struct binder *binder, struct ps_scope *outer,
                                 struct ps_node *node)
{
    PS_TRY(create_function(binder, outer, &node->scope));
    for (struct ps_node *parameter = node->args; parameter; parameter = parameter->next)
        PS_TRY(
            ps_scope_declare_parameter(binder->heap, node->scope, parameter->name, binder->error));
    PS_TRY(declare_specials(binder, node));
    for (struct ps_node *parameter = node->args; parameter; parameter = parameter->next)
        PS_TRY(ps_scope_declare(binder->heap, node->scope, parameter->right, binder->error));
    PS_TRY(ps_scope_declare_list(binder->heap, node->scope, node->body, binder->error));
    for (struct ps_node *parameter = node->args; parameter; parameter = parameter->next) {
        ps_scope_find(node->scope, parameter->name, &parameter->place);
        if (parameter->right)
            PS_TRY(bind(binder, node->scope, parameter->right, false));
    }
    return bind_list(binder, node->scope, node->body, false);
}

static enum ps_status bind_scope(struct binder *binder, struct ps_scope *outer,
                                 struct ps_node *node)
{
    PS_TRY(create_scope(binder, outer, outer->function, &node->scope));
    if (node->kind == PS_NODE_WITH) {
        for (struct ps_node *set = node->args; set; set = set->next)
            PS_TRY(ps_scope_declare_target(binder->heap, node->scope, set->left, binder->error));
    }
    PS_TRY(ps_scope_declare_list(binder->heap, node->scope, node->body, binder->error));
    if (node->kind == PS_NODE_FILTER_BLOCK)
        PS_TRY(ps_scope_declare(binder->heap, node->scope, node->right, binder->error));
    for (struct ps_node *set = node->args; set; set = set->next) {
        PS_TRY(bind(binder, outer, set->right, false));
        PS_TRY(bind(binder, node->scope, set->left, false));
    }
    PS_TRY(bind(binder, node->scope, node->right, false));
    return bind_list(binder, node->scope, node->body, false);
}

static enum ps_status bind_block(struct binder *binder, struct ps_node *node)
{
    if (node->name->is_block)
        return ps_error_set(binder->error, PS_INVALID, "line %u: the block '%s' comes twice",
                            (unsigned)node->line, node->name->text);
    node->name->is_block = true;
    if (ps_scope_reads(node->body, "self") || ps_scope_reads(node->body, "super"))
        return ps_error_set(binder->error, PS_UNSUPPORTED,
                            "line %u: self and super in a block are not supported",
                            (unsigned)node->line);
    PS_TRY(create_function(binder, NULL, &node->scope));
    PS_TRY(ps_scope_declare_list(binder->heap, node->scope, node->body, binder->error));
    return bind_list(binder, node->scope, node->body, false);
}

static enum ps_status check_builtin(struct binder *binder, const struct ps_node *node, bool is_soft)
{
    if (node->builtin || is_soft)
        return PS_OK;
    return ps_error_set(binder->error, PS_INVALID, "line %u: no %s named '%s'",
                        (unsigned)node->line, node->kind == PS_NODE_FILTER ? "filter" : "test",
                        node->name->text);
}

static enum ps_status bind_children(struct binder *binder, struct ps_scope *scope,
                                    struct ps_node *node, bool is_soft)
{
    PS_TRY(bind(binder, scope, node->left, is_soft));
    PS_TRY(bind(binder, scope, node->right, is_soft));
    PS_TRY(bind(binder, scope, node->test, is_soft));
    PS_TRY(bind_list(binder, scope, node->args, is_soft));
    PS_TRY(bind_list(binder, scope, node->body, is_soft));
    return bind_list(binder, scope, node->otherwise, is_soft);
}

static enum ps_status bind(struct binder *binder, struct ps_scope *scope, struct ps_node *node,
                           bool is_soft)
{
    if (!node)
        return PS_OK;
    switch (node->kind) {
    case PS_NODE_NAME:
    case PS_NODE_NAMESPACE_REF:
        node->is_exported = node->is_store && scope == binder->template->scope;
        return place_of(binder, scope, node->name, node->line, &node->place);
    case PS_NODE_IF:
    case PS_NODE_CONDITION:
        return bind_children(binder, scope, node, true);
    case PS_NODE_FOR:
        return bind_for(binder, scope, node, is_soft);
    case PS_NODE_MACRO:
        node->is_exported = scope == binder->template->scope;
        PS_TRY(place_of(binder, scope, node->name, node->line, &node->place));
        return bind_macro(binder, scope, node);
    case PS_NODE_CALL_BLOCK:
        PS_TRY(bind(binder, scope, node->left, is_soft));
        return bind_macro(binder, scope, node);
    case PS_NODE_GENERATION:
        return bind_macro(binder, scope, node);
    case PS_NODE_SET_BLOCK:
        PS_TRY(bind(binder, scope, node->left, is_soft));
        return bind_scope(binder, scope, node);
    case PS_NODE_FILTER_BLOCK:
    case PS_NODE_WITH:
    case PS_NODE_SCOPE:
        return bind_scope(binder, scope, node);
    case PS_NODE_BLOCK:
        return bind_block(binder, node);
    case PS_NODE_FILTER:
    case PS_NODE_TEST:
        PS_TRY(check_builtin(binder, node, is_soft));
        return bind_children(binder, scope, node, is_soft);
    default:
        return bind_children(binder, scope, node, is_soft);
    }
}

enum ps_status ps_scope_bind(struct ps_template *template, struct ps_error *error)
{
    struct binder binder = {template, &template->heap, error};
    if (ps_scope_reads(template->body, "self"))
        return ps_error_set(error, PS_UNSUPPORTED, "the template's self is not supported");
    PS_TRY(create_function(&binder, NULL, &template->scope));
    PS_TRY(ps_scope_declare_list(binder.heap, template->scope, template->body, error));
    return bind_list(&binder, template->scope, template->body, false);
}
