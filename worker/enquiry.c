/* A question for a chunk of runs. */
#include "worker/enquiry.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/arena.h"
#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/redis/keys.h"

#define NOT_ASKED SIZE_MAX

/* One run's part of the question. */
struct asking {
    struct ps_run *run;
    size_t job_flag; /* which of the flags are about it */
    size_t batch_flag;
    size_t value; /* which of the keys is its cached answer; NOT_ASKED: none */
};

struct enquiry {
    struct ps_arena arena; /* of the keys */
    struct asking asking[PS_LINE_CHUNK];
    size_t count;
    const char *keys[PS_LINE_CHUNK];
    struct ps_redis_value values[PS_LINE_CHUNK];
    size_t num_keys;
    struct ps_redis_flag flags[2 * PS_LINE_CHUNK];
    size_t num_flags;
};

static enum ps_status keep(struct enquiry *enquiry, const struct ps_buffer *key, const char **kept)
{
    *kept = ps_arena_string(&enquiry->arena, key->data, key->size);
    return *kept ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status ask_for_job(struct enquiry *enquiry, struct asking *asking,
                                  const struct ps_redis_owner *owner)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    struct ps_redis_flag flag = {0};
    PS_TRY(ps_redis_job_key(&key, owner, "cancel", asking->run->job->custom_id));
    PS_TRY(keep(enquiry, &key, &flag.key));
    asking->job_flag = enquiry->num_flags;
    enquiry->flags[enquiry->num_flags++] = flag;
    return PS_OK;
}

static bool are_of_one_batch(const struct ps_run *a, const struct ps_run *b)
{
    return strcmp(a->job->batch, b->job->batch) == 0 && strcmp(a->job->tenant, b->job->tenant) == 0;
}

/* Once for all jobs of a batch. */
static enum ps_status ask_for_batch(struct enquiry *enquiry, struct asking *asking,
                                    const struct ps_redis_owner *owner)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    struct ps_redis_flag flag = {.field = PS_REDIS_CANCEL_FIELD};
    for (const struct asking *other = enquiry->asking; other < asking; other++) {
        if (other->batch_flag != NOT_ASKED && are_of_one_batch(other->run, asking->run)) {
            asking->batch_flag = other->batch_flag;
            return PS_OK;
        }
    }
    PS_TRY(ps_redis_batch_key(&key, owner));
    PS_TRY(keep(enquiry, &key, &flag.key));
    asking->batch_flag = enquiry->num_flags;
    enquiry->flags[enquiry->num_flags++] = flag;
    return PS_OK;
}

static enum ps_status ask_for_value(struct enquiry *enquiry, struct asking *asking,
                                    const struct ps_redis_owner *owner)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer key = {0};
    PS_TRY(ps_redis_cache_key(&key, owner, asking->run->cache_key));
    PS_TRY(keep(enquiry, &key, &enquiry->keys[enquiry->num_keys]));
    asking->value = enquiry->num_keys++;
    return PS_OK;
}

/* Where memory ends, so does the question. */
static enum ps_status ask_for(struct enquiry *enquiry, struct asking *asking,
                              const struct ps_redis_owner *owner)
{
    PS_TRY(ask_for_job(enquiry, asking, owner));
    if (owner->batch[0])
        PS_TRY(ask_for_batch(enquiry, asking, owner));
    if (asking->run->action == PS_ACTION_ASK_CACHE)
        PS_TRY(ask_for_value(enquiry, asking, owner));
    return PS_OK;
}

static bool says_cancelled(const struct enquiry *enquiry, const struct asking *asking)
{
    return (asking->job_flag != NOT_ASKED && enquiry->flags[asking->job_flag].is_set) ||
           (asking->batch_flag != NOT_ASKED && enquiry->flags[asking->batch_flag].is_set);
}

static void tell(struct ps_line *line, const struct enquiry *enquiry, const struct asking *asking)
{
    static const struct ps_redis_value nothing;
    struct ps_run *run = asking->run;
    const struct ps_redis_value *value =
        asking->value == NOT_ASKED ? &nothing : &enquiry->values[asking->value];
    int64_t now_ms = ps_clock_unix_ms();
    if (says_cancelled(enquiry, asking)) {
        (void)ps_run_interrupt(run, PS_EVENT_CANCELLED, now_ms);
    } else if (run->action == PS_ACTION_ASK_CACHE) {
        (void)ps_run_cache_answered(run, value->data, value->size, now_ms);
        ps_metrics_add(line->metrics,
                       run->from_cache ? PS_COUNTER_CACHE_HITS : PS_COUNTER_CACHE_MISSES, 1);
    }
}

static void look_up(struct ps_line *line, struct enquiry *enquiry)
{
    struct ps_redis_query query = {
        .keys = enquiry->keys,
        .num_keys = enquiry->num_keys,
        .values = enquiry->values,
        .flags = enquiry->flags,
        .num_flags = enquiry->num_flags,
    };
    ps_redis_lookup(line->redis, PS_REDIS_ADMISSION, &query);
}

static bool is_undecided(const struct ps_run *run)
{
    return run->action == PS_ACTION_ASK_CACHE || run->action == PS_ACTION_PREPARE;
}

void ps_enquiry_make(struct ps_line *line, struct ps_run *const *runs, size_t num_runs)
{
    struct enquiry enquiry = {.count = 0};
    bool usable = ps_redis_is_usable(line->redis);
    assert(num_runs <= PS_LINE_CHUNK);
    for (size_t i = 0; i < num_runs; i++) {
        struct asking *asking = &enquiry.asking[enquiry.count];
        if (!is_undecided(runs[i]))
            continue;
        *asking = (struct asking){runs[i], NOT_ASKED, NOT_ASKED, NOT_ASKED};
        enquiry.count++;
        const struct ps_redis_owner owner = ps_line_redis_owner(line, runs[i]->job);
        if (usable)
            (void)ask_for(&enquiry, asking, &owner);
    }
    look_up(line, &enquiry);
    for (size_t i = 0; i < enquiry.count; i++)
        tell(line, &enquiry, &enquiry.asking[i]);
    for (size_t i = 0; i < enquiry.num_keys; i++)
        free(enquiry.values[i].data);
    ps_arena_close(&enquiry.arena);
}
