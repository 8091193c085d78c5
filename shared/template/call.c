/* Arguments, and what they are given to. */
#include <stdio.h>
#include <string.h>

#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/dict.h"
#include "shared/template/evaluate.h"
#include "shared/template/iterator.h"
#include "shared/template/loop.h"
#include "shared/template/macro.h"

enum { EXPANDED_MAX = 10000 }; /* arguments that * and ** stand for */

struct collected {
    struct ps_value items; /* a list */
    struct ps_keyword *keywords;
    size_t num_keywords, capacity;
};

static enum ps_status add_keyword(struct ps_rendering *render, struct collected *collected,
                                  struct ps_value name, struct ps_value value)
{
    for (size_t i = 0; i < collected->num_keywords; i++) {
        bool equal;
        PS_TRY(ps_value_equal(render, collected->keywords[i].name, name, &equal));
        if (equal)
            return ps_rendering_fail(render, "got multiple values for keyword argument '%.*s'",
                                     ps_shown_size(name.string->size), name.string->data);
    }
    if (collected->num_keywords == collected->capacity) {
        void *keywords;
        size_t capacity = collected->capacity ? collected->capacity * 2 : 4;
        PS_TRY(ps_rendering_alloc(render, capacity, sizeof(struct ps_keyword), &keywords));
        if (collected->num_keywords > 0)
            memcpy(keywords, collected->keywords,
                   collected->num_keywords * sizeof(struct ps_keyword));
        collected->keywords = keywords;
        collected->capacity = capacity;
    }
    collected->keywords[collected->num_keywords++] = (struct ps_keyword){name, value};
    return PS_OK;
}

static enum ps_status expand_star(struct ps_rendering *render, struct collected *collected,
                                  struct ps_value value)
{
    struct ps_iterator *iterator;
    PS_TRY(ps_iterate(render, value, &iterator));
    while (true) {
        struct ps_value item;
        PS_TRY(ps_iterator_next(render, iterator, &item));
        if (ps_value_is(item, PS_VALUE_ABSENT))
            return PS_OK;
        if (collected->items.list->count >= EXPANDED_MAX)
            return ps_rendering_fail(render, "over %d arguments", EXPANDED_MAX);
        PS_TRY(ps_rendering_append(render, collected->items.list, item));
    }
}

static enum ps_status expand_star_star(struct ps_rendering *render, struct collected *collected,
                                       struct ps_value value)
{
    if (value.kind != PS_VALUE_DICT)
        return ps_rendering_fail_type(render, "argument after ** must be a mapping", value);
    for (size_t i = 0; i < value.dict->count; i++) {
        const struct ps_entry *entry = &value.dict->entries[i];
        if (entry->key.kind != PS_VALUE_STRING)
            return ps_rendering_fail(render, "keywords must be strings");
        if (collected->num_keywords >= EXPANDED_MAX)
            return ps_rendering_fail(render, "over %d arguments", EXPANDED_MAX);
        PS_TRY(add_keyword(render, collected, entry->key, entry->value));
    }
    return PS_OK;
}

static enum ps_status collect(struct ps_rendering *render, const struct ps_node *arg,
                              struct ps_value value, struct collected *collected)
{
    switch (arg->kind) {
    case PS_NODE_KEYWORD:
        return add_keyword(render, collected, arg->name->value, value);
    case PS_NODE_STAR:
        return expand_star(render, collected, value);
    case PS_NODE_STAR_STAR:
        return expand_star_star(render, collected, value);
    default:
        return ps_rendering_append(render, collected->items.list, value);
    }
}

enum ps_status ps_evaluate_arguments(struct ps_rendering *render, struct ps_frame *frame,
                                     const struct ps_node *args, const struct ps_value *caller,
                                     struct ps_arguments *arguments)
{
    *arguments = (struct ps_arguments){0};
    if (!args && !caller)
        return PS_OK;
    struct collected collected = {0};
    PS_TRY(ps_rendering_list(render, PS_VALUE_LIST, 4, &collected.items));
    for (const struct ps_node *arg = args; arg; arg = arg->next) {
        struct ps_value value;
        bool is_plain = arg->kind < PS_NODE_KEYWORD;
        PS_TRY(ps_evaluate(render, frame, is_plain ? arg : arg->left, &value));
        PS_TRY(collect(render, arg, value, &collected));
    }
    if (caller) {
        struct ps_value name;
        PS_TRY(ps_rendering_text(render, "caller", &name));
        PS_TRY(add_keyword(render, &collected, name, *caller));
    }
    *arguments = (struct ps_arguments){collected.items.list->items, collected.items.list->count,
                                       collected.keywords, collected.num_keywords};
    return PS_OK;
}

/* The parameters of a builtin, one after another. */
struct parameter {
    const char *name;
    size_t size;
    bool is_optional;
};

static bool next_parameter(const char **at, struct parameter *parameter)
{
    if (!*at || !**at)
        return false;
    parameter->name = *at;
    parameter->size = strcspn(*at, " ?");
    *at += parameter->size;
    parameter->is_optional = **at == '?';
    *at += parameter->is_optional;
    *at += **at == ' ';
    return true;
}

static enum ps_status bind_positional(struct ps_rendering *render, const struct ps_builtin *builtin,
                                      const char *at, const struct ps_arguments *arguments,
                                      struct ps_value *values)
{
    struct parameter parameter;
    for (size_t i = 0; i < arguments->count; i++) {
        if (!next_parameter(&at, &parameter))
            return ps_rendering_fail(render, "%s() takes %zu arguments, but %zu were given",
                                     builtin->name, i, arguments->count);
        values[i] = arguments->items[i];
    }
    return PS_OK;
}

static enum ps_status bind_keyword(struct ps_rendering *render, const struct ps_builtin *builtin,
                                   const char *at, const struct ps_keyword *keyword,
                                   struct ps_value *values)
{
    struct parameter parameter;
    const struct ps_string *name = keyword->name.string;
    int shown = ps_shown_size(name->size);
    for (size_t i = 0; next_parameter(&at, &parameter); i++) {
        if (parameter.size != name->size || memcmp(parameter.name, name->data, name->size) != 0)
            continue;
        if (!ps_value_is(values[i], PS_VALUE_ABSENT))
            return ps_rendering_fail(render, "%s() got multiple values for argument '%.*s'",
                                     builtin->name, shown, name->data);
        values[i] = keyword->value;
        return PS_OK;
    }
    return ps_rendering_fail(render, "%s() got an unexpected keyword argument '%.*s'",
                             builtin->name, shown, name->data);
}

static enum ps_status bind_arguments(struct ps_rendering *render, const struct ps_builtin *builtin,
                                     const struct ps_arguments *arguments, struct ps_value *values)
{
    const char *parameters = builtin->parameters;
    bool has_names = !parameters || *parameters != '/';
    if (!has_names)
        parameters++;
    if (!has_names && arguments->num_keywords > 0)
        return ps_rendering_fail(render, "%s() takes no keyword arguments", builtin->name);
    PS_TRY(bind_positional(render, builtin, parameters, arguments, values));
    for (size_t i = 0; i < arguments->num_keywords; i++)
        PS_TRY(bind_keyword(render, builtin, parameters, &arguments->keywords[i], values));
    struct parameter parameter;
    for (size_t i = 0; next_parameter(&parameters, &parameter); i++) {
        if (!parameter.is_optional && ps_value_is(values[i], PS_VALUE_ABSENT))
            return ps_rendering_fail(render, "%s() missing the required argument '%.*s'",
                                     builtin->name, (int)parameter.size, parameter.name);
    }
    return PS_OK;
}

enum ps_status ps_builtin_call(struct ps_rendering *render, const struct ps_builtin *builtin,
                               struct ps_value operand, const struct ps_arguments *arguments,
                               struct ps_value *result)
{
    if (builtin->call_any)
        return builtin->call_any(render, operand, arguments, result);
    struct ps_value values[PS_PARAMETERS_MAX + 1] = {{.kind = PS_VALUE_ABSENT}};
    bool has_operand = !ps_value_is(operand, PS_VALUE_ABSENT);
    values[0] = operand;
    PS_TRY(bind_arguments(render, builtin, arguments, values + has_operand));
    return builtin->call(render, values, result);
}

static enum ps_status call_loop(struct ps_rendering *render, const struct ps_loop *loop,
                                const struct ps_arguments *arguments, struct ps_value *text)
{
    size_t mark = ps_rendering_mark(render);
    if (arguments->count != 1 || arguments->num_keywords > 0)
        return ps_rendering_fail(render, "loop() takes one argument");
    if (!loop->node)
        return ps_rendering_fail(
            render, "the loop must have the 'recursive' marker to be called recursively");
    PS_TRY(ps_execute_recursion(render, loop->frame, loop->node, arguments->items[0],
                                loop->depth + 1));
    return ps_rendering_capture(render, mark, text);
}

static enum ps_status call_joiner(struct ps_rendering *render, struct ps_joiner *joiner,
                                  const struct ps_arguments *arguments, struct ps_value *result)
{
    if (arguments->count + arguments->num_keywords > 0)
        return ps_rendering_fail(render, "a joiner takes no arguments");
    if (!joiner->is_used)
        PS_TRY(ps_rendering_text(render, "", result));
    else
        *result = joiner->separator;
    joiner->is_used = true;
    return PS_OK;
}

enum ps_status ps_call_value(struct ps_rendering *render, struct ps_value callee,
                             const struct ps_arguments *arguments, struct ps_value *result)
{
    switch (callee.kind) {
    case PS_VALUE_UNDEFINED:
        return ps_rendering_fail_undefined(render, callee);
    case PS_VALUE_FUNCTION:
        return ps_builtin_call(render, callee.function->builtin, callee.function->self, arguments,
                               result);
    case PS_VALUE_MACRO:
        return ps_macro_call(render, callee.macro, arguments, result);
    case PS_VALUE_LOOP:
        return call_loop(render, callee.loop, arguments, result);
    case PS_VALUE_JOINER:
        return call_joiner(render, callee.joiner, arguments, result);
    default:
        return ps_rendering_fail(render, "'%s' object is not callable", ps_value_type_name(callee));
    }
}

bool ps_argument_given(struct ps_value value)
{
    return value.kind != PS_VALUE_ABSENT && value.kind != PS_VALUE_NONE;
}

enum ps_status ps_argument_integer(struct ps_rendering *render, struct ps_value value,
                                   const char *what, int64_t fallback, int64_t *integer)
{
    *integer = fallback;
    if (ps_value_is(value, PS_VALUE_ABSENT))
        return PS_OK;
    if (!ps_value_is_integral(value))
        return ps_rendering_fail_type(render, what, value);
    *integer = ps_value_integer(value);
    return PS_OK;
}

enum ps_status ps_argument_count(struct ps_rendering *render, struct ps_value value,
                                 const char *what, int64_t fallback, int64_t *count)
{
    *count = fallback;
    return ps_argument_given(value) ? ps_argument_integer(render, value, what, fallback, count)
                                    : PS_OK;
}

enum ps_status ps_argument_string(struct ps_rendering *render, struct ps_value value,
                                  const char *what, struct ps_string **string)
{
    if (value.kind != PS_VALUE_STRING)
        return ps_rendering_fail_type(render, what, value);
    *string = value.string;
    return PS_OK;
}
