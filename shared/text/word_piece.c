/* WordPiece (Schuster and Nakajima 2012): the longest token that begins a word, then the longest
 * that goes on from there; a word that can't be covered is unknown as a whole. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/subword.h"

struct word_piece {
    struct ps_slice prefix; /* of tokens that go on within a word; owned */
    uint64_t prefix_hash;
    size_t characters_max;
    int32_t unk_id; /* -1 where the vocabulary lacks it */
};

static void destroy(void *state)
{
    struct word_piece *piece = state;
    if (!piece)
        return;
    ps_freep(&piece->prefix.data);
    free(piece);
}
static void destroyp(struct word_piece **piece)
{
    destroy(*piece);
}

static enum ps_status parse(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error)
{
    PS_DEFER(destroyp) struct word_piece *piece = calloc(1, sizeof *piece);
    if (!piece)
        return ps_error_no_memory(error, component->where);
    struct ps_slice prefix = {"##", 2}, unk = {"[UNK]", 5};
    PS_TRY(ps_component_optional_string(component, "continuing_subword_prefix", &prefix, error));
    PS_TRY(ps_component_optional_string(component, "unk_token", &unk, error));
    piece->characters_max = 100;
    if (json_object_get(component->json, "max_input_chars_per_word"))
        PS_TRY(ps_component_size(component, "max_input_chars_per_word", SIZE_MAX / 2,
                                 &piece->characters_max, error));
    piece->prefix = ps_slice_copy(prefix);
    if (!piece->prefix.data)
        return ps_error_no_memory(error, component->where);
    piece->prefix_hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, prefix.data, prefix.size);
    piece->unk_id = ps_vocabulary_find(vocabulary, unk.data, unk.size);
    *state = ps_take(piece);
    return PS_OK;
}

/* The longest token at the beginning of text: its id, or -1, and how many bytes it covers. */
static int32_t find_longest(const struct ps_vocabulary *vocabulary, struct ps_slice prefix,
                            uint64_t hash, struct ps_slice text, size_t *covered)
{
    int32_t best = -1;
    for (size_t i = 0; i < text.size && prefix.size + i < vocabulary->token_size_max; i++) {
        hash = ps_vocabulary_hash_step(hash, text.data[i]);
        bool boundary = i + 1 == text.size || !ps_utf8_continues(text.data[i + 1]);
        if (!boundary)
            continue;
        int32_t id = ps_vocabulary_find_joined(vocabulary, hash, prefix,
                                               (struct ps_slice){text.data, i + 1});
        if (id >= 0) {
            best = id;
            *covered = i + 1;
        }
    }
    return best;
}

static enum ps_status add_unknown(const struct word_piece *piece, struct ps_tokens *tokens,
                                  struct ps_error *error)
{
    if (piece->unk_id < 0)
        return ps_error_set(error, PS_INVALID,
                            "a word is not in the vocabulary, nor is the unknown token");
    return ps_tokens_add(tokens, piece->unk_id, 0, error);
}

static enum ps_status encode(const void *state, const struct ps_vocabulary *vocabulary,
                             const char *word, size_t size, struct ps_scratch *scratch,
                             struct ps_tokens *tokens, struct ps_error *error)
{
    (void)scratch;
    const struct word_piece *piece = state;
    if (ps_utf8_count(word, size) > piece->characters_max)
        return add_unknown(piece, tokens, error);
    size_t count = tokens->count;
    for (size_t start = 0; start < size;) {
        bool first = start == 0;
        size_t covered = 0;
        int32_t id = find_longest(vocabulary, first ? (struct ps_slice){0} : piece->prefix,
                                  first ? PS_VOCABULARY_HASH_EMPTY : piece->prefix_hash,
                                  (struct ps_slice){word + start, size - start}, &covered);
        if (id < 0) {
            tokens->count = count;
            return add_unknown(piece, tokens, error);
        }
        PS_TRY(ps_tokens_add(tokens, id, 0, error));
        start += covered;
    }
    return PS_OK;
}

const struct ps_subword_kind ps_subword_word_piece = {"WordPiece", parse, encode, NULL, destroy};
