/* The choices of a response: the sequences that are made of its prompts, and which of them are
 * answered with.
 *
 * Each prompt has num_candidates sequences, of which num_choices are choices; the request's
 * sequences are those of the first prompt, then those of the second. */
#ifndef PENSTOCK_SHARED_TASK_CHOICES_H
#define PENSTOCK_SHARED_TASK_CHOICES_H

#include "shared/task/generation.h"
#include "shared/task/inputs.h"

/* Makes room for the sequences of num_prompts prompts. */
enum ps_status ps_choices_begin(struct ps_generation *generation, struct ps_request *request,
                                size_t num_prompts, struct ps_error *error) PS_MUST_USE;

/* Tokenizes a prompt and makes its sequences. seed is that of its first candidate; the others'
 * follow from it. scores_prompt: the prompt's tokens get log-probabilities, of which the first
 * candidate has them for all. */
enum ps_status ps_choices_add(struct ps_generation *generation, struct ps_request *request,
                              const struct ps_input *prompt, bool scores_prompt, uint64_t seed,
                              struct ps_error *error) PS_MUST_USE;

size_t ps_choices_count(const struct ps_generation *generation, const struct ps_request *request);

/* A choice of the response: in the order of the prompts and, where there are more candidates than
 * choices, the likeliest per token first. It has to be known which are picked. */
const struct ps_sequence *ps_choices_at(const struct ps_generation *generation,
                                        const struct ps_request *request, size_t index);

/* Whether it is: where there are more candidates than choices, all have finished. */
bool ps_choices_are_picked(const struct ps_generation *generation,
                           const struct ps_request *request);

/* The first candidate of a choice's prompt. */
const struct ps_sequence *ps_choices_first(const struct ps_generation *generation,
                                           const struct ps_request *request, size_t index);

/* "stop" or "length"; NULL where it hasn't come to its end. */
const char *ps_choices_finish_reason(const struct ps_sequence *sequence);

/* OpenAI's usage: each prompt once, and all tokens generated. NULL where memory can't be had, as
 * here below. */
json_t *ps_choices_usage(const struct ps_generation *generation, const struct ps_request *request);

/* A list of token ids. */
json_t *ps_choices_ids(const int32_t *ids, size_t count);

#endif
