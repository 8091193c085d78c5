/* A file that one process at a time writes.
 *
 * A file that takes another's name has its own inode, so that who has locked one must look whether
 * it still has the name. */
#include "tools/locked_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shared/base/defer.h"

#define MODE 0666 /* less the umask */

static enum ps_status cannot(const char *verb, const char *path, struct ps_error *error)
{
    return ps_error_set(error, PS_IO, "cannot %s %s: %s", verb, path, strerror(errno));
}

static bool still_has_its_name(int descriptor, const char *path)
{
    struct stat opened, named;
    return fstat(descriptor, &opened) == 0 && stat(path, &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* *locked false where the file was replaced meanwhile. */
static enum ps_status lock(int descriptor, const char *path, bool *locked, struct ps_error *error)
{
    if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
        *locked = still_has_its_name(descriptor, path);
        return PS_OK;
    }
    if (errno == EWOULDBLOCK)
        return ps_error_set(error, PS_FULL,
                            "%s is in use by another penstock; wait for its end, or stop it", path);
    return cannot("lock", path, error);
}

enum ps_status ps_locked_file_open(const char *path, int *descriptor, struct ps_error *error)
{
    for (;;) {
        bool locked = false;
        int opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, MODE);
        if (opened < 0)
            return cannot("write", path, error);
        enum ps_status status = lock(opened, path, &locked, error);
        if (status == PS_OK && locked) {
            *descriptor = opened;
            return PS_OK;
        }
        close(opened);
        PS_TRY(status);
    }
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

enum ps_status ps_locked_file_rename(int descriptor, const char *path, const char *path_new,
                                     struct ps_error *error)
{
    if (fsync(descriptor) != 0)
        return cannot("write", path, error);
    if (rename(path, path_new) != 0)
        return cannot("write", path_new, error);
    return sync_folder(path_new, error);
}
