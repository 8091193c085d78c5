/* str.format as the sandbox allows it. */
#ifndef PENSTOCK_SHARED_TEMPLATE_FORMAT_BRACE_H
#define PENSTOCK_SHARED_TEMPLATE_FORMAT_BRACE_H

#include "shared/template/builtin.h"

/* mapping in place of keywords, for format_map; or NULL. */
enum ps_status ps_format_brace(struct ps_rendering *render, struct ps_string *format,
                               const struct ps_arguments *arguments, const struct ps_value *mapping,
                               struct ps_value *result) PS_MUST_USE;

#endif
