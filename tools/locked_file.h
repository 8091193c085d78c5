/* A file that one process at a time writes, and that may be replaced under its name. */
#ifndef PENSTOCK_TOOLS_LOCKED_FILE_H
#define PENSTOCK_TOOLS_LOCKED_FILE_H

#include "shared/base/status.h"

/* Opens or creates path, for reading and writing, and locks it until it is closed. PS_FULL where
 * another process has it; PS_IO. */
enum ps_status ps_locked_file_open(const char *path, int *descriptor,
                                   struct ps_error *error) PS_MUST_USE;

/* Gives a locked file another name, replacing what has it, on the disk when it returns. PS_IO,
 * PS_NO_MEMORY. */
enum ps_status ps_locked_file_rename(int descriptor, const char *path, const char *path_new,
                                     struct ps_error *error) PS_MUST_USE;

#endif
