/* What Redis is told of a job that has begun, copied from its run, which others own by then. */
#ifndef PENSTOCK_WORKER_STARTED_JOB_H
#define PENSTOCK_WORKER_STARTED_JOB_H

#include "shared/job/runner.h"

struct ps_started_job {
    char *custom_id;
    char tenant[PS_TENANT_SIZE_MAX + 1];
    char batch[PS_BATCH_SIZE_MAX + 1];
    int64_t created_s; /* Unix seconds, here and below */
    int64_t started_s;
};

/* NULL where memory can't be had. */
struct ps_started_job *ps_started_job_create(const struct ps_run *run);
void ps_started_job_destroy(struct ps_started_job *job);

#endif
