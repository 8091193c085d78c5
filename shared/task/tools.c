/* tools, tool_choice, parallel_tool_calls. */
#include "shared/task/tools.h"

#include <stdio.h>
#include <string.h>

#include "shared/task/fields.h"

static enum ps_status check_tool(const json_t *tool, const char *param, struct ps_error *error)
{
    char name[PS_ERROR_PARAM_SIZE];
    const json_t *type = ps_field_get(tool, "type");
    if (!json_is_object(tool))
        return ps_field_wrong(param, tool, "an object with type and function", error);
    (void)snprintf(name, sizeof name, "%s.type", param);
    if (!json_is_string(type))
        return ps_field_wrong(name, type, "\"function\"", error);
    if (strcmp(json_string_value(type), "function") != 0)
        return ps_error_set_param(error, PS_UNSUPPORTED, name,
                                  "%s: found another type of tool, expected \"function\"", name);
    const json_t *function = ps_field_get(tool, "function");
    (void)snprintf(name, sizeof name, "%s.function", param);
    if (!json_is_object(function))
        return ps_field_wrong(name, function, "an object with a name", error);
    const json_t *tool_name = ps_field_get(function, "name");
    (void)snprintf(name, sizeof name, "%s.function.name", param);
    if (!json_is_string(tool_name) || json_string_length(tool_name) == 0)
        return ps_field_wrong(name, tool_name, "a string that is not empty", error);
    (void)snprintf(name, sizeof name, "%s.function.strict", param);
    if (json_is_true(json_object_get(function, "strict")))
        return ps_error_set_param(error, PS_UNSUPPORTED, name,
                                  "%s: found true, but arguments can't be held to their schema "
                                  "yet; expected false or null",
                                  name);
    return PS_OK;
}

static enum ps_status read_tools(struct ps_tools *tools, const json_t *body, struct ps_error *error)
{
    const json_t *list = ps_field_get(body, "tools");
    if (!list)
        return PS_OK;
    if (!json_is_array(list))
        return ps_field_wrong("tools", list, "a list of tools", error);
    for (size_t i = 0; i < json_array_size(list); i++) {
        char param[32];
        (void)snprintf(param, sizeof param, "tools[%zu]", i);
        PS_TRY(check_tool(json_array_get(list, i), param, error));
    }
    tools->offered = json_array_size(list) > 0 ? list : NULL;
    return PS_OK;
}

static enum ps_status read_choice(struct ps_tools *tools, const json_t *body,
                                  struct ps_error *error)
{
    static const char name[] = "tool_choice";
    const json_t *choice = ps_field_get(body, name);
    const char *word = json_string_value(choice);
    if (!choice)
        return PS_OK;
    if (json_is_object(choice) || (word && strcmp(word, "required") == 0))
        return ps_error_set_param(error, PS_UNSUPPORTED, name,
                                  "%s: a call can't be forced yet; expected \"none\" or \"auto\"",
                                  name);
    if (!word || (strcmp(word, "none") != 0 && strcmp(word, "auto") != 0))
        return ps_field_wrong(name, choice, "\"none\" or \"auto\"", error);
    if (strcmp(word, "none") == 0)
        tools->offered = NULL;
    else if (!tools->offered)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: found \"auto\", expected it only together with tools", name);
    return PS_OK;
}

enum ps_status ps_tools_read(struct ps_tools *tools, const json_t *body, struct ps_error *error)
{
    bool parallel = true;
    PS_TRY(read_tools(tools, body, error));
    PS_TRY(read_choice(tools, body, error));
    PS_TRY(ps_field_boolean(body, "parallel_tool_calls", &parallel, error));
    tools->only_one = !parallel;
    return PS_OK;
}
