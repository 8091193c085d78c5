/* The slots that a model's tensors are bound to. All pointers are borrowed: from a mapped file or
 * an arena that outlives the transformer. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_WEIGHTS_H
#define PENSTOCK_SHARED_TRANSFORMER_WEIGHTS_H

#include "shared/base/status.h"
#include "shared/kernel/linear.h"
#include "shared/kernel/norm.h"
#include "shared/transformer/config.h"
#include "shared/transformer/transformer.h"

struct ps_layer_weights {
    struct ps_norm attention_norm;     /* before attention, or after its sum */
    struct ps_linear query;            /* [num_heads * head_size, hidden] */
    struct ps_linear key;              /* [num_kv_heads * head_size, hidden] */
    struct ps_linear value;            /* the same */
    struct ps_norm query_norm;         /* [head_size]; where there is one */
    struct ps_norm key_norm;           /* the same */
    struct ps_linear attention_output; /* [hidden, num_heads * head_size] */
    struct ps_norm mlp_norm;           /* before the feed-forward part, or after its sum */
    struct ps_linear gate;             /* [intermediate, hidden]; where gated */
    struct ps_linear up;               /* [intermediate, hidden] */
    struct ps_linear down;             /* [hidden, intermediate] */
};

struct ps_transformer_weights {
    const float *token_embedding;    /* [vocab, hidden] */
    const float *position_embedding; /* [max_positions, hidden]; where learned */
    const float *type_embedding;     /* [num_token_types, hidden]; where there are any */
    struct ps_norm embedding_norm;
    struct ps_layer_weights *layers; /* [num_layers] */
    struct ps_norm final_norm;       /* where norms come before */
    struct ps_linear output;         /* [vocab, hidden]; where there is an output */
    struct ps_linear pooler;         /* [hidden, hidden]; where there is one */
    struct ps_linear classifier;     /* [num_labels, hidden]; where there are labels */
};

/* Binds a checked configuration to its weights, which are borrowed (the layers too). */
enum ps_status ps_transformer_create(struct ps_transformer **transformer,
                                     const struct ps_transformer_config *config,
                                     const struct ps_transformer_weights *weights,
                                     struct ps_error *error) PS_MUST_USE;

#endif
