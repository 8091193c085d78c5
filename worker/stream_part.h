/* Chunks of a job's stream on their way to Redis, taken from its run, which others own by then. */
#ifndef PENSTOCK_WORKER_STREAM_PART_H
#define PENSTOCK_WORKER_STREAM_PART_H

#include "shared/job/runner.h"

struct ps_stream_part {
    char *custom_id;
    char tenant[PS_TENANT_SIZE_MAX + 1];
    char batch[PS_BATCH_SIZE_MAX + 1];
    int64_t run_ms;         /* when the run began: entries of a later run have larger ids */
    size_t first;           /* how many chunks of the run were taken before */
    struct ps_buffer lines; /* one chunk each, with its newline */
};

/* Takes what chunks the run has. NULL where memory can't be had; then they stay with the run. */
struct ps_stream_part *ps_stream_part_take(struct ps_run *run);

/* They could not be handed on: back to the run they came from. */
void ps_stream_part_put_back(struct ps_stream_part *part, struct ps_run *run);

void ps_stream_part_destroy(struct ps_stream_part *part);
PS_DEFINE_DEFER(ps_stream_part_destroy, struct ps_stream_part)

#endif
