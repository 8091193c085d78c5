/* What words became, remembered: a word that comes again need not be taken apart again. A table of
 * fixed size that any number of threads use at the same time; it changes no result. */
#ifndef PENSTOCK_SHARED_TEXT_WORD_CACHE_H
#define PENSTOCK_SHARED_TEXT_WORD_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/defer.h"

enum {
    PS_WORD_CACHE_SIZE_MAX = 64, /* bytes of a word that can be remembered */
    PS_WORD_CACHE_IDS_MAX = 26,  /* and its tokens */
};

struct ps_word_cache; /* opaque */

/* NULL where memory can't be had. */
struct ps_word_cache *ps_word_cache_create(void);
void ps_word_cache_destroy(struct ps_word_cache *cache);

/* A word as the table compares it. */
struct ps_word_key {
    uint64_t parts[PS_WORD_CACHE_SIZE_MAX / sizeof(uint64_t)]; /* [num_parts] */
    size_t num_parts;
    uint64_t tag; /* hash and size; never 0 */
};

/* size is 1 to PS_WORD_CACHE_SIZE_MAX. */
void ps_word_key_init(struct ps_word_key *key, const char *word, size_t size);

/* Writes the ids of a word and returns how many they are, or 0 where it isn't remembered. */
size_t ps_word_cache_get(const struct ps_word_cache *cache, const struct ps_word_key *key,
                         int32_t ids[PS_WORD_CACHE_IDS_MAX]);

/* Remembers a word in the place of another one, if word and ids aren't too many for that. */
void ps_word_cache_put(struct ps_word_cache *cache, const struct ps_word_key *key,
                       const int32_t *ids, size_t count);

#endif
