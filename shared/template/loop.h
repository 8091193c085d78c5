/* The variable loop inside of a for. */
#ifndef PENSTOCK_SHARED_TEMPLATE_LOOP_H
#define PENSTOCK_SHARED_TEMPLATE_LOOP_H

#include "shared/template/iterator.h"

struct ps_loop {
    struct ps_iterator *iterator;
    struct ps_value iterable;
    size_t index;    /* of the current item, from 1; 0 before the first */
    size_t length;   /* SIZE_MAX: not known yet */
    size_t depth;    /* of recursion, from 0 */
    bool has_peeked; /* next was read ahead; ABSENT: there is none */
    struct ps_value next, current, previous;
    struct ps_value changed;    /* the arguments of the last changed(), a tuple */
    const struct ps_node *node; /* of a recursive loop; or NULL */
    struct ps_frame *frame;     /* around it */
};

/* The next item; ABSENT at the end. */
enum ps_status ps_loop_next(struct ps_rendering *render, struct ps_loop *loop,
                            struct ps_value *item) PS_MUST_USE;

/* Draws everything from an iterator without a length. */
enum ps_status ps_loop_length(struct ps_rendering *render, struct ps_loop *loop,
                              size_t *length) PS_MUST_USE;

/* loop.index and its like; ABSENT where there is no such attribute. */
enum ps_status ps_loop_attribute(struct ps_rendering *render, struct ps_loop *loop,
                                 struct ps_value name, struct ps_value *value) PS_MUST_USE;

#endif
