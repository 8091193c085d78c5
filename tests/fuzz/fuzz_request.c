/* Bodies of requests: the first byte chooses the task, the rest is JSON. What is accepted is
 * tokenized too; nothing is computed. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "shared/task/request.h"

#define DECODER "tests/golden/data/llama_gqa"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct ps_model *load(const char *folder)
{
    struct ps_model *model = NULL;
    struct ps_error error = {0};
    if (ps_model_load(&model, folder, "auto", &error) != PS_OK)
        abort();
    return model;
}

/* The decoder in a folder of its own, beside a chat template; the folder is gone once it is loaded.
 */
static const struct ps_model *load_chat(void)
{
    static const char *const names[] = {"config.json", "generation_config.json",
                                        "model.safetensors", "tokenizer.json"};
    static const char template[] =
        "{% if tools %}<tool_call>{% for tool in tools %}{{ tool.function.name }}{% endfor %}"
        "{% endif %}{% for message in messages %}{{ message.role }}:{{ message.content }}"
        "{% for call in message.tool_calls or [] %}{{ call.function.arguments.items() | list }}"
        "{% endfor %}{% endfor %}{% if enable_thinking %}<think>{% endif %}";
    enum { NUM_NAMES = sizeof names / sizeof names[0] };
    char folder[] = "/tmp/penstock-fuzz-XXXXXX";
    char root[4096];
    char from[NUM_NAMES][4400];
    char to[NUM_NAMES][128];
    char path[128];
    if (!mkdtemp(folder) || !getcwd(root, sizeof root))
        abort();
    for (size_t i = 0; i < NUM_NAMES; i++) {
        (void)snprintf(from[i], sizeof from[i], "%s/" DECODER "/%s", root, names[i]);
        (void)snprintf(to[i], sizeof to[i], "%s/%s", folder, names[i]);
        if (symlink(from[i], to[i]) != 0)
            abort();
    }
    (void)snprintf(path, sizeof path, "%s/chat_template.jinja", folder);
    FILE *file = fopen(path, "w");
    if (!file || fputs(template, file) == EOF || fclose(file) != 0)
        abort();
    const struct ps_model *model = load(folder);
    for (size_t i = 0; i < NUM_NAMES; i++)
        (void)unlink(to[i]);
    (void)unlink(path);
    (void)rmdir(folder);
    return model;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const urls[] = {"/v1/completions", "/v1/embeddings",
                                       "/v1/text-classification", "/v1/chat/completions"};
    static const struct ps_model *models[4];
    if (!models[0]) {
        models[0] = load(DECODER);
        models[1] = load("tests/golden/data/bert");
        models[2] = load("tests/golden/data/bert_single");
        models[3] = load_chat();
    }
    if (size == 0)
        return 0;
    size_t index = data[0] % 4;
    json_t *body = json_loadb((const char *)data + 1, size - 1, JSON_REJECT_DUPLICATES, NULL);
    if (!body)
        return 0;
    struct ps_request *request = NULL;
    struct ps_error error = {0};
    struct ps_request_params params = {
        .task = ps_task_find(urls[index]),
        .model = models[index],
        .context = 128,
        .body = body,
        .derived_seed = 1,
    };
    enum ps_status status = ps_request_parse(&request, &params, &error);
    if (status == PS_OK)
        status = ps_request_prepare(request, &error);
    if (status != error.status || (status == PS_OK && request->num_sequences == 0))
        abort();
    ps_request_destroy(request);
    json_decref(body);
    return 0;
}
