/* Groups of finished jobs, taken out of the ledgers for one transaction. */
#include "worker/flight_internal.h"

#include <stdlib.h>

static size_t num_held(const struct ps_flight *flight)
{
    size_t count = 0;
    for (const struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next)
        count++;
    return count;
}

/* The lock is held. */
static size_t num_ready(const struct ps_flight *flight)
{
    size_t count = 0;
    for (const struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next)
        count += tenure->is_suspended ? 0 : ps_ledger_num_ready(&tenure->ledger);
    return count;
}

/* Takes from one tenure what still fits; false once the group is full. */
static bool take_from(struct ps_tenure *tenure, const struct ps_delivery_limits *limits,
                      struct ps_flight_group *group, size_t *bytes)
{
    struct ps_arrival *arrival;
    bool fits = true;
    size_t before = group->num_arrivals;
    while (fits && (arrival = ps_ledger_peek(&tenure->ledger))) {
        fits = ps_delivery_fits(limits, group->num_arrivals, *bytes, arrival->terminal_bytes);
        if (!fits)
            break;
        (void)ps_ledger_take(&tenure->ledger);
        *bytes += arrival->terminal_bytes;
        group->arrivals[group->num_arrivals++] = arrival;
    }
    if (group->num_arrivals > before)
        group->offsets[group->num_offsets++] = (struct ps_kafka_partition){
            .topic = tenure->topic,
            .partition = tenure->partition,
            .offset = ps_ledger_taken_offset(&tenure->ledger),
        };
    return fits;
}

/* Begins with another tenure each time, so that a busy partition doesn't starve the others. */
static void take_in_turn(struct ps_flight *flight, const struct ps_delivery_limits *limits,
                         struct ps_flight_group *group, size_t num_tenures)
{
    size_t bytes = 0;
    struct ps_tenure *tenure = flight->tenures;
    for (size_t i = flight->turn++ % num_tenures; i > 0; i--)
        tenure = tenure->next;
    for (size_t i = 0; i < num_tenures; i++) {
        if (!tenure->is_suspended && !take_from(tenure, limits, group, &bytes))
            return;
        tenure = tenure->next ? tenure->next : flight->tenures;
    }
}

static enum ps_status take(struct ps_flight *flight, const struct ps_delivery_limits *limits,
                           struct ps_flight_group *group)
{
    size_t num_tenures = num_held(flight);
    size_t ready = num_ready(flight);
    if (!flight->membership || ready == 0)
        return PS_NOT_FOUND;
    size_t most = ready < limits->group_jobs_max ? ready : limits->group_jobs_max;
    group->arrivals = calloc(most + 1, sizeof *group->arrivals);
    group->offsets = calloc(num_tenures, sizeof *group->offsets);
    if (!group->arrivals || !group->offsets)
        return PS_NO_MEMORY;
    take_in_turn(flight, limits, group, num_tenures);
    group->membership = ps_kafka_membership_retain(flight->membership);
    return PS_OK;
}

enum ps_status ps_flight_take(struct ps_flight *flight, const struct ps_delivery_limits *limits,
                              struct ps_flight_group *group)
{
    *group = (struct ps_flight_group){0};
    pthread_mutex_lock(&flight->mutex);
    enum ps_status status = take(flight, limits, group);
    pthread_mutex_unlock(&flight->mutex);
    if (status != PS_OK)
        ps_flight_group_close(group);
    return status;
}

/* Both for the tenures of the group, which may have been dropped in the meantime. The ledgers with
 * something taken are just those. */
static void settle(struct ps_flight *flight, void (*settle_ledger)(struct ps_ledger *))
{
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next)
        settle_ledger(&tenure->ledger);
    for (struct ps_tenure *tenure = flight->dropped; tenure; tenure = tenure->next)
        settle_ledger(&tenure->ledger);
    pthread_mutex_unlock(&flight->mutex);
}

void ps_flight_committed(struct ps_flight *flight, struct ps_flight_group *group)
{
    (void)group;
    settle(flight, ps_ledger_commit);
}

void ps_flight_put_back(struct ps_flight *flight, struct ps_flight_group *group)
{
    settle(flight, ps_ledger_put_back);
    ps_flight_group_close(group);
}

void ps_flight_group_close(struct ps_flight_group *group)
{
    free(group->arrivals);
    free(group->offsets);
    ps_kafka_membership_release(group->membership);
    *group = (struct ps_flight_group){0};
}
