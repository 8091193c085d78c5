/* How fast a count grows, smoothed: what happened half a minute ago weighs about a third of what
 * happens now. For people who look; Prometheus has the counts themselves. */
#ifndef PENSTOCK_WORKER_PACE_H
#define PENSTOCK_WORKER_PACE_H

#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise. One thread's. */
struct ps_pace {
    double per_s;
    double seen_time_s;
    uint64_t seen_count;
    bool has_seen;
};

/* To be called often; a count and a clock that only grow. */
void ps_pace_observe(struct ps_pace *pace, uint64_t count, double time_s);

#endif
