/* WordLevel: each word is a token, or unknown. */
#include <stdlib.h>

#include "shared/text/subword.h"

static enum ps_status parse(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error)
{
    struct ps_slice unk = {"<unk>", 5};
    PS_TRY(ps_component_optional_string(component, "unk_token", &unk, error));
    int32_t *unk_id = malloc(sizeof *unk_id);
    if (!unk_id)
        return ps_error_no_memory(error, component->where);
    *unk_id = ps_vocabulary_find(vocabulary, unk.data, unk.size);
    *state = unk_id;
    return PS_OK;
}

static enum ps_status encode(const void *state, const struct ps_vocabulary *vocabulary,
                             const char *word, size_t size, struct ps_scratch *scratch,
                             struct ps_tokens *tokens, struct ps_error *error)
{
    (void)scratch;
    const int32_t *unk_id = state;
    int32_t id = ps_vocabulary_find(vocabulary, word, size);
    if (id < 0)
        id = *unk_id;
    if (id < 0)
        return ps_error_set(error, PS_INVALID,
                            "a word is not in the vocabulary, nor is the unknown token");
    return ps_tokens_add(tokens, id, 0, error);
}

const struct ps_subword_kind ps_subword_word_level = {"WordLevel", parse, encode, NULL, free};
