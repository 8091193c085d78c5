/* Templates: up to the first NUL (or all) the source, behind it the variables as a JSON object;
 * without one, or with another value, some of a conversation. Parsed, and rendered within small
 * limits. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shared/template/template.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static json_t *read_variables(const char *text, size_t size)
{
    static const char conversation[] =
        "{\"messages\": [{\"role\": \"system\", \"content\": \"Be brief.\"},"
        " {\"role\": \"user\", \"content\": \"H\\u00e9llo\"},"
        " {\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"a1\","
        " \"function\": {\"name\": \"f\", \"arguments\": {\"x\": [1, 2.5, true]}}}]}],"
        " \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}],"
        " \"add_generation_prompt\": true, \"bos_token\": \"<s>\", \"n\": 7}";
    json_t *variables = json_loadb(text, size, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    if (json_is_object(variables))
        return variables;
    json_decref(variables);
    return json_loads(conversation, 0, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *source = (const char *)data;
    const char *end = size > 0 ? memchr(source, '\0', size) : NULL;
    size_t source_size = end ? (size_t)(end - source) : size;
    struct ps_template *template = NULL;
    struct ps_buffer text = {0};
    struct ps_error error = {0};
    if (size == 0)
        return 0;
    enum ps_status status = ps_template_parse(&template, source, source_size, &error);
    if (status == PS_OK) {
        json_t *variables =
            end ? read_variables(end + 1, size - source_size - 1) : read_variables("", 0);
        struct ps_template_params params = {.variables = variables,
                                            .now_s = 1721952000,
                                            .output_bytes_max = 64 * 1024,
                                            .steps_max = 50 * 1000};
        status = ps_template_render(template, &params, &text, NULL, &error);
        if (status != PS_OK && text.size > 0)
            abort();
        json_decref(variables);
    }
    if (status != error.status)
        abort();
    ps_buffer_close(&text);
    ps_template_destroy(template);
    return 0;
}
