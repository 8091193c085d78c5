/* What a request is about: one text or many, as strings or as token ids. */
#ifndef PENSTOCK_SHARED_TASK_INPUTS_H
#define PENSTOCK_SHARED_TASK_INPUTS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/tokenizer.h"

#define PS_INPUTS_MAX         2048              /* per request, as OpenAI has it */
#define PS_REQUEST_TOKENS_MAX ((size_t)1 << 20) /* of a request: its inputs and max_tokens */

struct ps_input {
    const json_t *value; /* a string, or a list of integers; borrowed */
    char param[64];      /* "prompt", "prompt[3]" */
};

/* Zero-initialise. */
struct ps_inputs {
    struct ps_input *items; /* [num_items] */
    size_t num_items;
};

/* Reads body's member of that name: a string, a list of strings, a list of token ids or a list of
 * such lists; ids below vocab_size. PS_INVALID names the element. */
enum ps_status ps_inputs_read(struct ps_inputs *inputs, const json_t *body, const char *name,
                              size_t vocab_size, struct ps_error *error) PS_MUST_USE;
void ps_inputs_close(struct ps_inputs *inputs);

struct ps_input_params {
    const struct ps_tokenizer *tokenizer;
    const char *prompt;        /* goes before a text; NULL or "": nothing */
    bool leave_special_tokens; /* out of a text: what the tokenizer's template would add */
    size_t tokens_max;         /* to keep; 0: all */
    bool keep_end;             /* of what is too long the end is kept, not the beginning */
};

/* The input's tokens: of a text, or ids as they are. At least one, else PS_INVALID. */
enum ps_status ps_input_tokens(const struct ps_input *input, const struct ps_input_params *params,
                               struct ps_tokens *tokens, struct ps_error *error) PS_MUST_USE;

#endif
