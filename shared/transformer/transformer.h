/* The one Transformer: weights bound to a configuration, and the forward pass over a ragged batch.
 *
 * A row's result has the same bits whatever else is in the batch, however its sequence was cut into
 * chunks, whatever the number of threads and the page size. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_TRANSFORMER_H
#define PENSTOCK_SHARED_TRANSFORMER_TRANSFORMER_H

#include "shared/base/defer.h"
#include "shared/base/pool.h"
#include "shared/base/status.h"
#include "shared/transformer/batch.h"
#include "shared/transformer/config.h"
#include "shared/transformer/kv_cache.h"

struct ps_transformer; /* opaque, immutable: shared by any number of workspaces */
struct ps_workspace;   /* opaque: the scratch of one stepping thread */

void ps_transformer_destroy(struct ps_transformer *transformer);
PS_DEFINE_DEFER(ps_transformer_destroy, struct ps_transformer)

const struct ps_transformer_config *ps_transformer_config(const struct ps_transformer *transformer);

/* Scratch for steps of at most rows_max rows, of which at most outputs_max are wanted, all
 * allocated here. pool is borrowed and may be NULL (one thread). */
enum ps_status ps_workspace_create(struct ps_workspace **workspace,
                                   const struct ps_transformer *transformer, size_t rows_max,
                                   size_t outputs_max, struct ps_pool *pool,
                                   struct ps_error *error) PS_MUST_USE;
void ps_workspace_destroy(struct ps_workspace *workspace);
PS_DEFINE_DEFER(ps_workspace_destroy, struct ps_workspace)

/* One step. hidden receives the final hidden state (after the last norm) of each output row.
 * Fails only on a batch that breaks its own rules (PS_INVALID, naming the rule). cache may be NULL
 * where no span has pages. */
enum ps_status ps_transformer_forward(const struct ps_transformer *transformer,
                                      struct ps_workspace *workspace, struct ps_kv_cache *cache,
                                      const struct ps_batch *batch,
                                      float *hidden, /* [num_outputs, hidden_size] */
                                      struct ps_error *error) PS_MUST_USE;

/* The language-model head, for a configuration with has_output. num_rows <= outputs_max. */
void ps_transformer_logits(const struct ps_transformer *transformer, struct ps_workspace *workspace,
                           const float *hidden, /* [num_rows, hidden_size] */
                           size_t num_rows, float *logits /* [num_rows, vocab_size] */);

/* The sequence-classification head, for a configuration with num_labels: of an encoder the first
 * row's hidden state (through the pooler, where there is one), of a decoder the last row's.
 * num_rows <= outputs_max. */
void ps_transformer_classify(const struct ps_transformer *transformer,
                             struct ps_workspace *workspace,
                             const float *hidden, /* [num_rows, hidden_size] */
                             size_t num_rows, float *scores /* [num_rows, num_labels] */);

#endif
