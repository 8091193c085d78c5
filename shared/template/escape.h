/* HTML escaping, as markupsafe does it. */
#ifndef PENSTOCK_SHARED_TEMPLATE_ESCAPE_H
#define PENSTOCK_SHARED_TEMPLATE_ESCAPE_H

#include "shared/template/rendering.h"

/* escape(value): Markup; what is Markup already stays as it is. */
enum ps_status ps_escape(struct ps_rendering *render, struct ps_value value,
                         struct ps_value *markup) PS_MUST_USE;

#endif
