/* Limits of cgroups, read from folders made for the purpose. */
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

/* Writes root/path, making the one folder above it. */
static void put(const char *folder, const char *name, const char *text)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/%s", root, folder);
    (void)mkdir(path, 0700);
    (void)snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct ps_host_limits limits_of(const char *group)
{
    struct ps_host_limits limits = {.num_cpus = 64, .memory_bytes = INT64_C(1) << 40};
    ps_host_cgroup_limits(root, group, &limits);
    return limits;
}

static void the_tightest_limit_counts(void **state)
{
    (void)state;
    put("pod", "cpu.max", "400000 100000\n");
    put("pod", "memory.max", "2000000000\n");
    put("pod/worker", "cpu.max", "max 100000\n");
    put("pod/worker", "memory.max", "3000000000\n");
    put("pod/small", "cpu.max", "150000 100000\n");
    put("pod/small", "memory.max", "max\n");
    assert_int_equal(limits_of("/pod/worker").num_cpus, 4);
    assert_true(limits_of("/pod/worker").memory_bytes == 2000000000);
    assert_int_equal(limits_of("/pod/small").num_cpus, 2);
    assert_int_equal(limits_of("/nowhere").num_cpus, 64);
    assert_int_equal(limits_of("").num_cpus, 64);
    assert_true(limits_of("/").memory_bytes == INT64_C(1) << 40);
}

static void version_1_is_known_too(void **state)
{
    (void)state;
    put("cpu", "cpu.cfs_quota_us", "-1\n");
    put("cpu", "cpu.cfs_period_us", "100000\n");
    put("memory", "memory.limit_in_bytes", "9223372036854771712\n");
    assert_int_equal(limits_of("").num_cpus, 64);
    put("cpu", "cpu.cfs_quota_us", "50000\n");
    put("memory", "memory.limit_in_bytes", "1000000\n");
    assert_int_equal(limits_of("").num_cpus, 1);
    assert_true(limits_of("").memory_bytes == 1000000);
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
        cmocka_unit_test_setup_teardown(the_tightest_limit_counts, make_root, remove_root),
        cmocka_unit_test_setup_teardown(version_1_is_known_too, make_root, remove_root),
        cmocka_unit_test(this_process_may_use_something),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
