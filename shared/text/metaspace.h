/* The settings that the pre-tokenizer and the decoder called Metaspace share. */
#ifndef PENSTOCK_SHARED_TEXT_METASPACE_H
#define PENSTOCK_SHARED_TEXT_METASPACE_H

#include <stdbool.h>
#include <stddef.h>

#include "shared/base/status.h"
#include "shared/text/component.h"

enum ps_prepend_scheme { PS_PREPEND_ALWAYS, PS_PREPEND_FIRST, PS_PREPEND_NEVER };

struct ps_metaspace {
    char replacement[4]; /* the character that stands for a space */
    size_t replacement_size;
    enum ps_prepend_scheme scheme;
    bool split;
};

enum ps_status ps_metaspace_parse(struct ps_metaspace *metaspace,
                                  const struct ps_component *component,
                                  struct ps_error *error) PS_MUST_USE;

#endif
