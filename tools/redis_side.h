/* What Redis knows of a client's jobs, under the names that the workers use. */
#ifndef PENSTOCK_TOOLS_REDIS_SIDE_H
#define PENSTOCK_TOOLS_REDIS_SIDE_H

#include "tools/status_record.h"
#include "worker/config.h"
#include "worker/redis/client.h"
#include "worker/redis/keys.h"

/* How long a request to cancel is remembered. */
#define PS_CANCEL_TTL_MS ((int64_t)86400 * 1000)

/* Zero-initialise. */
struct ps_redis_side {
    struct ps_redis_client *client; /* NULL: not connected */
    struct ps_redis_owner owner;
};

/* Connects to redis.url. tenant and batch, borrowed, may be NULL. PS_INVALID, PS_UNSUPPORTED,
 * PS_UNAVAILABLE, PS_NO_MEMORY; here and below. */
enum ps_status ps_redis_side_open(struct ps_redis_side *side, const struct ps_config *config,
                                  const char *tenant, const char *batch,
                                  struct ps_error *error) PS_MUST_USE;
void ps_redis_side_close(struct ps_redis_side *side);

enum ps_status ps_redis_side_job(struct ps_redis_side *side, const char *custom_id,
                                 struct ps_job_status *status, struct ps_error *error) PS_MUST_USE;
enum ps_status ps_redis_side_batch(struct ps_redis_side *side, struct ps_batch_status *status,
                                   struct ps_error *error) PS_MUST_USE;

/* Asks the workers to end a job, or every job of the batch. */
enum ps_status ps_redis_side_cancel_job(struct ps_redis_side *side, const char *custom_id,
                                        struct ps_error *error) PS_MUST_USE;
enum ps_status ps_redis_side_cancel_batch(struct ps_redis_side *side,
                                          struct ps_error *error) PS_MUST_USE;

/* Notes what the batch is submitted from, for ttl_ms at least. *put false, with `replace` false,
 * where something is noted already. */
enum ps_status ps_redis_side_note_digest(struct ps_redis_side *side, const char *digest,
                                         bool replace, int64_t ttl_ms, bool *put,
                                         struct ps_error *error) PS_MUST_USE;

#endif
