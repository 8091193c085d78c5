/* "..." % value. */
#ifndef PENSTOCK_SHARED_TEMPLATE_FORMAT_PERCENT_H
#define PENSTOCK_SHARED_TEMPLATE_FORMAT_PERCENT_H

#include "shared/template/rendering.h"

enum ps_status ps_format_percent(struct ps_rendering *render, struct ps_value format,
                                 struct ps_value value, struct ps_value *result) PS_MUST_USE;

#endif
