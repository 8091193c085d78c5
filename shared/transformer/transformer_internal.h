/* What the files of this floor share: the transformer's parts and the workspace's buffers. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_TRANSFORMER_INTERNAL_H
#define PENSTOCK_SHARED_TRANSFORMER_TRANSFORMER_INTERNAL_H

#include "shared/base/arena.h"
#include "shared/kernel/attention.h"
#include "shared/kernel/table.h"
#include "shared/transformer/transformer.h"
#include "shared/transformer/weights.h"

struct ps_transformer {
    struct ps_transformer_config config;
    struct ps_transformer_weights weights;
    float *inverse_frequencies; /* [head_size / 2], owned; NULL unless rotary */
};

/* A run of consecutive rows of one span: a part of the attention, times the key-value heads. */
struct row_block {
    size_t span;
    size_t first_row; /* within the span */
    size_t num_rows;
};

struct ps_workspace {
    struct ps_arena arena; /* of everything below */
    struct ps_pool *pool;  /* borrowed */
    size_t max_rows;
    size_t max_outputs;
    size_t *positions;            /* [max_rows] */
    float *angles;                /* [max_rows, head_size]; rotary */
    float *x;                     /* [max_rows, hidden]: the residual stream */
    float *normed;                /* [max_rows, hidden] */
    float *queries;               /* [max_rows, num_heads, head_size] */
    float *keys;                  /* [max_rows, num_kv_heads, head_size] */
    float *values;                /* [max_rows, num_kv_heads, head_size] */
    float *attended;              /* [max_rows, num_heads, head_size] */
    float *inner;                 /* [max_rows, intermediate] */
    float *scratch;               /* of one linear call */
    struct row_block *blocks;     /* [max_rows] */
    struct ps_attention *attends; /* [max_rows]: one per span */
};

#endif
