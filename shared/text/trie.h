/* A set of byte strings, to find the longest one that begins at a place in a text. */
#ifndef PENSTOCK_SHARED_TEXT_TRIE_H
#define PENSTOCK_SHARED_TEXT_TRIE_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

struct ps_trie_node {
    uint32_t child, sibling; /* indices, or 0 */
    int32_t value;           /* of the string that ends here, or -1 */
    unsigned char byte;
};

/* Zero-initialise. */
struct ps_trie {
    struct ps_trie_node *nodes; /* [count]; the first stands for nothing */
    size_t count;
    size_t capacity;
    uint32_t roots[256]; /* by first byte: indices, or 0 */
};

void ps_trie_close(struct ps_trie *trie);

/* Adds a string that is not empty; of equal ones the first keeps its value. PS_NO_MEMORY. */
enum ps_status ps_trie_add(struct ps_trie *trie, const char *text, size_t size,
                           int32_t value) PS_MUST_USE;

/* Where from start on a string of the set may begin; size where nowhere. */
static inline size_t ps_trie_skip(const struct ps_trie *trie, const char *text, size_t size,
                                  size_t start)
{
    if (trie->count == 0)
        return size;
    while (start < size && trie->roots[(unsigned char)text[start]] == 0)
        start++;
    return start;
}

/* The node that one more byte leads to from a node, or from 0, where strings begin; 0: none. */
uint32_t ps_trie_step(const struct ps_trie *trie, uint32_t node, char byte);

/* The value of the longest string at the beginning of text and its length, or -1. */
int32_t ps_trie_longest(const struct ps_trie *trie, const char *text, size_t size, size_t *length);

#endif
