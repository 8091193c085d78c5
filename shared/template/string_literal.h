/* The text of a string literal. */
#ifndef PENSTOCK_SHARED_TEMPLATE_STRING_LITERAL_H
#define PENSTOCK_SHARED_TEMPLATE_STRING_LITERAL_H

#include "shared/template/lexer.h"

/* Sets lexeme's text to inside[0..size) (between the quotes) with its escapes done, as Python's
 * unicode-escape codec does them. */
enum ps_status ps_string_literal(struct ps_heap *heap, const char *inside, size_t size,
                                 struct ps_lexeme *lexeme, uint32_t line,
                                 struct ps_error *error) PS_MUST_USE;

#endif
