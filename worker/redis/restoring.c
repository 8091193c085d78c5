/* A result and its status, put back by a script: whether they are wanted depends on what is there.
 */
#include "worker/redis/redis_internal.h"

#include <assert.h>

#define FIELDS_MAX 8

/* KEYS: the result, the status. ARGV: the result, its life in ms, when it was completed, then the
 * status's fields.
 *
 * Of two results of one name the newer one has longer to live, to the millisecond. */
static const char script[] =
    "local is = redis.call('HMGET', KEYS[2], 'status', 'started_at', 'completed_at')\n"
    "local completed = tonumber(ARGV[3])\n"
    "local left = redis.call('PTTL', KEYS[1])\n"
    "if left >= 0 and (left >= tonumber(ARGV[2]) or (tonumber(is[3] or 0) or 0) > completed) then\n"
    "  return 0\n"
    "end\n"
    "redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])\n"
    "if is[1] == 'in_progress' and (tonumber(is[2] or 0) or 0) > completed then return 1 end\n"
    "for i = 4, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end\n"
    "redis.call('PEXPIRE', KEYS[2], ARGV[2])\n"
    "return 1\n";

enum ps_status ps_redis_restore(struct ps_redis *redis,
                                const struct ps_redis_restoration *restoration)
{
    struct ps_redis_argument arguments[8 + 2 * FIELDS_MAX] = {
        ps_redis_text("EVAL"), ps_redis_text(script), ps_redis_text("2")};
    char numbers[2][PS_REDIS_NUMBER_SIZE];
    size_t count = 3;
    assert(restoration->num_fields <= FIELDS_MAX);
    arguments[count++] = ps_redis_text(restoration->result_key);
    arguments[count++] = ps_redis_text(restoration->status_key);
    arguments[count++] = (struct ps_redis_argument){restoration->result, restoration->result_size};
    arguments[count++] = ps_redis_number(numbers[0], restoration->ttl_ms);
    arguments[count++] = ps_redis_number(numbers[1], restoration->completed_s);
    for (size_t i = 0; i < restoration->num_fields; i++) {
        arguments[count++] = ps_redis_text(restoration->fields[i].name);
        arguments[count++] = ps_redis_text(restoration->fields[i].value);
    }
    return ps_redis_gather(redis, arguments, count, restoration->result_key);
}
