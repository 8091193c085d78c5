/* How far some jobs in the engines have come, on the way to their statuses in Redis: copied, since
 * others own their runs by then. */
#ifndef PENSTOCK_WORKER_PROGRESS_H
#define PENSTOCK_WORKER_PROGRESS_H

#include "shared/base/arena.h"
#include "shared/job/runner.h"
#include "worker/redis/keys.h"

#define PS_PROGRESS_JOBS_MAX 64

struct ps_progress {
    struct {
        const char *status_key;
        size_t num_tokens; /* generated so far */
        int64_t started_s; /* Unix */
    } jobs[PS_PROGRESS_JOBS_MAX];
    size_t count;
    struct ps_arena arena; /* of the keys */
};

/* NULL where memory can't be had. */
struct ps_progress *ps_progress_create(void);
void ps_progress_destroy(struct ps_progress *progress);

/* There must be room. PS_NO_MEMORY. */
enum ps_status ps_progress_add(struct ps_progress *progress, const struct ps_redis_owner *owner,
                               const struct ps_run *run) PS_MUST_USE;

#endif
