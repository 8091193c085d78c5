/* A growing run of token ids with their type ids. */
#include "shared/text/tokenizer.h"

#include <stdlib.h>

#include "shared/base/checked.h"
#include "shared/text/subword.h"

void ps_tokens_close(struct ps_tokens *tokens)
{
    free(tokens->ids);
    free(tokens->type_ids);
    *tokens = (struct ps_tokens){0};
}

static enum ps_status grow(struct ps_tokens *tokens, size_t needed, struct ps_error *error)
{
    size_t capacity = tokens->capacity ? tokens->capacity * 2 : 64;
    if (capacity < needed)
        capacity = needed;
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

enum ps_status ps_tokens_reserve(struct ps_tokens *tokens, size_t extra, struct ps_error *error)
{
    size_t needed;
    if (!ps_checked_add(tokens->count, extra, &needed))
        return ps_error_no_memory(error, "token ids");
    return needed <= tokens->capacity ? PS_OK : grow(tokens, needed, error);
}

enum ps_status ps_tokens_add(struct ps_tokens *tokens, int32_t id, int32_t type_id,
                             struct ps_error *error)
{
    return ps_tokens_append(tokens, &id, 1, type_id, error);
}

enum ps_status ps_tokens_append(struct ps_tokens *tokens, const int32_t *ids, size_t count,
                                int32_t type_id, struct ps_error *error)
{
    PS_TRY(ps_tokens_reserve(tokens, count, error));
    for (size_t i = 0; i < count; i++) {
        tokens->ids[tokens->count] = ids[i];
        tokens->type_ids[tokens->count++] = type_id;
    }
    return PS_OK;
}
