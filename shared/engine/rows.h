/* The rows of one step, laid out as the Transformer wants them, and whose they are. */
#ifndef PENSTOCK_SHARED_ENGINE_ROWS_H
#define PENSTOCK_SHARED_ENGINE_ROWS_H

#include "shared/engine/sequence.h"
#include "shared/transformer/batch.h"

/* One row whose logits are wanted: to score the prompt's token after it, or to sample from. Its
 * hidden state is the one with the same index. */
struct ps_wanted {
    struct ps_sequence *sequence;
    size_t position; /* of the row in its sequence */
};

/* Zero-initialise. */
struct ps_rows {
    int32_t *tokens; /* [num_rows] */
    int32_t *types;  /* [num_rows] */
    bool has_types;  /* some sequence gives them */
    size_t num_rows;
    struct ps_span *spans; /* [num_spans] */
    size_t num_spans;
    size_t *output_rows; /* [num_outputs]: those of wanted, then all the rows of each embedded text
                            and one of each classified text */
    size_t num_outputs;
    struct ps_wanted *wanted; /* [num_wanted] */
    size_t num_wanted;
};

enum ps_status ps_rows_init(struct ps_rows *rows, size_t rows_max, size_t spans_max) PS_MUST_USE;
void ps_rows_close(struct ps_rows *rows);

/* Lays out what the plan gave each running sequence: those that generate, then those that are
 * embedded or classified, in their order. causal: what the model is. */
void ps_rows_lay_out(struct ps_rows *rows, struct ps_sequence *const *running, size_t num_running,
                     bool causal);

/* What to hand to the Transformer; borrows from rows. */
struct ps_batch ps_rows_batch(const struct ps_rows *rows);

#endif
