/* What Redis is told of the state of a job: a hash for those who ask how far it is. Each gathers
 * commands on the storing thread. PS_NO_MEMORY. */
#ifndef PENSTOCK_WORKER_STORING_STATUS_H
#define PENSTOCK_WORKER_STORING_STATUS_H

#include "worker/line.h"
#include "worker/progress.h"
#include "worker/started_job.h"

/* How long a result lives, and what is told of its job and its batch: as is in force now. */
int64_t ps_storing_result_ttl_ms(struct ps_line *line);

enum ps_status ps_storing_started(struct ps_line *line,
                                  const struct ps_started_job *job) PS_MUST_USE;
enum ps_status ps_storing_progress(struct ps_line *line,
                                   const struct ps_progress *progress) PS_MUST_USE;
enum ps_status ps_storing_finished(struct ps_line *line, const struct ps_run *run) PS_MUST_USE;

#endif
