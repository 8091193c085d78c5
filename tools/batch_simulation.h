/* A batch run without computing anything: the steps that engines would take with it, and what those
 * cost. Pure. */
#ifndef PENSTOCK_TOOLS_BATCH_SIMULATION_H
#define PENSTOCK_TOOLS_BATCH_SIMULATION_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "tools/step_cost.h"

#define PS_SIMULATED_ENGINES_MAX 64

/* One sequence of a job. Those of one job follow each other. */
struct ps_simulated_sequence {
    uint32_t num_prompt;
    uint32_t num_tokens; /* that it generates; 0: a text that is embedded or classified */
    uint8_t engine;
    bool begins_job;    /* the first of its job */
    bool shares_prompt; /* the one before computes it for both */
};

struct ps_simulated_engine {
    struct ps_step_cost cost;
    size_t sequences_max;
    size_t step_tokens_max;
    size_t positions_max; /* of keys and values that fit; 0: it keeps none */
};

struct ps_batch_simulation {
    const struct ps_simulated_sequence *sequences; /* [num_sequences] */
    size_t num_sequences;
    const struct ps_simulated_engine *engines; /* [num_engines] */
    size_t num_engines;
    size_t jobs_max; /* under way, the oldest unfinished one among them */

    /* come of it */
    double seconds; /* in the engines */
    uint64_t num_steps;
    size_t positions_used_max[PS_SIMULATED_ENGINES_MAX]; /* at the same time */
};

/* PS_NO_MEMORY. */
enum ps_status ps_batch_simulate(struct ps_batch_simulation *simulation) PS_MUST_USE;

#endif
