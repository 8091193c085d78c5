/* What distinguishes one Transformer family from another, as data. A family file in model/ fills it
 * from a config.json; the forward pass reads nothing else. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_CONFIG_H
#define PENSTOCK_SHARED_TRANSFORMER_CONFIG_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"
#include "shared/kernel/activation.h"
#include "shared/transformer/rope.h"

enum ps_norm_kind {
    PS_NORM_LAYER, /* mean and variance, scale and bias */
    PS_NORM_RMS    /* root mean square, scale */
};

enum ps_norm_place {
    PS_NORM_PRE, /* before each sublayer, and once at the end (GPT-2, Llama) */
    PS_NORM_POST /* after each residual sum, and after the embeddings (BERT) */
};

enum ps_position_kind {
    PS_POSITION_LEARNED, /* a table added to the embeddings */
    PS_POSITION_ROTARY
};

#define PS_LAYERS_MAX 1024

struct ps_transformer_config {
    size_t vocab_size;
    size_t hidden_size;
    size_t num_layers;
    size_t num_heads;
    size_t num_kv_heads; /* divides num_heads */
    size_t head_size;    /* need not be hidden_size / num_heads */
    size_t intermediate_size;
    size_t max_positions;
    size_t num_token_types; /* 0: none */

    enum ps_norm_kind norm;
    enum ps_norm_place norm_place;
    double norm_epsilon;
    bool embedding_norm; /* a norm right after the embeddings */

    enum ps_activation activation;
    bool gated; /* activation(gate(x)) * up(x) */

    enum ps_position_kind position;
    struct ps_rope rope; /* where rotary */

    bool causal;
    bool qkv_bias;
    bool query_key_norm; /* of each head, before it is turned to its position */
    bool attention_output_bias;
    bool mlp_bias;
    double attention_scale;       /* usually 1 / sqrt(head_size) */
    bool scaled_by_layer;         /* and by 1 / (1 + the layer's number) */
    size_t window;                /* positions that a row sees, itself included, where windowed */
    bool windowed[PS_LAYERS_MAX]; /* by layer; the others see all */

    bool has_output;   /* a language-model head */
    bool tied_output;  /* the head is the embedding table */
    size_t num_labels; /* of a sequence-classification head; 0: none */
    bool pooler;       /* that head reads tanh(linear(hidden)) */
    bool classifier_bias;
};

/* Every size positive, heads divisible, products in range. PS_INVALID names the field. */
enum ps_status ps_transformer_config_check(const struct ps_transformer_config *config,
                                           struct ps_error *error) PS_MUST_USE;

#endif
