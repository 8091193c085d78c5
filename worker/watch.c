/* Marks in two lines, those of jobs and those of batches; the latter in a table too, so that the
 * jobs of a batch find theirs. */
#include "worker/watch.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/fnv.h"

#define NUM_BUCKETS 256

struct ps_mark {
    struct ps_mark *next; /* in its line, which it leaves once it is set: no more is to be asked */
    struct ps_mark *previous;
    struct ps_mark **bucket; /* of a batch; NULL: of a job */
    struct ps_mark *bucket_next;
    size_t num_holders; /* jobs that it is about */
    bool is_asked;      /* in the round under way, which keeps it */
    atomic_bool is_set;
    char key[];
};

struct ps_watch {
    struct ps_mark *job;
    struct ps_mark *batch; /* or NULL */
};

/* Marks to ask about, the first one being the one not asked about for longest. */
struct waiting_line {
    struct ps_mark *first;
    struct ps_mark *last;
    size_t count;
};

struct ps_watches {
    pthread_mutex_t mutex;
    struct waiting_line jobs;
    struct waiting_line batches;
    struct ps_mark *buckets[NUM_BUCKETS];
    atomic_size_t num_cancels;
};

static void put_last(struct waiting_line *line, struct ps_mark *mark)
{
    mark->next = NULL;
    mark->previous = line->last;
    if (line->last)
        line->last->next = mark;
    else
        line->first = mark;
    line->last = mark;
    line->count++;
}

static void take_out(struct waiting_line *line, struct ps_mark *mark)
{
    if (mark->previous)
        mark->previous->next = mark->next;
    else
        line->first = mark->next;
    if (mark->next)
        mark->next->previous = mark->previous;
    else
        line->last = mark->previous;
    mark->next = mark->previous = NULL;
    line->count--;
}

struct ps_watches *ps_watches_create(void)
{
    struct ps_watches *watches = calloc(1, sizeof *watches);
    if (!watches)
        return NULL;
    pthread_mutex_init(&watches->mutex, NULL);
    return watches;
}

void ps_watches_destroy(struct ps_watches *watches)
{
    if (!watches)
        return;
    assert(watches->jobs.count == 0 && watches->batches.count == 0);
    pthread_mutex_destroy(&watches->mutex);
    free(watches);
}

/* --- marks; the lock is held --- */

static struct waiting_line *line_of(struct ps_watches *watches, const struct ps_mark *mark)
{
    return mark->bucket ? &watches->batches : &watches->jobs;
}

static struct ps_mark *make_mark(const char *key)
{
    size_t size = strlen(key) + 1;
    struct ps_mark *mark = calloc(1, sizeof *mark + size);
    if (mark)
        memcpy(mark->key, key, size);
    return mark;
}

static struct ps_mark **bucket_of(struct ps_watches *watches, const char *key)
{
    return &watches->buckets[ps_fnv(key, strlen(key)) % NUM_BUCKETS];
}

/* The mark of a batch, found or made; NULL where memory can't be had. */
static struct ps_mark *hold_batch(struct ps_watches *watches, const char *key)
{
    struct ps_mark **bucket = bucket_of(watches, key);
    struct ps_mark *mark = *bucket;
    while (mark && strcmp(mark->key, key) != 0)
        mark = mark->bucket_next;
    if (!mark && (mark = make_mark(key))) {
        mark->bucket = bucket;
        mark->bucket_next = *bucket;
        *bucket = mark;
        put_last(&watches->batches, mark);
    }
    if (mark)
        mark->num_holders++;
    return mark;
}

/* Frees a mark that nobody holds and no round asks about. */
static void free_idle(struct ps_watches *watches, struct ps_mark *mark)
{
    if (mark->num_holders > 0 || mark->is_asked)
        return;
    if (!atomic_load(&mark->is_set))
        take_out(line_of(watches, mark), mark);
    if (mark->bucket) {
        struct ps_mark **link = mark->bucket;
        while (*link != mark)
            link = &(*link)->bucket_next;
        *link = mark->bucket_next;
    }
    free(mark);
}

static void let_go(struct ps_watches *watches, struct ps_mark *mark)
{
    if (!mark)
        return;
    mark->num_holders--;
    free_idle(watches, mark);
}

/* --- watches --- */

static enum ps_status fill(struct ps_watches *watches, struct ps_watch *watch, const char *job_key,
                           const char *batch_key)
{
    watch->job = make_mark(job_key);
    if (!watch->job)
        return PS_NO_MEMORY;
    if (batch_key && !(watch->batch = hold_batch(watches, batch_key))) {
        free(watch->job);
        return PS_NO_MEMORY;
    }
    watch->job->num_holders = 1;
    put_last(&watches->jobs, watch->job);
    return PS_OK;
}

enum ps_status ps_watches_add(struct ps_watches *watches, const char *job_key,
                              const char *batch_key, struct ps_watch **watch)
{
    struct ps_watch *made = calloc(1, sizeof *made);
    if (!made)
        return PS_NO_MEMORY;
    pthread_mutex_lock(&watches->mutex);
    enum ps_status status = fill(watches, made, job_key, batch_key);
    pthread_mutex_unlock(&watches->mutex);
    if (status != PS_OK) {
        free(made);
        return status;
    }
    *watch = made;
    return PS_OK;
}

void ps_watches_remove(struct ps_watches *watches, struct ps_watch *watch)
{
    if (!watch)
        return;
    pthread_mutex_lock(&watches->mutex);
    let_go(watches, watch->job);
    let_go(watches, watch->batch);
    pthread_mutex_unlock(&watches->mutex);
    free(watch);
}

bool ps_watch_is_cancelled(const struct ps_watch *watch)
{
    return watch && (atomic_load(&watch->job->is_set) ||
                     (watch->batch && atomic_load(&watch->batch->is_set)));
}

size_t ps_watches_num_cancels(struct ps_watches *watches)
{
    return atomic_load(&watches->num_cancels);
}

/* --- rounds --- */

static void ask_oldest(struct waiting_line *line, size_t max, struct ps_watch_round *round)
{
    size_t num_asked = line->count < max ? line->count : max;
    for (size_t i = 0; i < num_asked; i++) {
        struct ps_mark *mark = line->first;
        take_out(line, mark);
        put_last(line, mark);
        mark->is_asked = true;
        round->keys[round->count] = mark->key;
        round->marks[round->count++] = mark;
    }
}

void ps_watches_begin_round(struct ps_watches *watches, struct ps_watch_round *round)
{
    round->count = 0;
    pthread_mutex_lock(&watches->mutex);
    ask_oldest(&watches->batches, PS_WATCH_ROUND_BATCHES, round);
    round->num_batches = round->count;
    ask_oldest(&watches->jobs, PS_WATCH_ROUND_JOBS, round);
    pthread_mutex_unlock(&watches->mutex);
}

void ps_watches_end_round(struct ps_watches *watches, const struct ps_watch_round *round,
                          const bool *is_set)
{
    size_t num_set = 0;
    pthread_mutex_lock(&watches->mutex);
    for (size_t i = 0; i < round->count; i++) {
        struct ps_mark *mark = round->marks[i];
        mark->is_asked = false;
        if (is_set[i]) {
            take_out(line_of(watches, mark), mark);
            atomic_store(&mark->is_set, true);
            num_set += mark->num_holders;
        }
        free_idle(watches, mark);
    }
    pthread_mutex_unlock(&watches->mutex);
    atomic_fetch_add(&watches->num_cancels, num_set);
}
