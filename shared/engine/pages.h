/* Which KV pages are free, and how many hold each of the others: sequences with the same prompt
 * share its pages. It never touches what is in them. */
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
    uint32_t *references; /* [num_total]; 0: free */
    size_t num_total;
    size_t page_size; /* positions */
};

enum ps_status ps_pages_init(struct ps_pages *pages, size_t num_pages,
                             size_t page_size) PS_MUST_USE;
void ps_pages_close(struct ps_pages *pages);

/* How many pages hold that many positions. */
size_t ps_pages_needed(const struct ps_pages *pages, size_t num_positions);

/* A free page, with one reference. False where none is left. */
bool ps_pages_take(struct ps_pages *pages, uint32_t *page);

/* One more reference to a page that is not free. */
void ps_pages_share(struct ps_pages *pages, uint32_t page);

/* One reference less; without any the page is free. */
void ps_pages_give(struct ps_pages *pages, uint32_t page);

#endif
