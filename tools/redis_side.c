/* What Redis knows of a client's jobs. */
#include "tools/redis_side.h"

#include "shared/base/defer.h"

#define TIMEOUT_MS 3000 /* a client can wait longer than a worker */

enum ps_status ps_redis_side_open(struct ps_redis_side *side, const struct ps_config *config,
                                  const char *tenant, const char *batch, struct ps_error *error)
{
    int64_t timeout_ms =
        config->redis.timeout_ms > TIMEOUT_MS ? config->redis.timeout_ms : TIMEOUT_MS;
    *side = (struct ps_redis_side){.owner = {.prefix = config->redis.prefix,
                                             .tenant = tenant ? tenant : "",
                                             .batch = batch ? batch : ""}};
    return ps_redis_client_create(&side->client, config->redis.url, timeout_ms, error);
}

void ps_redis_side_close(struct ps_redis_side *side)
{
    ps_redis_client_destroy(side->client);
    side->client = NULL;
}

static enum ps_status job_key(const struct ps_redis_side *side, const char *kind,
                              const char *custom_id, struct ps_buffer *key, struct ps_error *error)
{
    if (ps_redis_job_key(key, &side->owner, kind, custom_id) != PS_OK)
        return ps_error_no_memory(error, "a key");
    return PS_OK;
}

static enum ps_status batch_key(const struct ps_redis_side *side, struct ps_buffer *key,
                                struct ps_error *error)
{
    if (ps_redis_batch_key(key, &side->owner) != PS_OK)
        return ps_error_no_memory(error, "a key");
    return PS_OK;
}

static const char *field_of(const void *record, const char *name)
{
    return ps_redis_hash_get(record, name);
}

enum ps_status ps_redis_side_job(struct ps_redis_side *side, const char *custom_id,
                                 struct ps_job_status *status, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_DEFER(ps_redis_hash_close) struct ps_redis_hash hash = {0};
    PS_TRY(job_key(side, "status", custom_id, &key, error));
    PS_TRY(ps_redis_client_read_hash(side->client, key.data, &hash, error));
    ps_job_status_read(status, field_of, &hash);
    return PS_OK;
}

enum ps_status ps_redis_side_batch(struct ps_redis_side *side, struct ps_batch_status *status,
                                   struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_DEFER(ps_redis_hash_close) struct ps_redis_hash hash = {0};
    PS_TRY(batch_key(side, &key, error));
    PS_TRY(ps_redis_client_read_hash(side->client, key.data, &hash, error));
    ps_batch_status_read(status, field_of, &hash);
    status->source = "redis";
    return PS_OK;
}

enum ps_status ps_redis_side_cancel_job(struct ps_redis_side *side, const char *custom_id,
                                        struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_TRY(job_key(side, "cancel", custom_id, &key, error));
    return ps_redis_client_put(side->client, key.data, "1", PS_CANCEL_TTL_MS, error);
}

enum ps_status ps_redis_side_cancel_batch(struct ps_redis_side *side, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_TRY(batch_key(side, &key, error));
    return ps_redis_client_put_field(side->client, key.data, PS_REDIS_CANCEL_FIELD, "1",
                                     PS_CANCEL_TTL_MS, error);
}

enum ps_status ps_redis_side_note_digest(struct ps_redis_side *side, const char *digest,
                                         bool replace, int64_t ttl_ms, bool *put,
                                         struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_TRY(batch_key(side, &key, error));
    *put = true;
    if (replace)
        return ps_redis_client_put_field(side->client, key.data, PS_REDIS_DIGEST_FIELD, digest,
                                         ttl_ms, error);
    return ps_redis_client_put_new_field(side->client, key.data, PS_REDIS_DIGEST_FIELD, digest,
                                         ttl_ms, put, error);
}
