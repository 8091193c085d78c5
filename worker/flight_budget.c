/* Who may be fetched from: the budget shared out between the lanes by weight, and what a lane may
 * use between its partitions equally, so that neither a flooded topic nor a flooded partition keeps
 * the records of others from being seen. */
#include "worker/flight_internal.h"

enum resource { RECORDS, BYTES, TOKENS, NUM_RESOURCES };

static size_t amount(const struct ps_flight_budget *budget, enum resource resource)
{
    switch (resource) {
    case RECORDS:
        return budget->num_records;
    case BYTES:
        return budget->num_bytes;
    default:
        return budget->num_tokens;
    }
}

static void raise_state(enum ps_share_state *state, enum ps_share_state to)
{
    if (to > *state)
        *state = to;
}

/* Of each lane how much of a resource its partitions may use together. */
static void judge_lanes(struct ps_flight *flight, enum resource resource)
{
    struct ps_shares shares;
    int64_t weights = 0;
    for (size_t i = 0; i < flight->num_lanes; i++)
        weights += flight->lanes[i].weight;
    ps_shares_open(&shares, amount(&flight->maximum, resource), weights);
    for (size_t i = 0; i < flight->num_lanes; i++)
        ps_shares_count(&shares, flight->lanes[i].weight, amount(&flight->lanes[i].used, resource));
    for (size_t i = 0; i < flight->num_lanes; i++) {
        struct ps_flight_lane *lane = &flight->lanes[i];
        size_t bound;
        raise_state(&lane->state,
                    ps_shares_judge(&shares, lane->weight, amount(&lane->used, resource), &bound));
        ps_shares_open(&lane->shares, bound, (int64_t)lane->num_tenures);
    }
}

static void judge_tenures(struct ps_flight *flight, enum resource resource)
{
    struct ps_tenure *tenure;
    for (tenure = flight->tenures; tenure; tenure = tenure->next)
        ps_shares_count(&flight->lanes[tenure->lane].shares, 1, amount(&tenure->used, resource));
    for (tenure = flight->tenures; tenure; tenure = tenure->next) {
        size_t bound;
        raise_state(&tenure->state, ps_shares_judge(&flight->lanes[tenure->lane].shares, 1,
                                                    amount(&tenure->used, resource), &bound));
    }
}

/* The lock is held. */
static void begin(struct ps_flight *flight)
{
    for (size_t i = 0; i < flight->num_lanes; i++) {
        flight->lanes[i].state = PS_SHARE_HAS_ROOM;
        flight->lanes[i].num_tenures = 0;
    }
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next) {
        tenure->state = PS_SHARE_HAS_ROOM;
        flight->lanes[tenure->lane].num_tenures++;
    }
}

/* The lock is held. */
static bool judge(struct ps_flight *flight)
{
    bool any_changed = false;
    begin(flight);
    for (enum resource i = 0; i < NUM_RESOURCES; i++) {
        judge_lanes(flight, i);
        judge_tenures(flight, i);
    }
    flight->any_full = false;
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next) {
        raise_state(&tenure->state, flight->lanes[tenure->lane].state);
        bool full = tenure->state == PS_SHARE_FULL ||
                    (tenure->state == PS_SHARE_BETWEEN && tenure->is_full);
        any_changed = any_changed || full != tenure->is_full;
        tenure->is_full = full;
        flight->any_full = flight->any_full || full;
    }
    return any_changed;
}

bool ps_flight_judge(struct ps_flight *flight, bool *any_full)
{
    pthread_mutex_lock(&flight->mutex);
    bool any_changed = flight->use_changed && judge(flight);
    flight->use_changed = false;
    *any_full = flight->any_full;
    pthread_mutex_unlock(&flight->mutex);
    return any_changed;
}

bool ps_flight_is_full(struct ps_flight *flight, const char *topic, int32_t partition)
{
    pthread_mutex_lock(&flight->mutex);
    const struct ps_tenure *tenure = ps_flight_find(flight, topic, partition);
    bool full = tenure && tenure->is_full;
    pthread_mutex_unlock(&flight->mutex);
    return full;
}

static void change(struct ps_flight_budget *budget, const struct ps_flight_budget *less,
                   const struct ps_flight_budget *more)
{
    budget->num_records += more->num_records - less->num_records;
    budget->num_bytes += more->num_bytes - less->num_bytes;
    budget->num_tokens += more->num_tokens - less->num_tokens;
}

void ps_flight_account(struct ps_flight *flight, const struct ps_arrival *arrival,
                       const struct ps_flight_budget *before, const struct ps_flight_budget *after)
{
    change(&flight->used, before, after);
    change(&flight->lanes[arrival->lane].used, before, after);
    change(&arrival->tenure->used, before, after);
    flight->use_changed = true;
}
