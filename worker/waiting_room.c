/* Fair queues, a heap of deadlines, and a list of everybody. */
#include "worker/waiting_room.h"

#include <stdlib.h>

struct ps_waiting_room {
    struct ps_fair_queue **queues; /* [num_engines] */
    size_t num_engines;
    struct ps_min_heap deadlines;
    struct ps_arrival *first;
};

struct ps_waiting_room *ps_waiting_room_create(const struct ps_lanes *lanes, size_t num_engines,
                                               size_t num_items)
{
    PS_DEFER(ps_waiting_room_destroyp) struct ps_waiting_room *room = calloc(1, sizeof *room);
    if (!room)
        return NULL;
    room->queues = calloc(num_engines, sizeof(struct ps_fair_queue *));
    if (!room->queues)
        return NULL;
    room->num_engines = num_engines;
    for (size_t i = 0; i < num_engines; i++) {
        room->queues[i] =
            ps_fair_queue_create(ps_lanes_weights(lanes), ps_lanes_count(lanes), num_items);
        if (!room->queues[i])
            return NULL;
    }
    return ps_take(room);
}

void ps_waiting_room_destroy(struct ps_waiting_room *room)
{
    if (!room)
        return;
    for (size_t i = 0; i < room->num_engines; i++)
        ps_fair_queue_destroy(room->queues[i]);
    free(room->queues);
    free(room);
}

static struct ps_arrival *holder(const void *member, size_t offset)
{
    return (struct ps_arrival *)((uintptr_t)member - offset);
}

void ps_waiting_room_enter(struct ps_waiting_room *room, struct ps_arrival *arrival, size_t engine)
{
    const struct ps_job *job = arrival->run->job;
    arrival->place = (struct ps_place){.engine = engine, .next = room->first};
    if (room->first)
        room->first->place.previous = arrival;
    room->first = arrival;
    ps_fair_queue_enter(room->queues[engine], &arrival->place.item, arrival->lane, job->tenant);
    if (job->deadline_ms > 0)
        ps_min_heap_insert(&room->deadlines, &arrival->place.deadline, (double)job->deadline_ms);
}

struct ps_arrival *ps_waiting_room_next(const struct ps_waiting_room *room, size_t engine)
{
    const struct ps_fair_item *item = ps_fair_queue_next(room->queues[engine]);
    return item ? holder(item, offsetof(struct ps_arrival, place.item)) : NULL;
}

void ps_waiting_room_charge(struct ps_waiting_room *room, struct ps_arrival *arrival, size_t tokens)
{
    ps_fair_queue_charge(room->queues[arrival->place.engine], &arrival->place.item, tokens);
}

void ps_waiting_room_dismiss(struct ps_waiting_room *room, struct ps_arrival *arrival)
{
    struct ps_place *place = &arrival->place;
    if (!place->item.is_waiting)
        return;
    ps_fair_queue_dismiss(room->queues[place->engine], &place->item);
    ps_min_heap_remove(&room->deadlines, &place->deadline);
    if (place->previous)
        place->previous->place.next = place->next;
    else
        room->first = place->next;
    if (place->next)
        place->next->place.previous = place->previous;
    place->next = place->previous = NULL;
}

void ps_waiting_room_use(struct ps_arrival *arrival, size_t tokens)
{
    struct ps_place *place = &arrival->place;
    if (tokens <= place->tokens_used)
        return;
    ps_fair_queue_use(&place->item, tokens - place->tokens_used);
    place->tokens_used = tokens;
}

void ps_waiting_room_leave(struct ps_waiting_room *room, struct ps_arrival *arrival)
{
    if (!arrival->place.item.flow)
        return;
    ps_waiting_room_dismiss(room, arrival);
    ps_fair_queue_leave(room->queues[arrival->place.engine], &arrival->place.item);
}

struct ps_arrival *ps_waiting_room_late(const struct ps_waiting_room *room, int64_t now_ms)
{
    const struct ps_min_heap_node *node = ps_min_heap_first(&room->deadlines);
    if (!node || (double)now_ms < node->key)
        return NULL;
    return holder(node, offsetof(struct ps_arrival, place.deadline));
}

struct ps_arrival *ps_waiting_room_first(const struct ps_waiting_room *room)
{
    return room->first;
}

struct ps_arrival *ps_waiting_room_following(const struct ps_arrival *arrival)
{
    return arrival->place.next;
}

size_t ps_waiting_room_count(const struct ps_waiting_room *room, size_t engine)
{
    return ps_fair_queue_num_waiting(room->queues[engine]);
}
