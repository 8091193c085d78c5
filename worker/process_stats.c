/* Reads /proc. */
#include "worker/process_stats.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define FIELD_START    22 /* of /proc/self/stat, as proc(5) counts: since boot, in ticks */
#define FIELD_VIRTUAL  23 /* bytes */
#define FIELD_RESIDENT 24 /* pages */

struct metric {
    const char *name;
    const char *type;
    const char *help;
};

static enum ps_status render(struct ps_buffer *out, const struct metric *metric, double value)
{
    return ps_buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n%s %.15g\n", metric->name,
                            metric->help, metric->name, metric->type, metric->name, value);
}

/* Fields from FIELD_START on; false where the file doesn't read as it should. The process's name,
 * in parentheses, may hold anything. */
static bool read_stat(double fields[3])
{
    char text[2048];
    FILE *file = fopen("/proc/self/stat", "re");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    if (file)
        (void)fclose(file);
    text[size] = '\0';
    const char *at = strrchr(text, ')');
    for (int field = 2; at && field < FIELD_START; field++) {
        at = strchr(at, ' ');
        at = at ? at + 1 : NULL;
    }
    return at && sscanf(at, "%lf %lf %lf", &fields[0], &fields[1], &fields[2]) == 3;
}

/* When the machine started, in Unix seconds; 0: unknown. */
static double boot_time_s(void)
{
    char line[256];
    double time_s = 0;
    FILE *file = fopen("/proc/stat", "re");
    if (!file)
        return 0;
    while (time_s <= 0 && fgets(line, sizeof line, file))
        (void)sscanf(line, "btime %lf", &time_s);
    (void)fclose(file);
    return time_s;
}

static enum ps_status render_stat(struct ps_buffer *out)
{
    static const struct metric start = {"process_start_time_seconds", "gauge",
                                        "Start time of the process since unix epoch in seconds."};
    static const struct metric virtual_bytes = {"process_virtual_memory_bytes", "gauge",
                                                "Virtual memory size in bytes."};
    static const struct metric resident_bytes = {"process_resident_memory_bytes", "gauge",
                                                 "Resident memory size in bytes."};
    double fields[FIELD_RESIDENT - FIELD_START + 1];
    double boot_s = boot_time_s();
    if (!read_stat(fields))
        return PS_OK;
    if (boot_s > 0)
        PS_TRY(render(out, &start, boot_s + fields[0] / (double)sysconf(_SC_CLK_TCK)));
    PS_TRY(render(out, &virtual_bytes, fields[FIELD_VIRTUAL - FIELD_START]));
    return render(out, &resident_bytes,
                  fields[FIELD_RESIDENT - FIELD_START] * (double)sysconf(_SC_PAGESIZE));
}

/* -1: unknown. The descriptor that reads the folder isn't counted. */
static int num_open_files(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = -1;
    if (!folder)
        return -1;
    for (const struct dirent *entry; (entry = readdir(folder));)
        count += entry->d_name[0] != '.';
    (void)closedir(folder);
    return count;
}

static enum ps_status render_files(struct ps_buffer *out)
{
    static const struct metric open_files = {"process_open_fds", "gauge",
                                             "Number of open file descriptors."};
    static const struct metric files_max = {"process_max_fds", "gauge",
                                            "Maximum number of open file descriptors."};
    struct rlimit limit;
    int count = num_open_files();
    if (count >= 0)
        PS_TRY(render(out, &open_files, count));
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        PS_TRY(render(out, &files_max, (double)limit.rlim_cur));
    return PS_OK;
}

double ps_process_cpu_seconds(void)
{
    struct timespec used;
    if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) != 0)
        return 0;
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

enum ps_status ps_process_stats_render(struct ps_buffer *out)
{
    static const struct metric cpu = {"process_cpu_seconds_total", "counter",
                                      "Total user and system CPU time spent in seconds."};
    PS_TRY(render(out, &cpu, ps_process_cpu_seconds()));
    PS_TRY(render_stat(out));
    return render_files(out);
}
