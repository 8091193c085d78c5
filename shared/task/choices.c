/* From prompts to sequences, and from sequences to choices. */
#include "shared/task/choices.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/rng.h"

enum {
    SEQUENCES_MAX = 1 << 12, /* of a request */
    LOGPROBS_MAX = 1 << 18,  /* of a response: what they take as JSON must be bounded */
};

/* --- to the engine --- */

enum ps_status ps_choices_begin(struct ps_generation *generation, struct ps_request *request,
                                size_t num_prompts, struct ps_error *error)
{
    struct ps_sampling *sampling = &generation->fields.sampling;
    size_t num_sequences;
    if (!ps_checked_multiply(num_prompts, generation->num_candidates, &num_sequences) ||
        num_sequences > SEQUENCES_MAX)
        return ps_error_set_param(error, PS_INVALID, "n",
                                  "n: found %zu texts for each of %zu prompts, expected at most %d "
                                  "together",
                                  generation->num_candidates, num_prompts, SEQUENCES_MAX);
    PS_TRY(ps_sampling_fields_encode(&generation->fields, request, error));
    sampling->num_logprobs = generation->num_logprobs > generation->num_prompt_logprobs
                                 ? generation->num_logprobs
                                 : generation->num_prompt_logprobs;
    request->sequences = calloc(num_sequences, sizeof(struct ps_sequence *));
    if (!request->sequences)
        return ps_error_no_memory(error, "sequences");
    return PS_OK;
}

/* max_tokens of one prompt: as asked, or what is left of the context where nothing was. */
static enum ps_status choose_max_tokens(const struct ps_generation *generation, size_t context,
                                        const char *param, size_t num_prompt, size_t *max_tokens,
                                        struct ps_error *error)
{
    size_t asked = generation->fields.sampling.max_tokens;
    const char *name = generation->max_tokens_name;
    enum ps_status status = PS_OK;
    if (num_prompt > context)
        status = ps_error_set_param(error, PS_INVALID, param,
                                    "%s: found %zu tokens, expected at most %zu, the context",
                                    param, num_prompt, context);
    else if (num_prompt == context && asked > 0)
        status = ps_error_set_param(error, PS_INVALID, param,
                                    "%s: found %zu tokens, expected less than %zu, the context, to "
                                    "have room for a completion",
                                    param, num_prompt, context);
    else if (name && asked > context - num_prompt)
        status = ps_error_set_param(error, PS_INVALID, name,
                                    "%s: found %zu, after %zu tokens of %s; expected both together "
                                    "to be at most %zu, the context",
                                    name, asked, num_prompt, param, context);
    if (status != PS_OK) {
        ps_error_set_code(error, "context_length_exceeded");
        return status;
    }
    *max_tokens = asked < context - num_prompt ? asked : context - num_prompt;
    return PS_OK;
}

/* How many tokens of a prompt are kept; 0: all. Where the model decides, there is room for what is
 * to be generated, one token at least. */
static size_t choose_prompt_tokens_max(const struct ps_generation *generation, size_t context)
{
    if (generation->prompt_tokens_max >= 0)
        return (size_t)generation->prompt_tokens_max;
    size_t asked = generation->max_tokens_name ? generation->fields.sampling.max_tokens : 1;
    return asked < context ? context - asked : 1;
}

/* The request's tokens and log-probabilities, with those of the sequence that was just added. */
static enum ps_status count(struct ps_generation *generation, struct ps_request *request,
                            const struct ps_sequence *sequence, const char *param,
                            struct ps_error *error)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    request->num_tokens += sequence->num_prompt + sampling->max_tokens;
    if (request->num_tokens > PS_REQUEST_TOKENS_MAX)
        return ps_error_set_param(error, PS_INVALID, param,
                                  "%s: more than %zu tokens together, max_tokens and all choices "
                                  "included",
                                  param, PS_REQUEST_TOKENS_MAX);
    if (sampling->num_logprobs < 0)
        return PS_OK;
    size_t num_told = sampling->max_tokens;
    if (sampling->prompt_logprobs)
        num_told += sequence->num_prompt * generation->num_choices;
    generation->num_told_logprobs += num_told * (1 + (size_t)sampling->num_logprobs);
    if (generation->num_told_logprobs > LOGPROBS_MAX)
        return ps_error_set_param(error, PS_INVALID, "logprobs",
                                  "logprobs: found %d, which gives more than %d log-probabilities "
                                  "for the tokens of all prompts together",
                                  sampling->num_logprobs, LOGPROBS_MAX);
    return PS_OK;
}

/* Takes prompt, which is NULL where memory could not be had. */
static enum ps_status add_candidate(const struct ps_generation *generation,
                                    struct ps_request *request, int32_t *prompt, size_t num_prompt,
                                    struct ps_error *error)
{
    struct ps_sequence *sequence =
        prompt ? ps_sequence_create(PS_SEQUENCE_GENERATE, prompt, NULL, num_prompt) : NULL;
    if (!sequence)
        return ps_error_no_memory(error, "a sequence");
    sequence->sampling = generation->fields.sampling;
    sequence->sampling.sums_logprobs = generation->num_candidates > generation->num_choices;
    sequence->owner = request;
    request->sequences[request->num_sequences++] = sequence;
    return PS_OK;
}

static int32_t *copy_ids(const int32_t *ids, size_t count)
{
    int32_t *copy = calloc(count, sizeof *copy);
    if (copy)
        memcpy(copy, ids, count * sizeof *copy);
    return copy;
}

static enum ps_status add_others(struct ps_generation *generation, struct ps_request *request,
                                 const char *param, struct ps_error *error)
{
    struct ps_sequence *first = request->sequences[request->num_sequences - 1];
    struct ps_rng seeds;
    ps_rng_init(&seeds, first->sampling.seed);
    for (size_t i = 1; i < generation->num_candidates; i++) {
        int32_t *prompt = copy_ids(first->prompt, first->num_prompt);
        PS_TRY(add_candidate(generation, request, prompt, first->num_prompt, error));
        struct ps_sequence *sequence = request->sequences[request->num_sequences - 1];
        sequence->sampling.max_tokens = first->sampling.max_tokens;
        sequence->sampling.seed = ps_rng_next(&seeds);
        sequence->same_prompt = first;
        PS_TRY(count(generation, request, sequence, param, error));
    }
    return PS_OK;
}

enum ps_status ps_choices_add(struct ps_generation *generation, struct ps_request *request,
                              const struct ps_input *prompt, bool scores_prompt, uint64_t seed,
                              struct ps_error *error)
{
    size_t max_tokens = 0;
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    struct ps_input_params params = {
        .tokenizer = generation->tokenizer,
        .leave_special_tokens = !generation->add_special_tokens,
        .tokens_max = choose_prompt_tokens_max(generation, request->context),
        .keep_end = !generation->keep_beginning,
    };
    PS_TRY(ps_input_tokens(prompt, &params, &tokens, error));
    PS_TRY(choose_max_tokens(generation, request->context, prompt->param, tokens.count, &max_tokens,
                             error));
    PS_TRY(add_candidate(generation, request, ps_take(tokens.ids), tokens.count, error));
    struct ps_sequence *first = request->sequences[request->num_sequences - 1];
    first->sampling.max_tokens = max_tokens;
    first->sampling.seed = seed;
    first->sampling.prompt_logprobs = scores_prompt;
    PS_TRY(count(generation, request, first, prompt->param, error));
    return add_others(generation, request, prompt->param, error);
}

/* --- from the engine --- */

size_t ps_choices_count(const struct ps_generation *generation, const struct ps_request *request)
{
    return request->num_sequences / generation->num_candidates * generation->num_choices;
}

static double mean_logprob(const struct ps_sequence *sequence)
{
    return sequence->num_tokens > 0 ? sequence->sum_logprob / (double)sequence->num_tokens : 0;
}

/* How many candidates go before that one; each has a place of its own. */
static size_t rank_of(struct ps_sequence *const *candidates, size_t num_candidates, size_t index)
{
    double own = mean_logprob(candidates[index]);
    size_t rank = 0;
    for (size_t i = 0; i < num_candidates; i++) {
        double other = mean_logprob(candidates[i]);
        if (other > own || (i < index && !(other < own)))
            rank++;
    }
    return rank;
}

const struct ps_sequence *ps_choices_at(const struct ps_generation *generation,
                                        const struct ps_request *request, size_t index)
{
    size_t num_candidates = generation->num_candidates;
    struct ps_sequence *const *candidates =
        &request->sequences[index / generation->num_choices * num_candidates];
    size_t place = index % generation->num_choices;
    if (num_candidates == generation->num_choices)
        return candidates[place];
    size_t found = 0;
    while (found + 1 < num_candidates && rank_of(candidates, num_candidates, found) != place)
        found++;
    return candidates[found];
}

const struct ps_sequence *ps_choices_first(const struct ps_generation *generation,
                                           const struct ps_request *request, size_t index)
{
    return request->sequences[index / generation->num_choices * generation->num_candidates];
}

bool ps_choices_are_picked(const struct ps_generation *generation, const struct ps_request *request)
{
    if (generation->num_candidates == generation->num_choices)
        return true;
    for (size_t i = 0; i < request->num_sequences; i++) {
        if (request->sequences[i]->finish == PS_FINISH_NONE)
            return false;
    }
    return true;
}

const char *ps_choices_finish_reason(const struct ps_sequence *sequence)
{
    switch (sequence->finish) {
    case PS_FINISH_STOP:
        return "stop";
    case PS_FINISH_LENGTH:
        return "length";
    case PS_FINISH_NONE:
    case PS_FINISH_CANCELLED:
    case PS_FINISH_ERROR:
    default:
        return NULL;
    }
}

json_t *ps_choices_usage(const struct ps_generation *generation, const struct ps_request *request)
{
    json_int_t num_prompt = 0;
    json_int_t num_completion = 0;
    for (size_t i = 0; i < request->num_sequences; i++) {
        if (i % generation->num_candidates == 0)
            num_prompt += (json_int_t)request->sequences[i]->num_prompt;
        num_completion += (json_int_t)request->sequences[i]->num_tokens;
    }
    return json_pack("{s:I, s:I, s:I}", "prompt_tokens", num_prompt, "completion_tokens",
                     num_completion, "total_tokens", num_prompt + num_completion);
}

json_t *ps_choices_ids(const int32_t *ids, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; list && i < count; i++) {
        if (json_array_append_new(list, json_integer(ids[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}
