/* The owner's side of a sequence: its making and its end. */
#include "shared/engine/sequence.h"

#include <assert.h>
#include <stdlib.h>

struct ps_sequence *ps_sequence_create(enum ps_sequence_kind kind, int32_t *prompt,
                                       int32_t *prompt_types, size_t num_prompt)
{
    assert(num_prompt > 0);
    struct ps_sequence *sequence = calloc(1, sizeof *sequence);
    if (!sequence) {
        free(prompt);
        free(prompt_types);
        return NULL;
    }
    sequence->kind = kind;
    sequence->prompt = prompt;
    sequence->prompt_types = prompt_types;
    sequence->num_prompt = num_prompt;
    sequence->sampling.top_p = 1;
    sequence->sampling.num_logprobs = -1;
    sequence->stop_token = -1;
    return sequence;
}

void ps_sequence_destroy(struct ps_sequence *sequence)
{
    if (!sequence)
        return;
    assert(!sequence->state);
    free(sequence->prompt);
    free(sequence->prompt_types);
    free(sequence->tokens);
    ps_buffer_close(&sequence->text);
    free(sequence->logprobs);
    free(sequence->prompt_logprobs);
    free(sequence->output);
    free(sequence);
}
