/* What this process may use of its machine: the limits of its cgroup where they are tighter than
 * the machine itself. */
#ifndef PENSTOCK_WORKER_HOST_H
#define PENSTOCK_WORKER_HOST_H

#include <stddef.h>
#include <stdint.h>

struct ps_host_limits {
    size_t num_cpus;      /* at least 1 */
    int64_t memory_bytes; /* at least 1 */
};

/* root is where the cgroup filesystem is mounted ("/sys/fs/cgroup"), group the path of the
 * process's group in it ("/a/b", "" or "/"). Version 2's cpu.max and memory.max of the group and of
 * all above it are looked at, and version 1's where it is mounted beneath root. */
void ps_host_cgroup_limits(const char *root, const char *group, struct ps_host_limits *limits);

/* The limits of this process: affinity, physical memory, cgroup. */
void ps_host_limits(struct ps_host_limits *limits);

#endif
