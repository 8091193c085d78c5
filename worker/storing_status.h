/* What Redis is told of the state of jobs and batches: hashes for those who ask how far they are.
 * Each gathers commands on the storing thread. PS_NO_MEMORY. */
#ifndef PENSTOCK_WORKER_STORING_STATUS_H
#define PENSTOCK_WORKER_STORING_STATUS_H

#include "worker/line.h"
#include "worker/progress.h"
#include "worker/started_job.h"

/* The job begins. with_batch: its batch is told too. */
enum ps_status ps_storing_started(struct ps_line *line, const struct ps_started_job *job,
                                  bool with_batch) PS_MUST_USE;

enum ps_status ps_storing_progress(struct ps_line *line,
                                   const struct ps_progress *progress) PS_MUST_USE;

/* The job has an outcome, which counts in its batch. It is counted when its status is stored: for a
 * computed result that is before its transaction commits, and a crash in between counts it again,
 * as the same job, which changes nothing. An outcome that depends on the clock is stored after the
 * commit, and a crash in between loses it, the status too. Jobs of one custom_id are one job here,
 * and dead letters are none, since they have none. */
enum ps_status ps_storing_finished(struct ps_line *line, const struct ps_run *run) PS_MUST_USE;

/* A batch's end marker says how many jobs it has. */
enum ps_status ps_storing_total(struct ps_line *line, const struct ps_run *run) PS_MUST_USE;

#endif
