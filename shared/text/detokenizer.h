/* Decoding as tokens arrive: gives text out as soon as it is certain, and never half a character.
 * What was given out so far, joined, is always a prefix of ps_tokenizer_decode of all the ids, and
 * equal to it after ps_detokenizer_finish. */
#ifndef PENSTOCK_SHARED_TEXT_DETOKENIZER_H
#define PENSTOCK_SHARED_TEXT_DETOKENIZER_H

#include "shared/text/tokenizer.h"

struct ps_detokenizer; /* opaque; borrows its tokenizer */

/* NULL where memory can't be had. */
struct ps_detokenizer *ps_detokenizer_create(const struct ps_tokenizer *tokenizer,
                                             bool skip_special_tokens);
void ps_detokenizer_destroy(struct ps_detokenizer *detokenizer);
PS_DEFINE_DEFER(ps_detokenizer_destroy, struct ps_detokenizer)

/* Context that was not generated here (a prompt): it decides about leading spaces but is never
 * given out. Optional, before the first push. */
enum ps_status ps_detokenizer_prime(struct ps_detokenizer *detokenizer, const int32_t *ids,
                                    size_t count, struct ps_error *error) PS_MUST_USE;

/* Appends to text what the new token makes certain (possibly nothing). */
enum ps_status ps_detokenizer_push(struct ps_detokenizer *detokenizer, int32_t id,
                                   struct ps_buffer *text, struct ps_error *error) PS_MUST_USE;

/* Appends what was held back. */
enum ps_status ps_detokenizer_finish(struct ps_detokenizer *detokenizer, struct ps_buffer *text,
                                     struct ps_error *error) PS_MUST_USE;

#endif
