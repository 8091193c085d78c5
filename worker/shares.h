/* How a budget is shared out between those who may want it, by their weights. Half of it is
 * reserved: each has its part of that, which nobody else can take. The other half is lent to
 * whoever wants more, and where several do, by their weights. So one alone has most of the budget,
 * one that floods stops at its bound while others go on, and all together never use more than the
 * budget but for what each takes beyond it in one go. Pure.
 *
 * Filled in this order: open with the sum of all weights, count each, then judge each. */
#ifndef PENSTOCK_WORKER_SHARES_H
#define PENSTOCK_WORKER_SHARES_H

#include <stddef.h>
#include <stdint.h>

/* Between full and having room nothing changes, so that fetching doesn't flutter. */
enum ps_share_state {
    PS_SHARE_HAS_ROOM, /* used to less than three quarters */
    PS_SHARE_BETWEEN,
    PS_SHARE_FULL
};

struct ps_shares {
    double reserved; /* of the budget, in all */
    double lendable;
    int64_t weights;           /* of all */
    double lent;               /* by now */
    int64_t weights_borrowing; /* of those that have used up what is reserved for them */
};

void ps_shares_open(struct ps_shares *shares, size_t maximum, int64_t weights);
void ps_shares_count(struct ps_shares *shares, int64_t weight, size_t used);

/* The state of one that uses so much; bound becomes what it may use at most as things are. */
enum ps_share_state ps_shares_judge(const struct ps_shares *shares, int64_t weight, size_t used,
                                    size_t *bound);

#endif
