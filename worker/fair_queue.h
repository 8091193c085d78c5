/* Who is next: work that waits for one engine, shared out between lanes (the entries of
 * topics.jobs) by their weights, within a lane equally between its tenants, and within a tenant in
 * the order of arrival. Pure: it knows no clock, no Kafka and no engine; it counts tokens.
 *
 * Fair queueing by virtual time at both levels: a contender's time is the tokens it has been given,
 * over its weight, and the one with the least time among those that wait is next. What is given is
 * charged when it goes to the engine, at its most, and what was not used is given back. One that
 * begins to wait takes the time of those who do already (what they were served, not what they still
 * have in the engine), so that nobody saves up a claim by not asking; and when nobody waits what
 * has been is forgotten. Nothing is held back for those who don't wait: alone, a tenant takes all.
 *
 * Each operation takes O(log n) of the contenders that wait. */
#ifndef PENSTOCK_WORKER_FAIR_QUEUE_H
#define PENSTOCK_WORKER_FAIR_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"

struct ps_fair_queue; /* opaque */
struct ps_fair_flow;  /* a tenant of a lane */

/* Part of what waits. Zero-initialise. */
struct ps_fair_item {
    struct ps_fair_flow *flow; /* NULL: in no queue */
    bool is_waiting;
    uint64_t expected; /* tokens charged and not used yet */
    struct ps_fair_item *next;
    struct ps_fair_item *previous;
};

/* weights: [num_lanes], from 1, copied. num_items: about how many are inside at most. NULL where
 * memory can't be had. */
struct ps_fair_queue *ps_fair_queue_create(const int64_t *weights, size_t num_lanes,
                                           size_t num_items);

/* The items inside are their owners'. */
void ps_fair_queue_destroy(struct ps_fair_queue *queue);
PS_DEFINE_DEFER(ps_fair_queue_destroy, struct ps_fair_queue)

/* At the end of its tenant's. A tenant that there is no memory for shares one place of its lane
 * with others of that kind: nothing is lost. */
void ps_fair_queue_enter(struct ps_fair_queue *queue, struct ps_fair_item *item, size_t lane,
                         const char *tenant);

/* The item whose turn it is; it goes on waiting. NULL where none waits. */
struct ps_fair_item *ps_fair_queue_next(const struct ps_fair_queue *queue);

/* So many tokens of the item go to the engine now, at the most. */
void ps_fair_queue_charge(struct ps_fair_queue *queue, struct ps_fair_item *item, uint64_t tokens);

/* So many of the tokens charged have been computed. */
void ps_fair_queue_use(struct ps_fair_item *item, uint64_t tokens);

/* All of it is in the engine: it waits no more, and is still accounted for. */
void ps_fair_queue_dismiss(struct ps_fair_queue *queue, struct ps_fair_item *item);

/* It is gone, from wherever it was; what was charged and not used is given back. Does nothing for
 * one that is in no queue. */
void ps_fair_queue_leave(struct ps_fair_queue *queue, struct ps_fair_item *item);

/* How many wait. */
size_t ps_fair_queue_num_waiting(const struct ps_fair_queue *queue);

#endif
