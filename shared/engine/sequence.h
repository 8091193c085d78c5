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
    PS_SEQUENCE_EMBED,    /* text in, one vector out */
    PS_SEQUENCE_CLASSIFY  /* text in, one score per label out */
};

enum ps_finish_reason {
    PS_FINISH_NONE,      /* not finished */
    PS_FINISH_STOP,      /* an end-of-sequence token, a stop token or a stop string */
    PS_FINISH_LENGTH,    /* max_tokens, or the context is full */
    PS_FINISH_CANCELLED, /* taken out before its end */
    PS_FINISH_ERROR      /* the engine failed it: see error */
};

struct ps_logit_bias {
    int32_t token;
    float bias; /* added to the token's logit */
};

/* Borrowed token ids. */
struct ps_token_list {
    const int32_t *ids; /* [count] */
    size_t count;
};

/* How tokens are chosen. Logits go through these in this order: allowed_tokens, bad_words,
 * min_tokens, logit_bias, the three penalties, temperature, min_p, top_k, top_p. A field that is
 * zero changes nothing, but for temperature. What pointers point to is borrowed until the sequence
 * is destroyed. */
struct ps_sampling {
    double temperature; /* 0: greedy */
    double top_p;       /* from 0, the likeliest token alone, to 1 */
    double min_p;       /* in [0, 1]: tokens less likely than that share of the likeliest are out */
    int32_t top_k;
    uint64_t seed;
    double repetition_penalty; /* over 0: of logits of tokens in the prompt and the text so far */
    double frequency_penalty;  /* per time that a token was generated */
    double presence_penalty;   /* once for each token that was generated */
    const struct ps_logit_bias *logit_bias; /* [num_logit_bias], each token once */
    size_t num_logit_bias;
    struct ps_token_list allowed_tokens; /* no others; count 0: all */
    const struct ps_token_list
        *bad_words; /* [num_bad_words]: sequences of tokens never completed */
    size_t num_bad_words;

    size_t max_tokens;
    size_t min_tokens; /* no end-of-sequence token, stop token or stop string before that many */
    bool ignore_eos;
    struct ps_token_list stop_tokens; /* beside the model's end-of-sequence tokens; ignore_eos
                                         doesn't touch them */
    const char *const *stops;         /* [num_stops], UTF-8 */
    size_t num_stops;
    bool include_stop;        /* what stopped it stays at the end of the text */
    bool keep_special_tokens; /* in the text */

    int32_t num_logprobs; /* -1: none; n: the chosen token's and the n most likely ones' */
    bool prompt_logprobs; /* the same for the prompt's tokens */
    bool sums_logprobs;   /* sum_logprob is wanted: a pass over the logits per token */
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
    /* An earlier sequence of the same prompt (n choices of one request): where it is inside when
     * this one is added, the prompt is computed once for both and its pages are shared. NULL: none.
     * Not looked at afterwards. */
    struct ps_sequence *same_prompt;

    /* come of it */
    int32_t *tokens; /* [num_tokens], generated, the end-of-sequence token included */
    size_t num_tokens;
    /* Of the tokens, without special tokens and without the stop string. It only ever grows: never
     * half a character, never part of a stop string. */
    struct ps_buffer text;
    struct ps_token_logprobs *logprobs;        /* [num_tokens], or NULL */
    struct ps_token_logprobs *prompt_logprobs; /* [num_prompt], the first one empty, or NULL */
    double sum_logprob; /* of the tokens generated, under the model's own distribution; 0 where
                           neither sums_logprobs nor num_logprobs asks for it */
    float *output;      /* EMBED: [hidden_size]; CLASSIFY: [num_labels], before any softmax */
    enum ps_finish_reason finish;
    const char *stop_matched; /* borrowed from sampling.stops; NULL where none matched */
    int32_t stop_token;       /* of sampling.stop_tokens; -1 where none was met */
    size_t num_shared;        /* tokens of the prompt whose pages it has from another sequence */
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
