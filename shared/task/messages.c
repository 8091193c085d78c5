/* From OpenAI's messages to a template's. */
#include "shared/task/messages.h"

#include <stdio.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/base/json_read.h"
#include "shared/base/utf8.h"
#include "shared/task/fields.h"

enum {
    DEPTH_MAX = 64, /* of a call's arguments */
};

static const char content_forms[] = "a string or a list of text parts";

/* --- content --- */

/* A part is a text, or the text of a refusal, which a template is told as one. */
static enum ps_status read_part(json_t *part, const char *param, struct ps_error *error)
{
    const char *type = json_string_value(json_object_get(part, "type"));
    if (!type)
        return ps_field_wrong(param, part, "an object with a type", error);
    bool is_refusal = strcmp(type, "refusal") == 0;
    if (!is_refusal && strcmp(type, "text") != 0) {
        char shown[32];
        ps_utf8_copy(shown, sizeof shown, type, strlen(type));
        return ps_error_set_param(error, PS_UNSUPPORTED, param,
                                  "%s: found a part of type \"%s\", expected \"text\": nothing "
                                  "else is read",
                                  param, shown);
    }
    json_t *text = json_object_get(part, type);
    if (!json_is_string(text))
        return ps_field_wrong(param, part, "an object with a text", error);
    if (is_refusal && (json_object_set(part, "text", text) != 0 ||
                       json_object_set_new(part, "type", json_string("text")) != 0))
        return ps_error_no_memory(error, "a message");
    return PS_OK;
}

static bool may_lack_content(const json_t *message)
{
    static const char *const others[] = {"tool_calls", "reasoning_content", "reasoning", "thinking",
                                         "refusal"};
    const char *role = json_string_value(json_object_get(message, "role"));
    for (size_t i = 0; strcmp(role, "assistant") == 0 && i < sizeof others / sizeof others[0];
         i++) {
        if (ps_field_get(message, others[i]))
            return true;
    }
    return false;
}

static enum ps_status read_content(json_t *message, const char *param, struct ps_error *error)
{
    const json_t *content = ps_field_get(message, "content");
    char name[PS_ERROR_PARAM_SIZE];
    (void)snprintf(name, sizeof name, "%.100s.content", param);
    if (json_is_string(content) || (!content && may_lack_content(message)))
        return PS_OK;
    if (!json_is_array(content) || json_array_size(content) == 0)
        return ps_field_wrong(name, content, content_forms, error);
    for (size_t i = 0; i < json_array_size(content); i++) {
        char item[PS_ERROR_PARAM_SIZE];
        (void)snprintf(item, sizeof item, "%.100s[%zu]", name, i);
        PS_TRY(read_part(json_array_get(content, i), item, error));
    }
    return PS_OK;
}

/* --- calls --- */

static enum ps_status parse_arguments(json_t *function, const char *param, bool text_arguments,
                                      struct ps_error *error)
{
    const json_t *arguments = ps_field_get(function, "arguments");
    json_t *object = NULL;
    if (json_is_object(arguments))
        return PS_OK;
    if (!json_is_string(arguments))
        return ps_field_wrong(param, arguments, "a string that holds a JSON object", error);
    if (json_string_length(arguments) == 0) {
        object = json_object(); /* of a tool that takes none, as some clients write it */
    } else {
        enum ps_status status = ps_json_parse(
            json_string_value(arguments), json_string_length(arguments), DEPTH_MAX, &object, NULL);
        if (status == PS_NO_MEMORY)
            return ps_error_no_memory(error, "a call's arguments");
        if (!json_is_object(object)) {
            json_decref(object);
            return ps_field_wrong(param, arguments, "a string that holds a JSON object", error);
        }
    }
    if (text_arguments) {
        json_decref(object);
        return PS_OK;
    }
    if (json_object_set_new(function, "arguments", object) != 0)
        return ps_error_no_memory(error, "a call's arguments");
    return PS_OK;
}

static enum ps_status read_call(json_t *call, const char *param, bool text_arguments,
                                struct ps_error *error)
{
    char name[PS_ERROR_PARAM_SIZE];
    json_t *function = json_object_get(call, "function");
    if (!json_is_object(function)) {
        (void)snprintf(name, sizeof name, "%.100s.function", param);
        return ps_field_wrong(name, function, "an object with name and arguments", error);
    }
    const json_t *tool = ps_field_get(function, "name");
    if (!json_is_string(tool) || json_string_length(tool) == 0) {
        (void)snprintf(name, sizeof name, "%.100s.function.name", param);
        return ps_field_wrong(name, tool, "a string that is not empty", error);
    }
    (void)snprintf(name, sizeof name, "%.100s.function.arguments", param);
    return parse_arguments(function, name, text_arguments, error);
}

static enum ps_status read_calls(json_t *message, const char *param, bool text_arguments,
                                 struct ps_error *error)
{
    const json_t *calls = ps_field_get(message, "tool_calls");
    char name[PS_ERROR_PARAM_SIZE];
    (void)snprintf(name, sizeof name, "%.100s.tool_calls", param);
    if (!calls)
        return PS_OK;
    if (!json_is_array(calls))
        return ps_field_wrong(name, calls, "a list of calls", error);
    for (size_t i = 0; i < json_array_size(calls); i++) {
        char item[PS_ERROR_PARAM_SIZE];
        (void)snprintf(item, sizeof item, "%.90s[%zu]", name, i);
        PS_TRY(read_call(json_array_get(calls, i), item, text_arguments, error));
    }
    /* Templates ask whether there are calls by whether the member is there. */
    if (json_array_size(calls) == 0)
        (void)json_object_del(message, "tool_calls");
    return PS_OK;
}

/* --- messages --- */

static enum ps_status read_role(json_t *message, const char *param, bool knows_developer,
                                struct ps_error *error)
{
    char name[PS_ERROR_PARAM_SIZE];
    const json_t *role = ps_field_get(message, "role");
    (void)snprintf(name, sizeof name, "%.100s.role", param);
    if (!json_is_string(role) || json_string_length(role) == 0)
        return ps_field_wrong(name, role, "a string that is not empty", error);
    bool is_developer = strcmp(json_string_value(role), "developer") == 0;
    if (is_developer && !knows_developer &&
        json_object_set_new(message, "role", json_string("system")) != 0)
        return ps_error_no_memory(error, "a message");
    return PS_OK;
}

static enum ps_status check_unsupported(const json_t *message, const char *param,
                                        struct ps_error *error)
{
    static const char *const unsupported[] = {"audio", "function_call"};
    for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++) {
        if (!ps_field_get(message, unsupported[i]))
            continue;
        char name[PS_ERROR_PARAM_SIZE];
        (void)snprintf(name, sizeof name, "%.100s.%s", param, unsupported[i]);
        return ps_error_set_param(error, PS_UNSUPPORTED, name,
                                  "%s: this member is not supported, expected null", name);
    }
    return PS_OK;
}

static enum ps_status read_message(json_t *message, const char *param, struct ps_messages_form form,
                                   struct ps_error *error)
{
    if (!json_is_object(message))
        return ps_field_wrong(param, message, "an object with role and content", error);
    PS_TRY(read_role(message, param, form.knows_developer, error));
    PS_TRY(check_unsupported(message, param, error));
    PS_TRY(read_content(message, param, error));
    return read_calls(message, param, form.text_arguments, error);
}

enum ps_status ps_messages_read(const json_t *body, struct ps_messages_form form, json_t **messages,
                                struct ps_error *error)
{
    const json_t *list = ps_field_get(body, "messages");
    if (!json_is_array(list) || json_array_size(list) == 0)
        return ps_field_wrong("messages", list, "a list of at least one message", error);
    PS_DEFER(json_decrefp) json_t *copy = json_deep_copy(list);
    if (!copy)
        return ps_error_no_memory(error, "messages");
    for (size_t i = 0; i < json_array_size(copy); i++) {
        char param[32];
        (void)snprintf(param, sizeof param, "messages[%zu]", i);
        PS_TRY(read_message(json_array_get(copy, i), param, form, error));
    }
    *messages = ps_take(copy);
    return PS_OK;
}

const char *ps_messages_last_answer(const json_t *messages)
{
    const json_t *last = json_array_get(messages, json_array_size(messages) - 1);
    const char *role = json_string_value(json_object_get(last, "role"));
    const json_t *content = json_object_get(last, "content");
    if (json_array_size(content) == 1)
        content = json_object_get(json_array_get(content, 0), "text");
    return role && strcmp(role, "assistant") == 0 && json_is_string(content)
               ? json_string_value(content)
               : "";
}
