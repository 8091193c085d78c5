/* What methods of strings and filters share. */
#ifndef PENSTOCK_SHARED_TEMPLATE_STRING_METHODS_H
#define PENSTOCK_SHARED_TEMPLATE_STRING_METHODS_H

#include "shared/template/rendering.h"

/* Markup stays Markup. */
enum ps_status ps_string_upper(struct ps_rendering *render, struct ps_string *string,
                               struct ps_value *result) PS_MUST_USE;
enum ps_status ps_string_lower(struct ps_rendering *render, struct ps_string *string,
                               struct ps_value *result) PS_MUST_USE;
enum ps_status ps_string_capitalize(struct ps_rendering *render, struct ps_string *string,
                                    struct ps_value *result) PS_MUST_USE;

/* Whether it has a letter with case and no letter of the other one. */
bool ps_string_is_upper(const struct ps_string *string);
bool ps_string_is_lower(const struct ps_string *string);

/* Replaces up to count occurrences; all where count is negative. */
enum ps_status ps_string_replace(struct ps_rendering *render, struct ps_string *string,
                                 const struct ps_string *old, const struct ps_string *new,
                                 int64_t count, struct ps_value *result) PS_MUST_USE;

/* Strips characters of chars (NULL: whitespace) from both ends, or one. */
struct ps_strip {
    const struct ps_string *chars;
    bool is_left, is_right;
};
enum ps_status ps_string_strip(struct ps_rendering *render, struct ps_string *string,
                               const struct ps_strip *strip, struct ps_value *result) PS_MUST_USE;

/* str.splitlines. */
enum ps_status ps_string_lines(struct ps_rendering *render, struct ps_string *string,
                               bool keeps_ends, struct ps_value *list) PS_MUST_USE;

/* Pads to width characters: as str.center does, or to one side. */
enum ps_pad { PS_PAD_BOTH, PS_PAD_LEFT, PS_PAD_RIGHT };
enum ps_status ps_string_pad(struct ps_rendering *render, struct ps_string *string, enum ps_pad pad,
                             int64_t width, const char *fill, size_t fill_size,
                             struct ps_value *result) PS_MUST_USE;

/* separator.join(iterable). Items must be strings, or are converted. */
enum ps_status ps_string_join(struct ps_rendering *render, struct ps_string *separator,
                              struct ps_value iterable, bool converts,
                              struct ps_value *result) PS_MUST_USE;

#endif
