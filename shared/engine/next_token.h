/* The next token of a sequence: its logits as the sampling makes them, and one token of them. */
#ifndef PENSTOCK_SHARED_ENGINE_NEXT_TOKEN_H
#define PENSTOCK_SHARED_ENGINE_NEXT_TOKEN_H

#include "shared/engine/sequence.h"
#include "shared/kernel/logits.h"

/* Instead of a token. */
enum {
    PS_TOKEN_NO_NUMBER = -1, /* the logits are no numbers */
    PS_TOKEN_NONE_LEFT = -2  /* no token may come: allowed_tokens, bad_words, min_tokens */
};

struct ps_next_token {
    const float *logits; /* [vocab_size], the model's */
    size_t vocab_size;
    struct ps_token_list eos; /* the model's end-of-sequence tokens */
    float *changed;           /* [vocab_size], scratch */
    struct ps_logit *scratch; /* [vocab_size] */
};

/* Draws one number of the sequence's generator, unless its sampling is greedy. Doesn't append the
 * token. */
int32_t ps_next_token_pick(const struct ps_next_token *next, struct ps_sequence *sequence);

#endif
