/* The scratch of a step, allocated once. */
#include <stdlib.h>

#include "shared/transformer/transformer_internal.h"

static size_t largest(size_t a, size_t b)
{
    return a > b ? a : b;
}

struct allocation {
    float **buffer;
    size_t rows;
    size_t width;
};

static enum ps_status allocate(struct ps_arena *arena, const struct allocation *allocations,
                               size_t count, struct ps_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const struct allocation *allocation = &allocations[i];
        if (allocation->width == 0)
            continue;
        *allocation->buffer =
            ps_arena_alloc(arena, allocation->rows, allocation->width * sizeof(float));
        if (!*allocation->buffer)
            return ps_error_no_memory(error, "the scratch of a step");
    }
    return PS_OK;
}

static enum ps_status fill(struct ps_workspace *workspace,
                           const struct ps_transformer_config *config, struct ps_error *error)
{
    size_t rows = workspace->rows_max;
    size_t query_size = config->num_heads * config->head_size;
    size_t key_size = config->num_kv_heads * config->head_size;
    size_t widest = largest(config->hidden_size, largest(query_size, config->intermediate_size));
    const struct allocation allocations[] = {
        {&workspace->angles, rows, config->position == PS_POSITION_ROTARY ? config->head_size : 0},
        {&workspace->x, rows, config->hidden_size},
        {&workspace->normed, rows, config->hidden_size},
        {&workspace->queries, rows, query_size},
        {&workspace->keys, rows, key_size},
        {&workspace->values, rows, key_size},
        {&workspace->attended, rows, query_size},
        {&workspace->inner, rows, config->intermediate_size},
        {&workspace->pooled, workspace->outputs_max, config->pooler ? config->hidden_size : 0},
        {&workspace->scratch, 1, ps_linear_scratch_size(widest)},
    };
    PS_TRY(allocate(&workspace->arena, allocations, sizeof allocations / sizeof allocations[0],
                    error));
    workspace->positions = ps_arena_alloc(&workspace->arena, rows, sizeof *workspace->positions);
    workspace->blocks = ps_arena_alloc(&workspace->arena, rows, sizeof *workspace->blocks);
    workspace->attends = ps_arena_alloc(&workspace->arena, rows, sizeof *workspace->attends);
    if (!workspace->positions || !workspace->blocks || !workspace->attends)
        return ps_error_no_memory(error, "the scratch of a step");
    return PS_OK;
}

enum ps_status ps_workspace_create(struct ps_workspace **workspace,
                                   const struct ps_transformer *transformer, size_t rows_max,
                                   size_t outputs_max, struct ps_pool *pool, struct ps_error *error)
{
    if (rows_max == 0)
        return ps_error_set(error, PS_INVALID, "a workspace needs at least one row");
    PS_DEFER(ps_workspace_destroyp) struct ps_workspace *created = calloc(1, sizeof *created);
    if (!created)
        return ps_error_no_memory(error, "a workspace");
    created->pool = pool;
    created->rows_max = rows_max;
    created->outputs_max = outputs_max;
    PS_TRY(fill(created, &transformer->config, error));
    *workspace = ps_take(created);
    return PS_OK;
}

void ps_workspace_destroy(struct ps_workspace *workspace)
{
    if (!workspace)
        return;
    ps_arena_close(&workspace->arena);
    free(workspace);
}
