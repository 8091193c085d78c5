/* What a request says about the texts that it wants: how many of each prompt, how long they may be,
 * what is told of them; the fields that /v1/completions and /v1/chat/completions have in common
 * besides the sampling. */
#ifndef PENSTOCK_SHARED_TASK_GENERATION_H
#define PENSTOCK_SHARED_TASK_GENERATION_H

#include "shared/task/sampling_fields.h"

/* The default of max_tokens where it is what is left of the context. */
#define PS_MAX_TOKENS_REST INT64_MAX

/* Zero-initialise. */
struct ps_generation {
    struct ps_sampling_fields fields;
    const char *max_tokens_name; /* the field that says it; NULL: none does */
    size_t num_choices;          /* n, of each prompt */
    size_t num_candidates;       /* best_of: those of which the choices are picked */

    /* of a prompt */
    const struct ps_tokenizer *tokenizer;
    bool add_special_tokens;
    bool keep_beginning;       /* where it is cut, instead of its end */
    int64_t prompt_tokens_max; /* 0: it isn't cut; -1: to what the context has room for */

    /* of the response */
    int32_t num_logprobs;        /* of generated tokens; -1: none */
    int32_t num_prompt_logprobs; /* vLLM's prompt_logprobs; -1: none */
    bool as_ids;                 /* tokens are shown as "token_id:17" */
    bool returns_token_ids;
    bool echo;
    bool streams_usage;

    size_t num_told_logprobs; /* that it will have at most, of the sequences made so far */
    bool has_told_usage;      /* the stream has its last chunk */
};

/* How the urls differ. */
struct ps_generation_url {
    int64_t max_tokens;
    bool add_special_tokens;
};

/* Reads them from the request's body, but for logprobs, whose type differs: num_logprobs becomes
 * -1. generation must stay where it is. */
enum ps_status ps_generation_parse(struct ps_generation *generation, struct ps_request *request,
                                   const struct ps_generation_url *url,
                                   struct ps_error *error) PS_MUST_USE;
void ps_generation_close(struct ps_generation *generation);

#endif
