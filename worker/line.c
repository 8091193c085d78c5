/* Handing jobs on. */
#include "worker/line.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "shared/base/log.h"
#include "worker/job_memory.h"
#include "worker/progress.h"
#include "worker/started_job.h"
#include "worker/stream_part.h"
#include "worker/waiting_room.h"

enum ps_status ps_line_open(struct ps_line *line, size_t num_records, struct ps_error *error)
{
    size_t capacity = num_records + PS_LINE_CHUNK;
    pthread_mutex_init(&line->mutex, NULL);
    line->admission = ps_queue_create(PS_LINE_CHUNK);
    line->stepping = ps_queue_create(capacity);
    line->storing = ps_queue_create(2 * capacity); /* a job's beginning and its end */
    line->publishing = ps_queue_create(capacity);
    line->watches = ps_watches_create();
    line->room = ps_waiting_room_create(line->lanes, line->num_served, capacity);
    if (!line->admission || !line->stepping || !line->storing || !line->publishing ||
        !line->watches || !line->room)
        return ps_error_no_memory(error, "the queues");
    return PS_OK;
}

const struct ps_config *ps_line_config(struct ps_line *line, enum ps_thread thread)
{
    const struct ps_config *latest = ps_handover_take(&line->handovers[thread]);
    return latest ? latest : line->config;
}

/* Nobody needs to know any more whether its client takes it back. */
static void end_watch(struct ps_line *line, struct ps_arrival *arrival)
{
    ps_watches_remove(line->watches, ps_take(arrival->watch));
}

void ps_line_let_go(struct ps_line *line, struct ps_run *run)
{
    struct ps_arrival *arrival = ps_line_arrival(run);
    end_watch(line, arrival);
    ps_run_destroy(run);
    ps_flight_release(line->flight, arrival);
}

/* Queues a copy of what is to be done. */
static enum ps_status queue_item(struct ps_line *line, struct ps_storing_item item, int64_t wait_ms)
{
    struct ps_storing_item *queued = malloc(sizeof *queued);
    if (!queued)
        return PS_NO_MEMORY;
    *queued = item;
    enum ps_status status = ps_queue_push(line->storing, queued, wait_ms);
    if (status != PS_OK)
        free(queued);
    return status;
}

/* Without memory to hand it on, it goes on as if the store had been given up. */
static void hand_to_storing(struct ps_line *line, struct ps_run *run)
{
    if (queue_item(line, (struct ps_storing_item){.run = run}, -1) == PS_OK)
        return;
    (void)ps_run_stored(run);
    ps_line_route(line, run);
}

/* There is room (line.h says why): only a queue that was closed would refuse. */
static void hand_to(struct ps_line *line, struct ps_queue *queue, struct ps_run *run)
{
    if (ps_queue_push(queue, run, -1) != PS_OK)
        ps_line_let_go(line, run);
}

void ps_line_route(struct ps_line *line, struct ps_run *run)
{
    struct ps_arrival *arrival = ps_line_arrival(run);
    ps_flight_count_bytes(line->flight, arrival, arrival->record_bytes + ps_job_memory_of_run(run));
    if (ps_flight_is_dropped(ps_line_arrival(run)))
        (void)ps_run_interrupt(run, PS_EVENT_REVOKED, ps_clock_unix_ms());
    if (run->action != PS_ACTION_ADMIT)
        end_watch(line, ps_line_arrival(run));
    switch (run->action) {
    case PS_ACTION_ADMIT:
        hand_to(line, line->stepping, run);
        return;
    case PS_ACTION_STORE:
        hand_to_storing(line, run);
        return;
    case PS_ACTION_PUBLISH:
    case PS_ACTION_DEAD_LETTER:
    case PS_ACTION_SKIP:
        hand_to(line, line->publishing, run);
        return;
    case PS_ACTION_DROP:
        ps_line_let_go(line, run);
        return;
    case PS_ACTION_NONE:
    case PS_ACTION_ASK_CACHE:
    case PS_ACTION_PREPARE:
        break;
    }
    assert(!"a job is handed on before its thread is done with it");
}

void ps_line_tell_started(struct ps_line *line, const struct ps_run *run)
{
    struct ps_started_job *started =
        ps_redis_is_usable(line->redis) ? ps_started_job_create(run) : NULL;
    if (started && queue_item(line, (struct ps_storing_item){.started = started}, 0) != PS_OK)
        ps_started_job_destroy(started);
}

void ps_line_tell_chunks(struct ps_line *line, struct ps_run *run)
{
    if (run->chunks.size == 0 || !ps_redis_is_usable(line->redis))
        return;
    struct ps_stream_part *part = ps_stream_part_take(run);
    if (part && queue_item(line, (struct ps_storing_item){.part = part}, 0) != PS_OK)
        ps_stream_part_put_back(part, run);
}

void ps_line_tell_progress(struct ps_line *line, struct ps_progress *progress)
{
    if (queue_item(line, (struct ps_storing_item){.progress = progress}, 0) != PS_OK)
        ps_progress_destroy(progress);
}

void ps_line_fail(struct ps_line *line, const struct ps_error *error)
{
    pthread_mutex_lock(&line->mutex);
    if (!line->has_failed)
        line->failure = *error;
    line->has_failed = true;
    pthread_mutex_unlock(&line->mutex);
}

bool ps_line_has_failed(struct ps_line *line, struct ps_error *error)
{
    pthread_mutex_lock(&line->mutex);
    bool failed = line->has_failed;
    if (failed && error)
        *error = line->failure;
    pthread_mutex_unlock(&line->mutex);
    return failed;
}

static void let_go_of_runs(struct ps_line *line, struct ps_queue *queue)
{
    void *run;
    while (queue && ps_queue_pop(queue, &run, 0) == PS_OK)
        ps_line_let_go(line, run);
    ps_queue_destroy(queue);
}

void ps_line_close(struct ps_line *line)
{
    void *popped;
    while (line->admission && ps_queue_pop(line->admission, &popped, 0) == PS_OK)
        ps_flight_release(line->flight, popped);
    ps_queue_destroy(line->admission);
    while (line->storing && ps_queue_pop(line->storing, &popped, 0) == PS_OK) {
        struct ps_storing_item *item = popped;
        if (item->run)
            ps_line_let_go(line, item->run);
        ps_started_job_destroy(item->started);
        ps_stream_part_destroy(item->part);
        ps_progress_destroy(item->progress);
        free(item);
    }
    ps_queue_destroy(line->storing);
    let_go_of_runs(line, line->stepping);
    let_go_of_runs(line, line->publishing);
    ps_watches_destroy(line->watches);
    ps_waiting_room_destroy(line->room);
    for (size_t i = 0; i < PS_NUM_THREADS; i++)
        ps_handover_close(&line->handovers[i]);
    pthread_mutex_destroy(&line->mutex);
}
