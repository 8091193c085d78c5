/* Breaking a line into shorter ones, as Python's textwrap does with what wordwrap sets. */
#ifndef PENSTOCK_SHARED_TEMPLATE_WRAP_H
#define PENSTOCK_SHARED_TEMPLATE_WRAP_H

#include "shared/template/rendering.h"

struct ps_wrap {
    int64_t width;
    bool breaks_words, breaks_hyphens;
};

/* Writes the lines with separator between them. */
enum ps_status ps_wrap_line(struct ps_rendering *render, const struct ps_string *line,
                            const struct ps_wrap *wrap,
                            const struct ps_string *separator) PS_MUST_USE;

#endif
