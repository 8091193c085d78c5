/* From the request's JSON to values. */
#ifndef PENSTOCK_SHARED_TEMPLATE_CONVERT_H
#define PENSTOCK_SHARED_TEMPLATE_CONVERT_H

#include "shared/template/rendering.h"

/* Strings point into json. */
enum ps_status ps_value_from_json(struct ps_rendering *render, const json_t *json,
                                  struct ps_value *value) PS_MUST_USE;

#endif
