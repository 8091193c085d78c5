/* The model of a tokenizer.json: how a word becomes tokens of the vocabulary. */
#ifndef PENSTOCK_SHARED_TEXT_SUBWORD_H
#define PENSTOCK_SHARED_TEXT_SUBWORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/tokenizer.h"
#include "shared/text/vocabulary.h"
#include "shared/text/word_cache.h"

/* Memory that the words of one text reuse. Zero-initialise. */
struct ps_scratch {
    void *memory;
    size_t size;
    struct ps_buffer word; /* written in another alphabet */
};

/* At least size bytes, aligned as malloc does; NULL where they can't be had. Contents are lost. */
void *ps_scratch_get(struct ps_scratch *scratch, size_t size);
void ps_scratch_close(struct ps_scratch *scratch);

/* One kind of model; a new kind is a new entry of a table. */
struct ps_subword_kind {
    const char *name;
    /* The vocabulary has been read. Fills *state, which destroy frees. */
    enum ps_status (*parse)(const struct ps_component *component,
                            const struct ps_vocabulary *vocabulary, void **state,
                            struct ps_error *error);
    /* Appends the tokens of one word, which is not empty. */
    enum ps_status (*encode)(const void *state, const struct ps_vocabulary *vocabulary,
                             const char *word, size_t size, struct ps_scratch *scratch,
                             struct ps_tokens *tokens, struct ps_error *error);
    /* How many of a word's first bytes make the same tokens by themselves and leave the rest of
     * the word its tokens; NULL: words are never cut. */
    size_t (*cut)(const void *state, const char *word, size_t size);
    void (*destroy)(void *state);
};

extern const struct ps_subword_kind ps_subword_bpe;
extern const struct ps_subword_kind ps_subword_unigram;
extern const struct ps_subword_kind ps_subword_word_level;
extern const struct ps_subword_kind ps_subword_word_piece;

/* Zero-initialise. */
struct ps_subword {
    const struct ps_subword_kind *kind;
    void *state;
    struct ps_vocabulary vocabulary;
    struct ps_word_cache *cache;
    bool byte_level; /* words come as they are: the model knows them in the alphabet of bytes.h */
};

/* PS_UNSUPPORTED for a kind that is not known. */
enum ps_status ps_subword_parse(struct ps_subword *subword, const struct ps_component *component,
                                struct ps_error *error) PS_MUST_USE;
void ps_subword_close(struct ps_subword *subword);
enum ps_status ps_subword_encode(const struct ps_subword *subword, const char *word, size_t size,
                                 struct ps_scratch *scratch, struct ps_tokens *tokens,
                                 struct ps_error *error) PS_MUST_USE;

/* Makes room for that many more tokens. */
enum ps_status ps_tokens_reserve(struct ps_tokens *tokens, size_t extra,
                                 struct ps_error *error) PS_MUST_USE;

/* Appends one token, several tokens. */
enum ps_status ps_tokens_add(struct ps_tokens *tokens, int32_t id, int32_t type_id,
                             struct ps_error *error) PS_MUST_USE;
enum ps_status ps_tokens_append(struct ps_tokens *tokens, const int32_t *ids, size_t count,
                                int32_t type_id, struct ps_error *error) PS_MUST_USE;

#endif
