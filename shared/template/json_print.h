/* The filter tojson: json.dumps. */
#ifndef PENSTOCK_SHARED_TEMPLATE_JSON_PRINT_H
#define PENSTOCK_SHARED_TEMPLATE_JSON_PRINT_H

#include "shared/template/rendering.h"

struct ps_json_style {
    bool is_ascii; /* ensure_ascii */
    bool has_indent;
    bool has_sorted_keys;
    struct ps_string *indent; /* of one level; with has_indent */
    struct ps_string *item_separator, *key_separator;
};

enum ps_status ps_json_print(struct ps_rendering *render, struct ps_value value,
                             const struct ps_json_style *style, size_t level) PS_MUST_USE;

#endif
