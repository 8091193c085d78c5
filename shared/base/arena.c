/* Memory that is freed together: blocks of at least BLOCK_SIZE, filled one after another. */
#include "shared/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"

enum {
    BLOCK_SIZE = 64 * 1024,
    ALIGNMENT = 64,
};

struct ps_arena_block {
    struct ps_arena_block *next;
    size_t used;     /* of the bytes behind the header */
    size_t capacity; /* likewise */
    char padding[ALIGNMENT - sizeof(void *) - 2 * sizeof(size_t)];
};

void ps_arena_close(struct ps_arena *arena)
{
    struct ps_arena_block *block = arena->blocks;
    while (block) {
        struct ps_arena_block *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
}

static struct ps_arena_block *add_block(struct ps_arena *arena, size_t size)
{
    size_t capacity = size > BLOCK_SIZE ? size : BLOCK_SIZE;
    size_t total;
    if (!ps_checked_add(capacity, sizeof(struct ps_arena_block), &total))
        return NULL;
    struct ps_arena_block *block = aligned_alloc(ALIGNMENT, total);
    if (!block)
        return NULL;
    *block = (struct ps_arena_block){.next = arena->blocks, .capacity = capacity};
    arena->blocks = block;
    return block;
}

void *ps_arena_alloc(struct ps_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (!ps_checked_multiply(count, size, &bytes) || !ps_checked_add(bytes, ALIGNMENT - 1, &bytes))
        return NULL;
    bytes &= ~(size_t)(ALIGNMENT - 1);
    if (bytes == 0)
        bytes = ALIGNMENT;
    struct ps_arena_block *block = arena->blocks;
    if (!block || block->capacity - block->used < bytes)
        block = add_block(arena, bytes);
    if (!block)
        return NULL;
    char *memory = (char *)(block + 1) + block->used;
    block->used += bytes;
    memset(memory, 0, bytes);
    return memory;
}

char *ps_arena_string(struct ps_arena *arena, const char *text, size_t size)
{
    char *copy = size == SIZE_MAX ? NULL : ps_arena_alloc(arena, size + 1, 1);
    if (copy && size > 0)
        memcpy(copy, text, size);
    return copy;
}
