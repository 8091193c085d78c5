/* The tokens of a vocabulary that are single characters: a table of two levels. */
#include "shared/text/characters.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/utf8.h"

void ps_characters_close(struct ps_characters *characters)
{
    free(characters->blocks);
    *characters = (struct ps_characters){0};
}

/* The code point of a token that is one character. */
static bool is_character(const struct ps_vocabulary *vocabulary, size_t index, uint32_t *code_point)
{
    const struct ps_vocabulary_entry *entry = &vocabulary->entries[index];
    size_t length = ps_utf8_decode(vocabulary->text.data + entry->offset, entry->size, code_point);
    return length > 0 && length == entry->size;
}

enum ps_status ps_characters_build(struct ps_characters *characters,
                                   const struct ps_vocabulary *vocabulary, struct ps_error *error)
{
    uint32_t code_point;
    size_t num_blocks = 1;
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (!is_character(vocabulary, i, &code_point))
            continue;
        uint16_t *block = &characters->block_of[code_point / PS_CHARACTERS_BLOCK];
        if (*block == 0)
            *block = (uint16_t)num_blocks++;
    }
    characters->blocks = malloc(num_blocks * sizeof *characters->blocks);
    if (!characters->blocks)
        return ps_error_no_memory(error, "a vocabulary");
    characters->num_blocks = num_blocks;
    memset(characters->blocks, 0xFF, num_blocks * sizeof *characters->blocks);
    for (size_t i = 0; i < vocabulary->count; i++) {
        if (!is_character(vocabulary, i, &code_point))
            continue;
        uint16_t block = characters->block_of[code_point / PS_CHARACTERS_BLOCK];
        characters->blocks[block][code_point % PS_CHARACTERS_BLOCK] = vocabulary->entries[i].id;
    }
    return PS_OK;
}
