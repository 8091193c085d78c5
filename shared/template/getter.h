/* Values of items by a path such as "function.name" or 0, as filters take them. */
#ifndef PENSTOCK_SHARED_TEMPLATE_GETTER_H
#define PENSTOCK_SHARED_TEMPLATE_GETTER_H

#include "shared/template/builtin.h"

struct ps_getter {
    struct ps_value path;     /* a string, an integer, or ABSENT or None for the item itself */
    struct ps_value fallback; /* for what is undefined; ABSENT or None: nothing */
    bool ignores_case;        /* strings are lowered */
};

enum ps_status ps_getter_get(struct ps_rendering *render, const struct ps_getter *getter,
                             struct ps_value item, struct ps_value *value) PS_MUST_USE;

/* With a path of several paths with commas between them: a list of all values. */
enum ps_status ps_getter_get_all(struct ps_rendering *render, const struct ps_getter *getter,
                                 struct ps_value item, struct ps_value *values) PS_MUST_USE;

#endif
