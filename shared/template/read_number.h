/* int() and float() of a text. */
#ifndef PENSTOCK_SHARED_TEMPLATE_READ_NUMBER_H
#define PENSTOCK_SHARED_TEMPLATE_READ_NUMBER_H

#include "shared/template/value.h"

enum ps_read { PS_READ_OK, PS_READ_NONE, PS_READ_TOO_LARGE };

/* With a sign, whitespace around and single underscores between digits; base 0 or a matching one
 * takes a prefix such as 0x. */
enum ps_read ps_read_integer(const struct ps_string *string, int64_t base, int64_t *integer);
bool ps_read_real(const struct ps_string *string, double *real);

#endif
