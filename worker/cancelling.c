/* Rounds of questions. */
#include "worker/cancelling.h"

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/redis/keys.h"

#define INTERVAL_MS 150
#define ASKED_MAX   256 /* at once: what Redis answers in well under its timeout */

static enum ps_status watch(struct ps_line *line, struct ps_run *run)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer job_key = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer batch_key = {0};
    const struct ps_redis_owner owner = ps_line_redis_owner(line, run->job);
    PS_TRY(ps_redis_job_key(&job_key, &owner, "cancel", run->job->custom_id));
    if (owner.batch[0])
        PS_TRY(ps_redis_batch_key(&batch_key, &owner));
    return ps_watches_add(line->watches, job_key.data, batch_key.data,
                          &ps_line_arrival(run)->watch);
}

void ps_cancelling_watch(struct ps_line *line, struct ps_run *run)
{
    if (line->config->redis.url[0])
        (void)watch(line, run);
}

/* Asks about a round, part by part; what Redis doesn't answer is taken not to be cancelled. */
static void ask(struct ps_line *line, const struct ps_watch_round *round, bool *is_set)
{
    struct ps_redis_flag flags[ASKED_MAX];
    for (size_t begin = 0; begin < round->count; begin += ASKED_MAX) {
        size_t count = round->count - begin < ASKED_MAX ? round->count - begin : ASKED_MAX;
        for (size_t i = 0; i < count; i++)
            flags[i] = (struct ps_redis_flag){
                .key = round->keys[begin + i],
                .field = begin + i < round->num_batches ? PS_REDIS_CANCEL_FIELD : NULL};
        struct ps_redis_query query = {.flags = flags, .num_flags = count};
        ps_redis_lookup(line->redis, PS_REDIS_CANCELLING, &query);
        for (size_t i = 0; i < count; i++)
            is_set[begin + i] = flags[i].is_set;
    }
}

void *ps_cancelling_run(void *context)
{
    struct ps_line *line = context;
    struct ps_watch_round round;
    bool is_set[PS_WATCH_ROUND_MAX];
    while (!atomic_load(&line->is_ending)) {
        ps_pulse_beat(&line->pulse, PS_THREAD_CANCELLING, ps_clock_monotonic_ms());
        ps_clock_sleep_ms(INTERVAL_MS);
        if (!ps_redis_is_usable(line->redis))
            continue;
        ps_watches_begin_round(line->watches, &round);
        ask(line, &round, is_set);
        ps_watches_end_round(line->watches, &round, is_set);
    }
    return NULL;
}
