/* The merges of a BPE model: which pairs of tokens can be joined, in which order. */
#ifndef PENSTOCK_SHARED_TEXT_MERGES_H
#define PENSTOCK_SHARED_TEXT_MERGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/vocabulary.h"

struct ps_merge {
    int32_t left, right; /* ids; left is -1 in a free slot */
    uint32_t rank;       /* smaller is joined earlier */
    int32_t id;          /* of the pair joined */
};

/* Spreads a pair of tokens over the high half of 64 bits (Fibonacci hashing: the high bits are the
 * good ones). */
static inline uint64_t ps_merges_hash(int32_t left, int32_t right)
{
    return ((uint64_t)(uint32_t)left << 32 | (uint32_t)right) * 0x9E3779B97F4A7C15u;
}

/* Zero-initialise. */
struct ps_merges {
    struct ps_merge *slots; /* [num_slots], a power of two */
    size_t num_slots;
    uint64_t *filter; /* [num_slots / 16]: a bit per hash that some merge has; most pairs that are
                         asked for have none, and this is small enough to be near */
    bool ambiguous;   /* two joins may make one token of different texts */
};

void ps_merges_close(struct ps_merges *merges);

/* Reads component.merges: strings "left right" or pairs ["left", "right"]. Each token, and the pair
 * joined without the right one's first prefix_size bytes, must be in the vocabulary. */
enum ps_status ps_merges_read(struct ps_merges *merges, const struct ps_component *component,
                              const struct ps_vocabulary *vocabulary, size_t prefix_size,
                              struct ps_error *error) PS_MUST_USE;

/* NULL where the pair can't be joined. */
const struct ps_merge *ps_merges_find(const struct ps_merges *merges, int32_t left, int32_t right);

#endif
