/* The thread pool. Helpers spin briefly for the next loop and then park: a step of a model has
 * dozens of loops, and waking through the kernel costs tens of microseconds each. */
#include "shared/base/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    SPINS = 4000,
};

struct ps_pool {
    size_t num_threads; /* the caller included */
    pthread_t *threads; /* [num_threads - 1] */
    size_t num_started;
    pthread_mutex_t mutex;
    pthread_cond_t wake;     /* a new generation, or stop */
    pthread_cond_t finished; /* num_busy fell to 0 */
    atomic_ulong generation; /* counts loops; written under the mutex */
    atomic_bool stop;        /* written under the mutex */
    atomic_size_t num_busy;  /* helpers still inside the current loop */
    atomic_size_t next_part; /* of the current loop */
    size_t num_parts;        /* of the current loop; these three are set before generation */
    ps_pool_work *work;
    void *context;
};

static void run_parts(struct ps_pool *pool)
{
    for (;;) {
        size_t part = atomic_fetch_add(&pool->next_part, 1);
        if (part >= pool->num_parts)
            return;
        pool->work(pool->context, part);
    }
}

/* Waits for a loop after the generation last seen. False once the pool stops. */
static bool wait_for_loop(struct ps_pool *pool, unsigned long *seen)
{
    for (int i = 0; i < SPINS; i++) {
        if (atomic_load(&pool->generation) != *seen || atomic_load(&pool->stop))
            break;
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
    pthread_mutex_lock(&pool->mutex);
    while (atomic_load(&pool->generation) == *seen && !atomic_load(&pool->stop))
        pthread_cond_wait(&pool->wake, &pool->mutex);
    *seen = atomic_load(&pool->generation);
    bool stop = atomic_load(&pool->stop);
    pthread_mutex_unlock(&pool->mutex);
    return !stop;
}

static void *helper_main(void *argument)
{
    struct ps_pool *pool = argument;
    unsigned long seen = 0;
    while (wait_for_loop(pool, &seen)) {
        run_parts(pool);
        if (atomic_fetch_sub(&pool->num_busy, 1) == 1) {
            pthread_mutex_lock(&pool->mutex);
            pthread_cond_signal(&pool->finished);
            pthread_mutex_unlock(&pool->mutex);
        }
    }
    return NULL;
}

struct ps_pool *ps_pool_create(size_t num_threads)
{
    struct ps_pool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return NULL;
    pool->num_threads = num_threads ? num_threads : 1;
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->wake, NULL);
    pthread_cond_init(&pool->finished, NULL);
    pool->threads = calloc(pool->num_threads, sizeof *pool->threads);
    if (!pool->threads) {
        ps_pool_destroy(pool);
        return NULL;
    }
    for (size_t i = 0; i + 1 < pool->num_threads; i++) {
        if (pthread_create(&pool->threads[i], NULL, helper_main, pool) != 0) {
            ps_pool_destroy(pool);
            return NULL;
        }
        pool->num_started++;
    }
    return pool;
}

void ps_pool_destroy(struct ps_pool *pool)
{
    if (!pool)
        return;
    pthread_mutex_lock(&pool->mutex);
    atomic_store(&pool->stop, true);
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->mutex);
    for (size_t i = 0; i < pool->num_started; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_cond_destroy(&pool->wake);
    pthread_cond_destroy(&pool->finished);
    pthread_mutex_destroy(&pool->mutex);
    free(pool->threads);
    free(pool);
}

size_t ps_pool_num_threads(const struct ps_pool *pool)
{
    return pool ? pool->num_threads : 1;
}

void ps_pool_run(struct ps_pool *pool, size_t num_parts, ps_pool_work *work, void *context)
{
    if (!pool || pool->num_threads == 1 || num_parts < 2) {
        for (size_t part = 0; part < num_parts; part++)
            work(context, part);
        return;
    }
    pthread_mutex_lock(&pool->mutex);
    pool->work = work;
    pool->context = context;
    pool->num_parts = num_parts;
    atomic_store(&pool->next_part, 0);
    atomic_store(&pool->num_busy, pool->num_threads - 1);
    atomic_fetch_add(&pool->generation, 1);
    pthread_cond_broadcast(&pool->wake);
    pthread_mutex_unlock(&pool->mutex);
    run_parts(pool);
    for (int i = 0; i < SPINS && atomic_load(&pool->num_busy) > 0; i++) {
#if defined(__x86_64__)
        __builtin_ia32_pause();
#endif
    }
    pthread_mutex_lock(&pool->mutex);
    while (atomic_load(&pool->num_busy) > 0)
        pthread_cond_wait(&pool->finished, &pool->mutex);
    pthread_mutex_unlock(&pool->mutex);
}
