/* The files of a folder that make a tokenizer, as one tokenizer.json: that file itself, or what
 * older checkpoints have instead of it (vocab.json and merges.txt, or vocab.txt). */
#ifndef PENSTOCK_SHARED_TEXT_TOKENIZER_FILES_H
#define PENSTOCK_SHARED_TEXT_TOKENIZER_FILES_H

#include <jansson.h>

#include "shared/base/status.h"

/* *root is a new reference. PS_NOT_FOUND where the folder has none of them, PS_UNSUPPORTED where it
 * lacks a tokenizer.json and the class of its tokenizer is not known, PS_IO, PS_INVALID,
 * PS_TOO_LARGE, PS_NO_MEMORY; messages name the file. */
enum ps_status ps_tokenizer_files_read(const char *folder, json_t **root,
                                       struct ps_error *error) PS_MUST_USE;

/* The same as the class that tokenizer_config.json names would have it, where that differs from
 * tokenizer.json (see llama_class.h); *root stays NULL where it doesn't. */
enum ps_status ps_tokenizer_files_read_class(const char *folder, json_t **root,
                                             struct ps_error *error) PS_MUST_USE;

#endif
