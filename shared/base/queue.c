/* A bounded queue of pointers: a ring under one mutex with two conditions. */
#include "shared/base/queue.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "shared/base/clock.h"

struct ps_queue {
    pthread_mutex_t mutex;
    pthread_cond_t not_empty;
    pthread_cond_t not_full;
    void **items; /* [capacity], a ring */
    size_t capacity;
    size_t first;
    size_t count;
    bool closed;
};

struct ps_queue *ps_queue_create(size_t capacity)
{
    struct ps_queue *queue = calloc(1, sizeof *queue);
    void **items = calloc(capacity ? capacity : 1, sizeof *items);
    if (!queue || !items) {
        free(queue);
        free(items);
        return NULL;
    }
    queue->items = items;
    queue->capacity = capacity ? capacity : 1;
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&queue->not_empty, &attributes);
    pthread_cond_init(&queue->not_full, &attributes);
    pthread_condattr_destroy(&attributes);
    pthread_mutex_init(&queue->mutex, NULL);
    return queue;
}

void ps_queue_destroy(struct ps_queue *queue)
{
    if (!queue)
        return;
    pthread_cond_destroy(&queue->not_empty);
    pthread_cond_destroy(&queue->not_full);
    pthread_mutex_destroy(&queue->mutex);
    free(queue->items);
    free(queue);
}

/* Waits on a condition until the deadline; false once it has passed. The mutex is held. */
static bool wait_on(pthread_cond_t *condition, pthread_mutex_t *mutex, int64_t timeout_ms,
                    const struct timespec *deadline)
{
    if (timeout_ms == 0)
        return false;
    if (timeout_ms < 0)
        return pthread_cond_wait(condition, mutex) == 0;
    return pthread_cond_timedwait(condition, mutex, deadline) == 0;
}

enum ps_status ps_queue_push(struct ps_queue *queue, void *item, int64_t timeout_ms)
{
    struct timespec deadline = ps_clock_deadline(timeout_ms < 0 ? 0 : timeout_ms);
    enum ps_status status = PS_OK;
    pthread_mutex_lock(&queue->mutex);
    while (!queue->closed && queue->count == queue->capacity) {
        if (!wait_on(&queue->not_full, &queue->mutex, timeout_ms, &deadline))
            break;
    }
    if (queue->closed) {
        status = PS_CLOSED;
    } else if (queue->count == queue->capacity) {
        status = PS_FULL;
    } else {
        queue->items[(queue->first + queue->count) % queue->capacity] = item;
        queue->count++;
        pthread_cond_signal(&queue->not_empty);
    }
    pthread_mutex_unlock(&queue->mutex);
    return status;
}

size_t ps_queue_pop_many(struct ps_queue *queue, void **items, size_t max, int64_t timeout_ms)
{
    struct timespec deadline = ps_clock_deadline(timeout_ms < 0 ? 0 : timeout_ms);
    size_t popped = 0;
    pthread_mutex_lock(&queue->mutex);
    while (!queue->closed && queue->count == 0) {
        if (!wait_on(&queue->not_empty, &queue->mutex, timeout_ms, &deadline))
            break;
    }
    while (popped < max && queue->count > 0) {
        items[popped++] = queue->items[queue->first];
        queue->first = (queue->first + 1) % queue->capacity;
        queue->count--;
    }
    if (popped > 0)
        pthread_cond_broadcast(&queue->not_full);
    pthread_mutex_unlock(&queue->mutex);
    return popped;
}

enum ps_status ps_queue_pop(struct ps_queue *queue, void **item, int64_t timeout_ms)
{
    if (ps_queue_pop_many(queue, item, 1, timeout_ms) == 1)
        return PS_OK;
    pthread_mutex_lock(&queue->mutex);
    bool closed = queue->closed && queue->count == 0;
    pthread_mutex_unlock(&queue->mutex);
    return closed ? PS_CLOSED : PS_TIMEOUT;
}

void ps_queue_close(struct ps_queue *queue)
{
    pthread_mutex_lock(&queue->mutex);
    queue->closed = true;
    pthread_cond_broadcast(&queue->not_empty);
    pthread_cond_broadcast(&queue->not_full);
    pthread_mutex_unlock(&queue->mutex);
}
