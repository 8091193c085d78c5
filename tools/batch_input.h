/* A batch input file, a line at a time: any file size, one line in memory. */
#ifndef PENSTOCK_TOOLS_BATCH_INPUT_H
#define PENSTOCK_TOOLS_BATCH_INPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "shared/base/buffer.h"

/* Zero-initialise. */
struct ps_batch_input {
    FILE *file;
    size_t line_bytes_max;   /* of a longer line only that many bytes are kept */
    struct ps_buffer line;   /* the current line, without its newline */
    uint64_t number;         /* of the current line in the file, from 1 */
    uint64_t position;       /* bytes read so far */
    uint64_t size;           /* of the file; 0 where it isn't known (a pipe) */
    int64_t modified_unix_s; /* the file's modification time; now, for a pipe */
};

/* path "-": standard input. PS_NOT_FOUND, PS_IO. */
enum ps_status ps_batch_input_open(struct ps_batch_input *input, const char *path,
                                   size_t line_bytes_max, struct ps_error *error) PS_MUST_USE;
/* How many lines of a regular file aren't blank; 0 where that can't be had. Reads the whole file.
 */
uint64_t ps_batch_input_count(const char *path);

void ps_batch_input_close(struct ps_batch_input *input);

/* Reads the next line that isn't blank. *more false at the end of the file. A last line without a
 * newline counts. PS_IO, PS_NO_MEMORY. */
enum ps_status ps_batch_input_next(struct ps_batch_input *input, bool *more,
                                   struct ps_error *error) PS_MUST_USE;

#endif
