/* What run.c and runner.c share and nobody else needs. */
#ifndef PENSTOCK_SHARED_JOB_RUNNER_INTERNAL_H
#define PENSTOCK_SHARED_JOB_RUNNER_INTERNAL_H

#include "shared/job/runner.h"
#include "shared/job/speed.h"

struct ps_runner {
    struct ps_runner_config config;
    struct ps_speed *speeds; /* [num_served]; where an engine has several names, the first one's */
    struct ps_run *in_engines; /* doubly linked by engine_next, engine_prev */
};

/* One event: steps the life, writes the line of an outcome that is no response (refusal says why a
 * job failed), and remembers the action. */
enum ps_action ps_run_apply(struct ps_run *run, enum ps_life_event event,
                            const struct ps_error *refusal, int64_t now_ms);

/* Adds what its sequences have newly said to run->chunks; nothing where no stream is wanted. */
enum ps_status ps_run_stream(struct ps_run *run, struct ps_error *error) PS_MUST_USE;

/* All its sequences have come out of the engine: renders its response, or its failure. */
void ps_run_finish(struct ps_run *run, int64_t now_ms);

#endif
