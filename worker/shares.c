/* Reserved halves and lent halves. */
#include "worker/shares.h"

/* A part of a budget by weight, at least 1; the budget is at most 2^63 and weights 1000. */
static double part(double budget, int64_t weight, int64_t weights)
{
    double share = budget * (double)weight / (double)weights;
    return share < 1 ? 1 : share;
}

struct totals {
    double reserved; /* of the budget, to be shared out */
    double lendable;
    int64_t weights; /* of all lanes */
    double lent;
    int64_t weights_borrowing; /* of those that have used up what is theirs */
};

static struct totals sum_up(size_t maximum, const int64_t *weights, const size_t *used,
                            size_t num_lanes)
{
    struct totals totals = {.reserved = (double)(maximum - maximum / 2),
                            .lendable = (double)(maximum / 2)};
    for (size_t i = 0; i < num_lanes; i++)
        totals.weights += weights[i];
    for (size_t i = 0; i < num_lanes; i++) {
        double own = part(totals.reserved, weights[i], totals.weights);
        if ((double)used[i] < own)
            continue;
        totals.lent += (double)used[i] - own;
        totals.weights_borrowing += weights[i];
    }
    return totals;
}

static enum ps_share_state judge(const struct totals *totals, int64_t weight, size_t used)
{
    double own = part(totals->reserved, weight, totals->weights);
    bool borrows = (double)used >= own;
    int64_t borrowing = totals->weights_borrowing + (borrows ? 0 : weight);
    double bound = own + totals->lendable * (double)weight / (double)borrowing;
    bool none_left = totals->lent >= totals->lendable;
    if ((double)used >= bound || (borrows && none_left))
        return PS_SHARE_FULL;
    double ample = none_left ? own : bound;
    return (double)used < ample - ample / 4 ? PS_SHARE_HAS_ROOM : PS_SHARE_BETWEEN;
}

void ps_shares_judge(size_t maximum, const int64_t *weights, const size_t *used, size_t num_lanes,
                     enum ps_share_state *states)
{
    const struct totals totals = sum_up(maximum, weights, used, num_lanes);
    for (size_t i = 0; i < num_lanes; i++) {
        enum ps_share_state state = judge(&totals, weights[i], used[i]);
        if (state > states[i])
            states[i] = state;
    }
}
