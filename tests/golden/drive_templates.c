/* Renders what it is told to, for tests that compare many templates with jinja2: each line of
 * standard input, {"template": "...", "variables": {...}}, becomes one of standard output,
 * {"text": "..."} or {"error": "..."}. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "shared/template/template.h"

static enum ps_status render(const json_t *task, struct ps_buffer *text, struct ps_error *error)
{
    PS_DEFER(ps_template_destroyp) struct ps_template *template = NULL;
    const json_t *source = json_object_get(task, "template");
    const struct ps_template_params params = {
        .variables = json_object_get(task, "variables"),
        .now_s = json_integer_value(json_object_get(task, "now")),
    };
    PS_TRY(
        ps_template_parse(&template, json_string_value(source), json_string_length(source), error));
    return ps_template_render(template, &params, text, NULL, error);
}

static json_t *answer(const json_t *task)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    if (render(task, &text, &error) != PS_OK)
        return json_pack("{s:s, s:s}", "error", error.message, "status",
                         ps_status_name(error.status));
    return json_pack("{s:o}", "text", json_stringn(text.data ? text.data : "", text.size));
}

static bool drive(const char *line, size_t size)
{
    json_error_t error;
    PS_DEFER(json_decrefp) json_t *task = json_loadb(line, size, JSON_ALLOW_NUL, &error);
    if (!task) {
        fprintf(stderr, "drive_templates: %s\n", error.text);
        return false;
    }
    PS_DEFER(json_decrefp) json_t *answered = answer(task);
    if (!answered || json_dumpf(answered, stdout, JSON_COMPACT) != 0)
        return false;
    putchar('\n');
    return true;
}

int main(void)
{
    PS_DEFER(ps_freep) char *line = NULL;
    size_t capacity = 0;
    for (ssize_t size; (size = getline(&line, &capacity, stdin)) > 0;) {
        if (!drive(line, (size_t)size))
            return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
