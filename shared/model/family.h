/* A family: how a config.json of one model_type becomes a configuration, and what its tensors are
 * called. A family adds names and flags, never arithmetic. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_FAMILY_H
#define PENSTOCK_SHARED_MODEL_FAMILY_H

#include <jansson.h>

#include "shared/base/status.h"
#include "shared/transformer/config.h"

/* Tensor names without the family's prefix. Those of embeddings are whole; those of norms and
 * linear layers are followed by ".weight" and ".bias"; the layers' are behind the layer's own
 * prefix. NULL where the family has no such part. */
struct ps_tensor_names {
    const char *token_embedding;
    const char *position_embedding;
    const char *type_embedding;
    const char *embedding_norm;
    const char *layer; /* "layers.": followed by the number and a dot */
    const char *attention_norm;
    const char *fused_qkv; /* query, key and value in one; else NULL */
    const char *query;
    const char *key;
    const char *value;
    const char *query_norm; /* of each head */
    const char *key_norm;
    const char *attention_output;
    const char *mlp_norm;
    const char *gate;
    const char *up;
    const char *down;
    const char *final_norm;
    const char *output;
    const char *pooler;
    const char *classifier;
};

struct ps_family {
    const char *model_type; /* of config.json; the family's name too */
    const char *prefix;     /* "model.": files have it or not */
    const struct ps_tensor_names *names;
    bool transposed; /* the weights of layers lie as [in, out] */

    /* Fills config from a config.json; PS_INVALID, PS_UNSUPPORTED, naming the key. */
    enum ps_status (*configure)(const json_t *json, struct ps_transformer_config *config,
                                struct ps_error *error);
};

extern const struct ps_family ps_family_gpt2;
extern const struct ps_family ps_family_llama;
extern const struct ps_family ps_family_mistral;
extern const struct ps_family ps_family_qwen2;
extern const struct ps_family ps_family_qwen3;
extern const struct ps_family ps_family_bert;

/* The family of a config.json. PS_INVALID, PS_UNSUPPORTED (listing the known ones). */
enum ps_status ps_family_find(const json_t *json, const struct ps_family **family,
                              struct ps_error *error) PS_MUST_USE;

/* Under which keys a family's config.json has its sizes, and what it leaves unwritten. */
struct ps_shape_keys {
    const char *hidden_size;
    const char *num_layers;
    const char *num_heads;
    const char *intermediate_size;
    size_t inner_per_hidden; /* intermediate_size where there is none; 0: it must be there */
    bool grouped;            /* has num_key_value_heads and head_dim */
    size_t num_kv_heads;     /* where the key is absent; 0: as many as heads */
    size_t head_size;        /* where there is no head_dim; 0: hidden_size / num_heads */
};

/* What a decoder after Llama's pattern leaves unwritten, see struct ps_shape_keys. */
struct ps_decoder_defaults {
    size_t max_positions;
    size_t num_kv_heads;
    size_t head_size;
};

/* Tensor names of Llama and of those after its pattern. */
extern const struct ps_tensor_names ps_llama_names;

/* All of config that those families share: root-mean-square norms before, rotary positions, gated
 * feed-forward, no biases, one head. */
enum ps_status ps_family_read_decoder(const json_t *json,
                                      const struct ps_decoder_defaults *defaults,
                                      struct ps_transformer_config *config,
                                      struct ps_error *error) PS_MUST_USE;

/* Pieces that families share, each reading one key. */
enum ps_status ps_family_read_shape(const json_t *json, const struct ps_shape_keys *keys,
                                    struct ps_transformer_config *config,
                                    struct ps_error *error) PS_MUST_USE;
enum ps_status ps_family_read_activation(const json_t *json, const char *key, const char *fallback,
                                         struct ps_transformer_config *config,
                                         struct ps_error *error) PS_MUST_USE;
enum ps_status ps_family_read_rope(const json_t *json, struct ps_transformer_config *config,
                                   struct ps_error *error) PS_MUST_USE;

/* The windows of families that say by layer which have one: layer_types, else all from
 * max_window_layers on, and none unless use_sliding_window is true. */
enum ps_status ps_family_read_windows(const json_t *json, struct ps_transformer_config *config,
                                      struct ps_error *error) PS_MUST_USE;

/* num_labels, where architectures names a ...ForSequenceClassification. */
enum ps_status ps_family_read_labels(const json_t *json, struct ps_transformer_config *config,
                                     struct ps_error *error) PS_MUST_USE;

/* A decoder's head. architectures names a language model: a ...ForCausalLM, or a bare ...Model
 * whose output is its embedding (files that name nothing are taken to); or it names a classifier.
 * tied_by_default: what a file without tie_word_embeddings means in this family. */
enum ps_status ps_family_read_head(const json_t *json, bool tied_by_default,
                                   struct ps_transformer_config *config,
                                   struct ps_error *error) PS_MUST_USE;

#endif
