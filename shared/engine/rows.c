/* Laying out a step. */
#include "shared/engine/rows.h"

#include <stdlib.h>

#include "shared/engine/state.h"

enum ps_status ps_rows_init(struct ps_rows *rows, size_t rows_max, size_t spans_max)
{
    *rows = (struct ps_rows){
        .tokens = calloc(rows_max, sizeof *rows->tokens),
        .types = calloc(rows_max, sizeof *rows->types),
        .spans = calloc(spans_max, sizeof *rows->spans),
        .output_rows = calloc(rows_max, sizeof *rows->output_rows),
        .wanted = calloc(rows_max, sizeof *rows->wanted),
    };
    if (rows->tokens && rows->types && rows->spans && rows->output_rows && rows->wanted)
        return PS_OK;
    ps_rows_close(rows);
    return PS_NO_MEMORY;
}

void ps_rows_close(struct ps_rows *rows)
{
    free(rows->tokens);
    free(rows->types);
    free(rows->spans);
    free(rows->output_rows);
    free(rows->wanted);
    *rows = (struct ps_rows){0};
}

static void add_span(struct ps_rows *rows, const struct ps_sequence *sequence)
{
    const struct ps_sequence_state *state = sequence->state;
    rows->spans[rows->num_spans++] = (struct ps_span){
        .first_row = rows->num_rows,
        .num_rows = state->num_rows,
        .num_cached = state->num_cached,
        .pages = sequence->kind == PS_SEQUENCE_GENERATE ? state->pages : NULL,
    };
    const int32_t *types = sequence->prompt_types;
    for (size_t i = 0; i < state->num_rows; i++) {
        size_t position = state->num_cached + i;
        rows->tokens[rows->num_rows] = ps_state_token(sequence, position);
        rows->types[rows->num_rows] =
            types && position < sequence->num_prompt ? types[position] : 0;
        rows->num_rows++;
    }
    rows->has_types = rows->has_types || types;
}

static bool is_wanted(const struct ps_sequence *sequence, size_t position)
{
    const struct ps_sequence_state *state = sequence->state;
    if (position + 1 < sequence->num_prompt)
        return sequence->sampling.prompt_logprobs && position + 1 >= state->num_scored;
    return state->tokens_max > 0 && position + 1 == ps_state_target(sequence);
}

static void add_generating(struct ps_rows *rows, struct ps_sequence *sequence)
{
    size_t first_row = rows->num_rows;
    const struct ps_sequence_state *state = sequence->state;
    add_span(rows, sequence);
    for (size_t i = 0; i < state->num_rows; i++) {
        size_t position = state->num_cached + i;
        if (!is_wanted(sequence, position))
            continue;
        rows->wanted[rows->num_wanted++] = (struct ps_wanted){sequence, position};
        rows->output_rows[rows->num_outputs++] = first_row + i;
    }
}

static void add_embedded(struct ps_rows *rows, const struct ps_sequence *sequence)
{
    size_t first_row = rows->num_rows;
    add_span(rows, sequence);
    for (size_t row = first_row; row < rows->num_rows; row++)
        rows->output_rows[rows->num_outputs++] = row;
}

/* The head reads one row: a decoder's last one has seen the whole text. */
static void add_classified(struct ps_rows *rows, const struct ps_sequence *sequence, bool causal)
{
    size_t first_row = rows->num_rows;
    add_span(rows, sequence);
    rows->output_rows[rows->num_outputs++] = causal ? rows->num_rows - 1 : first_row;
}

void ps_rows_lay_out(struct ps_rows *rows, struct ps_sequence *const *running, size_t num_running,
                     bool causal)
{
    rows->num_rows = 0;
    rows->num_spans = 0;
    rows->num_outputs = 0;
    rows->num_wanted = 0;
    rows->has_types = false;
    for (size_t i = 0; i < num_running; i++) {
        if (running[i]->kind == PS_SEQUENCE_GENERATE && running[i]->state->num_rows > 0)
            add_generating(rows, running[i]);
    }
    for (size_t i = 0; i < num_running; i++) {
        if (running[i]->kind == PS_SEQUENCE_EMBED)
            add_embedded(rows, running[i]);
        else if (running[i]->kind == PS_SEQUENCE_CLASSIFY)
            add_classified(rows, running[i], causal);
    }
}

struct ps_batch ps_rows_batch(const struct ps_rows *rows)
{
    return (struct ps_batch){
        .tokens = rows->tokens,
        .token_types = rows->has_types ? rows->types : NULL,
        .num_rows = rows->num_rows,
        .spans = rows->spans,
        .num_spans = rows->num_spans,
        .output_rows = rows->output_rows,
        .num_outputs = rows->num_outputs,
    };
}
