/* What Redis is asked about jobs that have just come, all of them in one round trip: whether their
 * clients have taken them back, and whether their answers are in the cache. */
#ifndef PENSTOCK_WORKER_ENQUIRY_H
#define PENSTOCK_WORKER_ENQUIRY_H

#include "worker/line.h"

/* Asks about those of the runs [num_runs, at most PS_LINE_CHUNK] whose outcome isn't known, and
 * tells them the answers. Afterwards none waits for the cache any more. */
void ps_enquiry_make(struct ps_line *line, struct ps_run *const *runs, size_t num_runs);

#endif
