/* The normalizer of a tokenizer.json: steps that rewrite a text before it is split. */
#ifndef PENSTOCK_SHARED_TEXT_NORMALIZER_H
#define PENSTOCK_SHARED_TEXT_NORMALIZER_H

#include <stddef.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/pieces.h"

/* One kind of step; a new kind is a new entry of a table. */
struct ps_normalizer_kind {
    const char *name;
    /* Fills *state, which destroy frees; NULL where the kind has no settings. */
    enum ps_status (*parse)(const struct ps_component *component, void **state,
                            struct ps_error *error);
    /* Appends to out, which is empty, the new form of in, and sets out->head. */
    enum ps_status (*apply)(const void *state, const struct ps_text_run *in,
                            struct ps_text_run *out, struct ps_error *error);
    void (*destroy)(void *state);
};

/* Kinds end with an entry that has no name. */
extern const struct ps_normalizer_kind ps_normalizer_kinds_basic[];
extern const struct ps_normalizer_kind ps_normalizer_kinds_bert[];
extern const struct ps_normalizer_kind ps_normalizer_kinds_precompiled[];
extern const struct ps_normalizer_kind ps_normalizer_kinds_unicode[];

struct ps_normalizer_step {
    const struct ps_normalizer_kind *kind;
    void *state;
};

/* Zero-initialise: no steps. */
struct ps_normalizer {
    struct ps_normalizer_step *steps; /* [count], applied in order */
    size_t count;
};

/* PS_UNSUPPORTED for a kind that is not known. A JSON null gives no steps. */
enum ps_status ps_normalizer_parse(struct ps_normalizer *normalizer,
                                   const struct ps_component *component,
                                   struct ps_error *error) PS_MUST_USE;

/* Puts a Lowercase before the other steps, unless there is one among them. */
enum ps_status ps_normalizer_lower_first(struct ps_normalizer *normalizer,
                                         struct ps_error *error) PS_MUST_USE;
void ps_normalizer_close(struct ps_normalizer *normalizer);

/* For a step that may make much of little, as it goes: PS_TOO_LARGE where out is longer than its
 * size_max, so that memory isn't filled before anyone looks. */
enum ps_status ps_normalizer_check_growth(const struct ps_text_run *out,
                                          struct ps_error *error) PS_MUST_USE;

/* Rewrites run in place; spare is memory to work in. */
enum ps_status ps_normalizer_apply(const struct ps_normalizer *normalizer, struct ps_text_run *run,
                                   struct ps_text_run *spare, struct ps_error *error) PS_MUST_USE;

#endif
