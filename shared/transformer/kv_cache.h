/* Keys and values of past positions, in pages of a fixed number of positions. A page holds all the
 * layers; which sequence owns which page is the engine's business, the bytes inside are kernel/'s.
 */
#ifndef PENSTOCK_SHARED_TRANSFORMER_KV_CACHE_H
#define PENSTOCK_SHARED_TRANSFORMER_KV_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/transformer/config.h"

struct ps_kv_cache; /* opaque */

/* All memory at once (untouched pages cost nothing until written). PS_NO_MEMORY, PS_INVALID. */
enum ps_status ps_kv_cache_create(struct ps_kv_cache **cache,
                                  const struct ps_transformer_config *config, size_t page_size,
                                  size_t num_pages, struct ps_error *error) PS_MUST_USE;
void ps_kv_cache_destroy(struct ps_kv_cache *cache);
PS_DEFINE_DEFER(ps_kv_cache_destroy, struct ps_kv_cache)

size_t ps_kv_cache_page_size(const struct ps_kv_cache *cache); /* positions */
size_t ps_kv_cache_num_pages(const struct ps_kv_cache *cache);

/* Writes the bytes of one page to another, all layers. */
void ps_kv_cache_copy_page(struct ps_kv_cache *cache, uint32_t from, uint32_t to);

/* Bytes of one page of page_size positions of such a model; 0 where that does not fit a size_t. */
size_t ps_kv_cache_page_bytes(const struct ps_transformer_config *config, size_t page_size);

#endif
