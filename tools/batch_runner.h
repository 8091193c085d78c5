/* Jobs of a batch input file through the engines, their results to a batch output file in the order
 * of the input. Bounded: so many jobs and bytes are under way, and no more. */
#ifndef PENSTOCK_TOOLS_BATCH_RUNNER_H
#define PENSTOCK_TOOLS_BATCH_RUNNER_H

#include "shared/job/models.h"
#include "tools/batch_output.h"

struct ps_batch_counts {
    uint64_t jobs;   /* whose results are written, resumed ones included */
    uint64_t failed; /* of those, how many are no 200 */
    uint64_t tokens; /* prompt rows and generated tokens of this process */
};

struct ps_batch_runner_config {
    const struct ps_models *models;
    struct ps_batch_input *input;
    struct ps_batch_output *output;
    int64_t created_unix_s; /* the timestamp of every job's record */
    size_t job_bytes_max;
    size_t jobs_max;  /* under way */
    size_t bytes_max; /* of lines and results under way; one job is always let in */
};

struct ps_batch_runner; /* opaque */

/* NULL where memory can't be had. */
struct ps_batch_runner *ps_batch_runner_create(const struct ps_batch_runner_config *config);
void ps_batch_runner_destroy(struct ps_batch_runner *runner);
PS_DEFINE_DEFER(ps_batch_runner_destroy, struct ps_batch_runner)

/* Lets jobs in, steps the engines once, writes what is next in line. *more false once the input has
 * ended and everything is written. PS_IO, PS_CLOSED, PS_NO_MEMORY. */
enum ps_status ps_batch_runner_step(struct ps_batch_runner *runner, bool *more,
                                    struct ps_error *error) PS_MUST_USE;

void ps_batch_runner_counts(const struct ps_batch_runner *runner, struct ps_batch_counts *counts);

#endif
