/* What the operating system says of this process, under the names that Prometheus' own clients
 * give it. */
#ifndef PENSTOCK_WORKER_PROCESS_STATS_H
#define PENSTOCK_WORKER_PROCESS_STATS_H

#include "shared/base/buffer.h"

/* Appends the process_ metrics in Prometheus' text format; what /proc doesn't say is left out.
 * PS_NO_MEMORY. */
enum ps_status ps_process_stats_render(struct ps_buffer *out) PS_MUST_USE;

/* Seconds of processor time that this process has used, of all its threads. */
double ps_process_cpu_seconds(void);

#endif
