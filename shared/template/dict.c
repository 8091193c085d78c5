/* Small dicts are searched from the beginning; larger ones have a table with linear probing. Every
 * comparison counts as a step, which bounds what keys made to collide can cost. */
#include "shared/template/dict.h"

#include <string.h>

#include "shared/template/compare.h"

enum { INDEX_COUNT_MIN = 9 };

enum ps_status ps_dict_create(struct ps_rendering *render, size_t capacity, struct ps_value *dict)
{
    void *memory, *entries = NULL;
    PS_TRY(ps_rendering_alloc(render, 1, sizeof(struct ps_dict), &memory));
    if (capacity > 0)
        PS_TRY(ps_rendering_alloc(render, capacity, sizeof(struct ps_entry), &entries));
    struct ps_dict *made = memory;
    *made = (struct ps_dict){.entries = entries, .capacity = capacity};
    *dict = (struct ps_value){.kind = PS_VALUE_DICT, .dict = made};
    return PS_OK;
}

static enum ps_status is_entry(struct ps_rendering *render, const struct ps_entry *entry,
                               struct ps_value key, uint64_t hash, bool *is_it)
{
    *is_it = false;
    PS_TRY(ps_rendering_step(render, 1));
    if (entry->hash != hash)
        return PS_OK;
    *is_it = ps_value_same(entry->key, key);
    return *is_it ? PS_OK : ps_value_equal(render, entry->key, key, is_it);
}

/* The entry of a key, or NULL. */
static enum ps_status find(struct ps_rendering *render, const struct ps_dict *dict,
                           struct ps_value key, uint64_t hash, struct ps_entry **entry)
{
    bool is_it = false;
    *entry = NULL;
    if (!dict->index) {
        for (size_t i = 0; i < dict->count && !is_it; i++) {
            PS_TRY(is_entry(render, &dict->entries[i], key, hash, &is_it));
            if (is_it)
                *entry = &dict->entries[i];
        }
        return PS_OK;
    }
    size_t slot = hash & (dict->num_slots - 1);
    for (; dict->index[slot]; slot = (slot + 1) & (dict->num_slots - 1)) {
        struct ps_entry *candidate = &dict->entries[dict->index[slot] - 1];
        PS_TRY(is_entry(render, candidate, key, hash, &is_it));
        if (is_it) {
            *entry = candidate;
            return PS_OK;
        }
    }
    return PS_OK;
}

enum ps_status ps_dict_get(struct ps_rendering *render, const struct ps_dict *dict,
                           struct ps_value key, struct ps_value *value)
{
    struct ps_entry *entry;
    uint64_t hash;
    *value = (struct ps_value){.kind = PS_VALUE_ABSENT};
    PS_TRY(ps_value_hash(render, key, &hash));
    PS_TRY(find(render, dict, key, hash, &entry));
    if (entry)
        *value = entry->value;
    return PS_OK;
}

static void index_entry(struct ps_dict *dict, size_t entry)
{
    size_t slot = dict->entries[entry].hash & (dict->num_slots - 1);
    while (dict->index[slot])
        slot = (slot + 1) & (dict->num_slots - 1);
    dict->index[slot] = (uint32_t)entry + 1;
}

static enum ps_status build_index(struct ps_rendering *render, struct ps_dict *dict)
{
    void *index;
    size_t num_slots = 32;
    while (num_slots < dict->capacity * 2)
        num_slots *= 2;
    PS_TRY(ps_rendering_step(render, dict->count));
    PS_TRY(ps_rendering_alloc(render, num_slots, sizeof *dict->index, &index));
    dict->index = index;
    dict->num_slots = num_slots;
    for (size_t i = 0; i < dict->count; i++)
        index_entry(dict, i);
    return PS_OK;
}

static enum ps_status grow(struct ps_rendering *render, struct ps_dict *dict)
{
    void *entries;
    size_t capacity = dict->capacity < 4 ? 8 : dict->capacity * 2;
    PS_TRY(ps_rendering_alloc(render, capacity, sizeof *dict->entries, &entries));
    if (dict->count > 0)
        memcpy(entries, dict->entries, dict->count * sizeof *dict->entries);
    dict->entries = entries;
    dict->capacity = capacity;
    dict->index = NULL;
    return PS_OK;
}

enum ps_status ps_dict_set(struct ps_rendering *render, struct ps_dict *dict, struct ps_value key,
                           struct ps_value value)
{
    struct ps_entry *entry;
    uint64_t hash;
    PS_TRY(ps_value_hash(render, key, &hash));
    PS_TRY(find(render, dict, key, hash, &entry));
    if (entry) {
        entry->value = value;
        return PS_OK;
    }
    if (dict->count == dict->capacity)
        PS_TRY(grow(render, dict));
    dict->entries[dict->count] = (struct ps_entry){key, value, hash};
    dict->count++;
    if (dict->index)
        index_entry(dict, dict->count - 1);
    else if (dict->count >= INDEX_COUNT_MIN)
        return build_index(render, dict);
    return PS_OK;
}

enum ps_status ps_dict_update(struct ps_rendering *render, struct ps_dict *dict,
                              const struct ps_dict *other)
{
    for (size_t i = 0; i < other->count; i++)
        PS_TRY(ps_dict_set(render, dict, other->entries[i].key, other->entries[i].value));
    return PS_OK;
}
