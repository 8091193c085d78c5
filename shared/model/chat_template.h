/* The chat templates of a checkpoint folder, by name. Private to this floor. */
#ifndef PENSTOCK_SHARED_MODEL_CHAT_TEMPLATE_H
#define PENSTOCK_SHARED_MODEL_CHAT_TEMPLATE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "shared/base/hash.h"
#include "shared/base/status.h"
#include "shared/model/contents.h"
#include "shared/template/template.h"

struct ps_chat_template {
    char *name;   /* "default", "tool_use", ... */
    char *source; /* [size] and a NUL; NULL where it could not be read */
    size_t size;
    struct ps_template *parsed; /* NULL: error says why */
    enum ps_contents_form contents;
    struct ps_error error;
};

/* Zero-initialise. */
struct ps_chat_templates {
    struct ps_chat_template *items; /* [count] */
    size_t count;
};

/* Files win over tokenizer_config's chat_template (config may be NULL). Adds the files to hasher.
 * PS_NO_MEMORY only: any other error stays with its template. */
enum ps_status ps_chat_templates_read(struct ps_chat_templates *templates, const char *folder,
                                      const json_t *config, struct ps_hasher *hasher,
                                      struct ps_error *error) PS_MUST_USE;

/* Parses source and adds it; a template of that name gives way. PS_NO_MEMORY only. */
enum ps_status ps_chat_templates_add(struct ps_chat_templates *templates, const char *name,
                                     const char *source, size_t size,
                                     struct ps_error *error) PS_MUST_USE;
void ps_chat_templates_close(struct ps_chat_templates *templates);

/* Finds out which form of contents each of them reads. PS_NO_MEMORY only. */
enum ps_status ps_chat_templates_probe(struct ps_chat_templates *templates, json_t *special_tokens,
                                       struct ps_error *error) PS_MUST_USE;

/* "tool_use" for conversations with tools where it exists, else "default"; NULL where that does not
 * exist either. */
const struct ps_chat_template *ps_chat_templates_pick(const struct ps_chat_templates *templates,
                                                      bool has_tools);

#endif
