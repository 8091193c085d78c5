/* The thread pool: one loop over independent parts, spread over threads that persist. */
#ifndef PENSTOCK_SHARED_BASE_POOL_H
#define PENSTOCK_SHARED_BASE_POOL_H

#include <stddef.h>

#include "shared/base/defer.h"

struct ps_pool; /* opaque */

/* num_threads counts the caller: 1 starts no thread. 0 is taken as 1. NULL where threads or memory
 * can't be had. */
struct ps_pool *ps_pool_create(size_t num_threads);
void ps_pool_destroy(struct ps_pool *pool);
PS_DEFINE_DEFER(ps_pool_destroy, struct ps_pool)

size_t ps_pool_num_threads(const struct ps_pool *pool);

/* Calls work(context, part) once for each part in [0, num_parts), the caller working too, and
 * returns when all are done. Which thread runs a part is not determined, so a part must not depend
 * on another. pool may be NULL: then the caller runs them all. Not re-entrant. */
typedef void ps_pool_work(void *context, size_t part);
void ps_pool_run(struct ps_pool *pool, size_t num_parts, ps_pool_work *work, void *context);

#endif
