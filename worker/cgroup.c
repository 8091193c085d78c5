/* Two lists of the kernel put together: which group the process is in, and where trees of groups
 * are mounted. A container may have only a branch mounted; then the kernel names the branch. */
#include "worker/cgroup.h"

#include <stdio.h>
#include <string.h>

#define LINE_SIZE 8192

/* Whether a list like "cpu,cpuacct" has a name. */
static bool lists(const char *list, const char *name)
{
    size_t size = strlen(name);
    for (; *list; list += strcspn(list, ","), list += *list == ',') {
        if (strncmp(list, name, size) == 0 && (list[size] == ',' || list[size] == '\0'))
            return true;
    }
    return false;
}

/* Spaces and the like are written as \040 in a list of mounts. */
static void unescape(char *text)
{
    char *out = text;
    for (; *text; text++) {
        unsigned int code;
        if (text[0] == '\\' && sscanf(text + 1, "%3o", &code) == 1 && strlen(text) >= 4) {
            *out++ = (char)code;
            text += 3;
        } else {
            *out++ = *text;
        }
    }
    *out = '\0';
}

/* One line of a list of mounts: its tree's root, where it is mounted, and what it is. */
struct mount {
    char *root;
    char *point;
    char *type;
    char *options;
};

/* "id parent device root point options [fields...] - type source super-options"; cuts the line. */
static bool parse_mount(char *line, struct mount *mount)
{
    char *separator = strstr(line, " - ");
    char *rest = NULL;
    if (!separator)
        return false;
    separator[0] = '\0';
    for (int i = 0; i < 5; i++) {
        char *field = strtok_r(i == 0 ? line : NULL, " ", &rest);
        if (!field)
            return false;
        mount->root = i == 3 ? field : mount->root;
        mount->point = field;
    }
    mount->type = strtok_r(separator + 3, " \n", &rest);
    (void)strtok_r(NULL, " \n", &rest);
    mount->options = strtok_r(NULL, " \n", &rest);
    unescape(mount->root);
    unescape(mount->point);
    return mount->type && mount->options;
}

/* A group's folder where its tree is mounted there. A group that is not below the mount's root, as
 * in a container that was moved, is taken to be the root itself. */
static void place(struct ps_cgroup *cgroup, const struct mount *mount, const char *path)
{
    size_t root_size = strcmp(mount->root, "/") == 0 ? 0 : strlen(mount->root);
    bool is_below = strncmp(path, mount->root, root_size) == 0 &&
                    (path[root_size] == '/' || path[root_size] == '\0');
    const char *below = is_below ? path + root_size : "";
    if (strcmp(below, "/") == 0)
        below = "";
    int size = snprintf(cgroup->folder, sizeof cgroup->folder, "%s%s", mount->point, below);
    cgroup->mount_size = strlen(mount->point);
    cgroup->is_found = size > 0 && (size_t)size < sizeof cgroup->folder;
}

/* Finds the mount of a tree: of version 2 where controller is NULL. */
static void find_mount(struct ps_cgroup *cgroup, const char *controller, const char *path,
                       const char *mounts)
{
    char line[LINE_SIZE];
    FILE *file = fopen(mounts, "re");
    while (file && !cgroup->is_found && fgets(line, sizeof line, file)) {
        struct mount mount = {0};
        if (!parse_mount(line, &mount))
            continue;
        bool fits = controller
                        ? strcmp(mount.type, "cgroup") == 0 && lists(mount.options, controller)
                        : strcmp(mount.type, "cgroup2") == 0;
        if (fits)
            place(cgroup, &mount, path);
    }
    if (file)
        (void)fclose(file);
}

void ps_cgroups_find(struct ps_cgroups *cgroups, const char *memberships, const char *mounts)
{
    char line[LINE_SIZE];
    *cgroups = (struct ps_cgroups){0};
    FILE *file = fopen(memberships, "re");
    while (file && fgets(line, sizeof line, file)) { /* "id:controllers:path" */
        line[strcspn(line, "\n")] = '\0';
        char *controllers = strchr(line, ':');
        char *path = controllers ? strchr(controllers + 1, ':') : NULL;
        if (!path || path[1] != '/')
            continue;
        controllers++;
        *path++ = '\0';
        if (!controllers[0])
            find_mount(&cgroups->unified, NULL, path, mounts);
        if (lists(controllers, "cpu"))
            find_mount(&cgroups->cpu, "cpu", path, mounts);
        if (lists(controllers, "memory"))
            find_mount(&cgroups->memory, "memory", path, mounts);
    }
    if (file)
        (void)fclose(file);
}

static bool read_line(const struct ps_cgroup *cgroup, const char *name, char line[LINE_SIZE])
{
    char path[PS_CGROUP_PATH_SIZE + 64];
    (void)snprintf(path, sizeof path, "%s/%s", cgroup->folder, name);
    FILE *file = cgroup->is_found ? fopen(path, "re") : NULL;
    if (!file)
        return false;
    bool read = fgets(line, LINE_SIZE, file) != NULL;
    (void)fclose(file);
    return read;
}

bool ps_cgroup_read(const struct ps_cgroup *cgroup, const char *name, long long *number)
{
    char line[LINE_SIZE];
    return read_line(cgroup, name, line) && sscanf(line, "%lld", number) == 1;
}

bool ps_cgroup_read_pair(const struct ps_cgroup *cgroup, const char *name, long long *first,
                         long long *second)
{
    char line[LINE_SIZE];
    return read_line(cgroup, name, line) && sscanf(line, "%lld %lld", first, second) == 2;
}

bool ps_cgroup_rise(struct ps_cgroup *cgroup)
{
    char *slash = cgroup->is_found ? strrchr(cgroup->folder, '/') : NULL;
    if (!slash || (size_t)(slash - cgroup->folder) < cgroup->mount_size)
        return false;
    *slash = '\0';
    return true;
}
