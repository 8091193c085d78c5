/* Which KV pages are free: a stack of page numbers. It never touches what is in them. */
#ifndef PENSTOCK_SHARED_ENGINE_PAGES_H
#define PENSTOCK_SHARED_ENGINE_PAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"

/* Zero-initialise. */
struct ps_pages {
    uint32_t *free; /* [num_free], the next one to be taken last */
    size_t num_free;
    size_t num_total;
    size_t page_size; /* positions */
};

enum ps_status ps_pages_init(struct ps_pages *pages, size_t num_pages,
                             size_t page_size) PS_MUST_USE;
void ps_pages_close(struct ps_pages *pages);

/* How many pages hold that many positions. */
size_t ps_pages_needed(const struct ps_pages *pages, size_t num_positions);

/* False where none is left. */
bool ps_pages_take(struct ps_pages *pages, uint32_t *page);

void ps_pages_give(struct ps_pages *pages, uint32_t page);

#endif
