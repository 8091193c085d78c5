/* What the forward pass sees of a KV cache. Private to this floor. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_KV_CACHE_INTERNAL_H
#define PENSTOCK_SHARED_TRANSFORMER_KV_CACHE_INTERNAL_H

#include "shared/kernel/attention.h"
#include "shared/transformer/kv_cache.h"

struct ps_kv_cache {
    struct ps_kv_layout layout;
    size_t num_pages;
    float *memory; /* [num_pages, floats of a page] */
};

#endif
