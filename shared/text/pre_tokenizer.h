/* The pre-tokenizer of a tokenizer.json: steps that cut a text into the words a model sees. */
#ifndef PENSTOCK_SHARED_TEXT_PRE_TOKENIZER_H
#define PENSTOCK_SHARED_TEXT_PRE_TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/pieces.h"

/* One kind of step; a new kind is a new entry of a table. */
struct ps_pre_tokenizer_kind {
    const char *name;
    /* Fills *state, which destroy frees; NULL where the kind has no settings. */
    enum ps_status (*parse)(const struct ps_component *component, void **state,
                            struct ps_error *error);
    /* Appends to out what becomes of one piece of text. */
    enum ps_status (*split)(const void *state, const char *text, size_t size, size_t head,
                            struct ps_pieces *out, struct ps_error *error);
    void (*destroy)(void *state);
};

/* What ByteLevel does after cutting: it writes each word in the alphabet of bytes.h. */
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_alphabet;

/* Kinds end with an entry that has no name. */
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_bytes[];
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_class[];
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_metaspace[];
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_scripts[];
extern const struct ps_pre_tokenizer_kind ps_pre_tokenizer_kinds_split[];

struct ps_pre_tokenizer_step {
    const struct ps_pre_tokenizer_kind *kind;
    void *state;
};

/* Zero-initialise: no steps. */
struct ps_pre_tokenizer {
    struct ps_pre_tokenizer_step *steps; /* [count], applied in order */
    size_t count;
    bool byte_level; /* the last step would write words in the alphabet of bytes.h; it is left to
                        the model, which then looks most words up as they are */
};

/* PS_UNSUPPORTED for a kind that is not known. A JSON null gives no steps. */
enum ps_status ps_pre_tokenizer_parse(struct ps_pre_tokenizer *pre_tokenizer,
                                      const struct ps_component *component,
                                      struct ps_error *error) PS_MUST_USE;
void ps_pre_tokenizer_close(struct ps_pre_tokenizer *pre_tokenizer);

/* Reads component.behavior. */
enum ps_status ps_split_behavior_parse(const struct ps_component *component,
                                       enum ps_split_behavior *behavior,
                                       struct ps_error *error) PS_MUST_USE;

/* Splits the pieces in place; spare is memory to work in. */
enum ps_status ps_pre_tokenizer_apply(const struct ps_pre_tokenizer *pre_tokenizer,
                                      struct ps_pieces *pieces, struct ps_pieces *spare,
                                      struct ps_error *error) PS_MUST_USE;

#endif
