/* The properties of characters that regular expressions name. */
#ifndef PENSTOCK_SHARED_TEXT_REGEX_PROPERTY_H
#define PENSTOCK_SHARED_TEXT_REGEX_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/text/code_points.h"

/* Adds what has the property called name[size] (case, spaces, '-' and '_' don't count), as \p{name}
 * has it or, where posix is set, as [[:name:]] does. False where it is not known. */
bool ps_regex_property_add(struct ps_code_points *set, const char *name, size_t size, bool posix);

#endif
