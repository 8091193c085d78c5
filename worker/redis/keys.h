/* The names of keys in Redis. custom_ids are unique only within a file, so a job of a batch has
 * keys of its own. */
#ifndef PENSTOCK_WORKER_REDIS_KEYS_H
#define PENSTOCK_WORKER_REDIS_KEYS_H

#include "shared/base/buffer.h"
#include "shared/base/status.h"

#define PS_REDIS_DEFAULT_TENANT "default"
#define PS_REDIS_CANCEL_FIELD   "cancel" /* of a batch's hash: its jobs are taken back */
#define PS_REDIS_DIGEST_FIELD   "digest" /* of a batch's hash: what it was submitted from */

/* Whose key: tenant "" is the default one, batch "" is none. */
struct ps_redis_owner {
    const char *prefix;
    const char *tenant;
    const char *batch;
};

/* Each appends one name. PS_NO_MEMORY. */

/* kind: "result", "status", "stream", "cancel". prefix:tenant:kind:custom_id, or
 * prefix:tenant:batch-kind:batch:custom_id. */
enum ps_status ps_redis_job_key(struct ps_buffer *out, const struct ps_redis_owner *owner,
                                const char *kind, const char *custom_id) PS_MUST_USE;

/* prefix:tenant:cache:digest */
enum ps_status ps_redis_cache_key(struct ps_buffer *out, const struct ps_redis_owner *owner,
                                  const char *digest) PS_MUST_USE;

/* prefix:tenant:done */
enum ps_status ps_redis_done_channel(struct ps_buffer *out,
                                     const struct ps_redis_owner *owner) PS_MUST_USE;

/* prefix:tenant:batch:batch, for an owner that has a batch. */
enum ps_status ps_redis_batch_key(struct ps_buffer *out,
                                  const struct ps_redis_owner *owner) PS_MUST_USE;

#endif
