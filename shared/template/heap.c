/* Small pieces are cut from chunks of an arena, large ones have their own. */
#include "shared/template/heap.h"

#include <string.h>

#include "shared/base/checked.h"

enum {
    CHUNK_BYTES = 32 * 1024,
    PIECE_BYTES_MAX = 4 * 1024, /* larger ones bypass the chunk */
    ALIGNMENT = 16,
};

void ps_heap_close(struct ps_heap *heap)
{
    ps_arena_close(&heap->arena);
    heap->chunk = NULL;
    heap->chunk_bytes = 0;
}

void *ps_heap_alloc(struct ps_heap *heap, size_t count, size_t size)
{
    size_t bytes;
    heap->is_over = false;
    if (!ps_checked_multiply(count, size, &bytes) || !ps_checked_add(bytes, ALIGNMENT - 1, &bytes))
        return NULL;
    bytes &= ~(size_t)(ALIGNMENT - 1);
    if (bytes == 0)
        bytes = ALIGNMENT;
    if (bytes > heap->bytes_max - heap->bytes_used) {
        heap->is_over = true;
        return NULL;
    }
    heap->bytes_used += bytes;
    if (bytes > PIECE_BYTES_MAX)
        return ps_arena_alloc(&heap->arena, bytes, 1);
    if (bytes > heap->chunk_bytes) {
        char *chunk = ps_arena_alloc(&heap->arena, CHUNK_BYTES, 1);
        if (!chunk)
            return NULL;
        heap->chunk = chunk;
        heap->chunk_bytes = CHUNK_BYTES;
    }
    char *piece = heap->chunk;
    heap->chunk += bytes;
    heap->chunk_bytes -= bytes;
    return piece;
}
