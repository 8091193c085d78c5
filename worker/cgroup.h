/* The control groups that a process is in: where their files are. Version 1, version 2, and both on
 * one machine; on the machine itself and in containers that see only their own part of the tree. */
#ifndef PENSTOCK_WORKER_CGROUP_H
#define PENSTOCK_WORKER_CGROUP_H

#include <stdbool.h>
#include <stddef.h>

#define PS_CGROUP_PATH_SIZE 4096

/* The folder of a group, and how much of it is where the tree is mounted: no group above is seen.
 */
struct ps_cgroup {
    bool is_found;
    size_t mount_size;
    char folder[PS_CGROUP_PATH_SIZE];
};

struct ps_cgroups {
    struct ps_cgroup unified; /* version 2 */
    struct ps_cgroup cpu;     /* version 1's controllers */
    struct ps_cgroup memory;
};

/* Reads "/proc/self/cgroup" and "/proc/self/mountinfo", or files like them. What isn't there or
 * can't be understood isn't found. */
void ps_cgroups_find(struct ps_cgroups *cgroups, const char *memberships, const char *mounts);

/* Reads the number at the beginning of a file of the group; false where there is none, as in
 * "max". */
bool ps_cgroup_read(const struct ps_cgroup *cgroup, const char *name, long long *number);

/* Reads two numbers, separated by a space. */
bool ps_cgroup_read_pair(const struct ps_cgroup *cgroup, const char *name, long long *first,
                         long long *second);

/* Goes to the group above; false where none is seen. */
bool ps_cgroup_rise(struct ps_cgroup *cgroup);

#endif
