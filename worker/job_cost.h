/* What a job costs here, in core-seconds: the processor time of the whole process while it had jobs
 * in hand, per job that was answered (cached and refused ones too), newer ones weighing more: what
 * was measured two busy minutes ago counts half. With it a lag in records becomes one in work. */
#ifndef PENSTOCK_WORKER_JOB_COST_H
#define PENSTOCK_WORKER_JOB_COST_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise. One thread's. */
struct ps_job_cost {
    double cpu_s; /* weighted sums; their quotient is the mean */
    double num_jobs;
    double pending_cpu_s;  /* used since a job was last answered */
    double pending_busy_s; /* the time that this took */
    double seen_cpu_s;     /* the readings of the last observation */
    uint64_t seen_jobs;
    double seen_time_s;
    bool has_seen;
};

/* To be called often, with readings that only grow: processor time, jobs answered, a clock.
 * is_busy: jobs are in hand now. */
void ps_job_cost_observe(struct ps_job_cost *cost, double cpu_s, uint64_t num_jobs, double time_s,
                         bool is_busy);

/* Core-seconds of a job; 0 before any has been answered. */
double ps_job_cost_mean(const struct ps_job_cost *cost);

#endif
