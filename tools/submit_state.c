/* The file beside a batch file that remembers its submissions. Its new contents are locked before
 * they take the name, so that the lock moves along. */
#include "tools/submit_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/defer.h"
#include "shared/base/file.h"
#include "tools/locked_file.h"

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

static enum ps_status read_submissions(struct ps_submit_state *state, struct ps_error *error)
{
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

enum ps_status ps_submit_state_open(struct ps_submit_state *state, const char *file,
                                    const char *folder, struct ps_error *error)
{
    struct ps_error reason = {0};
    *state = (struct ps_submit_state){0};
    PS_TRY(name_paths(state, file, folder, error));
    enum ps_status status = ps_locked_file_open(state->path, &state->descriptor, &reason);
    if (status == PS_IO)
        return ps_error_set(error, PS_IO,
                            "%s; --state FOLDER keeps the record of what is submitted elsewhere",
                            reason.message);
    if (status != PS_OK)
        return ps_error_set(error, status, "%s", reason.message);
    state->opened = true;
    return read_submissions(state, error);
}

void ps_submit_state_close(struct ps_submit_state *state)
{
    struct stat found;
    if (state->opened && fstat(state->descriptor, &found) == 0 && found.st_size == 0)
        (void)unlink(state->path);
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
        ssize_t count =
            pwrite(descriptor, text->data + written, text->size - written, (off_t)written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return ps_error_set(error, PS_IO, "cannot write %s: %s", path, strerror(errno));
        written += (size_t)count;
    }
    if (ftruncate(descriptor, (off_t)text->size) != 0)
        return ps_error_set(error, PS_IO, "cannot write %s: %s", path, strerror(errno));
    return PS_OK;
}

enum ps_status ps_submit_state_save(struct ps_submit_state *state, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    int descriptor = -1;
    if (ps_submissions_render(&state->submissions, &text) != PS_OK)
        return ps_error_no_memory(error, state->path);
    PS_TRY(ps_locked_file_open(state->path_new, &descriptor, error));
    enum ps_status status = write_whole(descriptor, &text, state->path_new, error);
    if (status == PS_OK)
        status = ps_locked_file_rename(descriptor, state->path_new, state->path, error);
    if (status != PS_OK) {
        close(descriptor);
        return status;
    }
    close(state->descriptor);
    state->descriptor = descriptor;
    return PS_OK;
}
