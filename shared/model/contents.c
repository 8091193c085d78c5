/* Which form of contents a template can read, and contents in that form. */
#include "shared/model/contents.h"

#include <stdbool.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"

#define NEEDLE         "penstock"
#define PROBE_SIZE_MAX ((size_t)1 << 16)
#define PROBE_STEPS    ((size_t)100000)

static bool contains(const struct ps_buffer *text, const char *word)
{
    return text->size > 0 && memmem(text->data, text->size, word, strlen(word));
}

/* A template that takes a list for a text writes it with its keys. */
static bool shows_keys(const struct ps_buffer *text)
{
    return contains(text, "'type'") || contains(text, "\"type\"");
}

/* Whether a user's message with that content (stolen) comes out whole. */
static enum ps_status try_content(const struct ps_template *parsed, json_t *special_tokens,
                                  json_t *content, bool *reads, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_DEFER(json_decrefp) json_t *variables = json_copy(special_tokens);
    PS_DEFER(json_decrefp)
    json_t *messages = json_pack("[{s:s, s:o}]", "role", "user", "content", content);
    if (!variables || !messages || json_object_set(variables, "messages", messages) != 0 ||
        json_object_set_new(variables, "tools", json_null()) != 0 ||
        json_object_set_new(variables, "documents", json_null()) != 0 ||
        json_object_set_new(variables, "add_generation_prompt", json_true()) != 0)
        return ps_error_no_memory(error, "a template's variables");
    const struct ps_template_params params = {
        .variables = variables, .output_bytes_max = PROBE_SIZE_MAX, .steps_max = PROBE_STEPS};
    struct ps_error refusal = {0};
    enum ps_status status = ps_template_render(parsed, &params, &text, NULL, &refusal);
    if (status == PS_NO_MEMORY)
        return ps_error_no_memory(error, "a template's try");
    *reads = status == PS_OK && contains(&text, NEEDLE) && !shows_keys(&text);
    return PS_OK;
}

static json_t *text_part(json_t *text)
{
    return json_pack("{s:s, s:O}", "type", "text", "text", text);
}

enum ps_status ps_contents_probe(const struct ps_template *parsed, json_t *special_tokens,
                                 enum ps_contents_form *form, struct ps_error *error)
{
    bool reads_text = false, reads_parts = false;
    PS_DEFER(json_decrefp) json_t *text = json_string(NEEDLE);
    if (!text)
        return ps_error_no_memory(error, "a template's try");
    PS_TRY(try_content(parsed, special_tokens, json_incref(text), &reads_text, error));
    PS_TRY(try_content(parsed, special_tokens, json_pack("[o]", text_part(text)), &reads_parts,
                       error));
    *form = PS_CONTENTS_ANY;
    if (reads_text != reads_parts)
        *form = reads_text ? PS_CONTENTS_TEXT : PS_CONTENTS_PARTS;
    return PS_OK;
}

/* Appends the texts of parts; *whole false where one of them is no text. */
static enum ps_status join(const json_t *parts, struct ps_buffer *joined, bool *whole)
{
    *whole = true;
    for (size_t i = 0; i < json_array_size(parts) && *whole; i++) {
        const json_t *part = json_array_get(parts, i);
        const char *type = json_string_value(json_object_get(part, "type"));
        const json_t *text = json_object_get(part, "text");
        *whole = type && strcmp(type, "text") == 0 && json_is_string(text);
        if (!*whole)
            return PS_OK;
        if (i > 0)
            PS_TRY(ps_buffer_append_byte(joined, '\n'));
        PS_TRY(ps_buffer_append(joined, json_string_value(text), json_string_length(text)));
    }
    return PS_OK;
}

static enum ps_status fit_text(json_t *message, const json_t *content)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer joined = {0};
    bool whole;
    PS_TRY(join(content, &joined, &whole));
    if (!whole)
        return PS_OK;
    json_t *text = json_stringn(joined.data ? joined.data : "", joined.size);
    return json_object_set_new(message, "content", text) == 0 ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status fit_parts(json_t *message, json_t *content)
{
    json_t *parts = json_pack("[o]", text_part(content));
    return json_object_set_new(message, "content", parts) == 0 ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status fit(json_t *message, enum ps_contents_form form)
{
    json_t *content = json_object_get(message, "content");
    if (form == PS_CONTENTS_TEXT && json_is_array(content))
        return fit_text(message, content);
    if (form == PS_CONTENTS_PARTS && json_is_string(content))
        return fit_parts(message, content);
    return PS_OK;
}

enum ps_status ps_contents_fit(json_t *messages, enum ps_contents_form form, struct ps_error *error)
{
    for (size_t i = 0; i < json_array_size(messages); i++) {
        if (fit(json_array_get(messages, i), form) != PS_OK)
            return ps_error_no_memory(error, "the contents of messages");
    }
    return PS_OK;
}
