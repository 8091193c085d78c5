/* A job's place in the waiting room; part of its arrival, so that nothing has to be allocated. */
#ifndef PENSTOCK_WORKER_PLACE_H
#define PENSTOCK_WORKER_PLACE_H

#include "shared/base/min_heap.h"
#include "worker/fair_queue.h"

struct ps_arrival;

struct ps_place {
    size_t engine;
    struct ps_fair_item item;
    struct ps_min_heap_node deadline; /* in the heap while it waits and has one */
    size_t tokens_used;               /* of those charged */
    struct ps_arrival *next;          /* of all that wait */
    struct ps_arrival *previous;
};

#endif
