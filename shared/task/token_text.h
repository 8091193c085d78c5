/* What a single token looks like in a list of log-probabilities. */
#ifndef PENSTOCK_SHARED_TASK_TOKEN_TEXT_H
#define PENSTOCK_SHARED_TASK_TOKEN_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/text/tokenizer.h"

/* Appends the text that id adds after the token previous (-1: at the beginning): " the". Special
 * tokens as the vocabulary writes them, a token that is only part of a character as U+FFFD. */
enum ps_status ps_token_text(const struct ps_tokenizer *tokenizer, int32_t previous, int32_t id,
                             struct ps_buffer *text, struct ps_error *error) PS_MUST_USE;

#endif
