/* The merges of a BPE model: an open-addressed hash table of pairs, with a filter before it. */
#include "shared/text/merges.h"

#include <stdlib.h>
#include <string.h>

enum { MERGES_MAX = 1 << 23 };

void ps_merges_close(struct ps_merges *merges)
{
    free(merges->slots);
    free(merges->filter);
    *merges = (struct ps_merges){0};
}

static size_t find_slot(const struct ps_merges *merges, int32_t left, int32_t right)
{
    size_t slot = (size_t)(ps_merges_hash(left, right) >> 32) & (merges->num_slots - 1);
    while (merges->slots[slot].left >= 0 &&
           (merges->slots[slot].left != left || merges->slots[slot].right != right))
        slot = (slot + 1) & (merges->num_slots - 1);
    return slot;
}

static uint64_t *filter_word(const struct ps_merges *merges, uint64_t hash, uint64_t *bit)
{
    size_t index = (size_t)(hash >> 32) & (merges->num_slots * 4 - 1);
    *bit = (uint64_t)1 << index % 64;
    return &merges->filter[index / 64];
}

const struct ps_merge *ps_merges_find(const struct ps_merges *merges, int32_t left, int32_t right)
{
    uint64_t bit;
    if (!(*filter_word(merges, ps_merges_hash(left, right), &bit) & bit))
        return NULL;
    const struct ps_merge *merge = &merges->slots[find_slot(merges, left, right)];
    return merge->left >= 0 ? merge : NULL;
}

static enum ps_status allocate(struct ps_merges *merges, size_t count, struct ps_error *error)
{
    size_t num_slots = 16;
    while (num_slots < count * 2)
        num_slots *= 2;
    merges->slots = malloc(num_slots * sizeof *merges->slots);
    merges->filter = calloc(num_slots / 16, sizeof *merges->filter);
    if (!merges->slots || !merges->filter)
        return ps_error_no_memory(error, "the merges of a tokenizer");
    merges->num_slots = num_slots;
    for (size_t i = 0; i < num_slots; i++)
        merges->slots[i].left = -1;
    return PS_OK;
}

static void insert(struct ps_merges *merges, struct ps_merge merge)
{
    uint64_t bit;
    *filter_word(merges, ps_merges_hash(merge.left, merge.right), &bit) |= bit;
    merges->slots[find_slot(merges, merge.left, merge.right)] = merge;
}

/* Takes a merge apart; false where it is neither a string of two tokens nor a pair of strings. */
static bool take_apart(const json_t *merge, struct ps_slice *left, struct ps_slice *right)
{
    if (json_is_array(merge)) {
        const json_t *first = json_array_get(merge, 0), *second = json_array_get(merge, 1);
        if (json_array_size(merge) != 2 || !json_is_string(first) || !json_is_string(second))
            return false;
        *left = (struct ps_slice){json_string_value(first), json_string_length(first)};
        *right = (struct ps_slice){json_string_value(second), json_string_length(second)};
        return true;
    }
    if (!json_is_string(merge))
        return false;
    const char *text = json_string_value(merge);
    size_t size = json_string_length(merge);
    const char *space = memchr(text, ' ', size);
    if (!space || memchr(space + 1, ' ', size - (size_t)(space + 1 - text)))
        return false;
    *left = (struct ps_slice){text, (size_t)(space - text)};
    *right = (struct ps_slice){space + 1, size - left->size - 1};
    return true;
}

static enum ps_status add(struct ps_merges *merges, const struct ps_vocabulary *vocabulary,
                          struct ps_slice left, struct ps_slice right, size_t prefix_size,
                          uint32_t rank)
{
    if (right.size < prefix_size)
        return PS_INVALID;
    struct ps_slice rest = {right.data + prefix_size, right.size - prefix_size};
    uint64_t hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, left.data, left.size);
    struct ps_merge merge = {
        .left = ps_vocabulary_find(vocabulary, left.data, left.size),
        .right = ps_vocabulary_find(vocabulary, right.data, right.size),
        .rank = rank,
        .id = ps_vocabulary_find_joined(vocabulary, ps_vocabulary_hash(hash, rest.data, rest.size),
                                        left, rest),
    };
    if (merge.left < 0 || merge.right < 0 || merge.id < 0)
        return PS_INVALID;
    insert(merges, merge);
    return PS_OK;
}

/* Tokens that share an id, or whose texts are not those of their parts one after another. */
static bool is_ambiguous(const struct ps_vocabulary *vocabulary, size_t prefix_size)
{
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (vocabulary->by_id[vocabulary->entries[i].id] != i + 1)
            return true;
    }
    return prefix_size > 0;
}

enum ps_status ps_merges_read(struct ps_merges *merges, const struct ps_component *component,
                              const struct ps_vocabulary *vocabulary, size_t prefix_size,
                              struct ps_error *error)
{
    const json_t *list = json_object_get(component->json, "merges");
    if (!json_is_array(list))
        return ps_component_wrong(component, "merges", "an array", error);
    if (json_array_size(list) > MERGES_MAX)
        return ps_error_set(error, PS_TOO_LARGE, "%s.merges has %zu entries: at most %d are read",
                            component->where, json_array_size(list), MERGES_MAX);
    PS_TRY(allocate(merges, json_array_size(list), error));
    merges->ambiguous = is_ambiguous(vocabulary, prefix_size);
    uint32_t rank = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *merge = json_array_get(list, i);
        /* The first line of a merges.txt, which some files carry over. */
        if (json_is_string(merge) && strncmp(json_string_value(merge), "#version", 8) == 0)
            continue;
        struct ps_slice left, right;
        if (!take_apart(merge, &left, &right))
            return ps_error_set(error, PS_INVALID,
                                "%s.merges[%zu]: expected \"left right\" or [\"left\", \"right\"]",
                                component->where, i);
        if (add(merges, vocabulary, left, right, prefix_size, rank++) != PS_OK)
            return ps_error_set(error, PS_INVALID,
                                "%s.merges[%zu] joins \"%.64s\" with what follows: the vocabulary "
                                "lacks one of the two, or both joined",
                                component->where, i, left.data);
    }
    return PS_OK;
}
