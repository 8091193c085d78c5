/* A set of byte strings, to find the longest one that begins at a place in a text. */
#include "shared/text/trie.h"

#include <stdlib.h>

void ps_trie_close(struct ps_trie *trie)
{
    free(trie->nodes);
    *trie = (struct ps_trie){0};
}

static enum ps_status new_node(struct ps_trie *trie, unsigned char byte, uint32_t *index)
{
    if (trie->count >= trie->capacity) {
        if (trie->count >= UINT32_MAX / 2)
            return PS_NO_MEMORY;
        size_t capacity = trie->capacity ? trie->capacity * 2 : 64;
        struct ps_trie_node *nodes = reallocarray(trie->nodes, capacity, sizeof *nodes);
        if (!nodes)
            return PS_NO_MEMORY;
        trie->nodes = nodes;
        trie->capacity = capacity;
    }
    if (trie->count == 0) /* index 0 means none */
        trie->nodes[trie->count++] = (struct ps_trie_node){.value = -1};
    *index = (uint32_t)trie->count;
    trie->nodes[trie->count++] = (struct ps_trie_node){.value = -1, .byte = byte};
    return PS_OK;
}

static uint32_t find_child(const struct ps_trie *trie, uint32_t node, unsigned char byte)
{
    uint32_t child = trie->nodes[node].child;
    while (child != 0 && trie->nodes[child].byte != byte)
        child = trie->nodes[child].sibling;
    return child;
}

uint32_t ps_trie_step(const struct ps_trie *trie, uint32_t node, char byte)
{
    return node == 0 ? trie->roots[(unsigned char)byte]
                     : find_child(trie, node, (unsigned char)byte);
}

enum ps_status ps_trie_add(struct ps_trie *trie, const char *text, size_t size, int32_t value)
{
    unsigned char first = (unsigned char)text[0];
    if (trie->roots[first] == 0) {
        uint32_t root;
        PS_TRY(new_node(trie, first, &root));
        trie->roots[first] = root;
    }
    uint32_t node = trie->roots[first];
    for (size_t i = 1; i < size; i++) {
        uint32_t child = find_child(trie, node, (unsigned char)text[i]);
        if (child == 0) {
            PS_TRY(new_node(trie, (unsigned char)text[i], &child));
            trie->nodes[child].sibling = trie->nodes[node].child;
            trie->nodes[node].child = child;
        }
        node = child;
    }
    if (trie->nodes[node].value < 0)
        trie->nodes[node].value = value;
    return PS_OK;
}

int32_t ps_trie_longest(const struct ps_trie *trie, const char *text, size_t size, size_t *length)
{
    if (size == 0)
        return -1;
    int32_t best = -1;
    uint32_t node = trie->roots[(unsigned char)text[0]];
    for (size_t i = 1; node != 0; i++) {
        if (trie->nodes[node].value >= 0) {
            best = trie->nodes[node].value;
            *length = i;
        }
        node = i < size ? find_child(trie, node, (unsigned char)text[i]) : 0;
    }
    return best;
}
