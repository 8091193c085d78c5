/* How a value is laid out by format(): "[[fill]align][sign][#][0][width][,][.precision][type]". */
#ifndef PENSTOCK_SHARED_TEMPLATE_FORMAT_SPEC_H
#define PENSTOCK_SHARED_TEMPLATE_FORMAT_SPEC_H

#include "shared/template/rendering.h"

struct ps_format_spec {
    char fill[5]; /* one character */
    size_t fill_size;
    char align; /* '<', '>', '^', '=' or 0 */
    char sign;  /* '+', '-', ' ' or 0 */
    bool is_alternate;
    char grouping; /* ',', '_' or 0 */
    int64_t width;
    int64_t precision; /* -1: none */
    char type;         /* or 0 */
};

#define PS_FORMAT_WIDTH_MAX 100000

/* format(value, spec): writes it. */
enum ps_status ps_format_value(struct ps_rendering *render, struct ps_value value,
                               const struct ps_string *spec) PS_MUST_USE;

/* Writes a number by a spec; percent formatting shares this. */
enum ps_status ps_format_numeral(struct ps_rendering *render, struct ps_value value,
                                 const struct ps_format_spec *spec) PS_MUST_USE;

/* Writes a text padded to the spec's width and cut to its precision. */
enum ps_status ps_format_text(struct ps_rendering *render, struct ps_string *text,
                              const struct ps_format_spec *spec, char default_align) PS_MUST_USE;

#endif
