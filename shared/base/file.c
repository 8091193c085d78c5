/* Files: mapped read-only, or read whole under a limit. */
#include "shared/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/defer.h"

static void closep(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
}

static enum ps_status fail(struct ps_error *error, const char *verb, const char *path)
{
    enum ps_status status = errno == ENOENT || errno == ENOTDIR ? PS_NOT_FOUND : PS_IO;
    return ps_error_set(error, status, "cannot %s %s: %s", verb, path, strerror(errno));
}

static enum ps_status open_regular(const char *path, int *descriptor, size_t *size,
                                   struct ps_error *error)
{
    *descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (*descriptor < 0)
        return fail(error, "open", path);
    struct stat info;
    if (fstat(*descriptor, &info) != 0)
        return fail(error, "stat", path);
    if (!S_ISREG(info.st_mode))
        return ps_error_set(error, PS_IO, "cannot read %s: it is not a regular file", path);
    *size = (size_t)info.st_size;
    return PS_OK;
}

enum ps_status ps_mapping_open(struct ps_mapping *mapping, const char *path, struct ps_error *error)
{
    PS_DEFER(closep) int descriptor = -1;
    size_t size = 0;
    PS_TRY(open_regular(path, &descriptor, &size, error));
    *mapping = (struct ps_mapping){0};
    if (size == 0)
        return PS_OK;
    void *data = mmap(NULL, size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (data == MAP_FAILED)
        return fail(error, "map", path);
    *mapping = (struct ps_mapping){.data = data, .size = size};
    return PS_OK;
}

void ps_mapping_close(struct ps_mapping *mapping)
{
    if (mapping->data) {
        void *data;
        memcpy(&data, &mapping->data, sizeof data); /* munmap takes it without const */
        munmap(data, mapping->size);
    }
    *mapping = (struct ps_mapping){0};
}

static enum ps_status read_all(int descriptor, const char *path, size_t size_max,
                               struct ps_buffer *out, struct ps_error *error)
{
    size_t start = out->size;
    for (;;) {
        if (ps_buffer_reserve(out, 65536) != PS_OK)
            return ps_error_no_memory(error, path);
        ssize_t count = read(descriptor, out->data + out->size, 65536);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(error, "read", path);
        out->size += (size_t)count;
        out->data[out->size] = '\0';
        if (out->size - start > size_max)
            return ps_error_set(error, PS_TOO_LARGE, "%s is larger than %zu bytes", path, size_max);
        if (count == 0)
            return PS_OK;
    }
}

enum ps_status ps_file_read(const char *path, size_t size_max, struct ps_buffer *out,
                            struct ps_error *error)
{
    PS_DEFER(closep) int descriptor = -1;
    size_t size = 0;
    PS_TRY(open_regular(path, &descriptor, &size, error));
    if (size > size_max)
        return ps_error_set(error, PS_TOO_LARGE, "%s has %zu bytes, at most %zu are read", path,
                            size, size_max);
    return read_all(descriptor, path, size_max, out, error);
}

bool ps_file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

char *ps_path_join(const char *folder, const char *name)
{
    struct ps_buffer path = {0};
    if (ps_buffer_printf(&path, "%s/%s", folder, name) != PS_OK) {
        ps_buffer_close(&path);
        return NULL;
    }
    return ps_buffer_take(&path);
}

char *ps_path_real(const char *path)
{
    return realpath(path, NULL);
}

char *ps_path_last(const char *path)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return strndup(path + start, end - start);
}
