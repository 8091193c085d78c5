/* The special tokens that a tokenizer's settings name: bos_token, eos_token and the like. Private
 * to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_SPECIAL_TOKENS_H
#define PENSTOCK_SHARED_MODEL_SPECIAL_TOKENS_H

#include <jansson.h>

#include "shared/base/hash.h"
#include "shared/base/status.h"

/* What transformers' special_tokens_map has, as an object of strings: the tokens of
 * tokenizer_config.json (config, borrowed, may be NULL), of special_tokens_map.json where older
 * checkpoints have it, and those that the tokenizer's class has without being told. Adds the files
 * to hasher (may be NULL). PS_INVALID for a token that is no text, PS_IO, PS_NO_MEMORY. */
enum ps_status ps_special_tokens_read(const char *folder, json_t *config, struct ps_hasher *hasher,
                                      json_t **tokens, struct ps_error *error) PS_MUST_USE;

#endif
