/* What a Replace or Split looks for: a string, or a regular expression; the ones in circulation are
 * matched by words.h, the others by PCRE2, whose only home this is. */
#ifndef PENSTOCK_SHARED_TEXT_PATTERN_H
#define PENSTOCK_SHARED_TEXT_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/defer.h"
#include "shared/base/status.h"
#include "shared/text/component.h"

struct ps_pattern; /* opaque, immutable */

/* Reads {"String": ...} or {"Regex": ...} at component.key. */
enum ps_status ps_pattern_parse(struct ps_pattern **pattern, const struct ps_component *component,
                                const char *key, struct ps_error *error) PS_MUST_USE;
void ps_pattern_destroy(struct ps_pattern *pattern);
PS_DEFINE_DEFER(ps_pattern_destroy, struct ps_pattern)

/* The string that is looked for; data is NULL where it is a regular expression. */
struct ps_slice ps_pattern_string(const struct ps_pattern *pattern);

/* A search through one text, which is borrowed, for one match after another. Zero-initialise. */
struct ps_pattern_search {
    const struct ps_pattern *pattern;
    const char *text;
    size_t size;
    size_t next; /* where to go on */
    void *matches;
    bool found;        /* what the last call found: */
    size_t start, end; /* bytes of text */
    size_t previous_end;
};

enum ps_status ps_pattern_search_open(struct ps_pattern_search *search,
                                      const struct ps_pattern *pattern, const char *text,
                                      size_t size, struct ps_error *error) PS_MUST_USE;
void ps_pattern_search_close(struct ps_pattern_search *search);

/* Finds the next match, left to right and without overlap. PS_INVALID where a regular expression
 * takes more steps than it is allowed. */
enum ps_status ps_pattern_search_next(struct ps_pattern_search *search,
                                      struct ps_error *error) PS_MUST_USE;

#endif
