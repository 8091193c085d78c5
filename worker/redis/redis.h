/* What the worker asks of Redis. A circuit is shared by its sides, those that look up and the one
 * that stores: the first failure opens it, and from then on nobody waits for Redis until a thread
 * of this room has found it again and has stored what was kept for it.
 *
 * What Redis hasn't taken is kept, within a bound, and stored later, each key's commands in their
 * order: because the connection failed, or because Redis refused for a reason that may pass (it is
 * full, loads, follows, an ACL forbids it). What can never pass is counted and given up, so that it
 * keeps nothing behind it waiting. */
#ifndef PENSTOCK_WORKER_REDIS_REDIS_H
#define PENSTOCK_WORKER_REDIS_REDIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_redis; /* opaque */

struct ps_redis_counts {
    uint64_t errors;  /* failed calls and replies that are errors */
    uint64_t dropped; /* commands given up: too many waited, or Redis can never take them */
    uint64_t waiting; /* bytes that wait to be stored */
    uint64_t outages; /* times the circuit has opened */
    bool is_open;     /* the circuit: Redis is taken to be gone */
};

struct ps_redis_config {
    const char *url; /* as in redis.url; "" makes one that finds and stores nothing */
    int64_t timeout_ms;
    size_t backlog_bytes_max; /* of what is kept */
};

/* PS_INVALID, PS_UNSUPPORTED for a wrong url; PS_NO_MEMORY. Nothing is connected yet. */
enum ps_status ps_redis_create(struct ps_redis **redis, const struct ps_redis_config *config,
                               struct ps_error *error) PS_MUST_USE;

/* What is kept by then is lost, and that is said. */
void ps_redis_destroy(struct ps_redis *redis);
PS_DEFINE_DEFER(ps_redis_destroy, struct ps_redis)

/* At start, before threads: PS_UNSUPPORTED where it is a Cluster's node, a Sentinel or too old;
 * PS_UNAVAILABLE where it can't be reached, which opens the circuit and is no reason not to start.
 */
enum ps_status ps_redis_check(struct ps_redis *redis, struct ps_error *error) PS_MUST_USE;

/* Redis is configured and the circuit is closed. Any thread. */
bool ps_redis_is_usable(struct ps_redis *redis);
void ps_redis_counts(struct ps_redis *redis, struct ps_redis_counts *counts);

/* The looking side. Each of those who look has a connection of its own, and is one thread. */

enum ps_redis_looker { PS_REDIS_ADMISSION, PS_REDIS_CANCELLING, PS_NUM_REDIS_LOOKERS };

struct ps_redis_value {
    char *data; /* owned; NULL: it isn't there */
    size_t size;
};

/* Whether there is a key or, where field isn't NULL, that field of the hash at the key. */
struct ps_redis_flag {
    const char *key;
    const char *field;
    bool is_set;
};

/* What is asked, and the answers. */
struct ps_redis_query {
    const char *const *keys; /* [num_keys] */
    size_t num_keys;
    struct ps_redis_value *values; /* [num_keys], freed by the caller */
    struct ps_redis_flag *flags;   /* [num_flags] */
    size_t num_flags;
};

/* The flags' EXISTS and HEXISTS, and MGET. Without a usable Redis all are absent, at once; values
 * beyond some megabytes are absent too. Takes at most the timeout. */
void ps_redis_lookup(struct ps_redis *redis, enum ps_redis_looker looker,
                     struct ps_redis_query *query);

/* The storing side: one thread's. Commands are gathered until a flush sends them all; where they
 * are many, some are sent before. */

/* SET key value PX ttl_ms */
enum ps_status ps_redis_put(struct ps_redis *redis, const char *key, const void *value, size_t size,
                            int64_t ttl_ms) PS_MUST_USE;

struct ps_redis_field {
    const char *name;
    const char *value;
};

/* HSET key name value ..., then PEXPIRE key ttl_ms */
enum ps_status ps_redis_put_hash(struct ps_redis *redis, const char *key,
                                 const struct ps_redis_field *fields, size_t num_fields,
                                 int64_t ttl_ms) PS_MUST_USE;

#define PS_REDIS_BATCH_JOBS_MAX 64

/* A job of a batch that has an outcome. */
struct ps_redis_batch_job {
    const char *status_key;
    const char *outcome; /* "completed" or "failed" */
};

/* What is new about a batch. */
struct ps_redis_batch_news {
    const char *key;
    const struct ps_redis_batch_job *jobs; /* [num_jobs], at most PS_REDIS_BATCH_JOBS_MAX */
    size_t num_jobs;
    int64_t total;     /* jobs; -1: not known here */
    int64_t created_s; /* Unix, when the batch began where it is not known yet */
    int64_t now_s;     /* when it ended where this ends it */
    int64_t ttl_ms;
};

/* EVAL: brings the batch's hash up to date: status (in_progress, completed, cancelling, cancelled),
 * total, completed, failed, created_at, completed_at. Each job counts once, by its last outcome. */
enum ps_status ps_redis_tell_batch(struct ps_redis *redis,
                                   const struct ps_redis_batch_news *news) PS_MUST_USE;

/* A result that was published, and may be lost here. */
struct ps_redis_restoration {
    const char *result_key;
    const char *status_key;
    const void *result; /* [result_size] */
    size_t result_size;
    int64_t completed_s;                 /* Unix */
    int64_t ttl_ms;                      /* what is left of its life */
    const struct ps_redis_field *fields; /* [num_fields], at most 8: the status */
    size_t num_fields;
};

/* EVAL: stores it, unless what is there is as new or newer, or a job of that name runs again. */
enum ps_status ps_redis_restore(struct ps_redis *redis,
                                const struct ps_redis_restoration *restoration) PS_MUST_USE;

/* DEL key */
enum ps_status ps_redis_delete(struct ps_redis *redis, const char *key) PS_MUST_USE;

/* The id of a stream's entry. Given by the one who appends, so that what is sent twice, because an
 * answer was lost, is there once. */
struct ps_redis_entry_id {
    int64_t time_ms;
    uint64_t sequence; /* from 1 */
};

/* XADD key id field value */
enum ps_status ps_redis_append(struct ps_redis *redis, const char *key, struct ps_redis_entry_id id,
                               struct ps_redis_field field) PS_MUST_USE;

/* PEXPIRE key ttl_ms */
enum ps_status ps_redis_expire(struct ps_redis *redis, const char *key, int64_t ttl_ms) PS_MUST_USE;

/* PUBLISH channel message, once the key that it is about is stored. It is a hint: refused, it isn't
 * kept. */
enum ps_status ps_redis_announce(struct ps_redis *redis, const char *channel, const void *message,
                                 size_t size, const char *about) PS_MUST_USE;

/* Sends what was gathered and reads the answers, which takes at most the timeout; what Redis hasn't
 * taken by then is kept. */
void ps_redis_flush(struct ps_redis *redis);

#endif
