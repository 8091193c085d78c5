/* Finds stop strings in text that arrives in pieces (Knuth, Morris, Pratt), and says how much of
 * its end may be the beginning of one and must be held back.
 *
 * Of several stop strings the one that is complete first counts; of those complete at the same
 * byte, the longest. So what is found depends on the text alone, not on where it was cut. */
#ifndef PENSTOCK_SHARED_ENGINE_STOPS_H
#define PENSTOCK_SHARED_ENGINE_STOPS_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"

struct ps_stop {
    const char *text; /* borrowed */
    size_t size;
    size_t matched;  /* bytes at the end of the text so far that are this one's first bytes */
    size_t *failure; /* [size]: the longest proper prefix that is a suffix of text[0..i] */
};

/* Zero-initialise. */
struct ps_stops {
    struct ps_stop *items; /* [num_items] */
    size_t num_items;
};

/* texts are borrowed, non-empty, UTF-8. PS_INVALID for an empty one, PS_NO_MEMORY. */
enum ps_status ps_stops_init(struct ps_stops *stops, const char *const *texts, size_t num_texts,
                             struct ps_error *error) PS_MUST_USE;
void ps_stops_close(struct ps_stops *stops);

/* Reads the next bytes of the text. Returns the stop string that became complete, or NULL where
 * none did; *num_read is the number of bytes up to its end (else size). */
const struct ps_stop *ps_stops_read(struct ps_stops *stops, const char *text, size_t size,
                                    size_t *num_read);

/* How many bytes at the end of what was read may belong to a stop string. */
size_t ps_stops_held(const struct ps_stops *stops);

#endif
