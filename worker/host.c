/* Files of the cgroup filesystem, read upward from the process's group. */
#include "worker/host.h"

#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_SIZE 4096
#define LINE_SIZE 4096

/* The first line of root/group/name; false where it can't be read. */
static bool read_line(const char *root, const char *group, const char *name, char line[LINE_SIZE])
{
    char path[PATH_SIZE];
    int size =
        snprintf(path, sizeof path, "%s%s%s/%s", root, group[0] == '/' ? "" : "/", group, name);
    if (size < 0 || (size_t)size >= sizeof path)
        return false;
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    bool read = fgets(line, LINE_SIZE, file) != NULL;
    (void)fclose(file);
    return read;
}

/* A quota of 150,000 us in each 100,000 us is worth two threads: rounded up. */
static void apply_quota(long long quota_us, long long period_us, struct ps_host_limits *limits)
{
    if (quota_us <= 0 || period_us <= 0)
        return;
    size_t num_cpus = (size_t)((quota_us + period_us - 1) / period_us);
    if (num_cpus < limits->num_cpus)
        limits->num_cpus = num_cpus;
}

static void apply_memory(long long bytes, struct ps_host_limits *limits)
{
    if (bytes > 0 && bytes < limits->memory_bytes)
        limits->memory_bytes = bytes;
}

static void apply_version_2(const char *root, const char *group, struct ps_host_limits *limits)
{
    char line[LINE_SIZE];
    long long quota_us;
    long long period_us;
    if (read_line(root, group, "cpu.max", line) &&
        sscanf(line, "%lld %lld", &quota_us, &period_us) == 2)
        apply_quota(quota_us, period_us, limits);
    if (read_line(root, group, "memory.max", line))
        apply_memory(strtoll(line, NULL, 10), limits); /* "max" reads as 0 */
}

/* In a container, version 1 shows the container's own group at its mount point. */
static void apply_version_1(const char *root, struct ps_host_limits *limits)
{
    char quota[LINE_SIZE];
    char period[LINE_SIZE];
    char memory[LINE_SIZE];
    if (read_line(root, "cpu", "cpu.cfs_quota_us", quota) &&
        read_line(root, "cpu", "cpu.cfs_period_us", period))
        apply_quota(strtoll(quota, NULL, 10), strtoll(period, NULL, 10), limits);
    if (read_line(root, "memory", "memory.limit_in_bytes", memory))
        apply_memory(strtoll(memory, NULL, 10), limits);
}

void ps_host_cgroup_limits(const char *root, const char *group, struct ps_host_limits *limits)
{
    char path[PATH_SIZE];
    if (snprintf(path, sizeof path, "%s", group) >= (int)sizeof path)
        return;
    for (;;) {
        apply_version_2(root, path, limits);
        char *slash = strrchr(path, '/');
        if (!slash)
            break;
        *slash = '\0';
    }
    apply_version_1(root, limits);
}

/* The path after "0::" in /proc/self/cgroup; "" where there is none. */
static void own_group(char group[LINE_SIZE])
{
    char line[LINE_SIZE];
    group[0] = '\0';
    FILE *file = fopen("/proc/self/cgroup", "re");
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "0::", 3) != 0)
            continue;
        line[strcspn(line, "\n")] = '\0';
        (void)snprintf(group, LINE_SIZE, "%s", line + 3);
    }
    (void)fclose(file);
}

void ps_host_limits(struct ps_host_limits *limits)
{
    char group[LINE_SIZE];
    cpu_set_t cpus;
    long pages = sysconf(_SC_PHYS_PAGES);
    long page_bytes = sysconf(_SC_PAGESIZE);
    bool have_cpus = sched_getaffinity(0, sizeof cpus, &cpus) == 0 && CPU_COUNT(&cpus) > 0;
    limits->num_cpus = have_cpus ? (size_t)CPU_COUNT(&cpus) : 1;
    limits->memory_bytes =
        pages > 0 && page_bytes > 0 ? (int64_t)pages * (int64_t)page_bytes : INT64_MAX;
    own_group(group);
    ps_host_cgroup_limits("/sys/fs/cgroup", group, limits);
}
