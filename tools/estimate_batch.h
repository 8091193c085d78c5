/* What `penstock estimate` learns of a batch file by reading it: the sequences of its jobs, and a
 * sample of its lines to be run. */
#ifndef PENSTOCK_TOOLS_ESTIMATE_BATCH_H
#define PENSTOCK_TOOLS_ESTIMATE_BATCH_H

#include "shared/base/buffer.h"
#include "shared/job/models.h"
#include "shared/job/runner.h"
#include "tools/batch_input.h"
#include "tools/batch_simulation.h"

#define PS_SAMPLE_JOBS_MAX 256 /* of a model: some rounds of a full step */

/* Lines of one engine's jobs, each equally likely to be among them. */
struct ps_estimate_sample {
    struct ps_buffer lines[PS_SAMPLE_JOBS_MAX]; /* [count] */
    size_t count;
    uint64_t num_jobs; /* that it was drawn from */
};

/* Zero-initialise. */
struct ps_estimate_batch {
    struct ps_simulated_sequence *sequences; /* [num_sequences]; num_tokens is max_tokens so far */
    size_t num_sequences;
    size_t capacity;
    struct ps_estimate_sample *samples; /* [number of served models]: of the model's engine */
    size_t num_samples;
    uint64_t num_jobs;
    uint64_t num_refused;
    uint64_t prompt_tokens;
    uint64_t tokens_max;  /* that may be generated */
    double input_seconds; /* reading, checking and tokenizing the lines, on one thread */
};

/* Takes a run as far as it goes without an engine: its action is PS_ACTION_ADMIT, or its job is
 * answered without one. */
void ps_estimate_prepare(struct ps_run *run);

/* The job of the input's current line. PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_estimate_batch_add(struct ps_estimate_batch *batch, struct ps_runner *runner,
                                     const struct ps_models *models,
                                     const struct ps_batch_input *input,
                                     struct ps_error *error) PS_MUST_USE;
void ps_estimate_batch_close(struct ps_estimate_batch *batch);

#endif
