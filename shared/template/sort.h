/* Sorting by keys. */
#ifndef PENSTOCK_SHARED_TEMPLATE_SORT_H
#define PENSTOCK_SHARED_TEMPLATE_SORT_H

#include "shared/template/rendering.h"

/* The order of keys[0..count) as a new array of positions; equal keys keep theirs, in reverse
 * too. */
enum ps_status ps_sort(struct ps_rendering *render, const struct ps_value *keys, size_t count,
                       bool is_reverse, size_t **order) PS_MUST_USE;

#endif
