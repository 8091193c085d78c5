/* The file beside a batch file that remembers its submissions.
 *
 * What replaces a file has another inode, so the lock moves along: the new file is locked before it
 * takes the name, and who has locked a file that has lost its name tries again. */
#include "tools/submit_state.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"

#define MODE 0644

static enum ps_status name_paths(struct ps_submit_state *state, const char *file,
                                 const char *folder, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *last = folder ? ps_path_last(file) : NULL;
    PS_DEFER(ps_freep) char *joined = last ? ps_path_join(folder, last) : NULL;
    PS_DEFER(ps_buffer_close) struct ps_buffer path = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer path_new = {0};
    if ((folder && !joined) ||
        ps_buffer_printf(&path, "%s%s", folder ? joined : file, PS_SUBMIT_STATE_SUFFIX) != PS_OK ||
        ps_buffer_printf(&path_new, "%s.new", path.data) != PS_OK)
        return ps_error_no_memory(error, "a path");
    state->path = ps_buffer_take(&path);
    state->path_new = ps_buffer_take(&path_new);
    return PS_OK;
}

static enum ps_status cannot(const char *verb, const char *path, struct ps_error *error)
{
    int reason = errno;
    bool elsewhere = reason == EROFS || reason == EACCES || reason == EPERM || reason == ENOENT;
    return ps_error_set(error, PS_IO, "cannot %s %s: %s%s", verb, path, strerror(reason),
                        elsewhere ? "; --state FOLDER keeps the record of a submission elsewhere"
                                  : "");
}

/* PS_FULL where another process has the lock. */
static enum ps_status lock(int descriptor, const char *path, struct ps_error *error)
{
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return PS_OK;
    if (errno == EWOULDBLOCK)
        return ps_error_set(error, PS_FULL,
                            "%s is locked: another penstock submits this file; wait for its end",
                            path);
    return cannot("lock", path, error);
}

static bool still_has_its_name(int descriptor, const char *path)
{
    struct stat opened, named;
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

static enum ps_status open_locked(struct ps_submit_state *state, struct ps_error *error)
{
    for (;;) {
        state->descriptor = open(state->path, O_RDWR | O_CREAT | O_CLOEXEC, MODE);
        if (state->descriptor < 0)
            return cannot("write", state->path, error);
        state->opened = true;
        PS_TRY(lock(state->descriptor, state->path, error));
        if (still_has_its_name(state->descriptor, state->path))
            return PS_OK;
        close(state->descriptor);
        state->opened = false;
    }
}

enum ps_status ps_submit_state_open(struct ps_submit_state *state, const char *file,
                                    const char *folder, struct ps_error *error)
{
    *state = (struct ps_submit_state){0};
    PS_TRY(name_paths(state, file, folder, error));
    PS_TRY(open_locked(state, error));
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    enum ps_status status = ps_file_read(state->path, PS_SUBMISSIONS_BYTES_MAX, &text, error);
    if (status == PS_TOO_LARGE)
        return PS_INVALID;
    PS_TRY(status);
    status = ps_submissions_parse(&state->submissions, text.data, text.size, error);
    if (status != PS_OK && status != PS_NO_MEMORY)
        ps_error_prefix(error,
                        "%s does not say what has been submitted (without it, everything would be "
                        "submitted anew)",
                        state->path);
    return status;
}

void ps_submit_state_close(struct ps_submit_state *state)
{
    if (state->opened)
        close(state->descriptor);
    free(state->path);
    free(state->path_new);
    ps_submissions_close(&state->submissions);
    *state = (struct ps_submit_state){0};
}

static enum ps_status write_whole(int descriptor, const struct ps_buffer *text, const char *path,
                                  struct ps_error *error)
{
    size_t written = 0;
    while (written < text->size) {
        ssize_t count = write(descriptor, text->data + written, text->size - written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return cannot("write", path, error);
        written += (size_t)count;
    }
    return fsync(descriptor) == 0 ? PS_OK : cannot("write", path, error);
}

/* A name is on the disk once its folder is. */
static enum ps_status sync_folder(const char *path, struct ps_error *error)
{
    PS_DEFER(ps_freep) char *copy = strdup(path);
    if (!copy)
        return ps_error_no_memory(error, "a path");
    const char *folder = dirname(copy);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    /* Some file systems know no fsync of a folder, and some folders may be written but not read. */
    if (descriptor < 0)
        return errno == EACCES ? PS_OK : cannot("open", folder, error);
    bool synced = fsync(descriptor) == 0 || errno == EINVAL;
    enum ps_status status = synced ? PS_OK : cannot("write", folder, error);
    close(descriptor);
    return status;
}

enum ps_status ps_submit_state_save(struct ps_submit_state *state, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (ps_submissions_render(&state->submissions, &text) != PS_OK)
        return ps_error_no_memory(error, state->path);
    int descriptor = open(state->path_new, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, MODE);
    if (descriptor < 0)
        return cannot("write", state->path_new, error);
    enum ps_status status = lock(descriptor, state->path_new, error);
    if (status == PS_OK)
        status = write_whole(descriptor, &text, state->path_new, error);
    if (status == PS_OK && rename(state->path_new, state->path) != 0)
        status = cannot("write", state->path, error);
    if (status != PS_OK) {
        close(descriptor);
        return status;
    }
    close(state->descriptor);
    state->descriptor = descriptor;
    return sync_folder(state->path, error);
}
