/* One sequence of tokens on its way through the engine: what is asked (filled in by a task before
 * it is added) and what has come of it (filled in by the engine). */
#ifndef PENSTOCK_SHARED_ENGINE_SEQUENCE_H
#define PENSTOCK_SHARED_ENGINE_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/status.h"

#define PS_TOP_LOGPROBS_MAX 20

enum ps_sequence_kind {
    PS_SEQUENCE_GENERATE, /* prompt in, tokens out (max_tokens may be 0: the prompt is scored) */
    PS_SEQUENCE_EMBED     /* text in, one vector out */
};

enum ps_finish_reason {
    PS_FINISH_NONE,      /* not finished */
    PS_FINISH_STOP,      /* an end-of-sequence token or a stop string */
    PS_FINISH_LENGTH,    /* max_tokens, or the context is full */
    PS_FINISH_CANCELLED, /* taken out before its end */
    PS_FINISH_ERROR      /* the engine failed it: see error */
};

struct ps_sampling {
    double temperature; /* 0: greedy */
    double top_p;       /* in (0, 1] */
    int32_t top_k;      /* 0: off */
    uint64_t seed;
    size_t max_tokens;
    size_t min_tokens; /* no end-of-sequence token or stop string before that many */
    bool ignore_eos;
    int32_t num_logprobs;     /* -1: none; n: the chosen token's and the n most likely ones' */
    bool prompt_logprobs;     /* the same for the prompt's tokens (echo) */
    const char *const *stops; /* [num_stops], UTF-8, borrowed until the sequence is destroyed */
    size_t num_stops;
};

struct ps_logprob {
    int32_t token;
    float logprob; /* natural logarithm, of the model's own distribution: before temperature, top_k,
                      top_p */
};

/* What the model thought of one token. */
struct ps_token_logprobs {
    struct ps_logprob chosen;
    struct ps_logprob top[PS_TOP_LOGPROBS_MAX]; /* descending; ties by the smaller id */
    size_t num_top;
};

struct ps_sequence_state; /* the engine's own part: pages, generator, detokenizer */

struct ps_sequence {
    /* asked */
    enum ps_sequence_kind kind;
    int32_t *prompt;       /* [num_prompt], owned; at least one token */
    int32_t *prompt_types; /* [num_prompt], owned, or NULL: all 0 */
    size_t num_prompt;
    struct ps_sampling sampling;
    void *owner; /* the request; the engine doesn't look at it */

    /* come of it */
    int32_t *tokens; /* [num_tokens], generated, the end-of-sequence token included */
    size_t num_tokens;
    /* Of the tokens, without special tokens and without the stop string. It only ever grows: never
     * half a character, never part of a stop string. */
    struct ps_buffer text;
    struct ps_token_logprobs *logprobs;        /* [num_tokens], or NULL */
    struct ps_token_logprobs *prompt_logprobs; /* [num_prompt], the first one empty, or NULL */
    float *embedding;                          /* [hidden_size] */
    enum ps_finish_reason finish;
    const char *stop_matched; /* borrowed from sampling.stops; NULL where none matched */
    size_t num_setbacks;      /* times it lost its pages and was computed again */
    struct ps_error error;

    struct ps_sequence_state *state;
    struct ps_sequence *next; /* in one of the engine's lists */
};

/* Takes prompt and types (freed with the sequence, also where this fails and returns NULL). */
struct ps_sequence *ps_sequence_create(enum ps_sequence_kind kind, int32_t *prompt,
                                       int32_t *prompt_types, size_t num_prompt);

/* Must not be in an engine. */
void ps_sequence_destroy(struct ps_sequence *sequence);
PS_DEFINE_DEFER(ps_sequence_destroy, struct ps_sequence)

#endif
