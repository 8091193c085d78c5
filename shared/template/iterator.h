/* Going over what can be iterated over; the lazy values that filters return. */
#ifndef PENSTOCK_SHARED_TEMPLATE_ITERATOR_H
#define PENSTOCK_SHARED_TEMPLATE_ITERATOR_H

#include "shared/template/rendering.h"

struct ps_iterator {
    /* Sets *item, ABSENT at the end, and does so again if asked again. */
    enum ps_status (*next)(struct ps_rendering *render, struct ps_iterator *iterator,
                           struct ps_value *item);
    struct ps_value source;
    struct ps_iterator *inner; /* what it draws from, if anything */
    void *state;
    size_t index;
    bool is_done;
};

bool ps_value_is_iterable(struct ps_value value);

/* PS_INVALID for what can't be iterated over. */
enum ps_status ps_iterate(struct ps_rendering *render, struct ps_value value,
                          struct ps_iterator **iterator) PS_MUST_USE;
enum ps_status ps_iterator_next(struct ps_rendering *render, struct ps_iterator *iterator,
                                struct ps_value *item) PS_MUST_USE;

/* A new iterator as a value; the caller fills in the rest. */
enum ps_status ps_iterator_create(struct ps_rendering *render,
                                  enum ps_status (*next)(struct ps_rendering *,
                                                         struct ps_iterator *, struct ps_value *),
                                  struct ps_value *iterator) PS_MUST_USE;

/* What is left of it, as a list. */
enum ps_status ps_value_to_list(struct ps_rendering *render, struct ps_value value,
                                enum ps_value_kind kind, struct ps_value *list) PS_MUST_USE;

/* len(); SIZE_MAX where the type has none. */
size_t ps_value_length(struct ps_value value);

/* The item of a range. */
struct ps_value ps_range_item(const struct ps_range *range, int64_t index);

/* The n-th thing in a view of a dict. */
enum ps_status ps_view_item(struct ps_rendering *render, const struct ps_view *view, size_t index,
                            struct ps_value *item) PS_MUST_USE;

#endif
