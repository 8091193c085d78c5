/* The jobs that their clients may still take back, and the keys in Redis that would say so: one of
 * each job, and one of each batch that has jobs here. Asking goes in rounds, each over those that
 * have not been asked for longest. Knows no Redis; any thread may use it. */
#ifndef PENSTOCK_WORKER_WATCH_H
#define PENSTOCK_WORKER_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"

#define PS_WATCH_ROUND_JOBS    1024
#define PS_WATCH_ROUND_BATCHES 256
#define PS_WATCH_ROUND_MAX     (PS_WATCH_ROUND_JOBS + PS_WATCH_ROUND_BATCHES)

struct ps_watches; /* opaque: all of them */
struct ps_watch;   /* opaque: one job's */
struct ps_mark;    /* opaque: what a key says, for whoever it is about */

/* NULL where memory can't be had. */
struct ps_watches *ps_watches_create(void);

/* No watch may be left. */
void ps_watches_destroy(struct ps_watches *watches);
PS_DEFINE_DEFER(ps_watches_destroy, struct ps_watches)

/* Keys are copied. batch_key: of the batch's hash; NULL where the job has no batch. PS_NO_MEMORY.
 */
enum ps_status ps_watches_add(struct ps_watches *watches, const char *job_key,
                              const char *batch_key, struct ps_watch **watch) PS_MUST_USE;

/* watch may be NULL; it is gone afterwards. */
void ps_watches_remove(struct ps_watches *watches, struct ps_watch *watch);

/* Whoever owns the watch. */
bool ps_watch_is_cancelled(const struct ps_watch *watch);

/* A number that changes whenever jobs become cancelled. */
size_t ps_watches_num_cancels(struct ps_watches *watches);

/* One at a time. */
struct ps_watch_round {
    struct ps_mark *marks[PS_WATCH_ROUND_MAX]; /* [count], those of batches first */
    const char *keys[PS_WATCH_ROUND_MAX];      /* [count], theirs: until the round ends */
    size_t num_batches;
    size_t count;
};

void ps_watches_begin_round(struct ps_watches *watches, struct ps_watch_round *round);

/* is_set [round->count]: what each key says. */
void ps_watches_end_round(struct ps_watches *watches, const struct ps_watch_round *round,
                          const bool *is_set);

#endif
