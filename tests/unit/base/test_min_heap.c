/* The heap against a sorted list, with insertions and removals anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "shared/base/min_heap.h"
#include "shared/base/rng.h"

#define NUM_NODES 200

/* Of those inside the one that has to be first. */
static const struct ps_min_heap_node *least(const struct ps_min_heap_node *nodes)
{
    const struct ps_min_heap_node *found = NULL;
    for (size_t i = 0; i < NUM_NODES; i++) {
        const struct ps_min_heap_node *node = &nodes[i];
        if (!node->is_inside)
            continue;
        if (!found || node->key < found->key ||
            (!(found->key < node->key) && node->order < found->order))
            found = node;
    }
    return found;
}

static void the_least_is_first_whatever_goes(void **state)
{
    (void)state;
    static struct ps_min_heap_node nodes[NUM_NODES];
    struct ps_min_heap heap = {0};
    struct ps_rng rng;
    ps_rng_init(&rng, 1);
    for (size_t step = 0; step < 20000; step++) {
        struct ps_min_heap_node *node = &nodes[ps_rng_below(&rng, NUM_NODES)];
        if (ps_rng_below(&rng, 4) == 0)
            node = heap.root ? heap.root : node;
        if (node->is_inside)
            ps_min_heap_remove(&heap, node);
        else /* few keys: many are equal */
            ps_min_heap_insert(&heap, node,
                               (double)ps_rng_below(&rng, step % 2000 < 1000 ? 5 : 1000));
        assert_ptr_equal(ps_min_heap_first(&heap), least(nodes));
    }
}

static void equal_keys_come_out_in_turn(void **state)
{
    (void)state;
    struct ps_min_heap_node nodes[9] = {{0}};
    struct ps_min_heap heap = {0};
    for (size_t i = 0; i < 9; i++)
        ps_min_heap_insert(&heap, &nodes[i], i == 4 ? -1 : 7);
    static const size_t expected[] = {4, 0, 1, 2, 3, 5, 6, 7, 8};
    for (size_t i = 0; i < 9; i++) {
        assert_ptr_equal(ps_min_heap_first(&heap), &nodes[expected[i]]);
        ps_min_heap_remove(&heap, &nodes[expected[i]]);
        ps_min_heap_remove(&heap, &nodes[expected[i]]); /* it is out already */
    }
    assert_null(ps_min_heap_first(&heap));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_least_is_first_whatever_goes),
        cmocka_unit_test(equal_keys_come_out_in_turn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
