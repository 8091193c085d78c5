/* What transformers' class LlamaTokenizer makes of a tokenizer.json of SentencePiece's kind.
 *
 * Such a file puts a space in front of every stretch of text between special tokens; the class does
 * so only at the very beginning, unless its settings say "legacy". For a text without special
 * tokens both are the same; a conversation is full of them, and its model was taught with the
 * class. */
#ifndef PENSTOCK_SHARED_TEXT_LLAMA_CLASS_H
#define PENSTOCK_SHARED_TEXT_LLAMA_CLASS_H

#include <stdbool.h>

#include <jansson.h>

#include "shared/base/status.h"

/* Whether settings (tokenizer_config.json) name the class and model (config.json) is a llama, whose
 * tokenizer transformers makes by its class; a mistral's, say, it makes by tokenizer.json. Either
 * may be NULL. */
bool ps_llama_class_is_named(const json_t *settings, const json_t *model);

/* Whether root, a tokenizer.json, is of that kind. */
bool ps_llama_class_fits(const json_t *root);

/* Gives root the class's components. PS_NO_MEMORY. */
enum ps_status ps_llama_class_apply(const json_t *settings, json_t *root,
                                    struct ps_error *error) PS_MUST_USE;

#endif
