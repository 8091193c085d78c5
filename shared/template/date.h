/* strftime_now: the time of a rendering, by a format. */
#ifndef PENSTOCK_SHARED_TEMPLATE_DATE_H
#define PENSTOCK_SHARED_TEMPLATE_DATE_H

#include "shared/template/rendering.h"

enum ps_status ps_date_text(struct ps_rendering *render, const struct ps_string *format,
                            struct ps_value *text) PS_MUST_USE;

#endif
