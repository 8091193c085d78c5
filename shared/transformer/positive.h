/* Ranges of real numbers in a configuration; NaN is in none. Private to this floor. */
#ifndef PENSTOCK_SHARED_TRANSFORMER_POSITIVE_H
#define PENSTOCK_SHARED_TRANSFORMER_POSITIVE_H

#include "shared/base/status.h"

/* PS_INVALID, naming the field. */
enum ps_status ps_check_positive(const char *name, double value,
                                 struct ps_error *error) PS_MUST_USE;
enum ps_status ps_check_not_negative(const char *name, double value,
                                     struct ps_error *error) PS_MUST_USE;

#endif
