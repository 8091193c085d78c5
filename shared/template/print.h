/* str() and repr() as Python prints them. */
#ifndef PENSTOCK_SHARED_TEMPLATE_PRINT_H
#define PENSTOCK_SHARED_TEMPLATE_PRINT_H

#include "shared/template/rendering.h"

/* Write to the render's text. Values whose repr is an address are refused. */
enum ps_status ps_print_str(struct ps_rendering *render, struct ps_value value) PS_MUST_USE;
enum ps_status ps_print_repr(struct ps_rendering *render, struct ps_value value) PS_MUST_USE;

/* str(value) as a string; a string is itself, Markup or not. */
enum ps_status ps_value_to_string(struct ps_rendering *render, struct ps_value value,
                                  struct ps_value *string) PS_MUST_USE;

/* The shortest digits that read back as the same double: "1.0", "1e-05", "inf", "nan". */
#define PS_FLOAT_TEXT_SIZE 64
void ps_float_text(double real, char text[PS_FLOAT_TEXT_SIZE]);

#endif
