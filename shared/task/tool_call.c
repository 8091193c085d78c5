/* From the text of calls to OpenAI's objects. */
#include "shared/task/tool_call.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "shared/base/hash.h"
#include "shared/base/json_read.h"
#include "shared/base/json_scan.h"
#include "shared/task/json_extent.h"
#include "shared/task/tool_calls.h"

enum {
    DEPTH_MAX = 64,
    ID_DIGITS = 24,
    SHORT_ID_DIGITS = 9,
};

/* *value stays NULL where the text is no JSON object or array. */
static enum ps_status read_json(const char *text, size_t size, json_t **value)
{
    enum ps_status status = ps_json_parse(text, size, DEPTH_MAX, value, NULL);
    return status == PS_NO_MEMORY ? status : PS_OK;
}

static enum ps_status is_object(const char *text, size_t size, bool *is)
{
    PS_DEFER(json_decrefp) json_t *value = NULL;
    PS_TRY(read_json(text, size, &value));
    *is = json_is_object(value);
    return PS_OK;
}

static enum ps_status add(json_t *functions, const char *name, size_t name_size,
                          const char *arguments, size_t size)
{
    json_t *function = json_pack("{s:o, s:o}", "name", json_stringn(name, name_size), "arguments",
                                 json_stringn(arguments, size));
    return json_array_append_new(functions, function) == 0 ? PS_OK : PS_NO_MEMORY;
}

/* Arguments are an object; some models write its text as a string. */
static enum ps_status add_arguments(json_t *functions, const char *name, const json_t *value,
                                    const struct ps_json_scan *scan, bool *valid)
{
    *valid = json_is_object(value);
    if (*valid)
        return add(functions, name, strlen(name), scan->value, scan->value_size);
    if (!json_is_string(value))
        return PS_OK;
    const char *text = json_string_value(value);
    size_t size = json_string_length(value);
    PS_TRY(is_object(text, size, valid));
    return *valid ? add(functions, name, strlen(name), text, size) : PS_OK;
}

/* One object with name and arguments, text[size) being its own. */
static enum ps_status add_object(json_t *functions, const char *text, size_t size,
                                 const json_t *object, bool *valid)
{
    static const char *const keys[] = {"arguments", "parameters"};
    const char *name = json_string_value(json_object_get(object, "name"));
    *valid = false;
    if (!name || !name[0])
        return PS_OK;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const json_t *value = json_object_get(object, keys[i]);
        struct ps_json_scan scan;
        if (!value)
            continue;
        PS_TRY(ps_json_scan(text, size, keys[i], &scan));
        return add_arguments(functions, name, value, &scan, valid);
    }
    return PS_OK;
}

/* list is what text[size) holds; each of its objects is found in it by its brackets. */
static enum ps_status add_list(json_t *functions, const char *text, size_t size, const json_t *list,
                               bool *valid)
{
    size_t at = 1;
    *valid = json_array_size(list) > 0;
    for (size_t i = 0; *valid && i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct ps_json_extent extent = {0};
        if (!json_is_object(item)) {
            *valid = false;
            return PS_OK;
        }
        while (at < size && text[at] != '{')
            at++;
        size_t first = at;
        while (at < size && !ps_json_extent_read(&extent, text[at]))
            at++;
        at++;
        PS_TRY(add_object(functions, text + first, at - first, item, valid));
    }
    return PS_OK;
}

static enum ps_status add_named(json_t *functions, const struct ps_tool_call_text *text,
                                bool *valid)
{
    static const char mark[] = PS_TOOL_ARGUMENTS;
    size_t mark_size = sizeof mark - 1;
    size_t size = text->name_size;
    if (size > mark_size && memcmp(text->text + size - mark_size, mark, mark_size) == 0)
        size -= mark_size;
    PS_TRY(is_object(text->text + text->name_size, text->size - text->name_size, valid));
    *valid = *valid && !memchr(text->text, '[', size) && !memchr(text->text, ']', size);
    if (!*valid)
        return PS_OK;
    return add(functions, text->text, size, text->text + text->name_size,
               text->size - text->name_size);
}

enum ps_status ps_tool_call_parse(const struct ps_tool_call_text *text, json_t **functions)
{
    PS_DEFER(json_decrefp) json_t *made = json_array();
    PS_DEFER(json_decrefp) json_t *root = NULL;
    bool valid = false;
    if (!made)
        return PS_NO_MEMORY;
    if (text->name_size > 0) {
        PS_TRY(add_named(made, text, &valid));
    } else {
        PS_TRY(read_json(text->text, text->size, &root));
        if (json_is_object(root))
            PS_TRY(add_object(made, text->text, text->size, root, &valid));
        else if (json_is_array(root))
            PS_TRY(add_list(made, text->text, text->size, root, &valid));
    }
    *functions = valid ? ps_take(made) : NULL;
    return PS_OK;
}

enum ps_status ps_tool_call_wrap(json_t *function, uint64_t identity, size_t index, bool is_short,
                                 json_t **call)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_digest digest;
    char hex[PS_DIGEST_HEX_SIZE];
    char id[48];
    PS_TRY(ps_buffer_printf(&text, "%" PRIu64 " %zu %s %s", identity, index,
                            json_string_value(json_object_get(function, "name")),
                            json_string_value(json_object_get(function, "arguments"))));
    PS_TRY(ps_digest_of(text.data, text.size, &digest));
    ps_digest_hex(&digest, hex);
    (void)snprintf(id, sizeof id, "%s%.*s", is_short ? "" : "call_",
                   is_short ? SHORT_ID_DIGITS : ID_DIGITS, hex);
    *call = json_pack("{s:s, s:s, s:O}", "id", id, "type", "function", "function", function);
    return *call ? PS_OK : PS_NO_MEMORY;
}
