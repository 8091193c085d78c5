/* How one budget is shared out between lanes. Half of it is reserved: each lane has its part by
 * weight, which nobody else can take. The other half is lent to whoever wants more than that, and
 * where several do, by their weights. So a lane alone has most of the budget, a flooded one stops
 * at its bound while others go on, and all together never use more than the budget but for what
 * each has taken beyond it in one go. Pure. */
#ifndef PENSTOCK_WORKER_SHARES_H
#define PENSTOCK_WORKER_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Between full and having room nothing changes, so that fetching doesn't flutter. */
enum ps_share_state {
    PS_SHARE_HAS_ROOM, /* used to less than three quarters */
    PS_SHARE_BETWEEN,
    PS_SHARE_FULL
};

/* Of each lane, states[lane] becomes the fuller one of what it was and what this budget says.
 * weights, used, states: [num_lanes]. */
void ps_shares_judge(size_t maximum, const int64_t *weights, const size_t *used, size_t num_lanes,
                     enum ps_share_state *states);

#endif
