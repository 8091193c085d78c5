/* The vocabulary: tokens to ids and back. */
#ifndef PENSTOCK_SHARED_TEXT_VOCABULARY_H
#define PENSTOCK_SHARED_TEXT_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/status.h"
#include "shared/text/component.h"

/* An id is below this: what holds one entry per id stays small even for a hostile file. */
#define PS_VOCABULARY_IDS_MAX (1 << 22)

struct ps_vocabulary_entry {
    size_t offset;
    uint32_t size;
    int32_t id;
};

/* Zero-initialise. */
struct ps_vocabulary {
    struct ps_buffer text;               /* the tokens, each with a NUL behind it */
    struct ps_vocabulary_entry *entries; /* [count] in order of arrival */
    size_t count;
    size_t entries_capacity;
    uint32_t *slots; /* [num_slots], a power of two: index of an entry plus 1, or 0 */
    size_t num_slots;
    uint32_t *by_id; /* [num_ids]: index of an entry plus 1, or 0 */
    size_t num_ids;  /* one more than the largest id */
    size_t by_id_capacity;
    size_t token_size_max; /* bytes of the longest token */
};

void ps_vocabulary_close(struct ps_vocabulary *vocabulary);

/* Adds a token, or gives a new id to one that is there. PS_TOO_LARGE, PS_NO_MEMORY. */
enum ps_status ps_vocabulary_add(struct ps_vocabulary *vocabulary, const char *token, size_t size,
                                 int32_t id, struct ps_error *error) PS_MUST_USE;

/* Adds component.vocab: an object of tokens and ids, or a list of tokens with scores. */
enum ps_status ps_vocabulary_read(struct ps_vocabulary *vocabulary,
                                  const struct ps_component *component,
                                  struct ps_error *error) PS_MUST_USE;

/* The id of a token, or -1. */
int32_t ps_vocabulary_find(const struct ps_vocabulary *vocabulary, const char *token, size_t size);

/* The token of an id, with a NUL behind it; data is NULL where there is none. */
struct ps_slice ps_vocabulary_token(const struct ps_vocabulary *vocabulary, int32_t id);

/* For a search that grows byte by byte: the hash of a string's bytes, and the id of the token that
 * is head followed by tail, whose hash the caller has. */
#define PS_VOCABULARY_HASH_EMPTY 0xCBF29CE484222325u
static inline uint64_t ps_vocabulary_hash_step(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * 0x100000001B3u; /* FNV-1a */
}
uint64_t ps_vocabulary_hash(uint64_t hash, const char *text, size_t size);
int32_t ps_vocabulary_find_joined(const struct ps_vocabulary *vocabulary, uint64_t hash,
                                  struct ps_slice head, struct ps_slice tail);

#endif
