/* Macros: binding arguments as jinja2's Macro does, running the body in a frame of its own. */
#include "shared/template/macro.h"

#include <string.h>

#include "shared/template/dict.h"
#include "shared/template/evaluate.h"

enum ps_status ps_macro_create(struct ps_rendering *render, const struct ps_node *node,
                               struct ps_frame *frame, struct ps_value *macro)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_macro), &memory));
    *macro = (struct ps_value){.kind = PS_VALUE_MACRO, .macro = memory};
    *macro->macro = (struct ps_macro){node, frame};
    return PS_OK;
}

static const char *name_of(const struct ps_node *node)
{
    return node->kind == PS_NODE_MACRO ? node->name->text : "caller";
}

/* The keyword of that name, or ABSENT; a keyword that was used is marked in used. */
static struct ps_value take_keyword(const struct ps_arguments *arguments, const char *name,
                                    bool *used)
{
    for (size_t i = 0; i < arguments->num_keywords; i++) {
        if (!used[i] && ps_value_is_text(arguments->keywords[i].name, name)) {
            used[i] = true;
            return arguments->keywords[i].value;
        }
    }
    return (struct ps_value){.kind = PS_VALUE_ABSENT};
}

static size_t bind_parameters(struct ps_frame *frame, const struct ps_node *node,
                              const struct ps_arguments *arguments, bool *used)
{
    size_t count = 0;
    for (const struct ps_node *parameter = node->args; parameter; parameter = parameter->next) {
        struct ps_value *slot = ps_frame_slot(frame, parameter->place);
        *slot = count < arguments->count ? arguments->items[count]
                                         : take_keyword(arguments, parameter->name->text, used);
        count++;
    }
    return count;
}

static enum ps_status bind_caller(struct ps_rendering *render, struct ps_frame *frame,
                                  const struct ps_node *node, const struct ps_arguments *arguments,
                                  bool *used)
{
    if (!node->uses_caller || node->has_caller_parameter)
        return PS_OK;
    struct ps_value *slot = ps_frame_slot(frame, node->caller_place);
    *slot = take_keyword(arguments, "caller", used);
    if (slot->kind != PS_VALUE_ABSENT && slot->kind != PS_VALUE_NONE)
        return PS_OK;
    return ps_rendering_undefined(render, &(struct ps_undefined){.hint = "No caller defined"},
                                  slot);
}

static enum ps_status bind_kwargs(struct ps_rendering *render, struct ps_frame *frame,
                                  const struct ps_node *node, const struct ps_arguments *arguments,
                                  const bool *used)
{
    struct ps_value rest;
    PS_TRY(ps_dict_create(render, 0, &rest));
    for (size_t i = 0; i < arguments->num_keywords; i++) {
        const struct ps_keyword *keyword = &arguments->keywords[i];
        if (used[i])
            continue;
        if (!node->uses_kwargs)
            return ps_rendering_fail(render, "macro '%s' takes no keyword argument '%.*s'",
                                     name_of(node), ps_shown_size(keyword->name.string->size),
                                     keyword->name.string->data);
        PS_TRY(ps_dict_set(render, rest.dict, keyword->name, keyword->value));
    }
    if (node->uses_kwargs)
        *ps_frame_slot(frame, node->kwargs_place) = rest;
    return PS_OK;
}

static enum ps_status bind_varargs(struct ps_rendering *render, struct ps_frame *frame,
                                   const struct ps_node *node, const struct ps_arguments *arguments,
                                   size_t num_parameters)
{
    struct ps_value rest;
    if (!node->uses_varargs) {
        if (arguments->count > num_parameters)
            return ps_rendering_fail(render, "macro '%s' takes not more than %zu argument(s)",
                                     name_of(node), num_parameters);
        return PS_OK;
    }
    PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, 0, &rest));
    for (size_t i = num_parameters; i < arguments->count; i++)
        PS_TRY(ps_rendering_append(render, rest.list, arguments->items[i]));
    *ps_frame_slot(frame, node->varargs_place) = rest;
    return PS_OK;
}

/* In their order, so that a default sees the parameters before it. */
static enum ps_status fill_defaults(struct ps_rendering *render, struct ps_frame *frame,
                                    const struct ps_node *node)
{
    for (const struct ps_node *parameter = node->args; parameter; parameter = parameter->next) {
        struct ps_value value;
        if (!ps_value_is(*ps_frame_slot(frame, parameter->place), PS_VALUE_ABSENT))
            continue;
        if (parameter->right) {
            PS_TRY(ps_evaluate(render, frame, parameter->right, &value));
        } else {
            PS_TRY(ps_rendering_undefined(
                render, &(struct ps_undefined){.name = parameter->name->value}, &value));
            value.undefined->hint = "a parameter was not provided";
        }
        *ps_frame_slot(frame, parameter->place) = value;
    }
    return PS_OK;
}

enum ps_status ps_macro_call(struct ps_rendering *render, const struct ps_macro *macro,
                             const struct ps_arguments *arguments, struct ps_value *text)
{
    const struct ps_node *node = macro->node;
    struct ps_frame *frame;
    enum ps_flow flow;
    void *used;
    PS_TRY(ps_rendering_alloc(render, arguments->num_keywords, sizeof(bool), &used));
    PS_TRY(ps_frame_create(render, node->scope, macro->frame, &frame));
    size_t num_parameters = bind_parameters(frame, node, arguments, used);
    PS_TRY(bind_caller(render, frame, node, arguments, used));
    PS_TRY(bind_kwargs(render, frame, node, arguments, used));
    PS_TRY(bind_varargs(render, frame, node, arguments, num_parameters));
    size_t mark = ps_rendering_mark(render);
    PS_TRY(ps_frame_enter(render, frame, node->scope));
    PS_TRY(fill_defaults(render, frame, node));
    PS_TRY(ps_execute(render, frame, node->body, &flow));
    return ps_rendering_capture(render, mark, text);
}

enum ps_status ps_macro_attribute(struct ps_rendering *render, const struct ps_macro *macro,
                                  struct ps_value name, struct ps_value *value)
{
    const struct ps_node *node = macro->node;
    if (ps_value_is_text(name, "name")) {
        *value = node->kind == PS_NODE_MACRO ? node->name->value : ps_value_none();
    } else if (ps_value_is_text(name, "catch_kwargs")) {
        *value = ps_value_bool(node->uses_kwargs);
    } else if (ps_value_is_text(name, "catch_varargs")) {
        *value = ps_value_bool(node->uses_varargs);
    } else if (ps_value_is_text(name, "caller")) {
        *value = ps_value_bool(node->uses_caller);
    } else if (ps_value_is_text(name, "arguments")) {
        PS_TRY(ps_rendering_list(render, PS_VALUE_TUPLE, 0, value));
        for (const struct ps_node *parameter = node->args; parameter; parameter = parameter->next)
            PS_TRY(ps_rendering_append(render, value->list, parameter->name->value));
    }
    return PS_OK;
}
