/* Added tokens: found in a text before the model sees it. */
#include "shared/text/added.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/unicode.h"

enum { ADDED_TOKENS_MAX = 1 << 20 };

void ps_added_close(struct ps_added *added)
{
    ps_vocabulary_close(&added->names);
    ps_vocabulary_close(&added->decoded);
    ps_vocabulary_close(&added->specials);
    free(added->tokens);
    free(added->by_id);
    ps_trie_close(&added->raw);
    ps_trie_close(&added->normalized);
    *added = (struct ps_added){0};
}

/* Where the normalizer changes a token's content, decoding writes the changed form. */
static enum ps_status add_normalized(struct ps_added *added, int32_t index, struct ps_slice content,
                                     const struct ps_normalizer *normalizer, struct ps_error *error)
{
    PS_DEFER(ps_text_run_close) struct ps_text_run run = {0};
    PS_DEFER(ps_text_run_close) struct ps_text_run spare = {0};
    if (ps_buffer_append(&run.text, content.data, content.size) != PS_OK)
        return ps_error_no_memory(error, "added tokens");
    PS_TRY(ps_normalizer_apply(normalizer, &run, &spare, error));
    bool changed =
        run.text.size != content.size || memcmp(run.text.data, content.data, content.size) != 0;
    if (changed)
        PS_TRY(ps_vocabulary_add(&added->decoded, run.text.data ? run.text.data : "", run.text.size,
                                 added->tokens[index].id, error));
    if (run.text.size > 0 &&
        ps_trie_add(&added->normalized, run.text.data, run.text.size, index) != PS_OK)
        return ps_error_no_memory(error, "added tokens");
    return PS_OK;
}

static enum ps_status read_flags(const struct ps_component *component, struct ps_added_token *token,
                                 struct ps_error *error)
{
    PS_TRY(ps_component_bool(component, "single_word", &token->single_word, error));
    PS_TRY(ps_component_bool(component, "lstrip", &token->lstrip, error));
    PS_TRY(ps_component_bool(component, "rstrip", &token->rstrip, error));
    PS_TRY(ps_component_bool(component, "special", &token->special, error));
    token->normalized = !token->special;
    return ps_component_bool(component, "normalized", &token->normalized, error);
}

static enum ps_status read_token(struct ps_added *added, const struct ps_component *component,
                                 const struct ps_vocabulary *vocabulary, int32_t *next_id,
                                 struct ps_error *error)
{
    struct ps_added_token token = {0};
    struct ps_slice content = {0};
    PS_TRY(ps_component_string(component, "content", &content, error));
    PS_TRY(read_flags(component, &token, error));
    if (content.size == 0)
        return PS_OK;
    token.id = ps_vocabulary_find(&added->names, content.data, content.size);
    if (token.id < 0)
        token.id = ps_vocabulary_find(vocabulary, content.data, content.size);
    if (token.id < 0)
        token.id = (*next_id)++;
    PS_TRY(ps_vocabulary_add(&added->names, content.data, content.size, token.id, error));
    added->tokens[added->count++] = token;
    if (!token.special)
        return PS_OK;
    return ps_vocabulary_add(&added->specials, content.data, content.size, token.id, error);
}

/* A token that comes again replaces the earlier one. */
static enum ps_status index_by_id(struct ps_added *added, struct ps_error *error)
{
    added->num_ids = added->names.num_ids;
    added->by_id = calloc(added->num_ids + 1, sizeof *added->by_id);
    if (!added->by_id)
        return ps_error_no_memory(error, "added tokens");
    for (size_t i = 0; i < added->count; i++)
        added->by_id[added->tokens[i].id] = (uint32_t)i + 1;
    return PS_OK;
}

static enum ps_status build_tries(struct ps_added *added, const struct ps_normalizer *normalizer,
                                  struct ps_error *error)
{
    for (size_t i = 0; i < added->count; i++) {
        const struct ps_added_token *token = &added->tokens[i];
        if (added->by_id[token->id] != i + 1) /* replaced */
            continue;
        struct ps_slice content = ps_vocabulary_token(&added->names, token->id);
        if (token->normalized)
            PS_TRY(add_normalized(added, (int32_t)i, content, normalizer, error));
        else if (ps_trie_add(&added->raw, content.data, content.size, (int32_t)i) != PS_OK)
            return ps_error_no_memory(error, "added tokens");
    }
    return PS_OK;
}

enum ps_status ps_added_parse(struct ps_added *added, const struct ps_component *component,
                              const struct ps_vocabulary *vocabulary,
                              const struct ps_normalizer *normalizer, struct ps_error *error)
{
    const json_t *list = json_object_get(component->json, "added_tokens");
    if (list && !json_is_null(list) && !json_is_array(list))
        return ps_component_wrong(component, "added_tokens", "an array", error);
    size_t count = json_array_size(list);
    if (count > ADDED_TOKENS_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s.added_tokens has %zu entries: at most %d",
                            component->where, count, ADDED_TOKENS_MAX);
    added->tokens = calloc(count + 1, sizeof *added->tokens);
    if (!added->tokens)
        return ps_error_no_memory(error, "added tokens");
    int32_t next_id = (int32_t)vocabulary->count;
    for (size_t i = 0; i < count; i++) {
        struct ps_component item = ps_component_item(component, "added_tokens", i);
        if (!json_is_object(item.json))
            return ps_error_set(error, PS_INVALID, "%s: expected an object", item.where);
        PS_TRY(read_token(added, &item, vocabulary, &next_id, error));
    }
    PS_TRY(index_by_id(added, error));
    return build_tries(added, normalizer, error);
}

static bool is_word(const char *text, size_t size)
{
    uint32_t code_point;
    return ps_utf8_decode(text, size, &code_point) > 0 &&
           ps_unicode_is(code_point, PS_UNICODE_WORD);
}

static bool is_single_word(const char *text, size_t size, size_t start, size_t end)
{
    if (start > 0) {
        size_t before = ps_utf8_last(text, start);
        if (is_word(text + before, start - before))
            return false;
    }
    return end == size || !is_word(text + end, size - end);
}

static bool is_space(const char *text, size_t size, size_t *length)
{
    uint32_t code_point;
    *length = ps_utf8_decode(text, size, &code_point);
    return *length > 0 && ps_unicode_is_space(code_point);
}

/* Takes in the spaces around a match that its token asks for. */
static void widen(const struct ps_added_token *token, const char *text, size_t size, size_t done,
                  size_t *start, size_t *end)
{
    size_t length;
    if (token->lstrip && *start < done)
        *start = done;
    while (token->lstrip && *start > done) {
        size_t before = ps_utf8_last(text, *start);
        if (!is_space(text + before, *start - before, &length))
            break;
        *start = before;
    }
    while (token->rstrip && *end < size && is_space(text + *end, size - *end, &length))
        *end += length;
}

static enum ps_status add_text(const char *text, size_t start, size_t end, size_t head,
                               struct ps_pieces *out)
{
    return ps_pieces_add_text(out, text + start, end - start, head > start ? head - start : 0);
}

static enum ps_status split(const struct ps_added *added, const struct ps_trie *trie,
                            const char *text, size_t size, size_t head, struct ps_pieces *out)
{
    size_t done = 0; /* everything before it is in out */
    for (size_t i = 0; (i = ps_trie_skip(trie, text, size, i)) < size;) {
        size_t length = 0;
        int32_t index = ps_trie_longest(trie, text + i, size - i, &length);
        if (index < 0) {
            i++;
            continue;
        }
        const struct ps_added_token *token = &added->tokens[index];
        size_t start = i, end = i + length;
        i = end;
        if (token->single_word && !is_single_word(text, size, start, end))
            continue;
        widen(token, text, size, done, &start, &end);
        if (start >= end) /* the spaces of the one before it swallowed it */
            continue;
        if (done < start)
            PS_TRY(add_text(text, done, start, head, out));
        PS_TRY(ps_pieces_add_token(out, token->id));
        done = end;
    }
    return done < size ? add_text(text, done, size, head, out) : PS_OK;
}

enum ps_status ps_added_split(const struct ps_added *added, const struct ps_trie *trie,
                              const char *text, size_t size, size_t head, struct ps_pieces *out,
                              struct ps_error *error)
{
    if (split(added, trie, text, size, head, out) != PS_OK)
        return ps_error_no_memory(error, "splitting a text");
    return PS_OK;
}
