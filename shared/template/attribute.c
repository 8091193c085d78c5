/* Attributes and items. */
#include "shared/template/attribute.h"

#include <string.h>

#include "shared/template/dict.h"
#include "shared/template/iterator.h"
#include "shared/template/loop.h"
#include "shared/template/macro.h"
#include "shared/template/methods.h"

static enum ps_status undefined_of(struct ps_rendering *render, struct ps_value object,
                                   struct ps_value name, bool is_unsafe, struct ps_value *value)
{
    return ps_rendering_undefined(
        render, &(struct ps_undefined){.object = object, .name = name, .is_unsafe = is_unsafe},
        value);
}

/* What every object has, and the sandbox hides. */
static bool is_object_attribute(const struct ps_string *name)
{
    static const char *const names[] = {
        "__class__",   "__delattr__", "__dir__",           "__doc__",          "__eq__",
        "__format__",  "__ge__",      "__getattribute__",  "__getstate__",     "__gt__",
        "__hash__",    "__init__",    "__init_subclass__", "__le__",           "__lt__",
        "__ne__",      "__new__",     "__reduce__",        "__reduce_ex__",    "__repr__",
        "__setattr__", "__sizeof__",  "__str__",           "__subclasshook__",
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (name->size == strlen(names[i]) && memcmp(name->data, names[i], name->size) == 0)
            return true;
    }
    return false;
}

static enum ps_status bind_method(struct ps_rendering *render, const struct ps_builtin *method,
                                  struct ps_value self, struct ps_value *value)
{
    void *memory;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_function), &memory));
    *value = (struct ps_value){.kind = PS_VALUE_FUNCTION, .function = memory};
    *value->function = (struct ps_function){method, self};
    return PS_OK;
}

static struct ps_value number_attribute(struct ps_value number, struct ps_value name)
{
    bool is_float = number.kind == PS_VALUE_FLOAT;
    struct ps_value same = is_float ? number : ps_value_int(ps_value_integer(number));
    if (ps_value_is_text(name, "real") || (!is_float && ps_value_is_text(name, "numerator")))
        return same;
    if (ps_value_is_text(name, "imag"))
        return is_float ? ps_value_float(0) : ps_value_int(0);
    if (!is_float && ps_value_is_text(name, "denominator"))
        return ps_value_int(1);
    return (struct ps_value){.kind = PS_VALUE_ABSENT};
}

static enum ps_status data_attribute(struct ps_rendering *render, struct ps_value object,
                                     struct ps_value name, struct ps_value *value)
{
    const struct ps_list *list = object.list;
    switch (object.kind) {
    case PS_VALUE_NAMESPACE:
        return ps_dict_get(render, object.dict, name, value);
    case PS_VALUE_LOOP:
        return ps_loop_attribute(render, object.loop, name, value);
    case PS_VALUE_CYCLER:
        if (ps_value_is_text(name, "current"))
            *value = object.cycler->items->items[object.cycler->position];
        return PS_OK;
    case PS_VALUE_TUPLE:
        if (list->is_group && ps_value_is_text(name, "grouper"))
            *value = list->items[0];
        else if (list->is_group && ps_value_is_text(name, "list"))
            *value = list->items[1];
        return PS_OK;
    case PS_VALUE_RANGE:
        if (ps_value_is_text(name, "start"))
            *value = ps_value_int(object.range->start);
        else if (ps_value_is_text(name, "stop"))
            *value = ps_value_int(object.range->stop);
        else if (ps_value_is_text(name, "step"))
            *value = ps_value_int(object.range->step);
        return PS_OK;
    case PS_VALUE_BOOL:
    case PS_VALUE_INT:
    case PS_VALUE_FLOAT:
        *value = number_attribute(object, name);
        return PS_OK;
    case PS_VALUE_MACRO:
        return ps_macro_attribute(render, object.macro, name, value);
    default:
        return PS_OK;
    }
}

enum ps_status ps_own_attribute(struct ps_rendering *render, struct ps_value object,
                                struct ps_value name, struct ps_value *value)
{
    *value = (struct ps_value){.kind = PS_VALUE_ABSENT};
    if (object.kind == PS_VALUE_UNDEFINED)
        return is_object_attribute(name.string) ? undefined_of(render, object, name, true, value)
                                                : ps_rendering_fail_undefined(render, object);
    PS_TRY(data_attribute(render, object, name, value));
    if (!ps_value_is(*value, PS_VALUE_ABSENT)) {
        bool is_private = name.string->size > 0 && name.string->data[0] == '_';
        return is_private ? undefined_of(render, object, name, true, value) : PS_OK;
    }
    if (object.kind == PS_VALUE_NAMESPACE)
        return ps_value_is_text(name, "__class__") ? undefined_of(render, object, name, true, value)
                                                   : PS_OK;
    if (is_object_attribute(name.string))
        return undefined_of(render, object, name, true, value);
    enum ps_method_kind kind;
    const struct ps_builtin *method = ps_method_find(object, name.string, &kind);
    switch (kind) {
    case PS_METHOD_NONE:
        return PS_OK;
    case PS_METHOD_UNSAFE:
        return undefined_of(render, object, name, true, value);
    case PS_METHOD_UNSUPPORTED:
        return ps_rendering_refuse(render, "the method '%.*s' of %s is not supported",
                                   ps_shown_size(name.string->size), name.string->data,
                                   ps_value_type_name(object));
    case PS_METHOD_FOUND:
        return bind_method(render, method, object, value);
    }
    return PS_OK;
}

static bool find_index(struct ps_value key, size_t count, size_t *index)
{
    int64_t integer = ps_value_integer(key);
    if (integer < 0)
        integer += (int64_t)count;
    *index = (size_t)integer;
    return integer >= 0 && integer < (int64_t)count;
}

/* object's own item; ABSENT where there is none. */
static enum ps_status own_item(struct ps_rendering *render, struct ps_value object,
                               struct ps_value key, struct ps_value *value)
{
    size_t index, count = ps_value_length(object);
    *value = (struct ps_value){.kind = PS_VALUE_ABSENT};
    if (object.kind == PS_VALUE_UNDEFINED)
        return ps_rendering_fail_undefined(render, object);
    if (object.kind == PS_VALUE_DICT) {
        if (key.kind == PS_VALUE_LIST || key.kind == PS_VALUE_DICT || key.kind == PS_VALUE_VIEW)
            return PS_OK; /* unhashable: a TypeError, and so undefined */
        return ps_dict_get(render, object.dict, key, value);
    }
    if (!ps_value_is_integral(key) || !find_index(key, count, &index))
        return PS_OK;
    switch (object.kind) {
    case PS_VALUE_STRING:
        return ps_rendering_substring(render, object.string, index, index + 1, value);
    case PS_VALUE_LIST:
    case PS_VALUE_TUPLE:
        *value = object.list->items[index];
        return PS_OK;
    case PS_VALUE_RANGE:
        *value = ps_range_item(object.range, (int64_t)index);
        return PS_OK;
    default:
        return PS_OK;
    }
}

enum ps_status ps_attribute(struct ps_rendering *render, struct ps_value object,
                            struct ps_value name, struct ps_value *value)
{
    PS_TRY(ps_own_attribute(render, object, name, value));
    if (!ps_value_is(*value, PS_VALUE_ABSENT))
        return PS_OK;
    PS_TRY(own_item(render, object, name, value));
    if (!ps_value_is(*value, PS_VALUE_ABSENT))
        return PS_OK;
    return undefined_of(render, object, name, false, value);
}

enum ps_status ps_item(struct ps_rendering *render, struct ps_value object, struct ps_value key,
                       struct ps_value *value)
{
    PS_TRY(own_item(render, object, key, value));
    if (!ps_value_is(*value, PS_VALUE_ABSENT))
        return PS_OK;
    if (key.kind == PS_VALUE_STRING) {
        PS_TRY(ps_own_attribute(render, object, key, value));
        if (!ps_value_is(*value, PS_VALUE_ABSENT))
            return PS_OK;
    }
    return undefined_of(render, object, key, false, value);
}
