/* map, select, reject, selectattr and rejectattr: lazy, and applying other filters and tests. */
#include <string.h>

#include "shared/template/builtin.h"
#include "shared/template/compare.h"
#include "shared/template/getter.h"
#include "shared/template/iterator.h"

struct selection {
    const char *filter; /* its name, for messages */
    bool is_map, is_reject, has_attribute;
    struct ps_arguments arguments; /* of the filter itself */
    bool is_prepared;
    struct ps_getter getter;
    bool applies;                     /* a builtin, not only the getter */
    const struct ps_builtin *builtin; /* NULL: no builtin has the name */
    struct ps_arguments rest;         /* of the builtin */
};

static const struct ps_value *find_keyword(const struct ps_arguments *arguments, const char *name)
{
    for (size_t i = 0; i < arguments->num_keywords; i++) {
        if (ps_value_is_text(arguments->keywords[i].name, name))
            return &arguments->keywords[i].value;
    }
    return NULL;
}

/* The name at position, and the arguments behind it. */
static enum ps_status prepare_builtin(struct ps_rendering *render, struct selection *selection,
                                      size_t position)
{
    const struct ps_arguments *arguments = &selection->arguments;
    struct ps_value name = arguments->items[position];
    uint64_t hash;
    PS_TRY(ps_value_hash(render, name, &hash));
    selection->applies = true;
    selection->rest =
        (struct ps_arguments){arguments->items + position + 1, arguments->count - position - 1,
                              arguments->keywords, arguments->num_keywords};
    if (name.kind == PS_VALUE_STRING)
        selection->builtin = selection->is_map
                                 ? ps_filter_find(name.string->data, name.string->size)
                                 : ps_test_find(name.string->data, name.string->size);
    if (selection->builtin)
        return PS_OK;
    if (name.kind != PS_VALUE_STRING)
        return ps_rendering_fail_type(render, "no filter or test has this name", name);
    return PS_OK;
}

/* map(attribute='a', default=b) */
static enum ps_status prepare_map_attribute(struct ps_rendering *render,
                                            struct selection *selection, struct ps_value attribute)
{
    const struct ps_arguments *arguments = &selection->arguments;
    const struct ps_value *fallback = find_keyword(arguments, "default");
    selection->getter.path = attribute;
    if (fallback)
        selection->getter.fallback = *fallback;
    if (arguments->num_keywords > 1u + (fallback != NULL))
        return ps_rendering_fail(render, "map got an unexpected keyword argument");
    return PS_OK;
}

static enum ps_status prepare(struct ps_rendering *render, struct selection *selection)
{
    const struct ps_arguments *arguments = &selection->arguments;
    size_t position = 0;
    if (selection->is_prepared)
        return PS_OK;
    selection->is_prepared = true;
    if (selection->is_map && arguments->count == 0) {
        const struct ps_value *attribute = find_keyword(arguments, "attribute");
        if (attribute)
            return prepare_map_attribute(render, selection, *attribute);
        return ps_rendering_fail(render, "map requires a filter argument");
    }
    if (selection->has_attribute) {
        if (arguments->count == 0)
            return ps_rendering_fail(render, "missing parameter for attribute name");
        selection->getter.path = arguments->items[position++];
    }
    return position < arguments->count ? prepare_builtin(render, selection, position) : PS_OK;
}

static enum ps_status apply(struct ps_rendering *render, const struct selection *selection,
                            struct ps_value item, struct ps_value *result)
{
    PS_TRY(ps_getter_get(render, &selection->getter, item, result));
    if (!selection->applies)
        return PS_OK;
    if (!selection->builtin)
        return ps_rendering_fail(render, "%s: no filter or test of that name", selection->filter);
    return ps_builtin_call(render, selection->builtin, *result, &selection->rest, result);
}

/* An empty container is not looked at, nor are the arguments then. */
static enum ps_status next_selected(struct ps_rendering *render, struct ps_iterator *iterator,
                                    struct ps_value *item)
{
    struct selection *selection = iterator->state;
    if (!ps_value_truth(iterator->source))
        return PS_OK;
    if (!iterator->inner) {
        PS_TRY(prepare(render, selection));
        PS_TRY(ps_iterate(render, iterator->source, &iterator->inner));
    }
    while (true) {
        struct ps_value candidate, result;
        PS_TRY(ps_iterator_next(render, iterator->inner, &candidate));
        if (ps_value_is(candidate, PS_VALUE_ABSENT))
            return PS_OK;
        PS_TRY(apply(render, selection, candidate, &result));
        if (!selection->is_map && ps_value_truth(result) == selection->is_reject)
            continue;
        *item = selection->is_map ? result : candidate;
        return PS_OK;
    }
}

static enum ps_status create(struct ps_rendering *render, struct ps_value operand,
                             const struct selection *selection, struct ps_value *result)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof *selection, &memory));
    struct selection *copy = memory;
    *copy = *selection;
    PS_TRY(ps_iterator_create(render, next_selected, result));
    result->iterator->source = operand;
    result->iterator->state = copy;
    return PS_OK;
}

static enum ps_status filter_map(struct ps_rendering *render, struct ps_value operand,
                                 const struct ps_arguments *arguments, struct ps_value *result)
{
    return create(render, operand,
                  &(struct selection){.filter = "map", .is_map = true, .arguments = *arguments},
                  result);
}

static enum ps_status filter_select(struct ps_rendering *render, struct ps_value operand,
                                    const struct ps_arguments *arguments, struct ps_value *result)
{
    return create(render, operand, &(struct selection){.filter = "select", .arguments = *arguments},
                  result);
}

static enum ps_status filter_reject(struct ps_rendering *render, struct ps_value operand,
                                    const struct ps_arguments *arguments, struct ps_value *result)
{
    return create(
        render, operand,
        &(struct selection){.filter = "reject", .is_reject = true, .arguments = *arguments},
        result);
}

static enum ps_status filter_selectattr(struct ps_rendering *render, struct ps_value operand,
                                        const struct ps_arguments *arguments,
                                        struct ps_value *result)
{
    return create(
        render, operand,
        &(struct selection){.filter = "selectattr", .has_attribute = true, .arguments = *arguments},
        result);
}

static enum ps_status filter_rejectattr(struct ps_rendering *render, struct ps_value operand,
                                        const struct ps_arguments *arguments,
                                        struct ps_value *result)
{
    return create(render, operand,
                  &(struct selection){.filter = "rejectattr",
                                      .is_reject = true,
                                      .has_attribute = true,
                                      .arguments = *arguments},
                  result);
}

static const struct ps_builtin filters[] = {
    {"map", NULL, NULL, filter_map},
    {"select", NULL, NULL, filter_select},
    {"reject", NULL, NULL, filter_reject},
    {"selectattr", NULL, NULL, filter_selectattr},
    {"rejectattr", NULL, NULL, filter_rejectattr},
};

const struct ps_builtin_table ps_select_filters = PS_BUILTIN_TABLE(filters);
