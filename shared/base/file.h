/* Files: mapped read-only, or read whole under a limit. */
#ifndef PENSTOCK_SHARED_BASE_FILE_H
#define PENSTOCK_SHARED_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"

/* A file mapped read-only and shared with every process that maps it. Zero-initialise. */
struct ps_mapping {
    const void *data; /* NULL for an empty file */
    size_t size;
};

/* PS_NOT_FOUND, PS_IO; messages name the path and the operating system's reason. */
enum ps_status ps_mapping_open(struct ps_mapping *mapping, const char *path,
                               struct ps_error *error) PS_MUST_USE;
void ps_mapping_close(struct ps_mapping *mapping);

/* Appends a file's bytes to out. PS_NOT_FOUND, PS_IO, PS_NO_MEMORY, PS_TOO_LARGE over size_max. */
enum ps_status ps_file_read(const char *path, size_t size_max, struct ps_buffer *out,
                            struct ps_error *error) PS_MUST_USE;

bool ps_file_exists(const char *path);

/* For PS_DEFER: closes a stream that was only read. */
static inline void ps_file_closep(FILE **file)
{
    if (*file)
        (void)fclose(*file);
}

/* The one absolute path of what exists at path, links resolved, in fresh memory that the caller
 * frees; NULL where there is nothing or memory can't be had. */
char *ps_path_real(const char *path);

/* "folder/name" in fresh memory that the caller frees; NULL where memory can't be had. */
char *ps_path_join(const char *folder, const char *name);

/* The last component of a path, slashes at its end left out; memory as above. */
char *ps_path_last(const char *path);

#endif
