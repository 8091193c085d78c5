/* The tokens of a vocabulary that are single characters, found by code point. */
#ifndef PENSTOCK_SHARED_TEXT_CHARACTERS_H
#define PENSTOCK_SHARED_TEXT_CHARACTERS_H

#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/vocabulary.h"

#define PS_CHARACTERS_BLOCK 256

/* Zero-initialise. */
struct ps_characters {
    int32_t (*blocks)[PS_CHARACTERS_BLOCK]; /* [num_blocks]: ids, or -1; the first has none */
    size_t num_blocks;
    uint16_t block_of[0x110000 / PS_CHARACTERS_BLOCK];
};

enum ps_status ps_characters_build(struct ps_characters *characters,
                                   const struct ps_vocabulary *vocabulary,
                                   struct ps_error *error) PS_MUST_USE;
void ps_characters_close(struct ps_characters *characters);

/* The id of a code point, or -1. */
static inline int32_t ps_characters_find(const struct ps_characters *characters,
                                         uint32_t code_point)
{
    uint16_t block = characters->block_of[code_point / PS_CHARACTERS_BLOCK];
    return characters->blocks[block][code_point % PS_CHARACTERS_BLOCK];
}

#endif
