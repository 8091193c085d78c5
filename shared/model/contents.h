/* The contents of messages, as one text each or as lists of parts: whichever a template can read.
 * Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_CONTENTS_H
#define PENSTOCK_SHARED_MODEL_CONTENTS_H

#include <jansson.h>

#include "shared/base/status.h"
#include "shared/template/template.h"

enum ps_contents_form {
    PS_CONTENTS_ANY,   /* both, or neither: nothing can be done for it */
    PS_CONTENTS_TEXT,  /* one text */
    PS_CONTENTS_PARTS, /* a list of {"type": "text", "text": ...} */
};

/* Finds out by a try of each: nothing in a template says it. special_tokens: the variables that it
 * gets besides messages. PS_NO_MEMORY. */
enum ps_status ps_contents_probe(const struct ps_template *parsed, json_t *special_tokens,
                                 enum ps_contents_form *form, struct ps_error *error) PS_MUST_USE;

/* Brings the contents of messages into the form, in place. Text parts become one text with line
 * ends between them; a list with a part of another type stays. PS_NO_MEMORY. */
enum ps_status ps_contents_fit(json_t *messages, enum ps_contents_form form,
                               struct ps_error *error) PS_MUST_USE;

#endif
