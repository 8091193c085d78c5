/* A checkpoint folder, loaded: the Transformer, its tokenizer, and the settings that came with it.
 * Immutable after loading; any thread may read it. */
#ifndef PENSTOCK_SHARED_MODEL_MODEL_H
#define PENSTOCK_SHARED_MODEL_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/status.h"
#include "shared/model/chat.h"
#include "shared/model/pooling.h"
#include "shared/text/tokenizer.h"
#include "shared/transformer/transformer.h"
#include "shared/weights/checkpoint.h"

#define PS_MODEL_EOS_MAX 16

/* generation_config.json; a field that the file doesn't have is what OpenAI's API defaults to. */
struct ps_generation_defaults {
    double temperature;        /* 0 where the file says do_sample false; 1 where it says nothing */
    double top_p;              /* 1 */
    double min_p;              /* 0: off */
    int32_t top_k;             /* 0: off */
    double repetition_penalty; /* 1: off */
    int32_t eos_ids[PS_MODEL_EOS_MAX]; /* generation_config's, else config's */
    size_t num_eos_ids;
};

/* What the scores of a sequence-classification head mean. */
enum ps_problem_type {
    PS_PROBLEM_SINGLE_LABEL, /* softmax over the labels */
    PS_PROBLEM_MULTI_LABEL,  /* sigmoid of each; a single label too, unless it is a regression */
    PS_PROBLEM_REGRESSION    /* the scores themselves */
};

struct ps_labels {
    const char *const *names; /* [count]: id2label, else LABEL_0, LABEL_1, ... */
    size_t count;
    enum ps_problem_type problem; /* problem_type, else by count, as transformers' pipeline does */
};

struct ps_model; /* opaque */

/* Loads config.json, the weights (safetensors, sharded or not), tokenizer.json,
 * generation_config.json and sentence-transformers' modules.json, which may say that all but itself
 * is in a folder of its own. dtype: "auto" or "f32" (others:
 * PS_UNSUPPORTED). Errors name the file, the tensor or the key: PS_NOT_FOUND, PS_INVALID,
 * PS_UNSUPPORTED (an unknown model_type, listing the known ones), PS_IO, PS_NO_MEMORY. */
enum ps_status ps_model_load(struct ps_model **model, const char *folder, const char *dtype,
                             struct ps_error *error) PS_MUST_USE;
void ps_model_destroy(struct ps_model *model);
PS_DEFINE_DEFER(ps_model_destroy, struct ps_model)

/* NULL where it could not be made of a folder that was only looked at. */
const struct ps_transformer_config *ps_model_config(const struct ps_model *model);
const struct ps_transformer *ps_model_transformer(const struct ps_model *model);
const struct ps_tokenizer *ps_model_tokenizer(const struct ps_model *model);

/* For the texts that chat templates write; the same one but for some of the Llama family. */
const struct ps_tokenizer *ps_model_chat_tokenizer(const struct ps_model *model);
const struct ps_generation_defaults *ps_model_generation(const struct ps_model *model);

/* The model_type of config.json: "llama", "bert". */
const char *ps_model_family(const struct ps_model *model);

/* Tokens of the longest text, special tokens included: min(max_position_embeddings,
 * sentence-transformers' max_seq_length). */
size_t ps_model_context(const struct ps_model *model);

bool ps_model_generates(const struct ps_model *model); /* has a causal language-model head */

/* NULL for a model without a sequence-classification head. */
const struct ps_labels *ps_model_labels(const struct ps_model *model);

/* NULL for a model that gives no embeddings (a decoder without modules.json, a cross-encoder). An
 * encoder without modules.json gets mean pooling, as sentence-transformers does. */
const struct ps_pooling *ps_model_pooling(const struct ps_model *model);

/* What belongs before each text that is embedded (sentence-transformers' default prompt), or "".
 * Token ids come with it or without, as whoever made them chose. */
const char *ps_model_prompt(const struct ps_model *model);

/* The chat templates that came with it; never NULL, see ps_chat_exists. */
const struct ps_chat *ps_model_chat(const struct ps_model *model);

/* Of the tensors that the model uses; a head that is the embedding counts once. */
size_t ps_model_num_parameters(const struct ps_model *model);

/* Memory that they take while the model is loaded: all are held as f32. */
size_t ps_model_weight_bytes(const struct ps_model *model);

/* The files of weights; all zero where there are none. */
void ps_model_files(const struct ps_model *model, struct ps_checkpoint_summary *summary);

/* Over weights, tokenizer, configuration, chat templates, generation settings, pooling and dtype.
 */
const struct ps_digest *ps_model_digest(const struct ps_model *model);

#endif
