/* A list of batches. */
#include "worker/redis/backlog.h"

#include <stdlib.h>

struct ps_redis_kept {
    struct ps_redis_batch batch;
    size_t num_failures;
    struct ps_redis_kept *next;
};

void ps_redis_backlog_close(struct ps_redis_backlog *backlog)
{
    while (backlog->first)
        ps_redis_backlog_remove_first(backlog);
}

bool ps_redis_backlog_add(struct ps_redis_backlog *backlog, struct ps_redis_batch *batch)
{
    struct ps_redis_kept *kept = NULL;
    if (batch->bytes.size <= PS_REDIS_BACKLOG_BYTES_MAX - backlog->bytes)
        kept = calloc(1, sizeof *kept);
    if (!kept) {
        ps_buffer_close(&batch->bytes);
        *batch = (struct ps_redis_batch){0};
        return false;
    }
    kept->batch = *batch;
    *batch = (struct ps_redis_batch){0};
    if (backlog->last)
        backlog->last->next = kept;
    else
        backlog->first = kept;
    backlog->last = kept;
    backlog->bytes += kept->batch.bytes.size;
    return true;
}

const struct ps_redis_batch *ps_redis_backlog_first(const struct ps_redis_backlog *backlog)
{
    return backlog->first ? &backlog->first->batch : NULL;
}

void ps_redis_backlog_remove_first(struct ps_redis_backlog *backlog)
{
    struct ps_redis_kept *kept = backlog->first;
    if (!kept)
        return;
    backlog->first = kept->next;
    if (!backlog->first)
        backlog->last = NULL;
    backlog->bytes -= kept->batch.bytes.size;
    ps_buffer_close(&kept->batch.bytes);
    free(kept);
}

size_t ps_redis_backlog_count_failure(struct ps_redis_backlog *backlog)
{
    return backlog->first ? ++backlog->first->num_failures : 0;
}
