/* Truth, equality, order and membership, as Python sees them. */
#ifndef PENSTOCK_SHARED_TEMPLATE_COMPARE_H
#define PENSTOCK_SHARED_TEMPLATE_COMPARE_H

#include "shared/template/node.h"
#include "shared/template/rendering.h"

bool ps_value_truth(struct ps_value value);

/* The same object, as far as templates can tell. */
bool ps_value_same(struct ps_value a, struct ps_value b);

enum ps_status ps_value_equal(struct ps_rendering *render, struct ps_value a, struct ps_value b,
                              bool *equal) PS_MUST_USE;

/* a < b; fails for types without an order. */
enum ps_status ps_value_less(struct ps_rendering *render, struct ps_value a, struct ps_value b,
                             bool *less) PS_MUST_USE;

enum ps_status ps_value_compare(struct ps_rendering *render, enum ps_comparison comparison,
                                struct ps_value a, struct ps_value b, bool *holds) PS_MUST_USE;

/* Equal values have the same hash. Fails for lists and dicts. */
enum ps_status ps_value_hash(struct ps_rendering *render, struct ps_value value,
                             uint64_t *hash) PS_MUST_USE;

#endif
