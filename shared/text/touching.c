/* Which first symbols of a BPE model can ever end up side by side in one token: every token is made
 * by merges, and what a merge brings side by side is the last character of its left token and the
 * first of its right one. */
#include "shared/text/touching.h"

#include <stdlib.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"

/* So that few pairs share one. */
enum { BITS_PER_SLOT = 16 };

void ps_touching_close(struct ps_touching *touching)
{
    free(touching->bits);
    *touching = (struct ps_touching){0};
}

static int32_t first_character(const struct ps_vocabulary *vocabulary, int32_t id)
{
    struct ps_slice token = ps_vocabulary_token(vocabulary, id);
    return ps_vocabulary_find(vocabulary, token.data, ps_utf8_first(token.data, token.size));
}

static int32_t last_character(const struct ps_vocabulary *vocabulary, int32_t id)
{
    struct ps_slice token = ps_vocabulary_token(vocabulary, id);
    size_t start = ps_utf8_last(token.data, token.size);
    return ps_vocabulary_find(vocabulary, token.data + start, token.size - start);
}

/* False where a merge takes an id that stands for no character. */
static bool add_merges(struct ps_touching *touching, const struct ps_merges *merges,
                       const struct ps_vocabulary *vocabulary, const bool *is_alone)
{
    for (size_t i = 0; i < merges->num_slots; i++) {
        const struct ps_merge *merge = &merges->slots[i];
        if (merge->left < 0)
            continue;
        if (is_alone[merge->left] || is_alone[merge->right])
            return false;
        int32_t left = last_character(vocabulary, merge->left);
        int32_t right = first_character(vocabulary, merge->right);
        if (left < 0 || right < 0) /* no text begins with such a symbol */
            continue;
        size_t bit = (size_t)(ps_merges_hash(left, right) >> 32) & (touching->num_bits - 1);
        touching->bits[bit / 64] |= (uint64_t)1 << bit % 64;
    }
    return true;
}

enum ps_status ps_touching_build(struct ps_touching *touching, const struct ps_merges *merges,
                                 const struct ps_vocabulary *vocabulary, const int32_t *alone,
                                 size_t num_alone, struct ps_error *error)
{
    PS_DEFER(ps_freep) bool *is_alone = calloc(vocabulary->num_ids + 1, sizeof *is_alone);
    touching->num_bits = merges->num_slots * BITS_PER_SLOT;
    touching->bits = calloc(touching->num_bits / 64, sizeof *touching->bits);
    if (!is_alone || !touching->bits)
        return ps_error_no_memory(error, "the merges of a tokenizer");
    for (size_t i = 0; i < num_alone; i++) {
        if (alone[i] >= 0)
            is_alone[alone[i]] = true;
    }
    if (!add_merges(touching, merges, vocabulary, is_alone))
        ps_touching_close(touching);
    return PS_OK;
}
