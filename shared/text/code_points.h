/* A set of code points: what a character class of a regular expression comes to. */
#ifndef PENSTOCK_SHARED_TEXT_CODE_POINTS_H
#define PENSTOCK_SHARED_TEXT_CODE_POINTS_H

#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/text/unicode_properties.h"

struct ps_code_points; /* opaque */

/* Empty; NULL where memory can't be had. */
struct ps_code_points *ps_code_points_create(void);
void ps_code_points_destroy(struct ps_code_points *set);
PS_DEFINE_DEFER(ps_code_points_destroy, struct ps_code_points)

void ps_code_points_add(struct ps_code_points *set, uint32_t first, uint32_t last);

/* Adds what has one of the categories, a set as in unicode_categories.h. */
void ps_code_points_add_categories(struct ps_code_points *set, uint32_t categories);
void ps_code_points_add_ranges(struct ps_code_points *set, const struct ps_unicode_ranges *ranges);

void ps_code_points_invert(struct ps_code_points *set);
void ps_code_points_unite(struct ps_code_points *set, const struct ps_code_points *other);
void ps_code_points_intersect(struct ps_code_points *set, const struct ps_code_points *other);

/* Appends the set as PCRE2 writes a class, in brackets. PCRE2 is asked for whole categories, which
 * it finds fast and writes small, and told the characters that its version of Unicode may lack.
 * PS_NO_MEMORY. */
enum ps_status ps_code_points_write(const struct ps_code_points *set,
                                    struct ps_buffer *out) PS_MUST_USE;

#endif
