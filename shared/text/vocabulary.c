/* The vocabulary: an open-addressed hash table over one run of text. */
#include "shared/text/vocabulary.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { TOKEN_SIZE_MAX = 1 << 20 };

void ps_vocabulary_close(struct ps_vocabulary *vocabulary)
{
    ps_buffer_close(&vocabulary->text);
    free(vocabulary->entries);
    free(vocabulary->slots);
    free(vocabulary->by_id);
    *vocabulary = (struct ps_vocabulary){0};
}

uint64_t ps_vocabulary_hash(uint64_t hash, const char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = ps_vocabulary_hash_step(hash, text[i]);
    return hash;
}

/* FNV's low bits are weak alone; fold the high ones in. */
static size_t slot_of(uint64_t hash, size_t num_slots)
{
    return (size_t)(hash ^ hash >> 29) & (num_slots - 1);
}

static bool entry_is(const struct ps_vocabulary *vocabulary, uint32_t index, struct ps_slice head,
                     struct ps_slice tail)
{
    const struct ps_vocabulary_entry *entry = &vocabulary->entries[index];
    if (entry->size != head.size + tail.size)
        return false;
    const char *token = vocabulary->text.data + entry->offset;
    return (head.size == 0 || memcmp(token, head.data, head.size) == 0) &&
           (tail.size == 0 || memcmp(token + head.size, tail.data, tail.size) == 0);
}

/* The slot that holds head followed by tail, or the free one where it would go. */
static size_t find_slot(const struct ps_vocabulary *vocabulary, uint64_t hash, struct ps_slice head,
                        struct ps_slice tail)
{
    size_t slot = slot_of(hash, vocabulary->num_slots);
    while (vocabulary->slots[slot] != 0 &&
           !entry_is(vocabulary, vocabulary->slots[slot] - 1, head, tail))
        slot = (slot + 1) & (vocabulary->num_slots - 1);
    return slot;
}

int32_t ps_vocabulary_find_joined(const struct ps_vocabulary *vocabulary, uint64_t hash,
                                  struct ps_slice head, struct ps_slice tail)
{
    if (vocabulary->num_slots == 0)
        return -1;
    uint32_t index = vocabulary->slots[find_slot(vocabulary, hash, head, tail)];
    return index == 0 ? -1 : vocabulary->entries[index - 1].id;
}

int32_t ps_vocabulary_find(const struct ps_vocabulary *vocabulary, const char *token, size_t size)
{
    uint64_t hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, token, size);
    return ps_vocabulary_find_joined(vocabulary, hash, (struct ps_slice){0},
                                     (struct ps_slice){token, size});
}

struct ps_slice ps_vocabulary_token(const struct ps_vocabulary *vocabulary, int32_t id)
{
    if (id < 0 || (size_t)id >= vocabulary->num_ids || vocabulary->by_id[id] == 0)
        return (struct ps_slice){0};
    const struct ps_vocabulary_entry *entry = &vocabulary->entries[vocabulary->by_id[id] - 1];
    return (struct ps_slice){vocabulary->text.data + entry->offset, entry->size};
}

static enum ps_status grow_slots(struct ps_vocabulary *vocabulary)
{
    size_t num_slots = vocabulary->num_slots ? vocabulary->num_slots * 2 : 64;
    uint32_t *slots = calloc(num_slots, sizeof *slots);
    if (!slots)
        return PS_NO_MEMORY;
    free(vocabulary->slots);
    vocabulary->slots = slots;
    vocabulary->num_slots = num_slots;
    for (size_t i = 0; i < vocabulary->count; i++) {
        const struct ps_vocabulary_entry *entry = &vocabulary->entries[i];
        struct ps_slice token = {vocabulary->text.data + entry->offset, entry->size};
        uint64_t hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, token.data, token.size);
        slots[find_slot(vocabulary, hash, (struct ps_slice){0}, token)] = (uint32_t)i + 1;
    }
    return PS_OK;
}

static enum ps_status grow_entries(struct ps_vocabulary *vocabulary)
{
    if (vocabulary->count < vocabulary->entries_capacity)
        return PS_OK;
    size_t capacity = vocabulary->entries_capacity ? vocabulary->entries_capacity * 2 : 64;
    struct ps_vocabulary_entry *entries =
        reallocarray(vocabulary->entries, capacity, sizeof *entries);
    if (!entries)
        return PS_NO_MEMORY;
    vocabulary->entries = entries;
    vocabulary->entries_capacity = capacity;
    return PS_OK;
}

static enum ps_status grow_ids(struct ps_vocabulary *vocabulary, int32_t id)
{
    size_t needed = (size_t)id + 1;
    if (needed > vocabulary->by_id_capacity) {
        size_t capacity = vocabulary->by_id_capacity ? vocabulary->by_id_capacity : 64;
        while (capacity < needed)
            capacity *= 2;
        uint32_t *by_id = reallocarray(vocabulary->by_id, capacity, sizeof *by_id);
        if (!by_id)
            return PS_NO_MEMORY;
        memset(by_id + vocabulary->by_id_capacity, 0,
               (capacity - vocabulary->by_id_capacity) * sizeof *by_id);
        vocabulary->by_id = by_id;
        vocabulary->by_id_capacity = capacity;
    }
    if (needed > vocabulary->num_ids)
        vocabulary->num_ids = needed;
    return PS_OK;
}

static enum ps_status insert(struct ps_vocabulary *vocabulary, struct ps_slice token, int32_t id)
{
    if (vocabulary->count * 2 >= vocabulary->num_slots)
        PS_TRY(grow_slots(vocabulary));
    PS_TRY(grow_ids(vocabulary, id));
    PS_TRY(grow_entries(vocabulary));
    uint64_t hash = ps_vocabulary_hash(PS_VOCABULARY_HASH_EMPTY, token.data, token.size);
    size_t slot = find_slot(vocabulary, hash, (struct ps_slice){0}, token);
    if (vocabulary->slots[slot] != 0) {
        vocabulary->entries[vocabulary->slots[slot] - 1].id = id;
        vocabulary->by_id[id] = vocabulary->slots[slot];
        return PS_OK;
    }
    size_t offset = vocabulary->text.size;
    PS_TRY(ps_buffer_reserve(&vocabulary->text, token.size + 1));
    PS_TRY(ps_buffer_append(&vocabulary->text, token.data, token.size));
    PS_TRY(ps_buffer_append_byte(&vocabulary->text, '\0'));
    vocabulary->entries[vocabulary->count++] =
        (struct ps_vocabulary_entry){offset, (uint32_t)token.size, id};
    vocabulary->slots[slot] = (uint32_t)vocabulary->count;
    vocabulary->by_id[id] = (uint32_t)vocabulary->count;
    if (token.size > vocabulary->token_size_max)
        vocabulary->token_size_max = token.size;
    return PS_OK;
}

enum ps_status ps_vocabulary_add(struct ps_vocabulary *vocabulary, const char *token, size_t size,
                                 int32_t id, struct ps_error *error)
{
    if (id < 0 || id >= PS_VOCABULARY_IDS_MAX)
        return ps_error_set(error, PS_TOO_LARGE,
                            "token \"%.64s\" has id %d: expected one from 0 to %d", token, id,
                            PS_VOCABULARY_IDS_MAX - 1);
    if (size > TOKEN_SIZE_MAX || vocabulary->count >= PS_VOCABULARY_IDS_MAX)
        return ps_error_set(error, PS_TOO_LARGE,
                            "token \"%.64s\": at most %d tokens of %d bytes are read", token,
                            PS_VOCABULARY_IDS_MAX, TOKEN_SIZE_MAX);
    if (insert(vocabulary, (struct ps_slice){token, size}, id) != PS_OK)
        return ps_error_no_memory(error, "a vocabulary");
    return PS_OK;
}

/* A list of tokens, each with a score beside it, whose places are their ids. */
static enum ps_status read_list(struct ps_vocabulary *vocabulary,
                                const struct ps_component *component, const json_t *list,
                                struct ps_error *error)
{
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *token = json_array_get(json_array_get(list, i), 0);
        if (!json_is_string(token))
            return ps_error_set(error, PS_INVALID, "%s.vocab[%zu]: expected [\"token\", score]",
                                component->where, i);
        int32_t id = i > PS_VOCABULARY_IDS_MAX ? PS_VOCABULARY_IDS_MAX : (int32_t)i;
        PS_TRY(ps_vocabulary_add(vocabulary, json_string_value(token), json_string_length(token),
                                 id, error));
    }
    return PS_OK;
}

enum ps_status ps_vocabulary_read(struct ps_vocabulary *vocabulary,
                                  const struct ps_component *component, struct ps_error *error)
{
    json_t *vocab = json_object_get(component->json, "vocab");
    if (json_is_array(vocab))
        return read_list(vocabulary, component, vocab, error);
    if (!json_is_object(vocab))
        return ps_component_wrong(component, "vocab", "an object of tokens and their ids", error);
    const char *token;
    json_t *id;
    json_object_foreach(vocab, token, id)
    {
        if (!json_is_integer(id) || json_integer_value(id) < 0)
            return ps_error_set(error, PS_INVALID,
                                "%s.vocab: the id of \"%.64s\" is not a whole number, 0 or more",
                                component->where, token);
        json_int_t value = json_integer_value(id);
        int32_t clamped = value > PS_VOCABULARY_IDS_MAX ? PS_VOCABULARY_IDS_MAX : (int32_t)value;
        PS_TRY(ps_vocabulary_add(vocabulary, token, strlen(token), clamped, error));
    }
    return PS_OK;
}
