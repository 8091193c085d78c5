/* How often each token has occurred in a sequence, counted as it grows, and what that does to its
 * logit: the repetition penalty of Keskar et al. (CTRL, 2019), and OpenAI's frequency and presence
 * penalties. Memory and time follow the sequence's distinct tokens, not the vocabulary. */
#ifndef PENSTOCK_SHARED_ENGINE_PENALTIES_H
#define PENSTOCK_SHARED_ENGINE_PENALTIES_H

#include "shared/engine/sequence.h"

struct ps_occurrence {
    int32_t token;
    uint32_t num_generated; /* 0: in the prompt alone */
};

/* Zero-initialise: it counts nothing. */
struct ps_penalties {
    struct ps_occurrence *items; /* [num_items], each token once */
    size_t num_items;
    uint32_t *slots;  /* [num_slots]: a hash table of item numbers, from 1; 0: empty */
    size_t num_slots; /* a power of two, at least twice the tokens there can be; or 0 */
};

/* Counts the prompt where the repetition penalty asks for it, and makes room for tokens_max more
 * tokens. Allocates nothing where no penalty is asked for. PS_NO_MEMORY. */
enum ps_status ps_penalties_init(struct ps_penalties *penalties, const struct ps_sequence *sequence,
                                 size_t tokens_max) PS_MUST_USE;
void ps_penalties_close(struct ps_penalties *penalties);

/* Counts a generated token. */
void ps_penalties_add(struct ps_penalties *penalties, int32_t token);

void ps_penalties_apply(const struct ps_penalties *penalties, const struct ps_sampling *sampling,
                        float *logits /* [vocab_size] */);

#endif
