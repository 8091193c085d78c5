/* Two sums that fade together. */
#include "worker/job_cost.h"

#include <math.h>

#define HALF_LIFE_S 120.0

/* What has been used since the last answer belongs to the jobs answered now, however long that
 * took: a sum that fades while a long job runs would leave nothing to divide by. */
static void settle(struct ps_job_cost *cost, double num_jobs)
{
    double fading = exp2(-cost->pending_busy_s / HALF_LIFE_S);
    cost->cpu_s = cost->cpu_s * fading + cost->pending_cpu_s;
    cost->num_jobs = cost->num_jobs * fading + num_jobs;
    cost->pending_cpu_s = 0;
    cost->pending_busy_s = 0;
}

void ps_job_cost_observe(struct ps_job_cost *cost, double cpu_s, uint64_t num_jobs, double time_s,
                         bool is_busy)
{
    uint64_t answered = num_jobs - cost->seen_jobs;
    if (cost->has_seen && (is_busy || answered > 0)) {
        cost->pending_cpu_s += cpu_s - cost->seen_cpu_s;
        cost->pending_busy_s += time_s - cost->seen_time_s;
    }
    if (cost->has_seen && answered > 0)
        settle(cost, (double)answered);
    cost->seen_cpu_s = cpu_s;
    cost->seen_jobs = num_jobs;
    cost->seen_time_s = time_s;
    cost->has_seen = true;
}

double ps_job_cost_mean(const struct ps_job_cost *cost)
{
    return cost->num_jobs > 0 ? cost->cpu_s / cost->num_jobs : 0;
}
