/* Which first symbols of a BPE model can ever end up side by side in one token. Between two that
 * can't, a word may be cut without changing its tokens: a long one then costs no more than its
 * parts, whose memory is near. */
#ifndef PENSTOCK_SHARED_TEXT_TOUCHING_H
#define PENSTOCK_SHARED_TEXT_TOUCHING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/merges.h"
#include "shared/text/vocabulary.h"

/* Zero-initialise. */
struct ps_touching {
    uint64_t *bits;  /* [num_bits / 64]: one for each hash of a pair; NULL: every pair may touch */
    size_t num_bits; /* a power of two */
};

/* For a model whose first symbols are single characters, and ids of alone, which stand for no
 * character (-1 is passed over). Where one of those takes part in a merge, every pair may touch. */
enum ps_status ps_touching_build(struct ps_touching *touching, const struct ps_merges *merges,
                                 const struct ps_vocabulary *vocabulary,
                                 const int32_t *alone /* [num_alone] */, size_t num_alone,
                                 struct ps_error *error) PS_MUST_USE;
void ps_touching_close(struct ps_touching *touching);

/* False where a pair can't touch. True where it can, and for some that can't, which costs nothing
 * but a longer part. */
static inline bool ps_touching_may(const struct ps_touching *touching, int32_t left, int32_t right)
{
    if (!touching->bits)
        return true;
    size_t bit = (size_t)(ps_merges_hash(left, right) >> 32) & (touching->num_bits - 1);
    return touching->bits[bit / 64] >> bit % 64 & 1;
}

#endif
