/* Byte-pair encoding (Sennrich et al. 2016): the characters of a word are joined pair by pair, the
 * pair that was learned earliest first, and among equals the leftmost.
 *
 * The pairs that can be joined wait in a heap; the symbols of the word are a list, so a word of n
 * characters takes n log n steps. It is cut first where no token can lie across (touching.h). A
 * heap entry goes stale when one of its symbols was joined elsewhere; it is checked when it comes
 * up, as the reference does (by the token it would make). */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/merges.h"
#include "shared/text/subword.h"
#include "shared/text/touching.h"

enum { AFFIX_SIZE_MAX = 64, WORD_SIZE_MAX = INT_MAX / 2 };

struct bpe {
    struct ps_merges merges;
    struct ps_touching touching;
    struct ps_slice prefix, suffix; /* owned */
    bool has_unk, fuse_unk, byte_fallback, ignore_merges;
    int32_t unk_id;        /* -1 where the vocabulary lacks it */
    int32_t byte_ids[257]; /* of "<0xXX>", or -1; the last is unk_id */
};

/* One symbol of a word: a token so far. */
struct symbol {
    int32_t id;             /* -1 once it was joined to the one before it */
    int32_t previous, next; /* indices, or -1 */
};

struct candidate {
    uint32_t rank;
    int32_t position; /* of the left symbol */
    int32_t id;       /* what the pair makes */
};

struct word {
    const struct bpe *bpe;
    const struct ps_vocabulary *vocabulary;
    struct symbol *symbols; /* [count] */
    int32_t count;
    struct candidate *heap; /* [heap_count], smallest first */
    size_t heap_count;
};

static void destroy(void *state)
{
    struct bpe *bpe = state;
    if (!bpe)
        return;
    ps_merges_close(&bpe->merges);
    ps_touching_close(&bpe->touching);
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

static enum ps_status parse(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error)
{
    PS_DEFER(destroyp) struct bpe *bpe = calloc(1, sizeof *bpe);
    if (!bpe)
        return ps_error_no_memory(error, component->where);
    PS_TRY(refuse_dropout(component, error));
    PS_TRY(parse_affix(component, "continuing_subword_prefix", &bpe->prefix, error));
    PS_TRY(parse_affix(component, "end_of_word_suffix", &bpe->suffix, error));
    PS_TRY(ps_component_bool(component, "fuse_unk", &bpe->fuse_unk, error));
    PS_TRY(ps_component_bool(component, "byte_fallback", &bpe->byte_fallback, error));
    PS_TRY(ps_component_bool(component, "ignore_merges", &bpe->ignore_merges, error));
    struct ps_slice unk = {0};
    PS_TRY(ps_component_optional_string(component, "unk_token", &unk, error));
    bpe->has_unk = unk.data != NULL;
    bpe->unk_id = bpe->has_unk ? ps_vocabulary_find(vocabulary, unk.data, unk.size) : -1;
    find_byte_tokens(bpe, vocabulary);
    PS_TRY(ps_merges_read(&bpe->merges, component, vocabulary, bpe->prefix.size, error));
    if (bpe->prefix.size + bpe->suffix.size == 0)
        PS_TRY(
            ps_touching_build(&bpe->touching, &bpe->merges, vocabulary, bpe->byte_ids, 257, error));
    *state = ps_take(bpe);
    return PS_OK;
}

static bool before(const struct candidate *a, const struct candidate *b)
{
    return a->rank != b->rank ? a->rank < b->rank : a->position < b->position;
}

static void heap_push(struct word *word, struct candidate candidate)
{
    size_t i = word->heap_count++;
    while (i > 0 && before(&candidate, &word->heap[(i - 1) / 2])) {
        word->heap[i] = word->heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    word->heap[i] = candidate;
}

static struct candidate heap_pop(struct word *word)
{
    struct candidate top = word->heap[0];
    struct candidate last = word->heap[--word->heap_count];
    size_t i = 0;
    for (;;) {
        size_t child = 2 * i + 1;
        if (child >= word->heap_count)
            break;
        if (child + 1 < word->heap_count && before(&word->heap[child + 1], &word->heap[child]))
            child++;
        if (!before(&word->heap[child], &last))
            break;
        word->heap[i] = word->heap[child];
        i = child;
    }
    word->heap[i] = last;
    return top;
}

/* Puts the pair that begins at position into the heap, where it can be joined. */
static void consider(struct word *word, int32_t position)
{
    if (position < 0)
        return;
    const struct symbol *left = &word->symbols[position];
    if (left->next < 0)
        return;
    const struct ps_merge *merge =
        ps_merges_find(&word->bpe->merges, left->id, word->symbols[left->next].id);
    if (merge)
        heap_push(word, (struct candidate){merge->rank, position, merge->id});
}

static void join(struct word *word, struct candidate candidate)
{
    struct symbol *left = &word->symbols[candidate.position];
    if (left->id < 0 || left->next < 0)
        return;
    struct symbol *right = &word->symbols[left->next];
    const struct ps_merge *merge = ps_merges_find(&word->bpe->merges, left->id, right->id);
    if (!merge || merge->id != candidate.id)
        return;
    left->id = candidate.id;
    left->next = right->next;
    right->id = -1;
    if (left->next >= 0)
        word->symbols[left->next].previous = candidate.position;
    consider(word, left->previous);
    consider(word, candidate.position);
}

/* Joins what can be joined from start to the next place that no token lies across; returns it. */
static int32_t join_part(struct word *word, int32_t start)
{
    int32_t i = start;
    while (i + 1 < word->count &&
           ps_touching_may(&word->bpe->touching, word->symbols[i].id, word->symbols[i + 1].id))
        consider(word, i++);
    while (word->heap_count > 0)
        join(word, heap_pop(word));
    return i + 1;
}

static void add_symbol(struct word *word, int32_t id)
{
    int32_t index = word->count++;
    if (index > 0)
        word->symbols[index - 1].next = index;
    word->symbols[index] = (struct symbol){id, index - 1, -1};
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
    size_t prefix_size = is_first ? 0 : bpe->prefix.size;
    size_t suffix_size = is_last ? bpe->suffix.size : 0;
    if (prefix_size + suffix_size == 0)
        return character;
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
        int32_t id = ps_vocabulary_find(word->vocabulary, character.data, character.size);
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

/* Room for the symbols and the heap of a word: a byte makes at most 1 + 2 * AFFIX_SIZE_MAX symbols
 * (affixes as byte tokens), and each join takes one candidate out and puts at most two in. */
static enum ps_status open_word(struct word *word, size_t size, struct ps_scratch *scratch,
                                struct ps_error *error)
{
    size_t symbols_max = size, bytes;
    size_t affixes = word->bpe->prefix.size * size + word->bpe->suffix.size;
    if (size > WORD_SIZE_MAX / (1 + AFFIX_SIZE_MAX) ||
        !ps_checked_add(symbols_max, affixes, &symbols_max) ||
        !ps_checked_multiply(symbols_max, sizeof(struct symbol) + 2 * sizeof(struct candidate),
                             &bytes))
        return ps_error_set(error, PS_TOO_LARGE, "a text of %zu bytes is too long to tokenize",
                            size);
    char *memory = ps_scratch_get(scratch, bytes);
    if (!memory)
        return ps_error_no_memory(error, "tokenizing a text");
    word->heap = (struct candidate *)(void *)memory;
    word->symbols = (struct symbol *)(void *)(word->heap + 2 * symbols_max);
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
    PS_TRY(open_word(&word, size, scratch, error));
    PS_TRY(fill(&word, text, size, error));
    for (int32_t i = 0; i < word.count;)
        i = join_part(&word, i);
    for (int32_t i = word.count > 0 ? 0 : -1; i >= 0; i = word.symbols[i].next)
        PS_TRY(ps_tokens_add(tokens, word.symbols[i].id, 0, error));
    return PS_OK;
}

const struct ps_subword_kind ps_subword_bpe = {"BPE", parse, encode, destroy};
