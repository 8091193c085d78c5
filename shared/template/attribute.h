/* a.b, a['b'] and a[b:c], with the sandbox's rules. */
#ifndef PENSTOCK_SHARED_TEMPLATE_ATTRIBUTE_H
#define PENSTOCK_SHARED_TEMPLATE_ATTRIBUTE_H

#include "shared/template/rendering.h"

/* object.name: Python's attribute before the item of that name. */
enum ps_status ps_attribute(struct ps_rendering *render, struct ps_value object,
                            struct ps_value name, struct ps_value *value) PS_MUST_USE;

/* object[key]: the item first. */
enum ps_status ps_item(struct ps_rendering *render, struct ps_value object, struct ps_value key,
                       struct ps_value *value) PS_MUST_USE;

/* object's own attribute; ABSENT where there is none (the filter attr makes that undefined). */
enum ps_status ps_own_attribute(struct ps_rendering *render, struct ps_value object,
                                struct ps_value name, struct ps_value *value) PS_MUST_USE;

/* object[start:stop:step]; bounds are None where they are missing. */
struct ps_slice {
    struct ps_value start, stop, step;
};
enum ps_status ps_slice(struct ps_rendering *render, struct ps_value object,
                        const struct ps_slice *slice, struct ps_value *value) PS_MUST_USE;

#endif
