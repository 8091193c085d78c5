/* A first look at a batch file before anything of it is sent: its digest, its lines, its longest
 * line. */
#ifndef PENSTOCK_TOOLS_BATCH_SCAN_H
#define PENSTOCK_TOOLS_BATCH_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <time.h>

#include "shared/base/hash.h"

struct ps_batch_scan {
    bool regular;               /* false: a pipe or a device; the rest is then unknown */
    struct ps_digest digest;    /* of the file's bytes */
    uint64_t num_lines;         /* that aren't blank */
    uint64_t last_line;         /* the number of the last line, from 1 */
    uint64_t longest_line;      /* its number in the file, from 1; 0 in an empty file */
    uint64_t longest_line_size; /* bytes without the newline */
    uint64_t size;              /* bytes */
    struct timespec modified;
};

/* path "-": standard input, not regular. PS_NOT_FOUND, PS_IO, PS_NO_MEMORY, PS_INTERNAL. */
enum ps_status ps_batch_scan_file(struct ps_batch_scan *scan, const char *path,
                                  struct ps_error *error) PS_MUST_USE;

/* Whether a file looks as it did when it was scanned: its size and when it was modified. True for
 * what is not regular. */
bool ps_batch_scan_holds(const struct ps_batch_scan *scan, FILE *file);

#endif
