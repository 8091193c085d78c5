/* A file of result lines that is there when it is complete. */
#include "tools/result_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "tools/locked_file.h"

static enum ps_status cannot_write(const char *path, struct ps_error *error)
{
    return ps_error_set(error, PS_INVALID, "cannot write %s: %s", path, strerror(errno));
}

/* A pipe, a device: it has no name to be given when it is complete. */
static bool is_special(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

static enum ps_status open_partial(struct ps_result_file *file, const char *path,
                                   const char *suffix, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer partial = {0};
    int descriptor = -1;
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return cannot_write(path, error);
    }
    if (ps_buffer_printf(&partial, "%s%s", path, suffix) != PS_OK)
        return ps_error_no_memory(error, "a path");
    enum ps_status status = ps_locked_file_open(partial.data, &descriptor, error);
    if (status != PS_OK)
        return status == PS_IO ? PS_INVALID : status;
    file->partial = ps_buffer_take(&partial);
    file->file = ftruncate(descriptor, 0) == 0 ? fdopen(descriptor, "w") : NULL;
    if (file->file)
        return PS_OK;
    close(descriptor);
    return cannot_write(file->partial, error);
}

enum ps_status ps_result_file_open(struct ps_result_file *file, const char *path,
                                   const char *suffix, struct ps_error *error)
{
    *file = (struct ps_result_file){.path = path};
    if (strcmp(path, "-") == 0) {
        file->file = stdout;
        return PS_OK;
    }
    if (suffix && !is_special(path))
        return open_partial(file, path, suffix, error);
    file->file = fopen(path, "we");
    return file->file ? PS_OK : cannot_write(path, error);
}

void ps_result_file_close(struct ps_result_file *file)
{
    if (file->file && file->file != stdout)
        fclose(file->file);
    free(file->partial);
    *file = (struct ps_result_file){0};
}

static enum ps_status status_of(const struct ps_result_file *file, bool written,
                                struct ps_error *error)
{
    if (written)
        return PS_OK;
    if (errno == EPIPE)
        return PS_CLOSED;
    return ps_error_set(error, PS_IO, "cannot write the results to %s: %s",
                        file->partial ? file->partial : file->path, strerror(errno));
}

enum ps_status ps_result_file_add(struct ps_result_file *file, const char *line, size_t size,
                                  struct ps_error *error)
{
    bool written = fwrite(line, 1, size, file->file) == size && putc('\n', file->file) != EOF;
    file->size += size + 1;
    file->num_lines++;
    return status_of(file, written, error);
}

enum ps_status ps_result_file_flush(struct ps_result_file *file, struct ps_error *error)
{
    return status_of(file, fflush(file->file) == 0, error);
}

enum ps_status ps_result_file_finish(struct ps_result_file *file, struct ps_error *error)
{
    PS_TRY(ps_result_file_flush(file, error));
    if (!file->partial)
        return PS_OK;
    return ps_locked_file_rename(fileno(file->file), file->partial, file->path, error);
}
