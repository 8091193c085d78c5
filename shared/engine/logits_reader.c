/* Reading logits. A row belongs to one sequence and a sequence samples at most once per step, so
 * the rows of a block can be read in any order. */
#include "shared/engine/logits_reader.h"

#include <stdlib.h>

#include "shared/base/checked.h"
#include "shared/engine/constraints.h"
#include "shared/engine/next_token.h"
#include "shared/engine/state.h"

enum {
    BLOCK_ROWS_MAX = 64,
};

enum ps_status ps_logits_reader_init(struct ps_logits_reader *reader, const struct ps_model *model,
                                     struct ps_pool *pool, size_t rows_max)
{
    size_t vocab_size = ps_transformer_config(ps_model_transformer(model))->vocab_size;
    *reader = (struct ps_logits_reader){
        .model = model,
        .pool = pool,
        .vocab_size = vocab_size,
        .block_rows = rows_max < BLOCK_ROWS_MAX ? rows_max : BLOCK_ROWS_MAX,
        .num_parts = pool ? ps_pool_num_threads(pool) : 1,
    };
    size_t num_logits, num_scratch;
    if (!ps_checked_multiply(reader->block_rows, vocab_size, &num_logits) ||
        !ps_checked_multiply(reader->num_parts, vocab_size, &num_scratch))
        return PS_NO_MEMORY;
    reader->logits = calloc(num_logits, sizeof *reader->logits);
    reader->changed = calloc(num_scratch, sizeof *reader->changed);
    reader->scratch = calloc(num_scratch, sizeof *reader->scratch);
    if (reader->logits && reader->changed && reader->scratch)
        return PS_OK;
    ps_logits_reader_close(reader);
    return PS_NO_MEMORY;
}

void ps_logits_reader_close(struct ps_logits_reader *reader)
{
    free(reader->logits);
    free(reader->changed);
    free(reader->scratch);
    *reader = (struct ps_logits_reader){0};
}

static struct ps_token_list eos_tokens(const struct ps_logits_reader *reader)
{
    const struct ps_generation_defaults *generation = ps_model_generation(reader->model);
    return (struct ps_token_list){generation->eos_ids, generation->num_eos_ids};
}

bool ps_logits_reader_is_eos(const struct ps_logits_reader *reader, int32_t token)
{
    return ps_token_list_has(eos_tokens(reader), token);
}

/* The most likely tokens and the sum that turns logits into log-probabilities. */
static double read_top(const float *logits, size_t vocab_size, size_t num_top,
                       struct ps_token_logprobs *out)
{
    double log_sum = ps_logits_log_sum_exp(logits, vocab_size);
    struct ps_logit top[PS_TOP_LOGPROBS_MAX];
    if (num_top > PS_TOP_LOGPROBS_MAX)
        num_top = PS_TOP_LOGPROBS_MAX;
    out->num_top = ps_logits_top_k(logits, vocab_size, num_top, top);
    for (size_t i = 0; i < out->num_top; i++)
        out->top[i] = (struct ps_logprob){top[i].token, (float)((double)top[i].value - log_sum)};
    return log_sum;
}

static void set_chosen(struct ps_token_logprobs *out, int32_t token, const float *logits,
                       double log_sum)
{
    out->chosen = (struct ps_logprob){token, (float)((double)logits[token] - log_sum)};
}

static size_t num_top(const struct ps_sampling *sampling)
{
    return sampling->num_logprobs > 0 ? (size_t)sampling->num_logprobs : 0;
}

static void score(const struct ps_logits_reader *reader, struct ps_sequence *sequence,
                  size_t position, const float *logits)
{
    struct ps_token_logprobs *out = &sequence->prompt_logprobs[position];
    double log_sum = read_top(logits, reader->vocab_size, num_top(&sequence->sampling), out);
    set_chosen(out, sequence->prompt[position], logits, log_sum);
}

static void sample(const struct ps_logits_reader *reader, struct ps_sequence *sequence,
                   const float *logits, size_t part)
{
    struct ps_sequence_state *state = sequence->state;
    const struct ps_next_token next = {
        .logits = logits,
        .vocab_size = reader->vocab_size,
        .eos = eos_tokens(reader),
        .changed = reader->changed + part * reader->vocab_size,
        .scratch = reader->scratch + part * reader->vocab_size,
    };
    state->picked = ps_next_token_pick(&next, sequence);
    if (state->picked < 0 || (!sequence->logprobs && !sequence->sampling.sums_logprobs))
        return;
    struct ps_token_logprobs unlisted;
    struct ps_token_logprobs *out =
        sequence->logprobs ? &sequence->logprobs[sequence->num_tokens] : &unlisted;
    double log_sum = read_top(logits, reader->vocab_size, num_top(&sequence->sampling), out);
    set_chosen(out, state->picked, logits, log_sum);
    state->picked_logprob = (double)logits[state->picked] - log_sum;
}

struct block {
    const struct ps_logits_reader *reader;
    const struct ps_wanted *wanted; /* [num_rows] */
    size_t num_rows;
};

static void read_part(void *context, size_t part)
{
    const struct block *block = context;
    const struct ps_logits_reader *reader = block->reader;
    for (size_t row = part; row < block->num_rows; row += reader->num_parts) {
        const struct ps_wanted *wanted = &block->wanted[row];
        float *logits = reader->logits + row * reader->vocab_size;
        if (wanted->position + 1 < wanted->sequence->num_prompt)
            score(reader, wanted->sequence, wanted->position + 1, logits);
        else
            sample(reader, wanted->sequence, logits, part);
    }
}

void ps_logits_reader_read(struct ps_logits_reader *reader, struct ps_workspace *workspace,
                           const struct ps_rows *rows, const float *hidden)
{
    const struct ps_transformer *transformer = ps_model_transformer(reader->model);
    size_t hidden_size = ps_transformer_config(transformer)->hidden_size;
    for (size_t first = 0; first < rows->num_wanted; first += reader->block_rows) {
        size_t num_rows = rows->num_wanted - first;
        if (num_rows > reader->block_rows)
            num_rows = reader->block_rows;
        ps_transformer_logits(transformer, workspace, hidden + first * hidden_size, num_rows,
                              reader->logits);
        struct block block = {reader, rows->wanted + first, num_rows};
        ps_pool_run(reader->pool, reader->num_parts, read_part, &block);
    }
}
