/* A tokenizer as a tokenizer.json describes it: added tokens, normalizer, pre-tokenizer, model,
 * post-processor, decoder. Immutable after loading, so any thread may use it at the same time.
 * Equal to the `tokenizers` package token for token; `padding` and `truncation` are ignored. */
#ifndef PENSTOCK_SHARED_TEXT_TOKENIZER_H
#define PENSTOCK_SHARED_TEXT_TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/status.h"

struct ps_tokenizer; /* opaque */

/* Token ids with their type ids (0 for the first text, as the post-processor says).
 * Zero-initialise. */
struct ps_tokens {
    int32_t *ids;      /* [count] */
    int32_t *type_ids; /* [count] */
    size_t count;
    size_t capacity;
};

void ps_tokens_close(struct ps_tokens *tokens);

/* Reads folder/tokenizer.json, or where there is none vocab.json and merges.txt, or vocab.txt, with
 * the settings beside them. PS_NOT_FOUND, PS_IO, PS_INVALID, PS_UNSUPPORTED (a component that is
 * not known, by name), PS_NO_MEMORY. */
enum ps_status ps_tokenizer_load(struct ps_tokenizer **tokenizer, const char *folder,
                                 struct ps_error *error) PS_MUST_USE;

/* Adds the names and bytes of all files in folder that a tokenizer can be made of. PS_IO,
 * PS_NO_MEMORY. */
enum ps_status ps_tokenizer_hash_files(const char *folder, struct ps_hasher *hasher,
                                       struct ps_error *error) PS_MUST_USE;

/* The same from the bytes of a tokenizer.json. */
enum ps_status ps_tokenizer_parse(struct ps_tokenizer **tokenizer, const char *json, size_t size,
                                  struct ps_error *error) PS_MUST_USE;

/* The tokenizer of conversations, where it is another: transformers encodes what its class
 * LlamaTokenizer reads otherwise than tokenizer.json has it as soon as there are special tokens in
 * it. *tokenizer stays NULL where there is no difference. Errors as above. */
enum ps_status ps_tokenizer_load_for_chat(struct ps_tokenizer **tokenizer, const char *folder,
                                          struct ps_error *error) PS_MUST_USE;
void ps_tokenizer_destroy(struct ps_tokenizer *tokenizer);
PS_DEFINE_DEFER(ps_tokenizer_destroy, struct ps_tokenizer)

/* Lowers the case of a text before anything else is done to it, unless one of the normalizer's
 * steps is Lowercase: what sentence-transformers makes of do_lower_case. For whoever has loaded the
 * tokenizer, before others use it. */
enum ps_status ps_tokenizer_lower_case(struct ps_tokenizer *tokenizer,
                                       struct ps_error *error) PS_MUST_USE;

/* Appends the tokens of text, which must be valid UTF-8 (else PS_INVALID). add_special_tokens runs
 * the post-processor's template. */
enum ps_status ps_tokenizer_encode(const struct ps_tokenizer *tokenizer, const char *text,
                                   size_t size, bool add_special_tokens, struct ps_tokens *tokens,
                                   struct ps_error *error) PS_MUST_USE;

/* One text or a pair of them, in as many tokens as there is room for. */
struct ps_encode_params {
    const char *text; /* UTF-8 */
    size_t text_size;
    const char *pair; /* the second text; NULL: there is none */
    size_t pair_size;
    bool add_special_tokens;
    size_t tokens_max; /* special tokens included; the texts lose tokens, the longer one first, as
                          with transformers' "longest_first"; 0: no limit */
    bool keep_end;     /* they lose them at their beginnings, not at their ends */
};

/* The same as ps_tokenizer_encode for more than a text. PS_INVALID also where tokens_max is less
 * than the special tokens take. */
enum ps_status ps_tokenizer_encode_pair(const struct ps_tokenizer *tokenizer,
                                        const struct ps_encode_params *params,
                                        struct ps_tokens *tokens,
                                        struct ps_error *error) PS_MUST_USE;

/* Appends the text of ids, always valid UTF-8 (U+FFFD where bytes form no character), as
 * `Tokenizer.decode` gives it. An id outside the vocabulary is left out. */
enum ps_status ps_tokenizer_decode(const struct ps_tokenizer *tokenizer, const int32_t *ids,
                                   size_t count, bool skip_special_tokens, struct ps_buffer *text,
                                   struct ps_error *error) PS_MUST_USE;

/* "BPE", "WordPiece", ...: its model. */
const char *ps_tokenizer_kind(const struct ps_tokenizer *tokenizer);

/* One more than the largest id. */
size_t ps_tokenizer_size(const struct ps_tokenizer *tokenizer);

/* The token as the vocabulary writes it ("▁the"), borrowed; NULL where there is none. */
const char *ps_tokenizer_token(const struct ps_tokenizer *tokenizer, int32_t id);

bool ps_tokenizer_is_special(const struct ps_tokenizer *tokenizer, int32_t id);

#endif
