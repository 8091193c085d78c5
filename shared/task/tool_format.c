/* Formats are told by what their templates contain. */
#include "shared/task/tool_format.h"

#include <stddef.h>
#include <string.h>

#include "shared/task/answer.h"

static const struct ps_tool_format mistral = {
    .name = "mistral", .open = "[TOOL_CALLS]", .has_names = true, .short_ids = true};
static const struct ps_tool_format hermes = {
    .name = "hermes", .open = "<tool_call>", .close = "</tool_call>"};
static const struct ps_tool_format granite = {.name = "granite", .open = "<|tool_call|>"};
static const struct ps_tool_format llama3 = {
    .name = "llama3", .open = "<|python_tag|>", .is_bare = true};

/* Llama's templates differ in whether they know the tag; all ask for these two keys. */
static bool asks_for_parameters(const char *source)
{
    return strstr(source, "\"name\": ") && strstr(source, "\"parameters\": ");
}

const struct ps_tool_format *ps_tool_format_of(const char *source)
{
    static const struct ps_tool_format *const marked[] = {&mistral, &hermes, &granite, &llama3};
    if (!source)
        return NULL;
    for (size_t i = 0; i < sizeof marked / sizeof marked[0]; i++) {
        if (strstr(source, marked[i]->open))
            return marked[i];
    }
    return asks_for_parameters(source) ? &llama3 : NULL;
}

bool ps_tool_format_is_mark(const struct ps_tool_format *format, const char *token)
{
    if (strcmp(token, PS_THINK_OPEN) == 0 || strcmp(token, PS_THINK_CLOSE) == 0)
        return true;
    if (!format)
        return false;
    return strcmp(token, format->open) == 0 ||
           (format->close && strcmp(token, format->close) == 0) ||
           (format->has_names && strcmp(token, PS_TOOL_ARGUMENTS) == 0);
}
