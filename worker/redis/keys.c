/* Key names, written in one place only. */
#include "worker/redis/keys.h"

static const char *tenant_of(const struct ps_redis_owner *owner)
{
    return owner->tenant[0] ? owner->tenant : PS_REDIS_DEFAULT_TENANT;
}

enum ps_status ps_redis_job_key(struct ps_buffer *out, const struct ps_redis_owner *owner,
                                const char *kind, const char *custom_id)
{
    if (owner->batch[0])
        return ps_buffer_printf(out, "%s:%s:batch-%s:%s:%s", owner->prefix, tenant_of(owner), kind,
                                owner->batch, custom_id);
    return ps_buffer_printf(out, "%s:%s:%s:%s", owner->prefix, tenant_of(owner), kind, custom_id);
}

enum ps_status ps_redis_cache_key(struct ps_buffer *out, const struct ps_redis_owner *owner,
                                  const char *digest)
{
    return ps_buffer_printf(out, "%s:%s:cache:%s", owner->prefix, tenant_of(owner), digest);
}

enum ps_status ps_redis_done_channel(struct ps_buffer *out, const struct ps_redis_owner *owner)
{
    return ps_buffer_printf(out, "%s:%s:done", owner->prefix, tenant_of(owner));
}

enum ps_status ps_redis_batch_key(struct ps_buffer *out, const struct ps_redis_owner *owner)
{
    return ps_buffer_printf(out, "%s:%s:batch:%s", owner->prefix, tenant_of(owner), owner->batch);
}
