/* What a loop knows about its iteration; it looks one item ahead only when it is asked. */
#include "shared/template/loop.h"

static enum ps_status peek(struct ps_rendering *render, struct ps_loop *loop)
{
    if (loop->has_peeked)
        return PS_OK;
    PS_TRY(ps_iterator_next(render, loop->iterator, &loop->next));
    loop->has_peeked = true;
    return PS_OK;
}

enum ps_status ps_loop_next(struct ps_rendering *render, struct ps_loop *loop,
                            struct ps_value *item)
{
    PS_TRY(peek(render, loop));
    *item = loop->next;
    loop->has_peeked = ps_value_is(loop->next, PS_VALUE_ABSENT);
    if (loop->has_peeked)
        return PS_OK;
    loop->index++;
    loop->previous = loop->current;
    loop->current = *item;
    return PS_OK;
}

enum ps_status ps_loop_length(struct ps_rendering *render, struct ps_loop *loop, size_t *length)
{
    if (loop->length == SIZE_MAX)
        loop->length = ps_value_length(loop->iterable);
    if (loop->length == SIZE_MAX) {
        struct ps_value rest, source = {.kind = PS_VALUE_ITERATOR, .iterator = loop->iterator};
        bool is_ahead = loop->has_peeked && !ps_value_is(loop->next, PS_VALUE_ABSENT);
        PS_TRY(ps_value_to_list(render, source, PS_VALUE_LIST, &rest));
        PS_TRY(ps_iterate(render, rest, &loop->iterator));
        loop->length = rest.list->count + loop->index + is_ahead;
    }
    *length = loop->length;
    return PS_OK;
}

static enum ps_status neighbour(struct ps_rendering *render, bool exists, struct ps_value item,
                                const char *hint, struct ps_value *value)
{
    *value = item;
    return exists ? PS_OK
                  : ps_rendering_undefined(render, &(struct ps_undefined){.hint = hint}, value);
}

static enum ps_status attribute_ahead(struct ps_rendering *render, struct ps_loop *loop,
                                      struct ps_value name, struct ps_value *value)
{
    size_t length;
    if (ps_value_is_text(name, "last") || ps_value_is_text(name, "nextitem")) {
        PS_TRY(peek(render, loop));
        bool is_last = ps_value_is(loop->next, PS_VALUE_ABSENT);
        *value = ps_value_bool(is_last);
        if (ps_value_is_text(name, "last"))
            return PS_OK;
        return neighbour(render, !is_last, loop->next, "there is no next item", value);
    }
    bool is_length = ps_value_is_text(name, "length");
    bool is_revindex = ps_value_is_text(name, "revindex");
    if (!is_length && !is_revindex && !ps_value_is_text(name, "revindex0"))
        return PS_OK;
    PS_TRY(ps_loop_length(render, loop, &length));
    *value = ps_value_int((int64_t)(is_length ? length : length - loop->index + is_revindex));
    return PS_OK;
}

enum ps_status ps_loop_attribute(struct ps_rendering *render, struct ps_loop *loop,
                                 struct ps_value name, struct ps_value *value)
{
    const struct {
        const char *name;
        struct ps_value value;
    } known[] = {
        {"index", ps_value_int((int64_t)loop->index)},
        {"index0", ps_value_int((int64_t)loop->index - 1)},
        {"first", ps_value_bool(loop->index == 1)},
        {"depth", ps_value_int((int64_t)loop->depth + 1)},
        {"depth0", ps_value_int((int64_t)loop->depth)},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (ps_value_is_text(name, known[i].name)) {
            *value = known[i].value;
            return PS_OK;
        }
    }
    if (ps_value_is_text(name, "previtem"))
        return neighbour(render, loop->index > 1, loop->previous, "there is no previous item",
                         value);
    return attribute_ahead(render, loop, name, value);
}
