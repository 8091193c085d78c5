/* Ranges of real numbers in a configuration. */
#include "shared/transformer/positive.h"

#include <math.h>

enum ps_status ps_check_positive(const char *name, double value, struct ps_error *error)
{
    if (isfinite(value) && value > 0.0)
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, name, "%s is %g, it must be positive and finite",
                              name, value);
}

enum ps_status ps_check_not_negative(const char *name, double value, struct ps_error *error)
{
    if (isfinite(value) && value >= 0.0)
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, name, "%s is %g, it must be at least 0 and finite",
                              name, value);
}
