/* The regular expressions with which the tokenizers in circulation cut a text into words, matched
 * by hand: GPT-2's and what became of it. A pattern is recognised by its exact text. */
#ifndef PENSTOCK_SHARED_TEXT_WORDS_H
#define PENSTOCK_SHARED_TEXT_WORDS_H

#include <stddef.h>
#include <stdint.h>

#include "shared/text/component.h"

struct ps_words; /* opaque, immutable, static */

/* The pattern with this text; NULL where it is matched by no code here. */
const struct ps_words *ps_words_find(struct ps_slice regex);

/* GPT-2's, which the file names no text for. */
const struct ps_words *ps_words_gpt2(void);

/* The bytes of the match that begins at the first of text[size], which is valid UTF-8 and not
 * empty; 0 where none does. */
size_t ps_words_match(const struct ps_words *words, const char *text, size_t size);

#endif
