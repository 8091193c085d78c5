/* The canonical form of a request body: what two requests share that must get the same answer. */
#ifndef PENSTOCK_SHARED_WIRE_CANONICAL_H
#define PENSTOCK_SHARED_WIRE_CANONICAL_H

#include <jansson.h>
#include <stdbool.h>

#include "shared/base/buffer.h"

/* Appends body as compact JSON, keys sorted at every depth, without the top-level keys `model`,
 * `user`, `metadata`, `stream`, `stream_options` (and `seed` where without_seed). PS_NO_MEMORY. */
enum ps_status ps_canonical_body(const json_t *body, bool without_seed,
                                 struct ps_buffer *out) PS_MUST_USE;

#endif
