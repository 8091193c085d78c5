/* A stack of free pages, and counted references to the others. */
#include "shared/engine/pages.h"

#include <assert.h>
#include <stdlib.h>

enum ps_status ps_pages_init(struct ps_pages *pages, size_t num_pages, size_t page_size)
{
    assert(page_size > 0 && num_pages <= UINT32_MAX);
    *pages = (struct ps_pages){.num_total = num_pages, .page_size = page_size};
    if (num_pages == 0)
        return PS_OK;
    pages->free = calloc(num_pages, sizeof *pages->free);
    pages->references = calloc(num_pages, sizeof *pages->references);
    if (!pages->free || !pages->references) {
        ps_pages_close(pages);
        return PS_NO_MEMORY;
    }
    for (size_t i = 0; i < num_pages; i++)
        pages->free[i] = (uint32_t)(num_pages - 1 - i);
    pages->num_free = num_pages;
    return PS_OK;
}

void ps_pages_close(struct ps_pages *pages)
{
    free(pages->free);
    free(pages->references);
    *pages = (struct ps_pages){0};
}

size_t ps_pages_needed(const struct ps_pages *pages, size_t num_positions)
{
    return num_positions / pages->page_size + (num_positions % pages->page_size != 0);
}

bool ps_pages_take(struct ps_pages *pages, uint32_t *page)
{
    if (pages->num_free == 0)
        return false;
    *page = pages->free[--pages->num_free];
    pages->references[*page] = 1;
    return true;
}

void ps_pages_share(struct ps_pages *pages, uint32_t page)
{
    assert(page < pages->num_total && pages->references[page] > 0);
    pages->references[page]++;
}

void ps_pages_give(struct ps_pages *pages, uint32_t page)
{
    assert(page < pages->num_total && pages->references[page] > 0);
    if (--pages->references[page] == 0)
        pages->free[pages->num_free++] = page;
}
