/* Dicts: in the order of insertion, found by hash. */
#ifndef PENSTOCK_SHARED_TEMPLATE_DICT_H
#define PENSTOCK_SHARED_TEMPLATE_DICT_H

#include "shared/template/rendering.h"

enum ps_status ps_dict_create(struct ps_rendering *render, size_t capacity,
                              struct ps_value *dict) PS_MUST_USE;

/* ABSENT where there is no such key. */
enum ps_status ps_dict_get(struct ps_rendering *render, const struct ps_dict *dict,
                           struct ps_value key, struct ps_value *value) PS_MUST_USE;

/* Replaces the value of a key that is there already, in its place. */
enum ps_status ps_dict_set(struct ps_rendering *render, struct ps_dict *dict, struct ps_value key,
                           struct ps_value value) PS_MUST_USE;

/* All of other's entries. */
enum ps_status ps_dict_update(struct ps_rendering *render, struct ps_dict *dict,
                              const struct ps_dict *other) PS_MUST_USE;

#endif
