/* Properties and transformations of characters as tokenizers need them: this room's only home of
 * utf8proc. */
#ifndef PENSTOCK_SHARED_TEXT_UNICODE_H
#define PENSTOCK_SHARED_TEXT_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/text/unicode_classes.h"

/* Whether a character is in one of a set of classes. */
static inline bool ps_unicode_is(uint32_t code_point, enum ps_unicode_class set)
{
    return (ps_unicode_classes(code_point) & set) != 0;
}

static inline bool ps_unicode_is_space(uint32_t code_point)
{
    return ps_unicode_is(code_point, PS_UNICODE_BLANK);
}

/* Writes the full lowercase mapping, without context, and returns its length: 1 or 2. */
size_t ps_unicode_lower(uint32_t code_point, uint32_t out[2]);

enum ps_normal_form { PS_NFC, PS_NFD, PS_NFKC, PS_NFKD };

/* Appends the normal form of text, which is valid UTF-8. */
enum ps_status ps_unicode_normalize(enum ps_normal_form form, const char *text, size_t size,
                                    struct ps_buffer *out, struct ps_error *error) PS_MUST_USE;

/* Appends one character as UTF-8. */
enum ps_status ps_unicode_append(struct ps_buffer *out, uint32_t code_point) PS_MUST_USE;

#endif
