/* The machine first, then each group from the process's own upward. */
#include "worker/host.h"

#include <malloc.h>
#include <sched.h>
#include <unistd.h>

#define HEAPS_MAX        2         /* enough that threads seldom wait for one another */
#define MAPPED_BYTES_MIN (1 << 18) /* blocks from that size on go back when they are freed */

/* A quota of 150,000 us in each 100,000 us is worth two threads: rounded up. */
static void apply_quota(long long quota_us, long long period_us, struct ps_host_limits *limits)
{
    if (quota_us <= 0 || period_us <= 0)
        return;
    size_t num_cpus = (size_t)(quota_us / period_us + (quota_us % period_us != 0));
    if (num_cpus < limits->num_cpus)
        limits->num_cpus = num_cpus;
}

static void apply_memory(const struct ps_cgroup *cgroup, const char *name,
                         struct ps_host_limits *limits)
{
    long long bytes;
    if (ps_cgroup_read(cgroup, name, &bytes) && bytes > 0 && bytes < limits->memory_bytes)
        limits->memory_bytes = bytes;
}

/* A process above memory.high isn't killed, but slowed down until it is of no use. */
static void apply_unified(struct ps_cgroup *cgroup, struct ps_host_limits *limits)
{
    long long quota_us;
    long long period_us;
    do {
        if (ps_cgroup_read_pair(cgroup, "cpu.max", &quota_us, &period_us))
            apply_quota(quota_us, period_us, limits);
        apply_memory(cgroup, "memory.max", limits);
        apply_memory(cgroup, "memory.high", limits);
    } while (ps_cgroup_rise(cgroup));
}

static void apply_cpu(struct ps_cgroup *cgroup, struct ps_host_limits *limits)
{
    long long quota_us;
    long long period_us;
    do {
        if (ps_cgroup_read(cgroup, "cpu.cfs_quota_us", &quota_us) &&
            ps_cgroup_read(cgroup, "cpu.cfs_period_us", &period_us))
            apply_quota(quota_us, period_us, limits);
    } while (ps_cgroup_rise(cgroup));
}

void ps_host_cgroup_limits(struct ps_cgroups *cgroups, struct ps_host_limits *limits)
{
    apply_unified(&cgroups->unified, limits);
    apply_cpu(&cgroups->cpu, limits);
    do {
        apply_memory(&cgroups->memory, "memory.limit_in_bytes", limits);
    } while (ps_cgroup_rise(&cgroups->memory));
}

/* Affinity, which a cpuset has shaped. A machine of more processors than the set has places for
 * has none that could be asked for. */
static size_t count_cpus(void)
{
    cpu_set_t cpus;
    if (sched_getaffinity(0, sizeof cpus, &cpus) == 0 && CPU_COUNT(&cpus) > 0)
        return (size_t)CPU_COUNT(&cpus);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}

void ps_host_limits(struct ps_host_limits *limits)
{
    struct ps_cgroups cgroups;
    long pages = sysconf(_SC_PHYS_PAGES);
    long page_bytes = sysconf(_SC_PAGESIZE);
    limits->num_cpus = count_cpus();
    limits->memory_bytes =
        pages > 0 && page_bytes > 0 ? (int64_t)pages * (int64_t)page_bytes : INT64_MAX;
    ps_cgroups_find(&cgroups, "/proc/self/cgroup", "/proc/self/mountinfo");
    ps_host_cgroup_limits(&cgroups, limits);
}

void ps_host_limit_heaps(void)
{
#ifdef __GLIBC__
    (void)mallopt(M_ARENA_MAX, HEAPS_MAX);
    (void)mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES_MIN);
    (void)mallopt(M_TRIM_THRESHOLD, 4 * MAPPED_BYTES_MIN);
#endif
}
