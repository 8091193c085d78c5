/* Byte-pair encoding of one word (Sennrich et al. 2016): its symbols are joined pair by pair, the
 * pair that was learned earliest first, and among equals the leftmost. */
#ifndef PENSTOCK_SHARED_TEXT_JOINING_H
#define PENSTOCK_SHARED_TEXT_JOINING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/text/merges.h"

/* The memory that joining that many symbols takes; false where they are too many. */
bool ps_joining_size(size_t count, size_t *size);

/* Joins the symbols of a word in place, in n log n steps, and returns how many are left. */
size_t ps_joining_apply(const struct ps_merges *merges, int32_t *ids /* [count] */, size_t count,
                        void *memory /* [ps_joining_size], aligned as malloc does */);

#endif
