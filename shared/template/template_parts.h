/* A parsed template from within. */
#ifndef PENSTOCK_SHARED_TEMPLATE_TEMPLATE_PARTS_H
#define PENSTOCK_SHARED_TEMPLATE_TEMPLATE_PARTS_H

#include "shared/template/node.h"
#include "shared/template/template.h"

#define PS_TEMPLATE_NAME_BUCKETS 256

struct ps_template {
    struct ps_heap heap; /* everything below */
    struct ps_node *body;
    struct ps_scope *scope;
    struct ps_name *names[PS_TEMPLATE_NAME_BUCKETS];
    uint32_t num_names;
};

/* The one struct of a spelling; NULL where there is no memory, or no room for another. */
struct ps_name *ps_template_name(struct ps_template *template, const char *text, size_t size);

#endif
