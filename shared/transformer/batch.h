/* A ragged batch: the rows of all its sequences packed one after another, no padding anywhere. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_BATCH_H
#define PENSTOCK_SHARED_TRANSFORMER_BATCH_H

#include <stddef.h>
#include <stdint.h>

/* The rows of one sequence in this step: first_row .. first_row + num_rows, at the positions
 * num_cached .. num_cached + num_rows. */
struct ps_span {
    size_t first_row;
    size_t num_rows;
    size_t num_cached; /* positions whose keys and values are already in the pages */

    /* Its pages in order, [ceil((num_cached + num_rows) / page_size)]; the step writes the new
     * rows' keys and values into them. NULL: the rows are the whole sequence (num_cached 0), attend
     * among themselves, and nothing is kept: encoders, and embeddings of decoders. */
    const uint32_t *pages;
};

struct ps_batch {
    const int32_t *tokens;      /* [num_rows], each below vocab_size */
    const int32_t *token_types; /* [num_rows], or NULL: all 0 */
    size_t num_rows;
    const struct ps_span *spans; /* [num_spans], in the order of their rows, covering all rows */
    size_t num_spans;
    const size_t *output_rows; /* [num_outputs], ascending: the rows whose result is wanted */
    size_t num_outputs;
};

#endif
