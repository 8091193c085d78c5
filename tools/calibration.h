/* What an engine's steps cost on this machine and how long its answers are, measured by running a
 * sample of the very jobs that are to be run. */
#ifndef PENSTOCK_TOOLS_CALIBRATION_H
#define PENSTOCK_TOOLS_CALIBRATION_H

#include "tools/answer_lengths.h"
#include "tools/estimate_batch.h"
#include "tools/step_cost.h"

/* Zero-initialise. */
struct ps_calibration {
    struct ps_step_cost cost;
    struct ps_answer_lengths lengths;
    size_t pages_used_max; /* of keys and values, at the same time */
    size_t page_size;      /* positions */
    size_t pages_total;
    size_t sequences_max;
    size_t step_tokens_max;
    double seconds;    /* that were measured */
    size_t num_failed; /* jobs of the sample that the engine didn't answer with a 200 */
};

/* Runs the sample of one engine over and over for duration_ms, or once where that takes longer than
 * that, but no more than twice as long. PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_calibrate(struct ps_calibration *calibration, struct ps_runner *runner,
                            struct ps_engine *engine, const struct ps_estimate_sample *sample,
                            int64_t duration_ms, struct ps_error *error) PS_MUST_USE;
void ps_calibration_close(struct ps_calibration *calibration);

#endif
