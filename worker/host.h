/* What this process may use of its machine: the limits of its cgroup where they are tighter than
 * the machine itself. */
#ifndef PENSTOCK_WORKER_HOST_H
#define PENSTOCK_WORKER_HOST_H

#include <stddef.h>
#include <stdint.h>

#include "worker/cgroup.h"

struct ps_host_limits {
    size_t num_cpus;      /* at least 1 */
    int64_t memory_bytes; /* at least 1 */
};

/* Tightens the limits to those of the groups and of all above them that are seen: quotas of
 * processor time (half a processor over is a processor more), memory.max, memory.high and version
 * 1's memory.limit_in_bytes. Shares and weights are no limits. */
void ps_host_cgroup_limits(struct ps_cgroups *cgroups, struct ps_host_limits *limits);

/* The limits of this process: affinity, physical memory, cgroup. */
void ps_host_limits(struct ps_host_limits *limits);

/* At start, before threads: has the C library give freed memory back to the system. By itself it
 * makes several heaps, and keeps what was large in them once that has been freed. */
void ps_host_limit_heaps(void);

#endif
