/* A heap of nodes that live inside other objects: the least key first, and of equal ones the one
 * that came first. It allocates nothing, so nothing in it can fail.
 *
 * A pairing heap (Fredman, Sedgewick, Sleator, Tarjan 1986): inserting takes constant time,
 * removing any node O(log n) amortised. */
#ifndef PENSTOCK_SHARED_BASE_MIN_HEAP_H
#define PENSTOCK_SHARED_BASE_MIN_HEAP_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise. */
struct ps_min_heap_node {
    double key;
    uint64_t order; /* when it was inserted */
    bool is_inside;
    struct ps_min_heap_node *child;    /* the first of those below */
    struct ps_min_heap_node *next;     /* the next of those below the same one */
    struct ps_min_heap_node *previous; /* the one before it there, or the one above for the first */
};

/* Zero-initialise. */
struct ps_min_heap {
    struct ps_min_heap_node *root;
    uint64_t num_inserted; /* since it was made */
};

/* The node must be in no heap; key is no NaN. */
void ps_min_heap_insert(struct ps_min_heap *heap, struct ps_min_heap_node *node, double key);

/* Does nothing for a node that is in no heap. */
void ps_min_heap_remove(struct ps_min_heap *heap, struct ps_min_heap_node *node);

/* The node with the least key; NULL where the heap is empty. */
static inline struct ps_min_heap_node *ps_min_heap_first(const struct ps_min_heap *heap)
{
    return heap->root;
}

#endif
