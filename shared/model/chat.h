/* Conversations in the words of a checkpoint's chat template: what transformers'
 * apply_chat_template does before it tokenizes. Immutable once loaded; any thread may render. */
#ifndef PENSTOCK_SHARED_MODEL_CHAT_H
#define PENSTOCK_SHARED_MODEL_CHAT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/status.h"
#include "shared/template/template.h"

struct ps_chat; /* opaque: templates, and the special tokens that they may name */

/* Reads chat_template.jinja and additional_chat_templates/ or, where there are none, chat_template
 * of tokenizer_config.json; special tokens from tokenizer_config.json and special_tokens_map.json.
 * Adds what it reads to hasher (NULL: not wanted). A folder without a template is no error; nor is
 * one whose template is wrong: that is told when a conversation is to be rendered, and whoever
 * wants no chat never hears of it. PS_NO_MEMORY. */
enum ps_status ps_chat_load(struct ps_chat **loaded, const char *folder, struct ps_hasher *hasher,
                            struct ps_error *error) PS_MUST_USE;

/* One template by itself. special_tokens: an object of strings (bos_token, ...) or NULL; copied.
 * PS_INVALID and PS_UNSUPPORTED as ps_template_parse; PS_NO_MEMORY. */
enum ps_status ps_chat_create(struct ps_chat **created, const char *source, size_t size,
                              const json_t *special_tokens, struct ps_error *error) PS_MUST_USE;
void ps_chat_destroy(struct ps_chat *chat);
PS_DEFINE_DEFER(ps_chat_destroy, struct ps_chat)

/* Whether there is a template, be it a wrong one. */
bool ps_chat_exists(const struct ps_chat *chat);

/* The source of the template that conversations with or without tools get, right or wrong; NULL
 * where there is none. */
const char *ps_chat_source(const struct ps_chat *chat, bool has_tools);

/* What is wrong with that template: its error, or PS_OK where nothing is or there is none. */
enum ps_status ps_chat_check(const struct ps_chat *chat, bool has_tools,
                             struct ps_error *error) PS_MUST_USE;

/* All JSON is borrowed; NULL and JSON's null mean that something is not given. */
struct ps_chat_params {
    const json_t *messages;  /* an array of at least one object */
    const json_t *tools;     /* an array of objects; an empty one is not the same as none */
    const json_t *documents; /* an array of objects */
    const json_t *kwargs;    /* an object: variables besides those, such as enable_thinking */
    bool add_generation_prompt;
    bool continue_final_message; /* the text ends with the last message's content, still open */
    bool fit_contents;           /* contents that are lists of text parts become one text, or texts
                                    such lists, where that is all that the template can read;
                                    transformers leaves that to others, vLLM does it */
    int64_t now_s;               /* Unix seconds, for templates that write today's date */
};

/* Appends the conversation's text; after an error text is as it was. PS_UNSUPPORTED where there is
 * no template; PS_INVALID for what apply_chat_template refuses and for whatever
 * ps_template_render does; the error's param is "messages", "messages[2]", "tools[0]",
 * "documents[0]", "continue_final_message" or "chat_template_kwargs". outcome may be NULL.
 *
 * As there, keys of a message whose value is null are left out, and reasoning is given under the
 * names reasoning_content and thinking whichever of them (or reasoning) it came with. */
enum ps_status ps_chat_render(const struct ps_chat *chat, const struct ps_chat_params *params,
                              struct ps_buffer *text, struct ps_template_outcome *outcome,
                              struct ps_error *error) PS_MUST_USE;

#endif
