/* Methods of strings, lists, dicts and the rest. */
#ifndef PENSTOCK_SHARED_TEMPLATE_METHODS_H
#define PENSTOCK_SHARED_TEMPLATE_METHODS_H

#include "shared/template/builtin.h"

enum ps_method_kind {
    PS_METHOD_NONE, /* the type has no such attribute */
    PS_METHOD_FOUND,
    PS_METHOD_UNSAFE,      /* it would change the object, or is internal: the sandbox denies it */
    PS_METHOD_UNSUPPORTED, /* Python has it, this doesn't */
};

const struct ps_builtin *ps_method_find(struct ps_value object, const struct ps_string *name,
                                        enum ps_method_kind *kind);

#endif
