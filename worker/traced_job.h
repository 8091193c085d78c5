/* Where a job of the worker's and its trace meet. */
#ifndef PENSTOCK_WORKER_TRACED_JOB_H
#define PENSTOCK_WORKER_TRACED_JOB_H

#include "worker/arrival.h"
#include "worker/tracing/tracing.h"

/* The job has just been received. */
void ps_traced_job_begin(const struct ps_tracing *tracing, struct ps_arrival *arrival,
                         const struct ps_header *headers, size_t num_headers);

/* Whether a header that came with the job doesn't go onto its result, since the worker's own says
 * it better. */
bool ps_traced_job_replaces(const struct ps_arrival *arrival, const char *header);

/* Its terminal record is committed: tells of it. A job that goes to another worker is told of by
 * that one. */
void ps_traced_job_end(struct ps_tracing *tracing, const struct ps_run *run);

#endif
