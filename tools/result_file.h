/* A file of result lines that is there when it is complete: until then its lines are in a file of
 * the same name with a suffix behind it. What is no regular file is written as lines come. */
#ifndef PENSTOCK_TOOLS_RESULT_FILE_H
#define PENSTOCK_TOOLS_RESULT_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/base/status.h"

/* Zero-initialise. */
struct ps_result_file {
    const char *path; /* borrowed */
    char *partial;    /* NULL: written directly */
    FILE *file;       /* may be stdout */
    uint64_t size;    /* bytes written */
    uint64_t num_lines;
};

/* path "-": standard output. suffix: ".partial", or NULL where it has its name from the start.
 * PS_FULL where another process writes it; PS_INVALID where it can't be written; PS_NO_MEMORY. */
enum ps_status ps_result_file_open(struct ps_result_file *file, const char *path,
                                   const char *suffix, struct ps_error *error) PS_MUST_USE;

/* Leaves what was written as it is. */
void ps_result_file_close(struct ps_result_file *file);

/* Adds a line, without its newline. PS_CLOSED where nobody reads it any more; PS_IO; also below. */
enum ps_status ps_result_file_add(struct ps_result_file *file, const char *line, size_t size,
                                  struct ps_error *error) PS_MUST_USE;
enum ps_status ps_result_file_flush(struct ps_result_file *file,
                                    struct ps_error *error) PS_MUST_USE;

/* Gives the file its name. */
enum ps_status ps_result_file_finish(struct ps_result_file *file,
                                     struct ps_error *error) PS_MUST_USE;

#endif
