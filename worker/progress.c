/* A list of keys and numbers. */
#include "worker/progress.h"

#include <assert.h>
#include <stdlib.h>

#include "shared/base/defer.h"

struct ps_progress *ps_progress_create(void)
{
    return calloc(1, sizeof(struct ps_progress));
}

void ps_progress_destroy(struct ps_progress *progress)
{
    if (!progress)
        return;
    ps_arena_close(&progress->arena);
    free(progress);
}

enum ps_status ps_progress_add(struct ps_progress *progress, const struct ps_redis_owner *owner,
                               const struct ps_run *run)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    assert(progress->count < PS_PROGRESS_JOBS_MAX);
    PS_TRY(ps_redis_job_key(&key, owner, "status", run->job->custom_id));
    const char *kept = ps_arena_string(&progress->arena, key.data, key.size);
    if (!kept)
        return PS_NO_MEMORY;
    progress->jobs[progress->count].status_key = kept;
    progress->jobs[progress->count].num_tokens = ps_run_num_generated(run);
    progress->jobs[progress->count++].started_s = run->started_ms / 1000;
    return PS_OK;
}
