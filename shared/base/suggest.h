/* The nearest known name to one that was mistyped. */
#ifndef PENSTOCK_SHARED_BASE_SUGGEST_H
#define PENSTOCK_SHARED_BASE_SUGGEST_H

#include <stddef.h>

#define PS_SUGGEST_SIZE_MAX 128 /* longer names are not compared */

/* Insertions, deletions, substitutions and swaps of neighbours that turn a into b (Damerau's
 * restricted edit distance); SIZE_MAX where either is too long. */
size_t ps_suggest_distance(const char *a, const char *b);

/* The candidate nearest to name, or NULL where none differs in at most a third of name's length and
 * one more. Of those equally near the first. */
const char *ps_suggest(const char *name, const char *const *candidates, size_t num_candidates);

#endif
