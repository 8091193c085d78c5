/* The hash of a batch, kept by a script: what one worker learns of a job changes counts that all
 * workers write to, and a status that follows from them. */
#include "worker/redis/redis_internal.h"

#include <stdio.h>
#include <string.h>

#define NUM_ARGUMENTS 10
#define NUMBER_SIZE   24

/* KEYS: the batch's hash; the status of a job that has an outcome, if any. ARGV: created_at, now,
 * the life in ms, the total or '', completed or failed.
 *
 * The job's own hash remembers as what it was counted: so a custom_id counts once, however often
 * this is sent or the job is run, and a run that ends otherwise moves it. */
static const char script[] =
    "local batch, job = KEYS[1], KEYS[2]\n"
    "local created, now, life, total, outcome = unpack(ARGV)\n"
    "redis.call('HSETNX', batch, 'created_at', created)\n"
    "redis.call('HSETNX', batch, 'completed', 0)\n"
    "redis.call('HSETNX', batch, 'failed', 0)\n"
    "if total ~= '' then redis.call('HSET', batch, 'total', total) end\n"
    "if job then\n"
    "  local before = redis.call('HGET', job, 'counted')\n"
    "  if before ~= outcome then\n"
    "    if before == 'completed' or before == 'failed' then\n"
    "      redis.call('HINCRBY', batch, before, -1)\n"
    "    end\n"
    "    redis.call('HINCRBY', batch, outcome, 1)\n"
    "    redis.call('HSET', job, 'counted', outcome)\n"
    "  end\n"
    "end\n"
    "local is = redis.call('HMGET', batch, 'total', 'completed', 'failed', 'cancel', 'status')\n"
    "local all = tonumber(is[1])\n"
    "local done = all and (tonumber(is[2]) or 0) + (tonumber(is[3]) or 0) >= all\n"
    "local status = done and 'completed' or 'in_progress'\n"
    "if is[4] then status = done and 'cancelled' or 'cancelling' end\n"
    "if done and is[5] == 'completed' then status = is[5] end\n"
    "redis.call('HSET', batch, 'status', status)\n"
    "if done then redis.call('HSETNX', batch, 'completed_at', now)\n"
    "else redis.call('HDEL', batch, 'completed_at') end\n"
    "redis.call('PEXPIRE', batch, life)\n";

enum ps_status ps_redis_tell_batch(struct ps_redis *redis, const struct ps_redis_batch_news *news)
{
    char created[NUMBER_SIZE];
    char now[NUMBER_SIZE];
    char life[NUMBER_SIZE];
    char total[NUMBER_SIZE] = "";
    (void)snprintf(created, sizeof created, "%lld", (long long)news->created_s);
    (void)snprintf(now, sizeof now, "%lld", (long long)news->now_s);
    (void)snprintf(life, sizeof life, "%lld", (long long)news->ttl_ms);
    if (news->total >= 0)
        (void)snprintf(total, sizeof total, "%lld", (long long)news->total);
    const char *texts[NUM_ARGUMENTS] = {"EVAL", script, news->job_key ? "2" : "1", news->key};
    size_t count = 4;
    if (news->job_key)
        texts[count++] = news->job_key;
    const char *const rest[] = {created, now, life, total, news->outcome ? news->outcome : ""};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        texts[count++] = rest[i];
    struct ps_redis_argument arguments[NUM_ARGUMENTS];
    for (size_t i = 0; i < count; i++)
        arguments[i] = (struct ps_redis_argument){texts[i], strlen(texts[i])};
    return ps_redis_gather(redis, arguments, count, news->key);
}
