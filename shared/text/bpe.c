/* Byte-pair encoding: a word's characters become symbols, which joining.h joins.
 *
 * Between two symbols that no token holds side by side (touching.h) a word may be cut without
 * changing its tokens. What a text without spaces between words costs is then what its parts cost,
 * and most of them are in the cache. */
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/characters.h"
#include "shared/text/joining.h"
#include "shared/text/merges.h"
#include "shared/text/subword.h"
#include "shared/text/touching.h"

enum { AFFIX_SIZE_MAX = 64 };

struct bpe {
    struct ps_merges merges;
    struct ps_touching touching; /* not built where words can't be cut */
    struct ps_characters characters;
    struct ps_slice prefix, suffix; /* owned */
    bool has_unk, fuse_unk, byte_fallback, ignore_merges;
    bool has_affixes;
    int32_t unk_id;        /* -1 where the vocabulary lacks it */
    int32_t byte_ids[257]; /* of "<0xXX>", or -1; the last is unk_id */
};

static void destroy(void *state)
{
    struct bpe *bpe = state;
    if (!bpe)
        return;
    ps_merges_close(&bpe->merges);
    ps_touching_close(&bpe->touching);
    ps_characters_close(&bpe->characters);
    ps_freep(&bpe->prefix.data);
    ps_freep(&bpe->suffix.data);
    free(bpe);
}
static void destroyp(struct bpe **bpe)
{
    destroy(*bpe);
}

static enum ps_status parse_affix(const struct ps_component *component, const char *key,
                                  struct ps_slice *affix, struct ps_error *error)
{
    struct ps_slice value = {"", 0};
    PS_TRY(ps_component_optional_string(component, key, &value, error));
    if (value.size > AFFIX_SIZE_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s.%s has %zu bytes: expected at most %d",
                            component->where, key, value.size, AFFIX_SIZE_MAX);
    *affix = ps_slice_copy(value);
    return affix->data ? PS_OK : ps_error_no_memory(error, component->where);
}

static enum ps_status refuse_dropout(const struct ps_component *component, struct ps_error *error)
{
    const json_t *dropout = json_object_get(component->json, "dropout");
    if (!dropout || json_is_null(dropout) ||
        (json_is_number(dropout) && !(json_number_value(dropout) > 0)))
        return PS_OK;
    return ps_error_set(error, PS_UNSUPPORTED,
                        "%s.dropout is set: tokens chosen at random are not supported; expected "
                        "null",
                        component->where);
}

static void find_byte_tokens(struct bpe *bpe, const struct ps_vocabulary *vocabulary)
{
    static const char digits[] = "0123456789ABCDEF";
    for (int byte = 0; byte < 256; byte++) {
        char token[6] = {'<', '0', 'x', digits[byte >> 4], digits[byte & 15], '>'};
        bpe->byte_ids[byte] = ps_vocabulary_find(vocabulary, token, sizeof token);
    }
    bpe->byte_ids[256] = bpe->unk_id;
}

static enum ps_status read_settings(struct bpe *bpe, const struct ps_component *component,
                                    const struct ps_vocabulary *vocabulary, struct ps_error *error)
{
    PS_TRY(refuse_dropout(component, error));
    PS_TRY(parse_affix(component, "continuing_subword_prefix", &bpe->prefix, error));
    PS_TRY(parse_affix(component, "end_of_word_suffix", &bpe->suffix, error));
    PS_TRY(ps_component_bool(component, "fuse_unk", &bpe->fuse_unk, error));
    PS_TRY(ps_component_bool(component, "byte_fallback", &bpe->byte_fallback, error));
    PS_TRY(ps_component_bool(component, "ignore_merges", &bpe->ignore_merges, error));
    struct ps_slice unk = {0};
    PS_TRY(ps_component_optional_string(component, "unk_token", &unk, error));
    bpe->has_affixes = bpe->prefix.size + bpe->suffix.size > 0;
    bpe->has_unk = unk.data != NULL;
    bpe->unk_id = bpe->has_unk ? ps_vocabulary_find(vocabulary, unk.data, unk.size) : -1;
    return PS_OK;
}

static bool has_all_bytes(const struct bpe *bpe)
{
    for (int byte = 0; byte < 256; byte++) {
        if (bpe->byte_ids[byte] < 0)
            return false;
    }
    return bpe->byte_fallback;
}

static enum ps_status parse(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error)
{
    PS_DEFER(destroyp) struct bpe *bpe = calloc(1, sizeof *bpe);
    if (!bpe)
        return ps_error_no_memory(error, component->where);
    PS_TRY(read_settings(bpe, component, vocabulary, error));
    find_byte_tokens(bpe, vocabulary);
    PS_TRY(ps_characters_build(&bpe->characters, vocabulary, error));
    PS_TRY(ps_merges_read(&bpe->merges, component, vocabulary, bpe->prefix.size, error));
    /* A character that makes no symbol lets those around it touch. */
    bool symbols_always = bpe->has_unk || has_all_bytes(bpe);
    if (symbols_always && !bpe->has_affixes && !bpe->ignore_merges)
        PS_TRY(
            ps_touching_build(&bpe->touching, &bpe->merges, vocabulary, bpe->byte_ids, 257, error));
    *state = ps_take(bpe);
    return PS_OK;
}

/* A word that becomes symbols: tokens of characters and bytes. */
struct word {
    const struct bpe *bpe;
    const struct ps_vocabulary *vocabulary;
    int32_t *ids; /* [count] */
    size_t count;
};

static void add_symbol(struct word *word, int32_t id)
{
    word->ids[word->count++] = id;
}

/* Adds the byte tokens of a character that the vocabulary lacks; false where one is missing. */
static bool add_bytes(struct word *word, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (word->bpe->byte_ids[(unsigned char)text[i]] < 0)
            return false;
    }
    for (size_t i = 0; i < size; i++)
        add_symbol(word, word->bpe->byte_ids[(unsigned char)text[i]]);
    return true;
}

/* A character with the affixes that its place in the word asks for. */
static struct ps_slice with_affixes(const struct bpe *bpe, struct ps_slice character, bool is_first,
                                    bool is_last, char out[2 * AFFIX_SIZE_MAX + 4])
{
    if (!bpe->has_affixes)
        return character;
    size_t prefix_size = is_first ? 0 : bpe->prefix.size;
    size_t suffix_size = is_last ? bpe->suffix.size : 0;
    memcpy(out, bpe->prefix.data, prefix_size);
    memcpy(out + prefix_size, character.data, character.size);
    memcpy(out + prefix_size + character.size, bpe->suffix.data, suffix_size);
    return (struct ps_slice){out, prefix_size + character.size + suffix_size};
}

/* The first symbols: characters, bytes, or the unknown token. An unknown token is written when the
 * next known character comes, and so behind bytes that follow it, as the reference does. */
static enum ps_status fill(struct word *word, const char *text, size_t size, struct ps_error *error)
{
    const struct bpe *bpe = word->bpe;
    bool unknown = false;
    for (size_t i = 0; i < size;) {
        uint32_t code_point;
        size_t length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0)
            return ps_error_set(error, PS_INVALID, "cannot tokenize bytes that are not UTF-8");
        char joined[2 * AFFIX_SIZE_MAX + 4];
        struct ps_slice character = with_affixes(bpe, (struct ps_slice){text + i, length}, i == 0,
                                                 i + length == size, joined);
        i += length;
        int32_t id = bpe->has_affixes
                         ? ps_vocabulary_find(word->vocabulary, character.data, character.size)
                         : ps_characters_find(&bpe->characters, code_point);
        if (id >= 0) {
            if (unknown)
                add_symbol(word, bpe->unk_id);
            unknown = false;
            add_symbol(word, id);
            continue;
        }
        if (bpe->byte_fallback && add_bytes(word, character.data, character.size))
            continue;
        if (!bpe->has_unk)
            continue;
        if (bpe->unk_id < 0)
            return ps_error_set(error, PS_INVALID,
                                "a character is not in the vocabulary, nor is the unknown token");
        if (unknown && !bpe->fuse_unk)
            add_symbol(word, bpe->unk_id);
        unknown = true;
    }
    if (unknown)
        add_symbol(word, bpe->unk_id);
    return PS_OK;
}

/* Room for the symbols of a word and for joining them, which is at *memory: a byte makes at most
 * 1 + 2 * AFFIX_SIZE_MAX of them (affixes as byte tokens). */
static enum ps_status open_word(struct word *word, size_t size, struct ps_scratch *scratch,
                                void **memory, struct ps_error *error)
{
    size_t symbols_max = 1 + word->bpe->prefix.size, ids_bytes, joining_bytes, bytes;
    if (!ps_checked_multiply(symbols_max, size, &symbols_max) ||
        !ps_checked_add(symbols_max, word->bpe->suffix.size, &symbols_max) ||
        !ps_checked_multiply(symbols_max, sizeof *word->ids, &ids_bytes) ||
        !ps_joining_size(symbols_max, &joining_bytes) ||
        !ps_checked_add(ids_bytes, joining_bytes, &bytes))
        return ps_error_set(error, PS_TOO_LARGE, "a text of %zu bytes is too long to tokenize",
                            size);
    *memory = ps_scratch_get(scratch, bytes);
    if (!*memory)
        return ps_error_no_memory(error, "tokenizing a text");
    word->ids = (int32_t *)(void *)((char *)*memory + joining_bytes);
    return PS_OK;
}

static enum ps_status encode(const void *state, const struct ps_vocabulary *vocabulary,
                             const char *text, size_t size, struct ps_scratch *scratch,
                             struct ps_tokens *tokens, struct ps_error *error)
{
    const struct bpe *bpe = state;
    if (bpe->ignore_merges) {
        int32_t id = ps_vocabulary_find(vocabulary, text, size);
        if (id >= 0)
            return ps_tokens_add(tokens, id, 0, error);
    }
    struct word word = {.bpe = bpe, .vocabulary = vocabulary};
    void *memory;
    PS_TRY(open_word(&word, size, scratch, &memory, error));
    PS_TRY(fill(&word, text, size, error));
    word.count = ps_joining_apply(&bpe->merges, word.ids, word.count, memory);
    return ps_tokens_append(tokens, word.ids, word.count, 0, error);
}

/* A run of characters that the vocabulary lacks stays together: they may be one unknown token. */
static bool belong_together(const struct bpe *bpe, int32_t left, int32_t right)
{
    return left < 0 ? right < 0 : right >= 0 && ps_touching_may(&bpe->touching, left, right);
}

static size_t cut(const void *state, const char *text, size_t size)
{
    const struct bpe *bpe = state;
    if (!bpe->touching.bits)
        return size;
    int32_t previous = -1;
    for (size_t i = 0, length; i < size; i += length) {
        uint32_t code_point;
        length = ps_utf8_decode(text + i, size - i, &code_point);
        if (length == 0)
            return size;
        int32_t id = ps_characters_find(&bpe->characters, code_point);
        if (i > 0 && !belong_together(bpe, previous, id))
            return i;
        previous = id;
    }
    return size;
}

const struct ps_subword_kind ps_subword_bpe = {"BPE", parse, encode, cut, destroy};
