/* From the items of a chunk to the news of each batch. */
#include "worker/storing_batches.h"

#include <assert.h>
#include <string.h>

#include "shared/base/arena.h"
#include "shared/base/defer.h"
#include "shared/base/log.h"
#include "worker/started_job.h"
#include "worker/storing_status.h"

/* Whose batch an item is about; batch "" where it is about none. */
static struct ps_redis_owner owner_of(const struct ps_line *line,
                                      const struct ps_storing_item *item)
{
    const char *prefix = line->config->redis.prefix;
    if (item->run)
        return ps_line_redis_owner(line, item->run->job);
    if (item->started)
        return (struct ps_redis_owner){prefix, item->started->tenant, item->started->batch};
    return (struct ps_redis_owner){prefix, "", ""};
}

static bool is_same(const struct ps_redis_owner *a, const struct ps_redis_owner *b)
{
    return strcmp(a->batch, b->batch) == 0 && strcmp(a->tenant, b->tenant) == 0;
}

/* The news of one batch, as it is put together. */
struct telling {
    struct ps_redis_batch_news news;
    struct ps_redis_batch_job jobs[PS_REDIS_BATCH_JOBS_MAX];
    struct ps_arena arena; /* of the jobs' keys */
};

static void note_times(struct ps_redis_batch_news *news, int64_t created_s, int64_t now_s)
{
    if (news->created_s == 0 || created_s < news->created_s)
        news->created_s = created_s;
    if (now_s > news->now_s)
        news->now_s = now_s;
}

static enum ps_status add_outcome(struct telling *telling, const struct ps_redis_owner *owner,
                                  const struct ps_run *run)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    struct ps_redis_batch_job *job = &telling->jobs[telling->news.num_jobs];
    PS_TRY(ps_redis_job_key(&key, owner, "status", run->job->custom_id));
    job->status_key = ps_arena_string(&telling->arena, key.data, key.size);
    job->outcome = run->life.outcome == PS_OUTCOME_COMPLETED ? "completed" : "failed";
    if (!job->status_key)
        return PS_NO_MEMORY;
    telling->news.num_jobs++;
    return PS_OK;
}

static enum ps_status add(struct telling *telling, const struct ps_redis_owner *owner,
                          const struct ps_storing_item *item)
{
    const struct ps_run *run = item->run;
    if (item->started)
        note_times(&telling->news, item->started->created_s, item->started->started_s);
    if (!run)
        return PS_OK;
    note_times(&telling->news, run->job->created, run->finished_ms / 1000);
    if (run->life.outcome == PS_OUTCOME_MARKER) {
        uint64_t total = run->job->batch_total;
        telling->news.total = total < INT64_MAX ? (int64_t)total : INT64_MAX;
    }
    return run->job->custom_id ? add_outcome(telling, owner, run) : PS_OK;
}

/* Tells of the batch that items[0] is about. */
static enum ps_status tell(struct ps_line *line, void *const *items, size_t num_items)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    const struct ps_redis_owner owner = owner_of(line, items[0]);
    struct telling telling = {.news = {.total = -1}};
    enum ps_status status = ps_redis_batch_key(&key, &owner);
    for (size_t i = 0; status == PS_OK && i < num_items; i++) {
        const struct ps_redis_owner other = owner_of(line, items[i]);
        if (is_same(&owner, &other))
            status = add(&telling, &owner, items[i]);
    }
    telling.news.key = key.data;
    telling.news.jobs = telling.jobs;
    telling.news.ttl_ms = ps_storing_result_ttl_ms(line);
    if (status == PS_OK)
        status = ps_redis_tell_batch(line->redis, &telling.news);
    ps_arena_close(&telling.arena);
    return status;
}

static bool was_told(const struct ps_line *line, void *const *items, size_t num_items,
                     const struct ps_redis_owner *owner)
{
    for (size_t i = 0; i < num_items; i++) {
        const struct ps_redis_owner other = owner_of(line, items[i]);
        if (is_same(&other, owner))
            return true;
    }
    return false;
}

void ps_storing_batches(struct ps_line *line, void *const *items, size_t num_items)
{
    assert(num_items <= PS_REDIS_BATCH_JOBS_MAX);
    if (!line->config->redis.url[0])
        return;
    for (size_t i = 0; i < num_items; i++) {
        const struct ps_redis_owner owner = owner_of(line, items[i]);
        if (owner.batch[0] && !was_told(line, items, i, &owner) &&
            tell(line, items + i, num_items - i) != PS_OK)
            ps_log(PS_LOG_WARNING, "storing", "a batch is not told of its jobs: no memory");
    }
}
