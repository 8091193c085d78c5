/* What words became, remembered.
 *
 * A word's hash says in which slot it is, if at all; a new word takes the place of the old one. A
 * slot has a version, odd while someone writes (Lameter's sequence lock): who reads takes what he
 * read only if the version was even and is still the same, and who finds someone else writing lets
 * it be. Everything in a slot is atomic, so that reading while another thread writes is defined;
 * each load acquires and each store releases, which orders them against the version and costs
 * nothing on x86. */
#include "shared/text/word_cache.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

/* 4 MB; the 16 words of a slot fill two cache lines. */
enum { NUM_SLOTS = 1 << 15, CONTENTS_MAX = 14 };

struct slot {
    _Atomic uint64_t version;
    _Atomic uint64_t head;                   /* the key's tag, and below it the number of ids */
    _Atomic uint64_t contents[CONTENTS_MAX]; /* the key's parts, then two ids in each */
};

struct ps_word_cache {
    struct slot slots[NUM_SLOTS];
};

static const uint64_t COUNT_MASK = 0xFF;

struct ps_word_cache *ps_word_cache_create(void)
{
    return calloc(1, sizeof(struct ps_word_cache));
}

void ps_word_cache_destroy(struct ps_word_cache *cache)
{
    free(cache);
}

static uint64_t load_bytes(const char *bytes, size_t size)
{
    uint64_t value = 0;
    memcpy(&value, bytes, size);
    return value;
}

/* The last part of a long word overlaps the one before it; that of a word of less than eight bytes
 * is put together from overlapping halves. With the size beside it, neither is ambiguous. */
static uint64_t load_last(const char *word, size_t size)
{
    if (size >= 8)
        return load_bytes(word + size - 8, 8);
    if (size >= 4)
        return load_bytes(word, 4) | load_bytes(word + size - 4, 4) << 32;
    return load_bytes(word, 1) | load_bytes(word + size / 2, 1) << 8 |
           load_bytes(word + size - 1, 1) << 16;
}

void ps_word_key_init(struct ps_word_key *key, const char *word, size_t size)
{
    uint64_t hash = size;
    key->num_parts = (size + 7) / 8;
    for (size_t i = 0; i < key->num_parts; i++) {
        bool last = i + 1 == key->num_parts;
        key->parts[i] = last ? load_last(word, size) : load_bytes(word + 8 * i, 8);
        hash = (hash ^ key->parts[i]) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    key->tag = (hash << 16 | size << 8) & ~COUNT_MASK;
}

static size_t slot_of(const struct ps_word_key *key)
{
    return key->tag >> 16 & (NUM_SLOTS - 1);
}

size_t ps_word_cache_get(const struct ps_word_cache *cache, const struct ps_word_key *key,
                         int32_t ids[PS_WORD_CACHE_IDS_MAX])
{
    const struct slot *slot = &cache->slots[slot_of(key)];
    uint64_t version = atomic_load_explicit(&slot->version, memory_order_acquire);
    uint64_t head = atomic_load_explicit(&slot->head, memory_order_acquire);
    if ((head & ~COUNT_MASK) != key->tag)
        return 0;
    const _Atomic uint64_t *contents = slot->contents;
    for (size_t i = 0; i < key->num_parts; i++) {
        if (atomic_load_explicit(contents++, memory_order_acquire) != key->parts[i])
            return 0;
    }
    size_t count = head & COUNT_MASK;
    for (size_t i = 0; i < count; i += 2) {
        uint64_t pair = atomic_load_explicit(contents++, memory_order_acquire);
        ids[i] = (int32_t)(uint32_t)pair;
        ids[i + 1] = (int32_t)(pair >> 32);
    }
    bool unchanged =
        version % 2 == 0 && atomic_load_explicit(&slot->version, memory_order_relaxed) == version;
    return unchanged ? count : 0;
}

void ps_word_cache_put(struct ps_word_cache *cache, const struct ps_word_key *key,
                       const int32_t *ids, size_t count)
{
    if (count == 0 || count > PS_WORD_CACHE_IDS_MAX ||
        key->num_parts + (count + 1) / 2 > CONTENTS_MAX)
        return;
    struct slot *slot = &cache->slots[slot_of(key)];
    uint64_t version = atomic_load_explicit(&slot->version, memory_order_relaxed);
    if (version % 2 != 0 ||
        !atomic_compare_exchange_strong_explicit(&slot->version, &version, version + 1,
                                                 memory_order_acq_rel, memory_order_relaxed))
        return;
    atomic_store_explicit(&slot->head, key->tag | count, memory_order_release);
    _Atomic uint64_t *contents = slot->contents;
    for (size_t i = 0; i < key->num_parts; i++)
        atomic_store_explicit(contents++, key->parts[i], memory_order_release);
    for (size_t i = 0; i < count; i += 2) {
        uint64_t second = i + 1 < count ? (uint32_t)ids[i + 1] : 0;
        atomic_store_explicit(contents++, second << 32 | (uint32_t)ids[i], memory_order_release);
    }
    atomic_store_explicit(&slot->version, version + 2, memory_order_release);
}
