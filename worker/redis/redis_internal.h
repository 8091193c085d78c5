/* What the files of this room share and nobody else needs. */
#ifndef PENSTOCK_WORKER_REDIS_REDIS_INTERNAL_H
#define PENSTOCK_WORKER_REDIS_REDIS_INTERNAL_H

#include <pthread.h>
#include <stdatomic.h>

#include "shared/base/log.h"
#include "worker/redis/backlog.h"
#include "worker/redis/connection.h"
#include "worker/redis/exchange.h"
#include "worker/redis/redis.h"

/* What may be said now and then, but not each time it happens. */
struct ps_redis_complaint {
    atomic_int_fast64_t next_ms; /* when it may be said again; monotonic */
    atomic_uint_fast64_t num_unsaid;
};

struct ps_redis {
    struct ps_redis_url url;
    struct ps_redis_address address;
    int64_t timeout_ms;
    atomic_bool is_open;
    atomic_uint_fast64_t errors;
    atomic_uint_fast64_t dropped;
    atomic_uint_fast64_t waiting;
    atomic_size_t num_outages; /* times that somebody found it gone */
    atomic_size_t num_openings;
    struct ps_redis_complaint refused;
    struct ps_redis_complaint gone;

    /* the looking side's */
    struct ps_redis_looking {
        struct ps_redis_connection connection;
        size_t since; /* num_outages when it was connected */
    } looking[PS_NUM_REDIS_LOOKERS];

    /* the storing side's */
    struct ps_redis_connection storing;
    size_t storing_since;
    struct ps_redis_batch gathered;

    /* the tending thread's */
    struct ps_redis_connection tending;
    struct ps_redis_batch resent;
    bool is_cautious;  /* one command at a time: the last attempt ended with its connection */
    bool was_open;     /* the circuit, when it was looked at last */
    int64_t closed_ms; /* when it was closed last; monotonic, 0: never */
    size_t num_relapses;
    size_t num_refused_rounds; /* in a row, in which Redis took nothing of what is kept */

    pthread_t thread;
    bool has_thread;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    bool is_ending;                  /* under the mutex */
    struct ps_redis_backlog backlog; /* under the mutex */
};

/* Any thread: Redis was found gone. */
void ps_redis_open_circuit(struct ps_redis *redis, const struct ps_error *error);

/* Tells the tending thread that there is something to do. */
void ps_redis_wake(struct ps_redis *redis);

/* At the beginning of an exchange: closes a connection from before an outage, which may be to a
 * Redis that is dead. since: num_outages when it was last used. */
void ps_redis_refresh(const struct ps_redis *redis, struct ps_redis_connection *connection,
                      size_t *since);

/* PS_UNSUPPORTED for what is no standalone Redis of version 5 or later; PS_UNAVAILABLE. */
enum ps_status ps_redis_check_kind(struct ps_redis_connection *connection,
                                   struct ps_error *error) PS_MUST_USE;

/* Counts what was refused, and says so now and then. */
void ps_redis_note_refusals(struct ps_redis *redis, const struct ps_redis_exchange_result *result,
                            size_t num_commands);

/* A warning of what and why, unless one of the kind has just been given. */
void ps_redis_complain(struct ps_redis_complaint *complaint, const char *what, const char *why);

/* The storing side: one more command, about that key. PS_NO_MEMORY. */
enum ps_status ps_redis_gather(struct ps_redis *redis, const struct ps_redis_argument *arguments,
                               size_t num_arguments, const char *key) PS_MUST_USE;

/* The tending thread, which has the circuit's other half: while Redis is gone it asks for it, and
 * whenever something is kept it tries to store it. Nobody waits for it. */
void *ps_redis_tend(void *redis);

#endif
