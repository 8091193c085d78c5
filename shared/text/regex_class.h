/* The character classes of regular expressions, as Oniguruma reads them: properties, escapes such
 * as \s, and what stands in brackets. */
#ifndef PENSTOCK_SHARED_TEXT_REGEX_CLASS_H
#define PENSTOCK_SHARED_TEXT_REGEX_CLASS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/text/component.h"

/* Appends to out, as PCRE2 writes it, the class that begins at regex.data[*i]: a bracket, or a
 * backslash and one of dDwWsShHpP. Moves *i behind it. PS_INVALID, PS_UNSUPPORTED, PS_NO_MEMORY,
 * PS_TOO_LARGE (classes within classes). */
enum ps_status ps_regex_class_translate(struct ps_slice regex, size_t *i, struct ps_buffer *out,
                                        struct ps_error *error) PS_MUST_USE;

/* Whether a backslash and this letter are a class. */
bool ps_regex_class_is_escape(char letter);

#endif
