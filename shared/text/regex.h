/* Regular expressions as Oniguruma reads them in Ruby's syntax, which is the reference
 * implementation's, written as PCRE2 reads them. */
#ifndef PENSTOCK_SHARED_TEXT_REGEX_H
#define PENSTOCK_SHARED_TEXT_REGEX_H

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/text/component.h"

/* Appends the translation of regex, which has a NUL behind it, to out. PS_UNSUPPORTED for what
 * PCRE2 has no words for, PS_INVALID, PS_TOO_LARGE, PS_NO_MEMORY; what is wrong in both languages
 * is left to PCRE2 to refuse. */
enum ps_status ps_regex_translate(struct ps_slice regex, struct ps_buffer *out,
                                  struct ps_error *error) PS_MUST_USE;

#endif
