/* Redis for the command line: one question after another, each answered or failed before the call
 * returns. Used by one thread. */
#ifndef PENSTOCK_WORKER_REDIS_CLIENT_H
#define PENSTOCK_WORKER_REDIS_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"

struct ps_redis_client; /* opaque */

/* Connects. url as in redis.url, and not empty: PS_INVALID; PS_UNSUPPORTED for what isn't supported
 * yet; PS_UNAVAILABLE where Redis does not answer within timeout_ms, or refuses, here and below;
 * every message names redis.url. */
enum ps_status ps_redis_client_create(struct ps_redis_client **client, const char *url,
                                      int64_t timeout_ms, struct ps_error *error) PS_MUST_USE;
void ps_redis_client_destroy(struct ps_redis_client *client);
PS_DEFINE_DEFER(ps_redis_client_destroy, struct ps_redis_client)

/* A hash, as text. Zero-initialise. */
struct ps_redis_hash {
    void *reply; /* hiredis's */
};

void ps_redis_hash_close(struct ps_redis_hash *hash);

/* A field's text, borrowed; NULL where there is none. */
const char *ps_redis_hash_get(const struct ps_redis_hash *hash, const char *field);

/* A key that isn't there is a hash without fields. */
enum ps_status ps_redis_client_read_hash(struct ps_redis_client *client, const char *key,
                                         struct ps_redis_hash *hash,
                                         struct ps_error *error) PS_MUST_USE;

/* SET key value PX ttl_ms */
enum ps_status ps_redis_client_put(struct ps_redis_client *client, const char *key,
                                   const char *value, int64_t ttl_ms,
                                   struct ps_error *error) PS_MUST_USE;

/* HSET key field value; the key then lives for ttl_ms at least. */
enum ps_status ps_redis_client_put_field(struct ps_redis_client *client, const char *key,
                                         const char *field, const char *value, int64_t ttl_ms,
                                         struct ps_error *error) PS_MUST_USE;

/* The same with HSETNX; *put false where the field was there already and stays as it is. */
enum ps_status ps_redis_client_put_new_field(struct ps_redis_client *client, const char *key,
                                             const char *field, const char *value, int64_t ttl_ms,
                                             bool *put, struct ps_error *error) PS_MUST_USE;

#endif
