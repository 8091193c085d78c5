/* Which methods a value has. */
#include "shared/template/methods.h"

#include <string.h>

/* Methods that Python has and this doesn't, and those that change their object. */
static const struct {
    enum ps_value_kind kind;
    enum ps_method_kind method;
    const char *names; /* with a space before and after each */
} others[] = {
    {PS_VALUE_LIST, PS_METHOD_UNSAFE,
     " append clear pop reverse insert sort extend remove __class_getitem__ __add__ __contains__ "
     "__delitem__ __getitem__ __iadd__ __imul__ __iter__ __len__ __mul__ __reversed__ __rmul__ "
     "__setitem__ "},
    {PS_VALUE_DICT, PS_METHOD_UNSAFE,
     " clear pop popitem setdefault update __class_getitem__ __contains__ __delitem__ __getitem__ "
     "__ior__ __iter__ __len__ __or__ __reversed__ __ror__ __setitem__ "},
    {PS_VALUE_DICT, PS_METHOD_UNSUPPORTED, " fromkeys "},
    {PS_VALUE_TUPLE, PS_METHOD_UNSAFE,
     " __class_getitem__ __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mul__ "
     "__rmul__ "},
    {PS_VALUE_STRING, PS_METHOD_UNSAFE,
     " __add__ __contains__ __getitem__ __getnewargs__ __iter__ __len__ __mod__ __mul__ __rmod__ "
     "__rmul__ "},
    {PS_VALUE_STRING, PS_METHOD_UNSUPPORTED, " encode translate maketrans "},
    {PS_VALUE_INT, PS_METHOD_UNSUPPORTED, " to_bytes from_bytes as_integer_ratio "},
    {PS_VALUE_FLOAT, PS_METHOD_UNSUPPORTED, " hex fromhex as_integer_ratio "},
    {PS_VALUE_ITERATOR, PS_METHOD_UNSUPPORTED,
     " send throw close gi_running gi_suspended gi_yieldfrom "},
    {PS_VALUE_ITERATOR, PS_METHOD_UNSAFE, " gi_frame gi_code __iter__ __next__ __name__ "},
    {PS_VALUE_VIEW, PS_METHOD_UNSUPPORTED, " isdisjoint mapping "},
    {PS_VALUE_FUNCTION, PS_METHOD_UNSAFE, " __call__ __name__ __self__ __qualname__ "},
};

static enum ps_method_kind find_other(enum ps_value_kind kind, const struct ps_string *name)
{
    char padded[32] = " ";
    if (name->size > sizeof padded - 3)
        return PS_METHOD_NONE;
    memcpy(padded + 1, name->data, name->size);
    memcpy(padded + 1 + name->size, " ", 2);
    if (kind == PS_VALUE_BOOL)
        kind = PS_VALUE_INT;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (others[i].kind == kind && name->size > 0 && strstr(others[i].names, padded))
            return others[i].method;
    }
    return PS_METHOD_NONE;
}

static const struct ps_builtin *find_string_method(const struct ps_string *name)
{
    static const struct ps_builtin_table *const tables[] = {
        &ps_string_split_methods, &ps_string_strip_methods, &ps_string_search_methods,
        &ps_string_case_methods,  &ps_string_kind_methods,  &ps_string_pad_methods,
    };
    const struct ps_builtin *found = NULL;
    for (size_t i = 0; i < sizeof tables / sizeof tables[0] && !found; i++)
        found = ps_builtin_find(tables[i], name->data, name->size);
    return found;
}

const struct ps_builtin *ps_method_find(struct ps_value object, const struct ps_string *name,
                                        enum ps_method_kind *kind)
{
    static const struct ps_builtin_table *const tables[] = {
        [PS_VALUE_BOOL] = &ps_number_methods,   [PS_VALUE_INT] = &ps_number_methods,
        [PS_VALUE_FLOAT] = &ps_number_methods,  [PS_VALUE_LIST] = &ps_list_methods,
        [PS_VALUE_TUPLE] = &ps_list_methods,    [PS_VALUE_DICT] = &ps_dict_methods,
        [PS_VALUE_RANGE] = &ps_list_methods,    [PS_VALUE_LOOP] = &ps_loop_methods,
        [PS_VALUE_CYCLER] = &ps_cycler_methods, [PS_VALUE_JOINER] = NULL,
    };
    const struct ps_builtin *found = NULL;
    if (object.kind == PS_VALUE_STRING)
        found = find_string_method(name);
    else if (tables[object.kind])
        found = ps_builtin_find(tables[object.kind], name->data, name->size);
    bool is_copy = found && strcmp(found->name, "copy") == 0;
    if (is_copy && object.kind != PS_VALUE_LIST && object.kind != PS_VALUE_DICT)
        found = NULL;
    *kind = found ? PS_METHOD_FOUND : find_other(object.kind, name);
    return found;
}
