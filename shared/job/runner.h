/* The runner: binds the life of a job to tasks and engines. penstock run and the worker supply only
 * the outside: they do what an action says and tell the runner what came of it. Neither decides
 * anything about a job itself.
 *
 * A run (one job on its way) has one owner at a time; the functions that take a run may be called
 * by whichever thread owns it. Those that take the runner and step the engines belong to one
 * thread.
 *
 *   record  --ps_run_create-->  ASK_CACHE | PREPARE | STORE | PUBLISH | DEAD_LETTER
 *   ASK_CACHE: look up run->cache_key, then ps_run_cache_answered   -->  STORE | PREPARE
 *   PREPARE:   ps_run_prepare                                        -->  ADMIT | STORE
 *   ADMIT:     ps_runner_admit on the engine's thread                -->  NONE | STORE
 *   (then)     ps_runner_step returns runs with action STORE (or PUBLISH, for expired ones)
 *   STORE:     offer the result to the store, then ps_run_stored     -->  PUBLISH | SKIP | DROP
 *   PUBLISH, DEAD_LETTER, SKIP: then ps_run_published                -->  DROP | STORE
 *   DROP:      ps_run_destroy
 */
#ifndef PENSTOCK_SHARED_JOB_RUNNER_H
#define PENSTOCK_SHARED_JOB_RUNNER_H

#include "shared/base/buffer.h"
#include "shared/engine/engine.h"
#include "shared/job/life.h"
#include "shared/task/request.h"
#include "shared/wire/job.h"

/* A model under the name that jobs ask for. */
struct ps_served {
    const char *name;
    const struct ps_model *model;
    struct ps_engine *engine;
};

/* Whether an earlier one of the list stands for the same engine, under another name. */
bool ps_served_repeats(const struct ps_served *served, size_t index);

/* The index of the first of the list that stands for the same engine as this one. */
size_t ps_served_engine_index(const struct ps_served *served, const struct ps_served *one);

struct ps_runner_config {
    const struct ps_served *served; /* [num_served], borrowed */
    size_t num_served;
    struct ps_job_limits limits; /* what it points to is borrowed */
    bool use_cache;              /* false: no job is looked up */
    bool streams;                /* somebody takes the chunks of the jobs that ask for a stream */
    size_t result_bytes_max; /* of a result line: a longer response becomes a 413; 0: any length */
    int64_t (*clock_us)(void); /* monotonic: what steps are measured with; NULL: they aren't, and
                                  only a deadline that has passed expires a job */
};

struct ps_runner; /* opaque */

/* NULL where memory can't be had. */
struct ps_runner *ps_runner_create(const struct ps_runner_config *config);
void ps_runner_destroy(struct ps_runner *runner);
PS_DEFINE_DEFER(ps_runner_destroy, struct ps_runner)

/* By the thread that makes runs, or before it starts: from now on jobs may name these topics for
 * their results. Borrowed. */
void ps_runner_allow_replies(struct ps_runner *runner, const char *const *topics,
                             size_t num_topics);

struct ps_run {
    struct ps_runner *runner;
    struct ps_job *job;
    struct ps_life life;
    enum ps_action action; /* what is to be done next; set by each function below */

    const struct ps_served *served; /* NULL where the job names no model of ours */
    struct ps_request *request;     /* NULL before parsing and where the job was refused */
    size_t sequences_admitted;      /* of its request, in their order */
    size_t sequences_left;          /* not come out of the engine yet, once the first is admitted */

    char cache_key[PS_DIGEST_HEX_SIZE]; /* hexadecimal; "" where the job has none */
    struct ps_buffer result;            /* the result line, for STORE and PUBLISH; empty for a
                                           marker, else only where memory for it could not be had:
                                           then it must not be published, and its record has to be
                                           delivered again */
    struct ps_buffer cache_body;        /* what to store under cache_key; empty: nothing */
    bool from_cache;

    /* A job that asks for a stream is computed, never looked up: its tokens are wanted as they
     * come. Each chunk is a line with its newline; the owner takes them, on the engines' thread
     * while the run is in there. */
    bool wants_stream;
    struct ps_buffer chunks;
    size_t num_chunks_taken;

    int64_t created_ms;  /* Unix, when this worker met it */
    int64_t started_ms;  /* Unix, when the engine got it; 0: never */
    int64_t finished_ms; /* Unix, when its outcome was known */

    void *outside;              /* the owner's: its record, its place in a ledger */
    struct ps_run *next;        /* in whichever list the owner keeps it */
    struct ps_run *engine_next; /* the runner's own list of runs in the engines */
    struct ps_run *engine_prev;
};

/* Parses and checks a record. The record's bytes are not needed afterwards. PS_NO_MEMORY and
 * PS_INTERNAL only: everything wrong with the record is an outcome of its run. */
enum ps_status ps_run_create(struct ps_run **run, struct ps_runner *runner,
                             const struct ps_record *record, int64_t now_ms,
                             struct ps_error *error) PS_MUST_USE;

/* The run must not be in an engine: ps_runner_interrupt takes it out. */
void ps_run_destroy(struct ps_run *run);

/* body NULL: a miss. A body that is no JSON object is a miss too. */
enum ps_action ps_run_cache_answered(struct ps_run *run, const char *body, size_t size,
                                     int64_t now_ms);

enum ps_action ps_run_prepare(struct ps_run *run, int64_t now_ms);
enum ps_action ps_run_stored(struct ps_run *run);
enum ps_action ps_run_published(struct ps_run *run);

/* Something from outside reached a run that is not in an engine: PS_EVENT_DEADLINE,
 * PS_EVENT_CANCELLED, PS_EVENT_REVOKED. */
enum ps_action ps_run_interrupt(struct ps_run *run, enum ps_life_event event, int64_t now_ms);

/* The tokens this run asks of the engine at most; known after prepare. */
size_t ps_run_num_tokens(const struct ps_run *run);

/* The tokens that it has generated so far; while it is in an engine, on the engines' thread. */
size_t ps_run_num_generated(const struct ps_run *run);

/* Of its prompts' tokens: whose keys and values were not computed for each sequence anew, but
 * shared. */
size_t ps_run_num_cached(const struct ps_run *run);

/* "completed", "failed", "expired", "cancelled"; "in_progress" before the outcome is known. */
const char *ps_run_status(const struct ps_run *run);

/* On the engines' thread from here. */

/* Ends a job with a deadline that, at the speed measured, it couldn't meet even alone from now: it
 * expires at once, and its result says so. PS_ACTION_NONE where it may still be in time. */
enum ps_action ps_runner_judge(struct ps_runner *runner, struct ps_run *run, int64_t now_ms);

/* Gives the engine the next of its sequences, with those that share its prompt; as long as
 * ps_run_has_more there are others. */
enum ps_action ps_runner_admit_next(struct ps_runner *runner, struct ps_run *run, int64_t now_ms);
bool ps_run_has_more(const struct ps_run *run);

/* The tokens that the next ones ask of the engine at most, and those that the admitted ones
 * have used so far (of what they asked: those that they can't use any more but have not used don't
 * count). */
size_t ps_run_next_tokens(const struct ps_run *run);
size_t ps_run_used_tokens(const struct ps_run *run);

/* All of them at once. */
enum ps_action ps_runner_admit(struct ps_runner *runner, struct ps_run *run, int64_t now_ms);

/* The same as ps_run_interrupt for a run that may be in an engine: takes its sequences out. */
enum ps_action ps_runner_interrupt(struct ps_runner *runner, struct ps_run *run,
                                   enum ps_life_event event, int64_t now_ms);

/* Expires what is past its deadline and steps each engine that has work once. Returns the runs that
 * came out, linked by next, each with its action. */
struct ps_run *ps_runner_step(struct ps_runner *runner, int64_t now_ms);

bool ps_runner_idle(const struct ps_runner *runner);

#endif
