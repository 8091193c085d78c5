/* The memory behind KV pages; what is written there is kernel/attention's. */
#include "shared/transformer/kv_cache.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/transformer/kv_cache_internal.h"

static struct ps_kv_layout layout_of(const struct ps_transformer_config *config, size_t page_size)
{
    return (struct ps_kv_layout){
        .num_layers = config->num_layers,
        .num_kv_heads = config->num_kv_heads,
        .head_size = config->head_size,
        .page_size = page_size,
    };
}

enum ps_status ps_kv_cache_create(struct ps_kv_cache **cache,
                                  const struct ps_transformer_config *config, size_t page_size,
                                  size_t num_pages, struct ps_error *error)
{
    if (page_size == 0 || num_pages == 0 || num_pages > UINT32_MAX)
        return ps_error_set(error, PS_INVALID, "%zu KV pages of %zu positions can't be had",
                            num_pages, page_size);
    struct ps_kv_layout layout = layout_of(config, page_size);
    size_t page_floats = ps_kv_page_floats(&layout);
    size_t bytes;
    if (page_floats == 0 || !ps_checked_multiply(page_floats * sizeof(float), num_pages, &bytes))
        return ps_error_set(error, PS_INVALID, "%zu KV pages of %zu positions are too large",
                            num_pages, page_size);
    PS_DEFER(ps_kv_cache_destroyp) struct ps_kv_cache *created = calloc(1, sizeof *created);
    if (!created)
        return ps_error_no_memory(error, "a KV cache");
    created->layout = layout;
    created->num_pages = num_pages;
    created->memory = calloc(num_pages, page_floats * sizeof(float));
    if (!created->memory)
        return ps_error_no_memory(error, "the pages of a KV cache");
    *cache = ps_take(created);
    return PS_OK;
}

void ps_kv_cache_destroy(struct ps_kv_cache *cache)
{
    if (!cache)
        return;
    free(cache->memory);
    free(cache);
}

size_t ps_kv_cache_page_size(const struct ps_kv_cache *cache)
{
    return cache->layout.page_size;
}

size_t ps_kv_cache_num_pages(const struct ps_kv_cache *cache)
{
    return cache->num_pages;
}

void ps_kv_cache_copy_page(struct ps_kv_cache *cache, uint32_t from, uint32_t to)
{
    size_t page_floats = ps_kv_page_floats(&cache->layout);
    assert(from < cache->num_pages && to < cache->num_pages);
    if (from != to)
        memcpy(cache->memory + to * page_floats, cache->memory + from * page_floats,
               page_floats * sizeof(float));
}

size_t ps_kv_cache_page_bytes(const struct ps_transformer_config *config, size_t page_size)
{
    struct ps_kv_layout layout = layout_of(config, page_size);
    return ps_kv_page_floats(&layout) * sizeof(float);
}
