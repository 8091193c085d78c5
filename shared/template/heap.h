/* The memory of one rendering, or of one parsed template: an arena that hands out small pieces and
 * has a maximum. */
#ifndef PENSTOCK_SHARED_TEMPLATE_HEAP_H
#define PENSTOCK_SHARED_TEMPLATE_HEAP_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/arena.h"

/* Zero-initialise all but bytes_max. */
struct ps_heap {
    struct ps_arena arena;
    char *chunk; /* the rest of the chunk that small pieces are cut from */
    size_t chunk_bytes;
    size_t bytes_used;
    size_t bytes_max;
    bool is_over; /* the last allocation failed because of bytes_max */
};

void ps_heap_close(struct ps_heap *heap);

/* count * size bytes, zeroed, aligned to 16; NULL where memory can't be had or bytes_max is
 * reached. */
void *ps_heap_alloc(struct ps_heap *heap, size_t count, size_t size);

#endif
