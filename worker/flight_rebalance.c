/* Tenures across rebalances. */
#include "worker/flight_internal.h"

#include <stdlib.h>
#include <string.h>

void ps_flight_suspend(struct ps_flight *flight)
{
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next)
        tenure->is_suspended = true;
    ps_kafka_membership_release(flight->membership);
    flight->membership = NULL;
    pthread_mutex_unlock(&flight->mutex);
}

bool ps_flight_has_suspended(struct ps_flight *flight)
{
    bool any = false;
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next)
        any = any || tenure->is_suspended;
    pthread_mutex_unlock(&flight->mutex);
    return any;
}

/* Whether nothing of what the ledger holds has been answered by another in the meantime, and
 * nothing below it is left to do. */
static bool goes_on(const struct ps_ledger *ledger, int64_t committed)
{
    if (committed == PS_KAFKA_UNKNOWN_OFFSET || ledger->count == 0)
        return false;
    if (ledger->committed != PS_LEDGER_NO_OFFSET)
        return committed == ledger->committed;
    return committed == PS_KAFKA_NO_OFFSET || committed <= ps_ledger_position(ledger);
}

/* The name that outlives every tenure; NULL where memory can't be had. */
static const char *keep_name(struct ps_flight *flight, const char *text)
{
    for (struct ps_topic_name *name = flight->names; name; name = name->next) {
        if (strcmp(name->text, text) == 0)
            return name->text;
    }
    struct ps_topic_name *made = malloc(sizeof *made + strlen(text) + 1);
    if (!made)
        return NULL;
    memcpy(made->text, text, strlen(text) + 1);
    made->next = flight->names;
    flight->names = made;
    return made->text;
}

/* A tenure that begins at the committed offset. Without memory for it the partition's records find
 * no tenure and are not taken. */
static void begin_tenure(struct ps_flight *flight, const struct ps_kafka_partition *partition)
{
    struct ps_tenure *tenure = calloc(1, sizeof *tenure);
    const char *name = keep_name(flight, partition->topic);
    if (!tenure || !name) {
        free(tenure);
        return;
    }
    tenure->topic = name;
    tenure->partition = partition->partition;
    tenure->lane = flight->entries ? ps_lanes_find(flight->entries, name) : 0;
    atomic_init(&tenure->is_dropped, false);
    ps_ledger_init(&tenure->ledger,
                   partition->offset >= 0 ? partition->offset : PS_LEDGER_NO_OFFSET);
    tenure->next = flight->tenures;
    flight->tenures = tenure;
}

/* Moves the tenures that are still suspended to the dropped ones. */
static void drop_suspended(struct ps_flight *flight)
{
    struct ps_tenure **link = &flight->tenures;
    while (*link) {
        struct ps_tenure *tenure = *link;
        if (!tenure->is_suspended) {
            link = &tenure->next;
            continue;
        }
        *link = tenure->next;
        atomic_store(&tenure->is_dropped, true);
        tenure->next = flight->dropped;
        flight->dropped = tenure;
    }
    atomic_fetch_add(&flight->num_drops, 1);
}

void ps_flight_assign(struct ps_flight *flight, struct ps_kafka_partition *partitions,
                      size_t num_partitions, struct ps_kafka_membership *membership)
{
    pthread_mutex_lock(&flight->mutex);
    for (size_t i = 0; i < num_partitions; i++) {
        struct ps_tenure *tenure =
            ps_flight_find(flight, partitions[i].topic, partitions[i].partition);
        if (tenure && goes_on(&tenure->ledger, partitions[i].offset))
            tenure->is_suspended = false;
    }
    drop_suspended(flight);
    for (size_t i = 0; i < num_partitions; i++) {
        struct ps_tenure *tenure =
            ps_flight_find(flight, partitions[i].topic, partitions[i].partition);
        if (!tenure)
            begin_tenure(flight, &partitions[i]);
        partitions[i].offset = tenure ? tenure->ledger.next_offset : PS_KAFKA_FROM_COMMITTED;
    }
    flight->membership = ps_kafka_membership_retain(membership);
    flight->use_changed = true;
    pthread_mutex_unlock(&flight->mutex);
}

void ps_flight_drop_all(struct ps_flight *flight)
{
    ps_flight_suspend(flight);
    pthread_mutex_lock(&flight->mutex);
    drop_suspended(flight);
    pthread_mutex_unlock(&flight->mutex);
}
