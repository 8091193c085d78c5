/* What Redis is told of a job, as its contract says. */
#include "worker/storing.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "shared/base/log.h"
#include "worker/line.h"
#include "worker/redis/keys.h"
#include "worker/started_job.h"
#include "worker/storing_batches.h"
#include "worker/storing_status.h"
#include "worker/stream_part.h"

#define WAIT_MS       100
#define STREAM_TTL_MS 3600000 /* since its last entry */

static enum ps_status put_cached(struct ps_line *line, const struct ps_run *run,
                                 const struct ps_redis_owner *owner)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    if (run->cache_body.size == 0 || !run->cache_key[0])
        return PS_OK;
    PS_TRY(ps_redis_cache_key(&key, owner, run->cache_key));
    return ps_redis_put(line->redis, key.data, run->cache_body.data, run->cache_body.size,
                        ps_line_config(line, PS_THREAD_STORING)->redis.cache_ttl_s * 1000);
}

/* {"custom_id": "...", "batch": null} on the tenant's channel. */
static enum ps_status announce(struct ps_line *line, const struct ps_run *run,
                               const struct ps_redis_owner *owner, const char *result_key)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer channel = {0};
    json_t *message = json_pack("{s:s, s:s?}", "custom_id", run->job->custom_id, "batch",
                                owner->batch[0] ? owner->batch : NULL);
    PS_DEFER(ps_freep) char *text = message ? json_dumps(message, 0) : NULL;
    json_decref(message);
    if (!text)
        return PS_NO_MEMORY;
    PS_TRY(ps_redis_done_channel(&channel, owner));
    return ps_redis_announce(line->redis, channel.data, text, strlen(text), result_key);
}

/* One entry of a stream. The first entry of a run takes away what an earlier run of the same job
 * may have left. */
static enum ps_status put_entry(struct ps_line *line, const char *key, struct ps_redis_entry_id id,
                                const char *data)
{
    const struct ps_redis_field field = {"data", data};
    if (id.sequence == 1)
        PS_TRY(ps_redis_delete(line->redis, key));
    return ps_redis_append(line->redis, key, id, field);
}

/* Cuts lines at their newlines; *sequence counts the entries. */
static enum ps_status put_lines(struct ps_line *line, const char *key, int64_t run_ms,
                                struct ps_buffer *lines, uint64_t *sequence)
{
    char *text = lines->data;
    while (lines->size > 0 && text < lines->data + lines->size) {
        char *end = memchr(text, '\n', (size_t)(lines->data + lines->size - text));
        *end = '\0';
        PS_TRY(put_entry(line, key, (struct ps_redis_entry_id){run_ms, ++*sequence}, text));
        text = end + 1;
    }
    return PS_OK;
}

static enum ps_status put_part(struct ps_line *line, struct ps_stream_part *part)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_owner owner = {line->config->redis.prefix, part->tenant, part->batch};
    uint64_t sequence = part->first;
    PS_TRY(ps_redis_job_key(&key, &owner, "stream", part->custom_id));
    PS_TRY(put_lines(line, key.data, part->run_ms, &part->lines, &sequence));
    return ps_redis_expire(line->redis, key.data, STREAM_TTL_MS);
}

/* What a result without an answer says instead of one, as a chunk; owned by the caller. */
static char *error_chunk(const struct ps_run *run)
{
    PS_DEFER(json_decrefp) json_t *result = json_loadb(run->result.data, run->result.size, 0, NULL);
    const json_t *body = json_object_get(json_object_get(result, "response"), "body");
    json_t *error = json_object_get(body ? body : result, "error");
    PS_DEFER(json_decrefp) json_t *chunk = json_pack("{s:O}", "error", error);
    return chunk ? json_dumps(chunk, JSON_COMPACT) : NULL;
}

/* The rest of a stream: chunks nobody has taken, why there is no answer, and [DONE]. */
static enum ps_status put_stream_end(struct ps_line *line, struct ps_run *run,
                                     const struct ps_redis_owner *owner)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    uint64_t sequence = run->num_chunks_taken;
    int64_t run_ms = run->created_ms;
    if (!run->wants_stream)
        return PS_OK;
    PS_TRY(ps_redis_job_key(&key, owner, "stream", run->job->custom_id));
    PS_TRY(put_lines(line, key.data, run_ms, &run->chunks, &sequence));
    if (run->life.outcome != PS_OUTCOME_COMPLETED) {
        PS_DEFER(ps_freep) char *chunk = error_chunk(run);
        if (!chunk)
            return PS_NO_MEMORY;
        PS_TRY(put_entry(line, key.data, (struct ps_redis_entry_id){run_ms, ++sequence}, chunk));
    }
    PS_TRY(put_entry(line, key.data, (struct ps_redis_entry_id){run_ms, ++sequence}, "[DONE]"));
    return ps_redis_expire(line->redis, key.data, STREAM_TTL_MS);
}

static enum ps_status put_finished(struct ps_line *line, struct ps_run *run)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_owner owner = ps_line_redis_owner(line, run->job);
    if (!run->job->custom_id || run->result.size == 0)
        return PS_OK;
    PS_TRY(ps_redis_job_key(&key, &owner, "result", run->job->custom_id));
    PS_TRY(ps_redis_put(line->redis, key.data, run->result.data, run->result.size,
                        ps_storing_result_ttl_ms(line)));
    PS_TRY(ps_storing_finished(line, run));
    PS_TRY(put_cached(line, run, &owner));
    PS_TRY(put_stream_end(line, run, &owner));
    return announce(line, run, &owner, key.data);
}

static void store_chunk(struct ps_line *line, void *const *items, size_t num_items)
{
    for (size_t i = 0; i < num_items; i++) {
        struct ps_storing_item *item = items[i];
        enum ps_status status = item->run        ? put_finished(line, item->run)
                                : item->part     ? put_part(line, item->part)
                                : item->progress ? ps_storing_progress(line, item->progress)
                                                 : ps_storing_started(line, item->started);
        if (status != PS_OK)
            ps_log(PS_LOG_WARNING, "storing", "a job is not stored: %s", ps_status_name(status));
    }
    ps_storing_batches(line, items, num_items);
    ps_redis_flush(line->redis);
    for (size_t i = 0; i < num_items; i++) {
        struct ps_storing_item *item = items[i];
        if (item->run) {
            (void)ps_run_stored(item->run);
            ps_line_route(line, item->run);
        }
        ps_started_job_destroy(item->started);
        ps_stream_part_destroy(item->part);
        ps_progress_destroy(item->progress);
        free(item);
    }
}

void *ps_storing_run(void *context)
{
    struct ps_line *line = context;
    void *items[PS_LINE_CHUNK];
    for (;;) {
        ps_pulse_beat(&line->pulse, PS_THREAD_STORING, ps_clock_monotonic_ms());
        size_t count = ps_queue_pop_many(line->storing, items, PS_LINE_CHUNK, WAIT_MS);
        if (count > 0)
            store_chunk(line, items, count);
        else if (atomic_load(&line->is_ending))
            return NULL;
    }
}
