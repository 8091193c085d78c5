/* A batch output file that can be gone on with after a kill at any byte: it holds a result line for
 * each of the first jobs of the input, in their order, and at most one torn line behind them. */
#ifndef PENSTOCK_TOOLS_BATCH_OUTPUT_H
#define PENSTOCK_TOOLS_BATCH_OUTPUT_H

#include "tools/batch_input.h"

/* Zero-initialise. */
struct ps_batch_output {
    int descriptor;
    bool opened;
    struct ps_buffer pending; /* whole lines not yet written */
    uint64_t num_resumed;     /* lines that were there already */
    uint64_t num_failed;      /* of those, how many are no 200 */
};

/* Opens or creates path ("-": standard output, never resumed), locks it against a second run, cuts
 * a torn last line off, and moves input past the jobs whose results are there. PS_INVALID where the
 * lines there are not results of this input; PS_FULL where another process writes it; PS_IO. */
enum ps_status ps_batch_output_open(struct ps_batch_output *output, const char *path,
                                    struct ps_batch_input *input,
                                    struct ps_error *error) PS_MUST_USE;

/* Does not write what is pending. */
void ps_batch_output_close(struct ps_batch_output *output);

enum ps_status ps_batch_output_add(struct ps_batch_output *output, const char *line, size_t size,
                                   struct ps_error *error) PS_MUST_USE;

/* Writes what is pending. PS_IO; PS_CLOSED where nobody reads standard output any more. */
enum ps_status ps_batch_output_flush(struct ps_batch_output *output,
                                     struct ps_error *error) PS_MUST_USE;

#endif
