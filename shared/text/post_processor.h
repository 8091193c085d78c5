/* The post-processor of a tokenizer.json: the special tokens around the tokens of a text. */
#ifndef PENSTOCK_SHARED_TEXT_POST_PROCESSOR_H
#define PENSTOCK_SHARED_TEXT_POST_PROCESSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "shared/text/component.h"
#include "shared/text/tokenizer.h"

#define PS_TEMPLATE_TEXTS 2

struct ps_template_item {
    int32_t id;   /* a special token; -1: the tokens of a text */
    int32_t text; /* which one: 0 or 1 */
    int32_t type_id;
};

/* Zero-initialise. */
struct ps_template_items {
    struct ps_template_item *items; /* [count] */
    size_t count;
};

/* Zero-initialise. */
struct ps_post_processor {
    struct ps_template_items forms[PS_TEMPLATE_TEXTS]; /* of one text, of a pair of texts */
    bool found; /* the file has a component that says where special tokens go */
};

/* A JSON null gives templates that are the texts alone. PS_UNSUPPORTED for a kind that is not
 * known. */
enum ps_status ps_post_processor_parse(struct ps_post_processor *processor,
                                       const struct ps_component *component,
                                       struct ps_error *error) PS_MUST_USE;
void ps_post_processor_close(struct ps_post_processor *processor);

/* How many special tokens the form for that many texts adds. */
size_t ps_post_processor_num_special(const struct ps_post_processor *processor, size_t num_texts);

/* Appends the tokens of one text or of a pair, with the special tokens around them where they are
 * wanted. */
enum ps_status ps_post_processor_apply(const struct ps_post_processor *processor,
                                       const struct ps_tokens *texts, /* [num_texts] */
                                       size_t num_texts, bool add_special_tokens,
                                       struct ps_tokens *tokens,
                                       struct ps_error *error) PS_MUST_USE;

#endif
