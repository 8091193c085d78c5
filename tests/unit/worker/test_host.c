/* Limits of cgroups, read from trees and lists made for the purpose, as they are on machines and in
 * containers of both versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "worker/host.h"

static char root[64];

static int make_root(void **state)
{
    (void)state;
    (void)snprintf(root, sizeof root, "/tmp/penstock-host-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int remove_root(void **state)
{
    char command[128];
    (void)state;
    (void)snprintf(command, sizeof command, "rm -r '%s'", root);
    return system(command);
}

/* Writes root/path; with '@' in text the root is meant. */
static void put(const char *path, const char *text)
{
    char command[512];
    char full[256];
    (void)snprintf(full, sizeof full, "%s/%s", root, path);
    (void)snprintf(command, sizeof command, "mkdir -p \"$(dirname '%s')\"", full);
    assert_int_equal(system(command), 0);
    FILE *file = fopen(full, "w");
    assert_non_null(file);
    for (; *text; text++)
        assert_true((*text == '@' ? fputs(root, file) : fputc(*text, file)) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void assert_limits(size_t num_cpus, int64_t memory_bytes)
{
    char memberships[128];
    char mounts[128];
    struct ps_cgroups cgroups;
    struct ps_host_limits limits = {.num_cpus = 64, .memory_bytes = INT64_C(1) << 40};
    (void)snprintf(memberships, sizeof memberships, "%s/cgroup", root);
    (void)snprintf(mounts, sizeof mounts, "%s/mountinfo", root);
    ps_cgroups_find(&cgroups, memberships, mounts);
    ps_host_cgroup_limits(&cgroups, &limits);
    assert_int_equal(limits.num_cpus, num_cpus);
    assert_true(limits.memory_bytes == (memory_bytes ? memory_bytes : INT64_C(1) << 40));
}

#define MOUNT_2 "31 23 0:28 / @/fs rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"

static void the_tightest_group_above_counts(void **state)
{
    (void)state;
    put("mountinfo", "23 1 8:1 / / rw - ext4 /dev/sda rw\n" MOUNT_2);
    put("cgroup", "0::/pod/worker\n");
    put("fs/pod/cpu.max", "400000 100000\n");
    put("fs/pod/memory.max", "2000000000\n");
    put("fs/pod/worker/cpu.max", "max 100000\n");
    put("fs/pod/worker/memory.max", "3000000000\n");
    assert_limits(4, 2000000000);
    put("cgroup", "0::/pod/small\n");
    put("fs/pod/small/cpu.max", "150000 100000\n");
    put("fs/pod/small/memory.max", "max\n");
    put("fs/pod/small/memory.high", "max\n");
    assert_limits(2, 2000000000);
    put("cgroup", "0::/nowhere\n");
    assert_limits(64, 0);
    put("cgroup", "0::/\n");
    assert_limits(64, 0);
}

static void above_memory_high_a_process_is_of_no_use(void **state)
{
    (void)state;
    put("mountinfo", MOUNT_2);
    put("cgroup", "0::/a\n");
    put("fs/a/memory.max", "2000000000\n");
    put("fs/a/memory.high", "1500000000\n");
    assert_limits(64, 1500000000);
}

/* With a namespace of its own, a container is at the root of what it sees. */
static void a_container_with_a_namespace(void **state)
{
    (void)state;
    put("mountinfo", "31 23 0:28 / @/fs ro,relatime - cgroup2 cgroup rw\n");
    put("cgroup", "0::/\n");
    put("fs/cpu.max", "50000 100000\n");
    put("fs/memory.max", "1000000\n");
    assert_limits(1, 1000000);
}

/* Without one, it has its own branch mounted, and the kernel names groups from the machine's root.
 */
static void a_container_without_a_namespace(void **state)
{
    (void)state;
    put("mountinfo", "40 1 0:30 /docker/ab @/fs/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n"
                     "41 1 0:31 /docker/ab @/fs/memory ro - cgroup cgroup rw,memory\n");
    put("cgroup", "5:memory:/docker/ab\n4:cpu,cpuacct:/docker/ab\n1:name=systemd:/docker/ab\n");
    put("fs/cpu,cpuacct/cpu.cfs_quota_us", "300000\n");
    put("fs/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
    put("fs/memory/memory.limit_in_bytes", "1000000\n");
    assert_limits(3, 1000000);
    put("cgroup", "5:memory:/docker/ab/inner\n4:cpu,cpuacct:/docker/abc\n");
    put("fs/memory/inner/memory.limit_in_bytes", "500000\n");
    assert_limits(3, 500000);
}

/* Version 1 for limits, version 2 beside it for names only, as systemd's hybrid has it. */
static void both_versions(void **state)
{
    (void)state;
    put("mountinfo", "32 31 0:29 / @/fs/cpu rw - cgroup cgroup rw,cpu\n"
                     "33 31 0:30 / @/fs/cpuacct rw - cgroup cgroup rw,cpuacct\n"
                     "35 31 0:32 / @/fs/memory rw - cgroup cgroup rw,memory\n"
                     "41 31 0:38 / @/fs/unified rw - cgroup2 cgroup2 rw\n");
    put("cgroup", "4:memory:/jobs/one\n2:cpuacct:/x\n1:cpu:/jobs\n0::/jobs/one\n");
    put("fs/unified/jobs/one/cgroup.procs", "1\n");
    put("fs/cpu/jobs/cpu.cfs_quota_us", "-1\n");
    put("fs/cpu/jobs/cpu.cfs_period_us", "100000\n");
    put("fs/memory/jobs/one/memory.limit_in_bytes", "9223372036854771712\n");
    assert_limits(64, 0);
    put("fs/memory/jobs/memory.limit_in_bytes", "7000000\n");
    put("fs/cpu/cpu.cfs_quota_us", "200000\n");
    put("fs/cpu/cpu.cfs_period_us", "100000\n");
    assert_limits(2, 7000000);
}

static void what_makes_no_sense_limits_nothing(void **state)
{
    (void)state;
    assert_limits(64, 0); /* no files at all */
    put("mountinfo",
        "garbage\n - \n31 23 - cgroup2 x rw\n31 23 0:28 / @/a\\040b rw - cgroup2 c rw\n");
    put("cgroup", "\n0\n0:\n::\n0::/a\n");
    assert_limits(64, 0);
    put("a b/a/memory.max", "1234567\n");
    put("a b/a/cpu.max", "9223372036854775807 1\n");
    assert_limits(64, 1234567);
    put("a b/a/memory.max", "-5\n");
    put("a b/a/cpu.max", "0 0\n");
    assert_limits(64, 0);
    put("a b/a/memory.max", "");
    assert_limits(64, 0);
}

static void this_process_may_use_something(void **state)
{
    (void)state;
    struct ps_host_limits limits;
    ps_host_limits(&limits);
    assert_true(limits.num_cpus >= 1);
    assert_true(limits.memory_bytes > 1000000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_tightest_group_above_counts, make_root, remove_root),
        cmocka_unit_test_setup_teardown(above_memory_high_a_process_is_of_no_use, make_root,
                                        remove_root),
        cmocka_unit_test_setup_teardown(a_container_with_a_namespace, make_root, remove_root),
        cmocka_unit_test_setup_teardown(a_container_without_a_namespace, make_root, remove_root),
        cmocka_unit_test_setup_teardown(both_versions, make_root, remove_root),
        cmocka_unit_test_setup_teardown(what_makes_no_sense_limits_nothing, make_root, remove_root),
        cmocka_unit_test(this_process_may_use_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
