/* The classes of tokenizers that checkpoints without a tokenizer.json name, and the components that
 * each of them stands for. */
#ifndef PENSTOCK_SHARED_TEXT_TOKENIZER_CLASS_H
#define PENSTOCK_SHARED_TEXT_TOKENIZER_CLASS_H

#include <stdbool.h>

#include <jansson.h>

#include "shared/base/status.h"

struct ps_tokenizer_class; /* opaque, static */

/* By the name in tokenizer_config.json ("GPT2Tokenizer", with or without "Fast"), or by
 * config.json's model_type ("gpt2"); NULL where it is not known. */
const struct ps_tokenizer_class *ps_tokenizer_class_find(const char *name);
const struct ps_tokenizer_class *ps_tokenizer_class_of_model(const char *model_type);

/* Whether its vocabulary is vocab.txt, not vocab.json and merges.txt. */
bool ps_tokenizer_class_is_word_piece(const struct ps_tokenizer_class *class);

/* The special tokens that it has where the settings don't say otherwise: an object of names
 * ("bos_token") and strings, a new reference; NULL where memory can't be had. */
json_t *ps_tokenizer_class_tokens(const struct ps_tokenizer_class *class);

/* Puts normalizer, pre_tokenizer, post_processor and decoder into root, which has the model and the
 * added tokens, and completes the model's settings. settings: tokenizer_config.json with the
 * special tokens that count. PS_INVALID, PS_NO_MEMORY. */
enum ps_status ps_tokenizer_class_build(const struct ps_tokenizer_class *class,
                                        const json_t *settings, json_t *root,
                                        struct ps_error *error) PS_MUST_USE;

#endif
