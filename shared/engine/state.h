/* The engine's own part of a sequence, from the moment it is added until it comes out. */
#ifndef PENSTOCK_SHARED_ENGINE_STATE_H
#define PENSTOCK_SHARED_ENGINE_STATE_H

#include "shared/base/buffer.h"
#include "shared/base/rng.h"
#include "shared/engine/penalties.h"
#include "shared/engine/sequence.h"
#include "shared/engine/stops.h"
#include "shared/text/detokenizer.h"

struct ps_prefix;

struct ps_sequence_state {
    bool running;      /* else waiting */
    size_t tokens_max; /* that may be generated: max_tokens, less where the context ends before */

    /* positions and pages */
    size_t num_cached; /* positions whose keys and values are in the pages */
    uint32_t *pages;   /* [num_pages], with room for the longest it can get */
    size_t num_pages;
    struct ps_prefix *prefix; /* what it shares with others of the same prompt, or NULL */
    size_t num_scored;        /* prompt tokens whose log-probability is known; the first has none */

    /* this step */
    size_t num_rows;
    int32_t picked;        /* the sampled token, or what next_token.h has instead */
    double picked_logprob; /* under the model's own distribution, where it is wanted */

    /* what was generated, on its way to text */
    struct ps_rng rng;
    struct ps_penalties penalties;
    struct ps_detokenizer *detokenizer; /* NULL where nothing is generated */
    struct ps_stops stops;
    struct ps_buffer held; /* text that may be the beginning of a stop string */
};

struct ps_state_params {
    const struct ps_tokenizer *tokenizer;
    size_t tokens_max;
    size_t pages_max;   /* of the longest list of pages that the sequence can have */
    size_t output_size; /* of an embedding, or of a classifier's scores */
};

/* Allocates whatever the sequence will need. PS_NO_MEMORY, PS_INVALID (a stop string). On failure
 * the sequence is as it was. */
enum ps_status ps_state_create(struct ps_sequence *sequence, const struct ps_state_params *params,
                               struct ps_error *error) PS_MUST_USE;

/* Frees the state; what came of the sequence stays. */
void ps_state_destroy(struct ps_sequence *sequence);

/* How many positions must have been computed before the next token can be sampled or, where none
 * is to be generated, before the prompt is scored. */
size_t ps_state_target(const struct ps_sequence *sequence);

/* The token at a position of prompt and generated tokens together. */
int32_t ps_state_token(const struct ps_sequence *sequence, size_t position);

/* Waits for one more row to sample from, after its prompt. */
bool ps_state_is_decoding(const struct ps_sequence *sequence);

/* Adds a generated token: its text, stop strings, limits; sets finish where it is the last one. */
void ps_state_accept(struct ps_sequence *sequence, int32_t token, bool is_eos);

/* Ends a sequence with an error (the first one wins). */
void ps_state_fail(struct ps_sequence *sequence, enum ps_status status, const char *message);

#endif
