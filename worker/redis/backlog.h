/* What Redis could not be given yet: batches of commands in their order, within a bound. Pure. */
#ifndef PENSTOCK_WORKER_REDIS_BACKLOG_H
#define PENSTOCK_WORKER_REDIS_BACKLOG_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/buffer.h"

#define PS_REDIS_BACKLOG_BYTES_MAX ((size_t)16 << 20)

/* Commands in Redis's own format, one after another. */
struct ps_redis_batch {
    struct ps_buffer bytes;
    size_t num_commands;
};

struct ps_redis_kept; /* one batch that waits */

/* Zero-initialise. */
struct ps_redis_backlog {
    struct ps_redis_kept *first;
    struct ps_redis_kept *last;
    size_t bytes;
};

void ps_redis_backlog_close(struct ps_redis_backlog *backlog);

/* Takes a batch's contents, which is empty afterwards. False where it had to be given up: the
 * bound, or no memory. */
bool ps_redis_backlog_add(struct ps_redis_backlog *backlog, struct ps_redis_batch *batch);

/* The oldest batch, or NULL; borrowed. */
const struct ps_redis_batch *ps_redis_backlog_first(const struct ps_redis_backlog *backlog);
void ps_redis_backlog_remove_first(struct ps_redis_backlog *backlog);

/* The oldest batch failed once more; how many times it has by now. */
size_t ps_redis_backlog_count_failure(struct ps_redis_backlog *backlog);

#endif
