/* Whether a batch keeps its rules. Private to this floor. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_BATCH_CHECK_H
#define PENSTOCK_SHARED_TRANSFORMER_BATCH_CHECK_H

#include "shared/base/status.h"
#include "shared/transformer/batch.h"
#include "shared/transformer/config.h"
#include "shared/transformer/kv_cache.h"

/* PS_INVALID, naming the row, span or output. cache may be NULL. */
enum ps_status ps_batch_check(const struct ps_batch *batch,
                              const struct ps_transformer_config *config,
                              const struct ps_kv_cache *cache, struct ps_error *error) PS_MUST_USE;

#endif
