/* How much of a text that is too long is kept, for the urls whose tokens are read and not
 * continued.
 */
#ifndef PENSTOCK_SHARED_TASK_TRUNCATION_H
#define PENSTOCK_SHARED_TASK_TRUNCATION_H

#include <jansson.h>
#include <stddef.h>

#include "shared/base/status.h"

/* vLLM's truncate_prompt_tokens: from 1 to context tokens, or -1 for as many as the context holds.
 * *tokens_max stays as it was where the body has none. */
enum ps_status ps_truncation_read(const json_t *body, size_t context, size_t *tokens_max,
                                  struct ps_error *error) PS_MUST_USE;

/* Hugging Face's truncation (true: to what the context holds). */
enum ps_status ps_truncation_read_flag(const json_t *body, size_t context, size_t *tokens_max,
                                       struct ps_error *error) PS_MUST_USE;

/* Names the field that asked for too few tokens in an error of the tokenizer's, which knows none;
 * gives status back. */
enum ps_status ps_truncation_blame(enum ps_status status, const char *param,
                                   struct ps_error *error) PS_MUST_USE;

/* The error for a text, param, of more tokens than the context. */
enum ps_status ps_truncation_refuse(const char *param, size_t num_tokens, size_t context,
                                    struct ps_error *error) PS_MUST_USE;

#endif
