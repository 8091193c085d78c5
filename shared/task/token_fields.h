/* Fields of a request that are about single tokens: lists of ids, biases by id, words that must not
 * appear. Ids are those of the model's vocabulary; errors name the element. */
#ifndef PENSTOCK_SHARED_TASK_TOKEN_FIELDS_H
#define PENSTOCK_SHARED_TASK_TOKEN_FIELDS_H

#include <jansson.h>

#include "shared/engine/sequence.h"
#include "shared/text/tokenizer.h"

/* A list of token ids, each once in the end. Zero-initialise. */
struct ps_token_ids {
    int32_t *ids; /* [count], ascending */
    size_t count;
};

/* Leaves ids as they were where the field is absent. */
enum ps_status ps_token_ids_read(struct ps_token_ids *ids, const json_t *body, const char *name,
                                 size_t vocab_size, struct ps_error *error) PS_MUST_USE;
void ps_token_ids_close(struct ps_token_ids *ids);

/* OpenAI's logit_bias: an object whose keys are token ids, with numbers from -100 to 100. Zero-
 * initialise. */
struct ps_biases {
    struct ps_logit_bias *items; /* [count], as in the body */
    size_t count;
};

enum ps_status ps_biases_read(struct ps_biases *biases, const json_t *body, size_t vocab_size,
                              struct ps_error *error) PS_MUST_USE;
void ps_biases_close(struct ps_biases *biases);

/* vLLM's bad_words, as the sequences of tokens that spell them: each word as the beginning of a
 * text and, where that is another token, behind a space. Zero-initialise. */
struct ps_bad_words {
    struct ps_token_list *items; /* [count], their ids owned */
    size_t count;
};

/* Whether the body's bad_words are words at all; they are tokenized by ps_bad_words_encode. */
enum ps_status ps_bad_words_check(const json_t *body, struct ps_error *error) PS_MUST_USE;
enum ps_status ps_bad_words_encode(struct ps_bad_words *words, const json_t *body,
                                   const struct ps_tokenizer *tokenizer,
                                   struct ps_error *error) PS_MUST_USE;
void ps_bad_words_close(struct ps_bad_words *words);

#endif
