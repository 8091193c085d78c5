/* A growing run of token ids with their type ids. */
#include "shared/text/tokenizer.h"

#include <stdlib.h>

#include "shared/text/subword.h"

void ps_tokens_close(struct ps_tokens *tokens)
{
    free(tokens->ids);
    free(tokens->type_ids);
    *tokens = (struct ps_tokens){0};
}

static enum ps_status grow(struct ps_tokens *tokens, struct ps_error *error)
{
    size_t capacity = tokens->capacity ? tokens->capacity * 2 : 64;
    int32_t *ids = reallocarray(tokens->ids, capacity, sizeof *ids);
    if (!ids)
        return ps_error_no_memory(error, "token ids");
    tokens->ids = ids;
    int32_t *type_ids = reallocarray(tokens->type_ids, capacity, sizeof *type_ids);
    if (!type_ids)
        return ps_error_no_memory(error, "token ids");
    tokens->type_ids = type_ids;
    tokens->capacity = capacity;
    return PS_OK;
}

enum ps_status ps_tokens_add(struct ps_tokens *tokens, int32_t id, int32_t type_id,
                             struct ps_error *error)
{
    if (tokens->count >= tokens->capacity)
        PS_TRY(grow(tokens, error));
    tokens->ids[tokens->count] = id;
    tokens->type_ids[tokens->count] = type_id;
    tokens->count++;
    return PS_OK;
}
