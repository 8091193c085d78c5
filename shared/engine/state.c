/* The engine's own part of a sequence: allocation, positions, and generated tokens becoming text.
 */
#include "shared/engine/state.h"

#include <stdlib.h>
#include <string.h>

#include "shared/engine/constraints.h"

/* Text is reserved for that many bytes per token; more makes the buffer grow. */
enum {
    TEXT_BYTES_PER_TOKEN = 6,
};

static void *allocate(size_t count, size_t size)
{
    return calloc(count ? count : 1, size);
}

static enum ps_status create_detokenizer(struct ps_sequence *sequence,
                                         const struct ps_tokenizer *tokenizer,
                                         struct ps_error *error)
{
    struct ps_sequence_state *state = sequence->state;
    state->detokenizer = ps_detokenizer_create(tokenizer, !sequence->sampling.keep_special_tokens);
    if (!state->detokenizer)
        return ps_error_no_memory(error, "a detokenizer");
    return ps_detokenizer_prime(state->detokenizer, sequence->prompt, sequence->num_prompt, error);
}

static enum ps_status create_outputs(struct ps_sequence *sequence,
                                     const struct ps_state_params *params, struct ps_error *error)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    bool complete = true;
    if (sequence->kind != PS_SEQUENCE_GENERATE) {
        sequence->output = allocate(params->output_size, sizeof *sequence->output);
        complete = sequence->output;
    } else {
        sequence->tokens = allocate(params->tokens_max, sizeof *sequence->tokens);
        sequence->state->pages = allocate(params->pages_max, sizeof *sequence->state->pages);
        complete =
            sequence->tokens && sequence->state->pages &&
            ps_buffer_reserve(&sequence->text, params->tokens_max * TEXT_BYTES_PER_TOKEN) == PS_OK;
        if (sampling->num_logprobs >= 0) {
            sequence->logprobs = allocate(params->tokens_max, sizeof *sequence->logprobs);
            complete = complete && sequence->logprobs;
        }
        if (sampling->prompt_logprobs) {
            sequence->prompt_logprobs =
                allocate(sequence->num_prompt, sizeof *sequence->prompt_logprobs);
            complete = complete && sequence->prompt_logprobs;
        }
    }
    return complete ? PS_OK : ps_error_no_memory(error, "a sequence");
}

static void discard_outputs(struct ps_sequence *sequence)
{
    free(ps_take(sequence->tokens));
    free(ps_take(sequence->logprobs));
    free(ps_take(sequence->prompt_logprobs));
    free(ps_take(sequence->output));
    ps_buffer_close(&sequence->text);
}

static enum ps_status fill(struct ps_sequence *sequence, const struct ps_state_params *params,
                           struct ps_error *error)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    PS_TRY(create_outputs(sequence, params, error));
    if (sequence->kind != PS_SEQUENCE_GENERATE || params->tokens_max == 0)
        return PS_OK;
    ps_rng_init(&sequence->state->rng, sampling->seed);
    if (ps_penalties_init(&sequence->state->penalties, sequence, params->tokens_max) != PS_OK)
        return ps_error_no_memory(error, "penalties");
    PS_TRY(ps_stops_init(&sequence->state->stops, sampling->stops, sampling->num_stops, error));
    return create_detokenizer(sequence, params->tokenizer, error);
}

enum ps_status ps_state_create(struct ps_sequence *sequence, const struct ps_state_params *params,
                               struct ps_error *error)
{
    sequence->state = calloc(1, sizeof *sequence->state);
    if (!sequence->state)
        return ps_error_no_memory(error, "a sequence");
    sequence->state->tokens_max = params->tokens_max;
    sequence->state->num_scored = 1;
    enum ps_status status = fill(sequence, params, error);
    if (status != PS_OK) {
        ps_state_destroy(sequence);
        discard_outputs(sequence);
    }
    return status;
}

void ps_state_destroy(struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = ps_take(sequence->state);
    if (!state)
        return;
    free(state->pages);
    ps_detokenizer_destroy(state->detokenizer);
    ps_stops_close(&state->stops);
    ps_penalties_close(&state->penalties);
    ps_buffer_close(&state->held);
    free(state);
}

size_t ps_state_target(const struct ps_sequence *sequence)
{
    if (sequence->kind != PS_SEQUENCE_GENERATE || sequence->state->tokens_max > 0)
        return sequence->num_prompt + sequence->num_tokens;
    return sequence->sampling.prompt_logprobs ? sequence->num_prompt - 1 : 0;
}

int32_t ps_state_token(const struct ps_sequence *sequence, size_t position)
{
    if (position < sequence->num_prompt)
        return sequence->prompt[position];
    return sequence->tokens[position - sequence->num_prompt];
}

bool ps_state_is_decoding(const struct ps_sequence *sequence)
{
    return sequence->num_tokens > 0 && ps_state_target(sequence) - sequence->state->num_cached == 1;
}

void ps_state_fail(struct ps_sequence *sequence, enum ps_status status, const char *message)
{
    (void)ps_error_set(&sequence->error, status, "%s", message);
    sequence->finish = PS_FINISH_ERROR;
}

/* Moves the first size bytes of what is held to the text. */
static enum ps_status release(struct ps_sequence *sequence, size_t size)
{
    struct ps_buffer *held = &sequence->state->held;
    if (size == 0)
        return PS_OK;
    PS_TRY(ps_buffer_append(&sequence->text, held->data, size));
    memmove(held->data, held->data + size, held->size - size);
    held->size -= size;
    held->data[held->size] = '\0';
    return PS_OK;
}

/* What was appended to held from first on is new: looks for stop strings in it and releases what
 * can't belong to one. */
static enum ps_status take_text(struct ps_sequence *sequence, size_t first)
{
    struct ps_sequence_state *state = sequence->state;
    if (sequence->num_tokens <= sequence->sampling.min_tokens)
        return release(sequence, state->held.size);
    size_t num_new = state->held.size - first;
    size_t num_read = 0;
    const struct ps_stop *found = NULL;
    if (num_new > 0)
        found = ps_stops_read(&state->stops, state->held.data + first, num_new, &num_read);
    if (!found)
        return release(sequence, state->held.size - ps_stops_held(&state->stops));
    sequence->stop_matched = found->text;
    sequence->finish = PS_FINISH_STOP;
    size_t end = first + num_read;
    PS_TRY(release(sequence, sequence->sampling.include_stop ? end : end - found->size));
    ps_buffer_clear(&state->held);
    return PS_OK;
}

static enum ps_status push_text(struct ps_sequence *sequence, int32_t token)
{
    struct ps_sequence_state *state = sequence->state;
    size_t first = state->held.size;
    PS_TRY(ps_detokenizer_push(state->detokenizer, token, &state->held, &sequence->error));
    return take_text(sequence, first);
}

static enum ps_status finish_text(struct ps_sequence *sequence)
{
    struct ps_sequence_state *state = sequence->state;
    size_t first = state->held.size;
    PS_TRY(ps_detokenizer_finish(state->detokenizer, &state->held, &sequence->error));
    PS_TRY(take_text(sequence, first));
    return release(sequence, state->held.size);
}

static enum ps_status accept(struct ps_sequence *sequence, int32_t token, bool is_eos)
{
    const struct ps_sampling *sampling = &sequence->sampling;
    bool ends = is_eos && !sampling->ignore_eos;
    bool is_stop = !ends && ps_token_list_has(sampling->stop_tokens, token);
    sequence->tokens[sequence->num_tokens++] = token;
    ps_penalties_add(&sequence->state->penalties, token);
    if (ends || is_stop)
        sequence->finish = PS_FINISH_STOP;
    if (sequence->finish == PS_FINISH_NONE || sampling->include_stop)
        PS_TRY(push_text(sequence, token));
    if (sequence->finish == PS_FINISH_NONE && sequence->num_tokens == sequence->state->tokens_max)
        sequence->finish = PS_FINISH_LENGTH;
    if (sequence->finish != PS_FINISH_NONE && !sequence->stop_matched)
        PS_TRY(finish_text(sequence));
    if (is_stop && !sequence->stop_matched)
        sequence->stop_token = token;
    return PS_OK;
}

void ps_state_accept(struct ps_sequence *sequence, int32_t token, bool is_eos)
{
    enum ps_status status = accept(sequence, token, is_eos);
    if (status != PS_OK)
        ps_state_fail(sequence, status, "out of memory for the generated text");
}
