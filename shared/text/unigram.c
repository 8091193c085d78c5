/* Unigram (Kudo 2018): of all ways to cut a word into tokens the one whose scores add up to the
 * most, found from left to right: the best way to each place is the best way to an earlier one and
 * a token between the two. */
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "shared/base/checked.h"
#include "shared/base/defer.h"
#include "shared/base/utf8.h"
#include "shared/text/subword.h"
#include "shared/text/trie.h"

/* How much worse than the worst token an unknown character is. */
static const double UNKNOWN_PENALTY = 10.0;

enum { EXACT_POWER_MAX = 22 };

struct unigram {
    struct ps_trie trie;
    double *scores; /* [num_ids] */
    double unknown_score;
    int32_t unk_id; /* -1: there is none */
    bool byte_fallback;
    int32_t byte_ids[256]; /* of "<0xXX>", or -1 */
};

/* The best way to a place in the word. */
struct node {
    double score;
    int32_t id;
    int32_t start; /* where its last token begins; -1: no way leads here yet */
};

static void destroy(void *state)
{
    struct unigram *unigram = state;
    if (!unigram)
        return;
    ps_trie_close(&unigram->trie);
    free(unigram->scores);
    free(unigram);
}
static void destroyp(struct unigram **unigram)
{
    destroy(*unigram);
}

/* A score as the reference reads it: its shortest decimal digits as a whole number, rounded, then
 * scaled, rounded again. The last bit decides between ways that come to the same. */
static double read_score(double score)
{
    char text[32];
    for (int digits = 1; digits <= 17; digits++) {
        (void)snprintf(text, sizeof text, "%.*e", digits - 1, fabs(score));
        if (strtod(text, NULL) == fabs(score))
            break;
    }
    uint64_t significand = 0;
    int exponent = 0;
    const char *c = text;
    for (; *c && *c != 'e'; c++) {
        if (*c == '.')
            continue;
        significand = significand * 10 + (uint64_t)(*c - '0');
        exponent -= c > text;
    }
    exponent += *c ? (int)strtol(c + 1, NULL, 10) : 0;
    if (abs(exponent) > EXACT_POWER_MAX)
        return score;
    double power = 1.0;
    for (int i = 0; i < abs(exponent); i++)
        power *= 10.0; /* exact up to 10^22 */
    double value = exponent < 0 ? (double)significand / power : (double)significand * power;
    return score < 0 ? -value : value;
}

static enum ps_status read_scores(struct unigram *unigram, const struct ps_component *component,
                                  const struct ps_vocabulary *vocabulary, struct ps_error *error)
{
    const json_t *list = json_object_get(component->json, "vocab");
    if (!json_is_array(list))
        return ps_component_wrong(component, "vocab", "an array of tokens and their scores", error);
    unigram->scores = calloc(vocabulary->num_ids + 1, sizeof *unigram->scores);
    if (!unigram->scores)
        return ps_error_no_memory(error, component->where);
    double smallest = INFINITY;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *entry = json_array_get(list, i);
        const json_t *token = json_array_get(entry, 0), *score = json_array_get(entry, 1);
        if (!json_is_number(score))
            return ps_error_set(error, PS_INVALID, "%s.vocab[%zu]: expected [\"token\", score]",
                                component->where, i);
        unigram->scores[i] = read_score(json_number_value(score));
        smallest = fmin(smallest, unigram->scores[i]);
        const char *text = json_string_value(token);
        size_t size = json_string_length(token);
        if (size > 0 && ps_trie_add(&unigram->trie, text, size,
                                    ps_vocabulary_find(vocabulary, text, size)) != PS_OK)
            return ps_error_no_memory(error, component->where);
    }
    unigram->unknown_score = smallest - UNKNOWN_PENALTY;
    return PS_OK;
}

static void find_byte_tokens(struct unigram *unigram, const struct ps_vocabulary *vocabulary)
{
    static const char digits[] = "0123456789ABCDEF";
    for (int byte = 0; byte < 256; byte++) {
        char token[6] = {'<', '0', 'x', digits[byte >> 4], digits[byte & 15], '>'};
        unigram->byte_ids[byte] = ps_vocabulary_find(vocabulary, token, sizeof token);
    }
}

static enum ps_status parse(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error)
{
    PS_DEFER(destroyp) struct unigram *unigram = calloc(1, sizeof *unigram);
    if (!unigram)
        return ps_error_no_memory(error, component->where);
    PS_TRY(read_scores(unigram, component, vocabulary, error));
    PS_TRY(ps_component_bool(component, "byte_fallback", &unigram->byte_fallback, error));
    find_byte_tokens(unigram, vocabulary);
    unigram->unk_id = -1;
    const json_t *unk_id = json_object_get(component->json, "unk_id");
    if (unk_id && !json_is_null(unk_id)) {
        size_t id = 0;
        PS_TRY(ps_component_size(component, "unk_id", PS_VOCABULARY_IDS_MAX, &id, error));
        if (id >= vocabulary->num_ids)
            return ps_component_wrong(component, "unk_id", "an id of the vocabulary", error);
        unigram->unk_id = (int32_t)id;
    }
    *state = ps_take(unigram);
    return PS_OK;
}

static void offer(struct node *node, double score, int32_t id, size_t start)
{
    if (node->start < 0 || score > node->score)
        *node = (struct node){score, id, (int32_t)start};
}

/* Extends the best way to start by each token that begins there; a character that is no token is
 * unknown. Returns the character's length, or 0 where it is unknown and there is no such token. */
static size_t extend(const struct unigram *unigram, const char *text, size_t size, size_t start,
                     struct node *nodes)
{
    size_t character = ps_utf8_first(text + start, size - start);
    double score = nodes[start].score;
    bool single = false;
    uint32_t at = 0;
    for (size_t i = start; i < size; i++) {
        at = ps_trie_step(&unigram->trie, at, text[i]);
        if (at == 0)
            break;
        int32_t id = unigram->trie.nodes[at].value;
        if (id < 0)
            continue;
        offer(&nodes[i + 1], unigram->scores[id] + score, id, start);
        single = single || i + 1 == start + character;
    }
    if (single)
        return character;
    if (unigram->unk_id < 0)
        return 0;
    offer(&nodes[start + character], unigram->unknown_score + score, unigram->unk_id, start);
    return character;
}

/* What nothing in the vocabulary stands for: bytes, or the unknown token. */
static enum ps_status add_unknown(const struct unigram *unigram,
                                  const struct ps_vocabulary *vocabulary, const char *text,
                                  size_t size, struct ps_tokens *tokens, struct ps_error *error)
{
    int32_t id = ps_vocabulary_find(vocabulary, text, size);
    bool bytes = id < 0 && unigram->byte_fallback;
    for (size_t i = 0; bytes && i < size; i++)
        bytes = unigram->byte_ids[(unsigned char)text[i]] >= 0;
    if (!bytes)
        return ps_tokens_add(tokens, id >= 0 ? id : unigram->unk_id, 0, error);
    for (size_t i = 0; i < size; i++)
        PS_TRY(ps_tokens_add(tokens, unigram->byte_ids[(unsigned char)text[i]], 0, error));
    return PS_OK;
}

/* Appends the tokens of the best way, whose ends are path[count], the last one first. Unknown ones
 * side by side are one. */
static enum ps_status add_path(const struct unigram *unigram,
                               const struct ps_vocabulary *vocabulary, const char *text,
                               const struct node *nodes, const int32_t *path, size_t count,
                               struct ps_tokens *tokens, struct ps_error *error)
{
    while (count > 0) {
        const struct node *node = &nodes[path[--count]];
        if (node->id != unigram->unk_id) {
            PS_TRY(ps_tokens_add(tokens, node->id, 0, error));
            continue;
        }
        size_t start = (size_t)node->start;
        while (count > 0 && nodes[path[count - 1]].id == unigram->unk_id)
            count--;
        size_t end = (size_t)path[count];
        PS_TRY(add_unknown(unigram, vocabulary, text + start, end - start, tokens, error));
    }
    return PS_OK;
}

/* Finds the best way to each place of the word. */
static enum ps_status find_ways(const struct unigram *unigram, const char *text, size_t size,
                                struct node *nodes, struct ps_error *error)
{
    for (size_t i = 0; i <= size; i++)
        nodes[i] = (struct node){.start = -1};
    for (size_t start = 0; start < size;) {
        size_t length = extend(unigram, text, size, start, nodes);
        if (length == 0)
            return ps_error_set(error, PS_INVALID,
                                "a character is not in the vocabulary, nor is an unknown token");
        start += length;
    }
    return PS_OK;
}

static enum ps_status encode(const void *state, const struct ps_vocabulary *vocabulary,
                             const char *text, size_t size, struct ps_scratch *scratch,
                             struct ps_tokens *tokens, struct ps_error *error)
{
    const struct unigram *unigram = state;
    size_t bytes;
    if (size >= INT_MAX ||
        !ps_checked_multiply(size + 1, sizeof(struct node) + sizeof(int32_t), &bytes))
        return ps_error_set(error, PS_TOO_LARGE, "a text of %zu bytes is too long to tokenize",
                            size);
    struct node *nodes = ps_scratch_get(scratch, bytes);
    if (!nodes)
        return ps_error_no_memory(error, "tokenizing a text");
    int32_t *path = (int32_t *)(void *)(nodes + size + 1);
    PS_TRY(find_ways(unigram, text, size, nodes, error));
    size_t count = 0;
    for (int32_t end = (int32_t)size; end > 0; end = nodes[end].start)
        path[count++] = end;
    return add_path(unigram, vocabulary, text, nodes, path, count, tokens, error);
}

const struct ps_subword_kind ps_subword_unigram = {"Unigram", parse, encode, NULL, destroy};
