/* The hash of a batch, kept by a script: what one worker learns of a job changes counts that all
 * workers write to, and a status that follows from them. */
#include "worker/redis/redis_internal.h"

#include <assert.h>

#define ARGUMENTS_MAX (8 + 2 * PS_REDIS_BATCH_JOBS_MAX)

/* KEYS: the batch's hash, then the statuses of jobs that have an outcome. ARGV: created_at, now,
 * the life in ms, the total or '', then the outcomes, completed or failed.
 *
 * A job's own hash remembers as what it was counted: so a custom_id counts once, however often this
 * is sent or the job is run, and a run that ends otherwise moves it. A hash that isn't there, or
 * not yet, gets a life with it, or it would stay for good. */
static const char script[] =
    "local batch = KEYS[1]\n"
    "redis.call('HSETNX', batch, 'created_at', ARGV[1])\n"
    "redis.call('HSETNX', batch, 'completed', 0)\n"
    "redis.call('HSETNX', batch, 'failed', 0)\n"
    "if ARGV[4] ~= '' then redis.call('HSET', batch, 'total', ARGV[4]) end\n"
    "for i = 2, #KEYS do\n"
    "  local before, outcome = redis.call('HGET', KEYS[i], 'counted'), ARGV[i + 3]\n"
    "  if before ~= outcome then\n"
    "    if before == 'completed' or before == 'failed' then\n"
    "      redis.call('HINCRBY', batch, before, -1)\n"
    "    end\n"
    "    redis.call('HINCRBY', batch, outcome, 1)\n"
    "    redis.call('HSET', KEYS[i], 'counted', outcome)\n"
    "    if redis.call('PTTL', KEYS[i]) < 0 then redis.call('PEXPIRE', KEYS[i], ARGV[3]) end\n"
    "  end\n"
    "end\n"
    "local is = redis.call('HMGET', batch, 'total', 'completed', 'failed', 'cancel', 'status')\n"
    "local all = tonumber(is[1])\n"
    "local done = all and (tonumber(is[2]) or 0) + (tonumber(is[3]) or 0) >= all\n"
    "local status = done and 'completed' or 'in_progress'\n"
    "if is[4] then status = done and 'cancelled' or 'cancelling' end\n"
    "if done and is[5] == 'completed' then status = is[5] end\n"
    "redis.call('HSET', batch, 'status', status)\n"
    "if done then redis.call('HSETNX', batch, 'completed_at', ARGV[2])\n"
    "else redis.call('HDEL', batch, 'completed_at') end\n"
    "redis.call('PEXPIRE', batch, ARGV[3])\n";

enum ps_status ps_redis_tell_batch(struct ps_redis *redis, const struct ps_redis_batch_news *news)
{
    struct ps_redis_argument arguments[ARGUMENTS_MAX] = {ps_redis_text("EVAL"),
                                                         ps_redis_text(script)};
    char numbers[5][PS_REDIS_NUMBER_SIZE];
    size_t count = 2;
    assert(news->num_jobs <= PS_REDIS_BATCH_JOBS_MAX);
    arguments[count++] = ps_redis_number(numbers[0], (int64_t)news->num_jobs + 1);
    arguments[count++] = ps_redis_text(news->key);
    for (size_t i = 0; i < news->num_jobs; i++)
        arguments[count++] = ps_redis_text(news->jobs[i].status_key);
    arguments[count++] = ps_redis_number(numbers[1], news->created_s);
    arguments[count++] = ps_redis_number(numbers[2], news->now_s);
    arguments[count++] = ps_redis_number(numbers[3], news->ttl_ms);
    arguments[count++] =
        news->total >= 0 ? ps_redis_number(numbers[4], news->total) : ps_redis_text("");
    for (size_t i = 0; i < news->num_jobs; i++)
        arguments[count++] = ps_redis_text(news->jobs[i].outcome);
    return ps_redis_gather(redis, arguments, count, news->key);
}
