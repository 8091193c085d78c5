/* Reserved halves and lent halves. */
#include "worker/shares.h"

#include <stdbool.h>

void ps_shares_open(struct ps_shares *shares, size_t maximum, int64_t weights)
{
    *shares = (struct ps_shares){
        .reserved = (double)(maximum - maximum / 2),
        .lendable = (double)(maximum / 2),
        .weights = weights,
    };
}

/* Never nothing: however small its weight, each may have one job. */
static double reserved_for(const struct ps_shares *shares, int64_t weight)
{
    double part = shares->reserved * (double)weight / (double)shares->weights;
    return part < 1 ? 1 : part;
}

void ps_shares_count(struct ps_shares *shares, int64_t weight, size_t used)
{
    double own = reserved_for(shares, weight);
    if ((double)used < own)
        return;
    shares->lent += (double)used - own;
    shares->weights_borrowing += weight;
}

enum ps_share_state ps_shares_judge(const struct ps_shares *shares, int64_t weight, size_t used,
                                    size_t *bound)
{
    double own = reserved_for(shares, weight);
    bool borrows = (double)used >= own;
    bool all_is_lent = shares->lent >= shares->lendable;
    int64_t borrowing = shares->weights_borrowing + (borrows ? 0 : weight);
    double most = own + shares->lendable * (double)weight / (double)borrowing;
    *bound = (size_t)most;
    if ((double)used >= most || (borrows && all_is_lent))
        return PS_SHARE_FULL;
    if (all_is_lent)
        most = own;
    return (double)used < most - most / 4 ? PS_SHARE_HAS_ROOM : PS_SHARE_BETWEEN;
}
