/* The model of a tokenizer.json: how a word becomes tokens of the vocabulary. */
#include "shared/text/subword.h"

#include <stdlib.h>
#include <string.h>

#include "shared/text/bytes.h"

void *ps_scratch_get(struct ps_scratch *scratch, size_t size)
{
    if (size <= scratch->size)
        return scratch->memory;
    void *memory = malloc(size);
    if (!memory)
        return NULL;
    free(scratch->memory);
    scratch->memory = memory;
    scratch->size = size;
    return memory;
}

void ps_scratch_close(struct ps_scratch *scratch)
{
    free(scratch->memory);
    ps_buffer_close(&scratch->word);
    *scratch = (struct ps_scratch){0};
}

/* Files written before models named their type have the fields of one. */
static const char *guess_type(const struct ps_component *component)
{
    if (json_object_get(component->json, "merges"))
        return "BPE";
    if (json_is_array(json_object_get(component->json, "vocab")))
        return "Unigram";
    return json_object_get(component->json, "max_input_chars_per_word") ? "WordPiece" : NULL;
}

enum ps_status ps_subword_parse(struct ps_subword *subword, const struct ps_component *component,
                                struct ps_error *error)
{
    static const struct ps_subword_kind *const kinds[] = {
        &ps_subword_bpe,
        &ps_subword_unigram,
        &ps_subword_word_level,
        &ps_subword_word_piece,
    };
    const char *type = guess_type(component);
    if (!type || json_object_get(component->json, "type"))
        PS_TRY(ps_component_type(component, &type, error));
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(kinds[i]->name, type) != 0)
            continue;
        subword->cache = ps_word_cache_create();
        if (!subword->cache)
            return ps_error_no_memory(error, "a cache of words");
        PS_TRY(ps_vocabulary_read(&subword->vocabulary, component, error));
        PS_TRY(kinds[i]->parse(component, &subword->vocabulary, &subword->state, error));
        subword->kind = kinds[i];
        return PS_OK;
    }
    return ps_component_unsupported(component, type, error);
}

void ps_subword_close(struct ps_subword *subword)
{
    if (subword->kind)
        subword->kind->destroy(subword->state);
    ps_vocabulary_close(&subword->vocabulary);
    ps_word_cache_destroy(subword->cache);
    *subword = (struct ps_subword){0};
}

/* Appends the tokens of a word that is remembered; false where it isn't. There is room for them. */
static bool recall(const struct ps_word_cache *cache, const struct ps_word_key *key,
                   struct ps_tokens *tokens)
{
    size_t count = ps_word_cache_get(cache, key, tokens->ids + tokens->count);
    for (size_t i = 0; i < count; i++)
        tokens->type_ids[tokens->count++] = 0;
    return count > 0;
}

/* Appends the tokens of a word that the model takes apart. */
static enum ps_status take_apart(const struct ps_subword *subword, const char *word, size_t size,
                                 struct ps_scratch *scratch, struct ps_tokens *tokens,
                                 struct ps_error *error)
{
    if (subword->byte_level) {
        ps_buffer_clear(&scratch->word);
        if (ps_bytes_append(&scratch->word, word, size) != PS_OK)
            return ps_error_no_memory(error, "tokenizing a text");
        word = scratch->word.data;
        size = scratch->word.size;
    }
    return subword->kind->encode(subword->state, &subword->vocabulary, word, size, scratch, tokens,
                                 error);
}

static enum ps_status encode_part(const struct ps_subword *subword, const char *word, size_t size,
                                  struct ps_scratch *scratch, struct ps_tokens *tokens,
                                  struct ps_error *error)
{
    if (size > PS_WORD_CACHE_SIZE_MAX)
        return take_apart(subword, word, size, scratch, tokens, error);
    struct ps_word_key key;
    ps_word_key_init(&key, word, size);
    PS_TRY(ps_tokens_reserve(tokens, PS_WORD_CACHE_IDS_MAX, error));
    if (recall(subword->cache, &key, tokens))
        return PS_OK;
    size_t count = tokens->count;
    PS_TRY(take_apart(subword, word, size, scratch, tokens, error));
    ps_word_cache_put(subword->cache, &key, tokens->ids + count, tokens->count - count);
    return PS_OK;
}

enum ps_status ps_subword_encode(const struct ps_subword *subword, const char *word, size_t size,
                                 struct ps_scratch *scratch, struct ps_tokens *tokens,
                                 struct ps_error *error)
{
    const struct ps_subword_kind *kind = subword->kind;
    bool whole = subword->byte_level || !kind->cut; /* only what the model reads can be cut */
    while (size > 0) {
        size_t part = whole ? size : kind->cut(subword->state, word, size);
        PS_TRY(encode_part(subword, word, part, scratch, tokens, error));
        word += part;
        size -= part;
    }
    return PS_OK;
}
