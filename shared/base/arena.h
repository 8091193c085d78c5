/* Memory that is freed together: what lives as long as a model, or as long as a request. */
#ifndef PENSTOCK_SHARED_BASE_ARENA_H
#define PENSTOCK_SHARED_BASE_ARENA_H

#include <stddef.h>

struct ps_arena_block;

/* Zero-initialise. */
struct ps_arena {
    struct ps_arena_block *blocks;
};

void ps_arena_close(struct ps_arena *arena);

/* size bytes, zeroed, aligned to 64; NULL where memory can't be had or count * size wraps. */
void *ps_arena_alloc(struct ps_arena *arena, size_t count, size_t size);

/* A copy of text[0..size) with a NUL. */
char *ps_arena_string(struct ps_arena *arena, const char *text, size_t size);

#endif
