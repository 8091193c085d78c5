/* The post-processor of a tokenizer.json: the special tokens around the tokens of a text. */
#ifndef PENSTOCK_SHARED_TEXT_POST_PROCESSOR_H
#define PENSTOCK_SHARED_TEXT_POST_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/tokenizer.h"

struct ps_template_item {
    int32_t id; /* a special token, or -1: the tokens of the text */
    int32_t type_id;
};

/* Zero-initialise. */
struct ps_post_processor {
    struct ps_template_item *items; /* [count] */
    size_t count;
    bool found; /* the file has a component that says where special tokens go */
};

/* A JSON null gives a template that is the text alone. PS_UNSUPPORTED for a kind that is not
 * known. Template for single texts only: the one for pairs is not read. */
enum ps_status ps_post_processor_parse(struct ps_post_processor *processor,
                                       const struct ps_component *component,
                                       struct ps_error *error) PS_MUST_USE;
void ps_post_processor_close(struct ps_post_processor *processor);

/* Appends the tokens of a text, with the special tokens around them where they are wanted. */
enum ps_status ps_post_processor_apply(const struct ps_post_processor *processor,
                                       const struct ps_tokens *text, bool add_special_tokens,
                                       struct ps_tokens *tokens,
                                       struct ps_error *error) PS_MUST_USE;

#endif
