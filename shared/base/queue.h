/* A bounded queue of pointers between threads: any number of producers and consumers. */
#ifndef PENSTOCK_SHARED_BASE_QUEUE_H
#define PENSTOCK_SHARED_BASE_QUEUE_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_queue; /* opaque */

/* Room for capacity pointers, allocated at once; NULL where memory can't be had. */
struct ps_queue *ps_queue_create(size_t capacity);

/* The queue must be empty or its items no longer owned by it; nobody may be waiting. */
void ps_queue_destroy(struct ps_queue *queue);
PS_DEFINE_DEFER(ps_queue_destroy, struct ps_queue)

/* timeout_ms: 0 tries once, -1 waits for ever. PS_FULL after the timeout; PS_CLOSED after close. */
enum ps_status ps_queue_push(struct ps_queue *queue, void *item, int64_t timeout_ms) PS_MUST_USE;

/* PS_TIMEOUT where nothing came; PS_CLOSED once closed and drained. */
enum ps_status ps_queue_pop(struct ps_queue *queue, void **item, int64_t timeout_ms) PS_MUST_USE;

/* Pops up to max items that are there, waiting up to timeout_ms for the first; returns how many. */
size_t ps_queue_pop_many(struct ps_queue *queue, void **items, size_t max, int64_t timeout_ms);

/* Pushing fails from now on; what is inside can still be popped; waiters wake. */
void ps_queue_close(struct ps_queue *queue);

#endif
