/* Trees of nodes, each before those below it. */
#include "shared/base/min_heap.h"

#include <assert.h>
#include <stddef.h>

static bool comes_before(const struct ps_min_heap_node *a, const struct ps_min_heap_node *b)
{
    return a->key < b->key || (!(b->key < a->key) && a->order < b->order);
}

/* Of two trees one; either may be NULL. */
static struct ps_min_heap_node *join(struct ps_min_heap_node *a, struct ps_min_heap_node *b)
{
    if (!a || !b)
        return a ? a : b;
    struct ps_min_heap_node *above = comes_before(a, b) ? a : b;
    struct ps_min_heap_node *below = above == a ? b : a;
    below->previous = above;
    below->next = above->child;
    if (below->next)
        below->next->previous = below;
    above->child = below;
    return above;
}

/* Of the trees below a node that goes one: first pairs from the left, then these from the right,
 * which is what makes removing cheap. */
static struct ps_min_heap_node *join_all(struct ps_min_heap_node *first)
{
    struct ps_min_heap_node *pairs = NULL; /* linked by next, the last one first */
    while (first) {
        struct ps_min_heap_node *second = first->next;
        struct ps_min_heap_node *rest = second ? second->next : NULL;
        first->next = first->previous = NULL;
        if (second)
            second->next = second->previous = NULL;
        struct ps_min_heap_node *pair = join(first, second);
        pair->next = pairs;
        pairs = pair;
        first = rest;
    }
    struct ps_min_heap_node *root = NULL;
    while (pairs) {
        struct ps_min_heap_node *pair = pairs;
        pairs = pair->next;
        pair->next = NULL;
        root = join(root, pair);
    }
    return root;
}

void ps_min_heap_insert(struct ps_min_heap *heap, struct ps_min_heap_node *node, double key)
{
    assert(!node->is_inside);
    *node = (struct ps_min_heap_node){.key = key, .order = heap->num_inserted++, .is_inside = true};
    heap->root = join(heap->root, node);
}

void ps_min_heap_remove(struct ps_min_heap *heap, struct ps_min_heap_node *node)
{
    if (!node->is_inside)
        return;
    struct ps_min_heap_node *below = join_all(node->child);
    if (node == heap->root) {
        heap->root = below;
    } else {
        if (node->previous->child == node)
            node->previous->child = node->next;
        else
            node->previous->next = node->next;
        if (node->next)
            node->next->previous = node->previous;
        heap->root = join(heap->root, below);
    }
    node->is_inside = false;
    node->child = node->next = node->previous = NULL;
}
