/* The forward pass: one function per part of a layer, each spread over the pool by rows, tiles or
 * heads. Nothing here looks at a model's name; the configuration decides. */
#include <string.h>

#include "shared/kernel/embedding.h"
#include "shared/kernel/rotary.h"
#include "shared/transformer/batch_check.h"
#include "shared/transformer/kv_cache_internal.h"
#include "shared/transformer/transformer_internal.h"

enum {
    ROWS_PER_PART = 16,
};

struct step {
    const struct ps_transformer *transformer;
    const struct ps_transformer_config *config;
    const struct ps_kernels *kernels;
    struct ps_workspace *workspace;
    struct ps_kv_cache *cache;
    const struct ps_batch *batch;
    size_t num_rows; /* of the residual stream: the batch's, in the end the outputs' */
    size_t num_blocks;
    const struct ps_layer_weights *layer;
    size_t layer_index;
};

/* One norm over rows, as a part of the pool's loop. */
struct norm_work {
    const struct step *step;
    const struct ps_norm *norm;
    const float *x; /* [num_rows, hidden] */
    float *y;       /* [num_rows, hidden] */
};

static size_t num_parts(size_t num_rows)
{
    return (num_rows + ROWS_PER_PART - 1) / ROWS_PER_PART;
}

static size_t rows_of_part(size_t num_rows, size_t part)
{
    size_t rest = num_rows - part * ROWS_PER_PART;
    return rest < ROWS_PER_PART ? rest : ROWS_PER_PART;
}

static void norm_rows(const struct step *step, const struct ps_norm *norm, const float *x,
                      size_t num_rows, float *y)
{
    if (step->config->norm == PS_NORM_LAYER)
        step->kernels->layer_norm(norm, x, num_rows, y);
    else
        step->kernels->rms_norm(norm, x, num_rows, y);
}

static void norm_part(void *context, size_t part)
{
    const struct norm_work *work = context;
    size_t offset = part * ROWS_PER_PART * work->norm->size;
    norm_rows(work->step, work->norm, work->x + offset, rows_of_part(work->step->num_rows, part),
              work->y + offset);
}

static void run_norm(struct step *step, const struct ps_norm *norm, const float *x, float *y)
{
    struct norm_work work = {.step = step, .norm = norm, .x = x, .y = y};
    ps_pool_run(step->workspace->pool, num_parts(step->num_rows), norm_part, &work);
}

static void run_linear(struct step *step, struct ps_linear_call call)
{
    call.num_rows = step->num_rows;
    call.scratch = step->workspace->scratch;
    ps_linear_run(&call, step->workspace->pool);
}

static void embed_part(void *context, size_t part)
{
    const struct step *step = context;
    const struct ps_transformer_config *config = step->config;
    const struct ps_transformer_weights *weights = &step->transformer->weights;
    const struct ps_batch *batch = step->batch;
    struct ps_workspace *workspace = step->workspace;
    size_t size = config->hidden_size;
    size_t first = part * ROWS_PER_PART;
    for (size_t row = first; row < first + rows_of_part(step->num_rows, part); row++) {
        size_t position = workspace->positions[row];
        const float *type_row = NULL, *position_row = NULL;
        if (config->num_token_types > 0) {
            size_t type = batch->token_types ? (size_t)batch->token_types[row] : 0;
            type_row = weights->type_embedding + type * size;
        }
        if (config->position == PS_POSITION_LEARNED)
            position_row = weights->position_embedding + position * size;
        else
            ps_rotary_angles(step->transformer->inverse_frequencies, config->head_size / 2,
                             position, step->transformer->rotary_amplitude,
                             workspace->angles + row * config->head_size);
        ps_embed(weights->token_embedding + (size_t)batch->tokens[row] * size, type_row,
                 position_row, size, workspace->x + row * size);
    }
}

/* Norms each head of the new queries and keys. */
static void norm_heads_part(void *context, size_t part)
{
    const struct step *step = context;
    const struct ps_transformer_config *config = step->config;
    const struct ps_layer_weights *layer = step->layer;
    size_t rows = rows_of_part(step->num_rows, part);
    size_t first = part * ROWS_PER_PART * config->head_size;
    float *queries = step->workspace->queries + first * config->num_heads;
    float *keys = step->workspace->keys + first * config->num_kv_heads;
    norm_rows(step, &layer->query_norm, queries, rows * config->num_heads, queries);
    norm_rows(step, &layer->key_norm, keys, rows * config->num_kv_heads, keys);
}

/* Turns the new queries and keys to their positions. */
static void rotate_part(void *context, size_t part)
{
    const struct step *step = context;
    const struct ps_transformer_config *config = step->config;
    struct ps_workspace *workspace = step->workspace;
    size_t half = config->head_size / 2;
    size_t first = part * ROWS_PER_PART;
    for (size_t row = first; row < first + rows_of_part(step->num_rows, part); row++) {
        const float *angles = workspace->angles + row * config->head_size;
        ps_rotary_apply(angles, half, config->num_heads,
                        workspace->queries + row * config->num_heads * config->head_size);
        ps_rotary_apply(angles, half, config->num_kv_heads,
                        workspace->keys + row * config->num_kv_heads * config->head_size);
    }
}

/* Puts a block's new keys and values into their pages. */
static void append_block(void *context, size_t part)
{
    const struct step *step = context;
    const struct row_block *block = &step->workspace->blocks[part];
    const struct ps_span *span = &step->batch->spans[block->span];
    if (!span->pages)
        return;
    size_t offset =
        (span->first_row + block->first_row) * step->config->num_kv_heads * step->config->head_size;
    ps_kv_append(&step->cache->layout, step->cache->memory, step->layer_index, span->pages,
                 span->num_cached + block->first_row, block->num_rows,
                 step->workspace->keys + offset, step->workspace->values + offset);
}

static float attention_scale(const struct step *step)
{
    double scale = step->config->attention_scale;
    return (float)(step->config->scaled_by_layer ? scale / (double)(step->layer_index + 1) : scale);
}

static void describe_attention(const struct step *step, size_t index)
{
    const struct ps_transformer_config *config = step->config;
    struct ps_workspace *workspace = step->workspace;
    const struct ps_span *span = &step->batch->spans[index];
    struct ps_attention *attention = &workspace->attends[index];
    size_t query_offset = span->first_row * config->num_heads * config->head_size;
    size_t key_offset = span->first_row * config->num_kv_heads * config->head_size;
    *attention = (struct ps_attention){
        .queries = workspace->queries + query_offset,
        .out = workspace->attended + query_offset,
        .num_heads = config->num_heads,
        .num_kv_heads = config->num_kv_heads,
        .head_size = config->head_size,
        .scale = attention_scale(step),
        .causal = config->causal,
        .window = config->windowed[step->layer_index] ? config->window : 0,
        .first_position = span->num_cached,
        .num_positions = span->num_cached + span->num_rows,
    };
    if (span->pages)
        ps_kv_view_pages(&attention->kv, &step->cache->layout, step->cache->memory,
                         step->layer_index, span->pages);
    else
        ps_kv_view_rows(&attention->kv, workspace->keys + key_offset,
                        workspace->values + key_offset, span->num_rows, config->num_kv_heads,
                        config->head_size);
}

static void attend_part(void *context, size_t part)
{
    const struct step *step = context;
    size_t num_kv_heads = step->config->num_kv_heads;
    const struct row_block *block = &step->workspace->blocks[part / num_kv_heads];
    step->kernels->attend(&step->workspace->attends[block->span], block->first_row, block->num_rows,
                          part % num_kv_heads);
}

/* attended = attention of the rows in, which are normed already where norms come before. */
static void run_attention(struct step *step, const float *in)
{
    struct ps_workspace *workspace = step->workspace;
    const struct ps_layer_weights *layer = step->layer;
    run_linear(step,
               (struct ps_linear_call){.linear = &layer->query, .x = in, .y = workspace->queries});
    run_linear(step, (struct ps_linear_call){.linear = &layer->key, .x = in, .y = workspace->keys});
    run_linear(step,
               (struct ps_linear_call){.linear = &layer->value, .x = in, .y = workspace->values});
    if (step->config->query_key_norm)
        ps_pool_run(workspace->pool, num_parts(step->num_rows), norm_heads_part, step);
    if (step->config->position == PS_POSITION_ROTARY)
        ps_pool_run(workspace->pool, num_parts(step->num_rows), rotate_part, step);
    ps_pool_run(workspace->pool, step->num_blocks, append_block, step);
    for (size_t i = 0; i < step->batch->num_spans; i++)
        describe_attention(step, i);
    ps_pool_run(workspace->pool, step->num_blocks * step->config->num_kv_heads, attend_part, step);
}

/* x += feed-forward of the rows in. */
static void run_mlp(struct step *step, const float *in)
{
    struct ps_workspace *workspace = step->workspace;
    const struct ps_layer_weights *layer = step->layer;
    enum ps_activation activation = step->config->activation;
    struct ps_linear_call up = {.linear = &layer->up, .x = in, .y = workspace->inner};
    if (step->config->gated) {
        run_linear(step, (struct ps_linear_call){.linear = &layer->gate,
                                                 .x = in,
                                                 .y = workspace->inner,
                                                 .activation = activation});
        up.gate = workspace->inner;
    } else {
        up.activation = activation;
    }
    run_linear(step, up);
    run_linear(step, (struct ps_linear_call){.linear = &layer->down,
                                             .x = workspace->inner,
                                             .y = workspace->x,
                                             .residual = workspace->x});
}

/* Keeps of the residual stream, and of what attention gave, only the rows whose result is wanted:
 * after the last attention no row needs another. */
static void keep_outputs(struct step *step)
{
    struct ps_workspace *workspace = step->workspace;
    size_t hidden = step->config->hidden_size;
    size_t query_size = step->config->num_heads * step->config->head_size;
    for (size_t i = 0; i < step->batch->num_outputs; i++) {
        size_t row = step->batch->output_rows[i];
        memmove(workspace->x + i * hidden, workspace->x + row * hidden, hidden * sizeof(float));
        memmove(workspace->attended + i * query_size, workspace->attended + row * query_size,
                query_size * sizeof(float));
    }
    step->num_rows = step->batch->num_outputs;
}

static void run_layer(struct step *step)
{
    struct ps_workspace *workspace = step->workspace;
    const struct ps_layer_weights *layer = step->layer;
    bool pre = step->config->norm_place == PS_NORM_PRE;
    const float *in = workspace->x;
    if (pre) {
        run_norm(step, &layer->attention_norm, workspace->x, workspace->normed);
        in = workspace->normed;
    }
    run_attention(step, in);
    if (step->layer_index + 1 == step->config->num_layers)
        keep_outputs(step);
    run_linear(step, (struct ps_linear_call){.linear = &layer->attention_output,
                                             .x = workspace->attended,
                                             .y = workspace->x,
                                             .residual = workspace->x});
    if (pre)
        run_norm(step, &layer->mlp_norm, workspace->x, workspace->normed);
    else
        run_norm(step, &layer->attention_norm, workspace->x, workspace->x);
    run_mlp(step, in);
    if (!pre)
        run_norm(step, &layer->mlp_norm, workspace->x, workspace->x);
}

/* Positions of rows, and the blocks of rows that attention is cut into. */
static void lay_out(struct step *step)
{
    struct ps_workspace *workspace = step->workspace;
    for (size_t i = 0; i < step->batch->num_spans; i++) {
        const struct ps_span *span = &step->batch->spans[i];
        for (size_t row = 0; row < span->num_rows; row++)
            workspace->positions[span->first_row + row] = span->num_cached + row;
        for (size_t row = 0; row < span->num_rows; row += ROWS_PER_PART) {
            size_t rest = span->num_rows - row;
            workspace->blocks[step->num_blocks++] = (struct row_block){
                .span = i,
                .first_row = row,
                .num_rows = rest < ROWS_PER_PART ? rest : ROWS_PER_PART,
            };
        }
    }
}

static enum ps_status check_capacity(const struct ps_workspace *workspace,
                                     const struct ps_batch *batch, struct ps_error *error)
{
    if (batch->num_rows == 0 || batch->num_rows > workspace->rows_max)
        return ps_error_set(error, PS_INVALID, "a batch of %zu rows, this workspace takes 1 to %zu",
                            batch->num_rows, workspace->rows_max);
    if (batch->num_outputs > workspace->outputs_max)
        return ps_error_set(error, PS_INVALID,
                            "a batch of %zu outputs, this workspace takes at most %zu",
                            batch->num_outputs, workspace->outputs_max);
    return PS_OK;
}

enum ps_status ps_transformer_forward(const struct ps_transformer *transformer,
                                      struct ps_workspace *workspace, struct ps_kv_cache *cache,
                                      const struct ps_batch *batch, float *hidden,
                                      struct ps_error *error)
{
    const struct ps_transformer_config *config = &transformer->config;
    const struct ps_transformer_weights *weights = &transformer->weights;
    PS_TRY(check_capacity(workspace, batch, error));
    PS_TRY(ps_batch_check(batch, config, cache, error));
    struct step step = {
        .transformer = transformer,
        .config = config,
        .kernels = ps_kernels(),
        .workspace = workspace,
        .cache = cache,
        .batch = batch,
        .num_rows = batch->num_rows,
    };
    lay_out(&step);
    ps_pool_run(workspace->pool, num_parts(step.num_rows), embed_part, &step);
    if (config->embedding_norm)
        run_norm(&step, &weights->embedding_norm, workspace->x, workspace->x);
    for (size_t i = 0; i < config->num_layers; i++) {
        step.layer = &weights->layers[i];
        step.layer_index = i;
        run_layer(&step);
    }
    if (config->norm_place == PS_NORM_PRE)
        run_norm(&step, &weights->final_norm, workspace->x, hidden);
    else if (step.num_rows > 0)
        memcpy(hidden, workspace->x, step.num_rows * config->hidden_size * sizeof *hidden);
    return PS_OK;
}
