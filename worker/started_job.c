/* A copy of a few fields. */
#include "worker/started_job.h"

#include <stdlib.h>
#include <string.h>

struct ps_started_job *ps_started_job_create(const struct ps_run *run)
{
    struct ps_started_job *job = calloc(1, sizeof *job);
    if (!job)
        return NULL;
    job->custom_id = strdup(run->job->custom_id);
    if (!job->custom_id) {
        free(job);
        return NULL;
    }
    memcpy(job->tenant, run->job->tenant, sizeof job->tenant);
    memcpy(job->batch, run->job->batch, sizeof job->batch);
    job->created_s = run->job->created;
    job->started_s = (run->started_ms ? run->started_ms : run->created_ms) / 1000;
    return job;
}

void ps_started_job_destroy(struct ps_started_job *job)
{
    if (!job)
        return;
    free(job->custom_id);
    free(job);
}
