/* Added tokens: found in a text before the model sees it, whatever the model would make of them. */
#ifndef PENSTOCK_SHARED_TEXT_ADDED_H
#define PENSTOCK_SHARED_TEXT_ADDED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/normalizer.h"
#include "shared/text/pieces.h"
#include "shared/text/trie.h"
#include "shared/text/vocabulary.h"

struct ps_added_token {
    int32_t id;
    bool single_word;    /* only where no word character touches it */
    bool lstrip, rstrip; /* takes the spaces before it, behind it */
    bool normalized;     /* found in the normalized text, in its own normalized form */
    bool special;        /* left out when decoding, unless asked for */
};

/* Zero-initialise. */
struct ps_added {
    struct ps_vocabulary names;    /* content to id */
    struct ps_vocabulary decoded;  /* what decoding writes, where it isn't the content */
    struct ps_vocabulary specials; /* contents of tokens that were special when they were added */
    struct ps_added_token *tokens; /* [count] */
    size_t count;
    uint32_t *by_id; /* [num_ids]: index of a token plus 1, or 0 */
    size_t num_ids;
    struct ps_trie raw;        /* those found in the raw text, values index tokens */
    struct ps_trie normalized; /* those found in the normalized text */
};

/* Reads the array at component.added_tokens. A token that the model's vocabulary has gets the id it
 * has there, another the next free one: the ids in the file are not used. */
enum ps_status ps_added_parse(struct ps_added *added, const struct ps_component *component,
                              const struct ps_vocabulary *vocabulary,
                              const struct ps_normalizer *normalizer,
                              struct ps_error *error) PS_MUST_USE;
void ps_added_close(struct ps_added *added);

/* Appends to out the tokens found in text and the text between them. */
enum ps_status ps_added_split(const struct ps_added *added, const struct ps_trie *trie,
                              const char *text, size_t size, size_t head, struct ps_pieces *out,
                              struct ps_error *error) PS_MUST_USE;

#endif
