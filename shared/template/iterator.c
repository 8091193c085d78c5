/* Iterators over the containers. */
#include "shared/template/iterator.h"

#include "shared/base/utf8.h"
#include "shared/template/loop.h"

enum ps_status ps_iterator_create(struct ps_rendering *render,
                                  enum ps_status (*next)(struct ps_rendering *,
                                                         struct ps_iterator *, struct ps_value *),
                                  struct ps_value *iterator)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_iterator), &memory));
    *iterator = (struct ps_value){.kind = PS_VALUE_ITERATOR, .iterator = memory};
    iterator->iterator->next = next;
    return PS_OK;
}

struct ps_value ps_range_item(const struct ps_range *range, int64_t index)
{
    return ps_value_int(range->start + index * range->step);
}

enum ps_status ps_view_item(struct ps_rendering *render, const struct ps_view *view, size_t index,
                            struct ps_value *item)
{
    const struct ps_entry *entry = &view->dict->entries[index];
    if (view->kind == PS_VIEW_ITEMS)
        return ps_rendering_pair(render, entry->key, entry->value, item);
    *item = view->kind == PS_VIEW_KEYS ? entry->key : entry->value;
    return PS_OK;
}

static enum ps_status next_of_list(struct ps_rendering *render, struct ps_iterator *iterator,
                                   struct ps_value *item)
{
    (void)render;
    if (iterator->index < iterator->source.list->count)
        *item = iterator->source.list->items[iterator->index++];
    return PS_OK;
}

static enum ps_status next_of_dict(struct ps_rendering *render, struct ps_iterator *iterator,
                                   struct ps_value *item)
{
    (void)render;
    if (iterator->index < iterator->source.dict->count)
        *item = iterator->source.dict->entries[iterator->index++].key;
    return PS_OK;
}

static enum ps_status next_of_view(struct ps_rendering *render, struct ps_iterator *iterator,
                                   struct ps_value *item)
{
    if (iterator->index >= iterator->source.view->dict->count)
        return PS_OK;
    return ps_view_item(render, iterator->source.view, iterator->index++, item);
}

static enum ps_status next_of_range(struct ps_rendering *render, struct ps_iterator *iterator,
                                    struct ps_value *item)
{
    (void)render;
    if ((int64_t)iterator->index < iterator->source.range->count)
        *item = ps_range_item(iterator->source.range, (int64_t)iterator->index++);
    return PS_OK;
}

static enum ps_status next_of_string(struct ps_rendering *render, struct ps_iterator *iterator,
                                     struct ps_value *item)
{
    const struct ps_string *string = iterator->source.string;
    size_t size = ps_utf8_first(string->data + iterator->index, string->size - iterator->index);
    if (size == 0)
        return PS_OK;
    PS_TRY(ps_rendering_string(render, string->data + iterator->index, size, item));
    item->string->count = 1;
    iterator->index += size;
    return PS_OK;
}

static enum ps_status next_of_nothing(struct ps_rendering *render, struct ps_iterator *iterator,
                                      struct ps_value *item)
{
    (void)render, (void)iterator, (void)item;
    return PS_OK;
}

/* Each item of a loop comes as a pair with the loop, as from jinja2's LoopContext. */
static enum ps_status next_of_loop(struct ps_rendering *render, struct ps_iterator *iterator,
                                   struct ps_value *item)
{
    struct ps_value next;
    PS_TRY(ps_loop_next(render, iterator->source.loop, &next));
    if (ps_value_is(next, PS_VALUE_ABSENT))
        return PS_OK;
    return ps_rendering_pair(render, next, iterator->source, item);
}

bool ps_value_is_iterable(struct ps_value value)
{
    switch (value.kind) {
    case PS_VALUE_UNDEFINED:
    case PS_VALUE_STRING:
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
    case PS_VALUE_DICT:
    case PS_VALUE_RANGE:
    case PS_VALUE_VIEW:
    case PS_VALUE_ITERATOR:
    case PS_VALUE_LOOP:
        return true;
    default:
        return false;
    }
}

enum ps_status ps_iterate(struct ps_rendering *render, struct ps_value value,
                          struct ps_iterator **iterator)
{
    static enum ps_status (*const nexts[])(struct ps_rendering *, struct ps_iterator *,
                                           struct ps_value *) = {
        [PS_VALUE_UNDEFINED] = next_of_nothing, [PS_VALUE_STRING] = next_of_string,
        [PS_VALUE_LIST] = next_of_list,         [PS_VALUE_TUPLE] = next_of_list,
        [PS_VALUE_DICT] = next_of_dict,         [PS_VALUE_RANGE] = next_of_range,
        [PS_VALUE_VIEW] = next_of_view,         [PS_VALUE_LOOP] = next_of_loop,
    };
    if (value.kind == PS_VALUE_ITERATOR) {
        *iterator = value.iterator;
        return PS_OK;
    }
    if (!ps_value_is_iterable(value))
        return ps_rendering_fail(render, "'%s' object is not iterable", ps_value_type_name(value));
    struct ps_value made;
    PS_TRY(ps_iterator_create(render, nexts[value.kind], &made));
    made.iterator->source = value;
    *iterator = made.iterator;
    return PS_OK;
}

enum ps_status ps_iterator_next(struct ps_rendering *render, struct ps_iterator *iterator,
                                struct ps_value *item)
{
    *item = (struct ps_value){.kind = PS_VALUE_ABSENT};
    if (iterator->is_done)
        return PS_OK;
    PS_TRY(ps_rendering_step(render, 1));
    PS_TRY(ps_rendering_enter(render));
    PS_TRY(iterator->next(render, iterator, item));
    ps_rendering_leave(render);
    iterator->is_done = ps_value_is(*item, PS_VALUE_ABSENT);
    return PS_OK;
}

size_t ps_value_length(struct ps_value value)
{
    switch (value.kind) {
    case PS_VALUE_UNDEFINED:
        return 0;
    case PS_VALUE_STRING:
        return ps_string_count(value.string);
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        return value.list->count;
    case PS_VALUE_DICT:
        return value.dict->count;
    case PS_VALUE_RANGE:
        return (size_t)value.range->count;
    case PS_VALUE_VIEW:
        return value.view->dict->count;
    default:
        return SIZE_MAX;
    }
}

enum ps_status ps_value_to_list(struct ps_rendering *render, struct ps_value value,
                                enum ps_value_kind kind, struct ps_value *list)
{
    struct ps_iterator *iterator;
    size_t length = ps_value_length(value);
    if (value.kind == PS_VALUE_LIST || value.kind == PS_VALUE_TUPLE) {
        *list = (struct ps_value){.kind = kind, .list = value.list};
        if (!value.list->is_group)
            return PS_OK;
    }
    PS_TRY(ps_iterate(render, value, &iterator));
    PS_TRY(ps_rendering_list(render, kind, length == SIZE_MAX ? 0 : length, list));
    while (true) {
        struct ps_value item;
        PS_TRY(ps_iterator_next(render, iterator, &item));
        if (ps_value_is(item, PS_VALUE_ABSENT))
            return PS_OK;
        PS_TRY(ps_rendering_append(render, list->list, item));
    }
}
