/* Where prepared jobs wait for an engine. Each engine has a fair queue; those with a deadline are
 * also in a heap, so that one that expires is found at once, wherever it stands. It belongs to the
 * thread that steps the engines. */
#ifndef PENSTOCK_WORKER_WAITING_ROOM_H
#define PENSTOCK_WORKER_WAITING_ROOM_H

#include "worker/arrival.h"
#include "worker/lanes.h"

struct ps_waiting_room; /* opaque */

/* num_items: about how many jobs are inside at most. NULL where memory can't be had. */
struct ps_waiting_room *ps_waiting_room_create(const struct ps_lanes *lanes, size_t num_engines,
                                               size_t num_items);

/* The jobs inside are their owners'. */
void ps_waiting_room_destroy(struct ps_waiting_room *room);
PS_DEFINE_DEFER(ps_waiting_room_destroy, struct ps_waiting_room)

/* A prepared job, with its run. */
void ps_waiting_room_enter(struct ps_waiting_room *room, struct ps_arrival *arrival, size_t engine);

/* The job whose turn it is at an engine; it goes on waiting. NULL where none waits. */
struct ps_arrival *ps_waiting_room_next(const struct ps_waiting_room *room, size_t engine);

/* So many tokens of it go to the engine now, at the most. */
void ps_waiting_room_charge(struct ps_waiting_room *room, struct ps_arrival *arrival,
                            size_t tokens);

/* All of it is in the engine: it waits no more, and is accounted for until it leaves. */
void ps_waiting_room_dismiss(struct ps_waiting_room *room, struct ps_arrival *arrival);

/* The tokens of it that the engine has computed by now, since the beginning. */
void ps_waiting_room_use(struct ps_arrival *arrival, size_t tokens);

/* It is gone, from here and from the engine. Does nothing for one that isn't inside. */
void ps_waiting_room_leave(struct ps_waiting_room *room, struct ps_arrival *arrival);

/* One that waits and whose deadline has passed; NULL where there is none. */
struct ps_arrival *ps_waiting_room_late(const struct ps_waiting_room *room, int64_t now_ms);

/* Those that wait, one after another in no order; the next one is to be asked for before the one
 * at hand leaves. */
struct ps_arrival *ps_waiting_room_first(const struct ps_waiting_room *room);
struct ps_arrival *ps_waiting_room_following(const struct ps_arrival *arrival);

/* How many wait for an engine. */
size_t ps_waiting_room_count(const struct ps_waiting_room *room, size_t engine);

#endif
