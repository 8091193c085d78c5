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
    float rotary_amplitude;     /* likewise */
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
    size_t rows_max;
    size_t outputs_max;
    size_t *positions;            /* [rows_max] */
    float *angles;                /* [rows_max, head_size]; rotary */
    float *x;                     /* [rows_max, hidden]: the residual stream */
    float *normed;                /* [rows_max, hidden] */
    float *queries;               /* [rows_max, num_heads, head_size] */
    float *keys;                  /* [rows_max, num_kv_heads, head_size] */
    float *values;                /* [rows_max, num_kv_heads, head_size] */
    float *attended;              /* [rows_max, num_heads, head_size] */
    float *inner;                 /* [rows_max, intermediate] */
    float *pooled;                /* [outputs_max, hidden]; where there is a pooler */
    float *scratch;               /* of one linear call */
    struct row_block *blocks;     /* [rows_max] */
    struct ps_attention *attends; /* [rows_max]: one per span */
};

#endif
