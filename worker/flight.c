/* Tenures in a list, the budget in three counters, one lock. */
#include "worker/flight.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "worker/flight_internal.h"
#include "worker/job_memory.h"

struct ps_flight *ps_flight_create(const struct ps_flight_budget *maximum,
                                   const struct ps_lanes *lanes)
{
    struct ps_flight *flight = calloc(1, sizeof *flight);
    if (!flight)
        return NULL;
    flight->maximum = *maximum;
    flight->entries = lanes;
    flight->num_lanes = lanes ? ps_lanes_count(lanes) : 1;
    pthread_mutex_init(&flight->mutex, NULL);
    flight->lanes = calloc(flight->num_lanes, sizeof *flight->lanes);
    if (!flight->lanes) {
        ps_flight_destroy(flight);
        return NULL;
    }
    for (size_t i = 0; i < flight->num_lanes; i++)
        flight->lanes[i].weight = lanes ? ps_lanes_weights(lanes)[i] : 1;
    return flight;
}

static void free_tenures(struct ps_tenure *tenure)
{
    while (tenure) {
        struct ps_tenure *next = tenure->next;
        ps_ledger_close(&tenure->ledger);
        free(tenure);
        tenure = next;
    }
}

void ps_flight_destroy(struct ps_flight *flight)
{
    if (!flight)
        return;
    free_tenures(flight->tenures);
    free_tenures(flight->dropped);
    while (flight->names) {
        struct ps_topic_name *next = flight->names->next;
        free(flight->names);
        flight->names = next;
    }
    free(flight->lanes);
    ps_kafka_membership_release(flight->membership);
    pthread_mutex_destroy(&flight->mutex);
    free(flight);
}

struct ps_tenure *ps_flight_find(struct ps_flight *flight, const char *topic, int32_t partition)
{
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next) {
        if (tenure->partition == partition && strcmp(tenure->topic, topic) == 0)
            return tenure;
    }
    return NULL;
}

static struct ps_arrival *make_arrival(const struct ps_kafka_message *message)
{
    struct ps_arrival *arrival = calloc(1, sizeof *arrival);
    if (!arrival)
        return NULL;
    if (message->key && !(arrival->key = malloc(message->key_size + 1))) {
        free(arrival);
        return NULL;
    }
    if (message->key)
        memcpy(arrival->key, message->key, message->key_size);
    arrival->key_size = message->key_size;
    arrival->offset = message->offset;
    arrival->timestamp_ms = message->timestamp_ms;
    arrival->record = message->handle;
    arrival->value = message->value;
    arrival->value_size = message->value_size;
    arrival->record_bytes =
        ps_job_memory_of_record(message->value, message->value_size, message->key_size);
    arrival->bytes = arrival->record_bytes;
    return arrival;
}

static const struct ps_flight_budget nothing = {0};

static struct ps_flight_budget use_of(const struct ps_arrival *arrival)
{
    return (struct ps_flight_budget){
        .num_records = 1, .num_bytes = arrival->bytes, .num_tokens = arrival->tokens};
}

static enum ps_status enter(struct ps_flight *flight, const struct ps_kafka_message *message,
                            struct ps_arrival *arrival)
{
    struct ps_tenure *tenure = ps_flight_find(flight, message->topic, message->partition);
    if (!tenure)
        return PS_NOT_FOUND;
    PS_TRY(ps_ledger_arrive(&tenure->ledger, message->offset));
    arrival->tenure = tenure;
    arrival->topic = tenure->topic;
    arrival->partition = tenure->partition;
    arrival->lane = tenure->lane;
    tenure->num_arrivals++;
    const struct ps_flight_budget use = use_of(arrival);
    ps_flight_account(flight, arrival, &nothing, &use);
    return PS_OK;
}

enum ps_status ps_flight_arrive(struct ps_flight *flight, const struct ps_kafka_message *message,
                                struct ps_arrival **arrival)
{
    struct ps_arrival *made = make_arrival(message);
    if (!made)
        return PS_NO_MEMORY;
    pthread_mutex_lock(&flight->mutex);
    enum ps_status status = enter(flight, message, made);
    pthread_mutex_unlock(&flight->mutex);
    if (status != PS_OK) {
        free(made->key);
        free(made);
        return status;
    }
    *arrival = made;
    return PS_OK;
}

void ps_flight_reach_end(struct ps_flight *flight, const char *topic, int32_t partition,
                         int64_t offset)
{
    pthread_mutex_lock(&flight->mutex);
    struct ps_tenure *tenure = ps_flight_find(flight, topic, partition);
    if (tenure)
        ps_ledger_reach_end(&tenure->ledger, offset);
    pthread_mutex_unlock(&flight->mutex);
}

/* Frees the dropped tenures that nobody refers to any more. The lock is held. */
static void sweep(struct ps_flight *flight)
{
    struct ps_tenure **link = &flight->dropped;
    while (*link) {
        struct ps_tenure *tenure = *link;
        if (tenure->num_arrivals > 0) {
            link = &tenure->next;
            continue;
        }
        *link = tenure->next;
        ps_ledger_close(&tenure->ledger);
        free(tenure);
    }
}

void ps_flight_release(struct ps_flight *flight, struct ps_arrival *arrival)
{
    pthread_mutex_lock(&flight->mutex);
    const struct ps_flight_budget use = use_of(arrival);
    ps_flight_account(flight, arrival, &use, &nothing);
    arrival->tenure->num_arrivals--;
    sweep(flight);
    pthread_mutex_unlock(&flight->mutex);
    ps_kafka_message_release(arrival->record);
    free(arrival->key);
    free(arrival);
}

void ps_flight_count_tokens(struct ps_flight *flight, struct ps_arrival *arrival, size_t tokens)
{
    pthread_mutex_lock(&flight->mutex);
    const struct ps_flight_budget before = use_of(arrival);
    arrival->tokens = tokens;
    const struct ps_flight_budget after = use_of(arrival);
    ps_flight_account(flight, arrival, &before, &after);
    pthread_mutex_unlock(&flight->mutex);
}

void ps_flight_count_bytes(struct ps_flight *flight, struct ps_arrival *arrival, size_t bytes)
{
    pthread_mutex_lock(&flight->mutex);
    const struct ps_flight_budget before = use_of(arrival);
    arrival->bytes = bytes;
    const struct ps_flight_budget after = use_of(arrival);
    ps_flight_account(flight, arrival, &before, &after);
    pthread_mutex_unlock(&flight->mutex);
}

void ps_flight_used(struct ps_flight *flight, struct ps_flight_budget *used)
{
    pthread_mutex_lock(&flight->mutex);
    *used = flight->used;
    pthread_mutex_unlock(&flight->mutex);
}

void ps_flight_set_limits(struct ps_flight *flight, size_t num_bytes, size_t num_tokens)
{
    pthread_mutex_lock(&flight->mutex);
    flight->maximum.num_bytes = num_bytes;
    flight->maximum.num_tokens = num_tokens;
    flight->use_changed = true;
    pthread_mutex_unlock(&flight->mutex);
}

bool ps_flight_is_dropped(const struct ps_arrival *arrival)
{
    return atomic_load(&arrival->tenure->is_dropped);
}

size_t ps_flight_num_drops(struct ps_flight *flight)
{
    return atomic_load(&flight->num_drops);
}

bool ps_flight_finish(struct ps_flight *flight, struct ps_arrival *arrival)
{
    pthread_mutex_lock(&flight->mutex);
    bool awaited = !arrival->tenure->is_dropped &&
                   ps_ledger_finish(&arrival->tenure->ledger, arrival->offset, arrival);
    pthread_mutex_unlock(&flight->mutex);
    return awaited;
}

void ps_flight_pending(struct ps_flight *flight, int64_t now_ms,
                       struct ps_delivery_pending *pending)
{
    *pending = (struct ps_delivery_pending){0};
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->tenures; tenure; tenure = tenure->next) {
        const struct ps_arrival *oldest = ps_ledger_peek(&tenure->ledger);
        if (tenure->is_suspended || !oldest)
            continue;
        int64_t waited_ms = now_ms - oldest->ready_ms;
        pending->num_ready += ps_ledger_num_ready(&tenure->ledger);
        if (waited_ms > pending->oldest_ms)
            pending->oldest_ms = waited_ms;
    }
    if (!flight->membership)
        pending->num_ready = 0;
    pending->num_unfinished = flight->used.num_records - pending->num_ready;
    pthread_mutex_unlock(&flight->mutex);
}

struct ps_arrival *ps_flight_next_dropped(struct ps_flight *flight)
{
    struct ps_arrival *arrival = NULL;
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->dropped; tenure && !arrival; tenure = tenure->next)
        arrival = ps_ledger_drop(&tenure->ledger);
    pthread_mutex_unlock(&flight->mutex);
    return arrival;
}

size_t ps_flight_positions(struct ps_flight *flight, struct ps_kafka_partition *positions,
                           size_t max)
{
    size_t count = 0;
    pthread_mutex_lock(&flight->mutex);
    for (struct ps_tenure *tenure = flight->tenures; tenure && count < max; tenure = tenure->next)
        positions[count++] = (struct ps_kafka_partition){
            .topic = tenure->topic,
            .partition = tenure->partition,
            .offset = ps_ledger_position(&tenure->ledger),
        };
    pthread_mutex_unlock(&flight->mutex);
    return count;
}
