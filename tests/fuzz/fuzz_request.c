/* Bodies of requests: the first byte chooses the task, the rest is JSON. What is accepted is
 * tokenized too; nothing is computed. */
#include <stdint.h>
#include <stdlib.h>

#include "shared/task/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct ps_model *load(const char *folder)
{
    struct ps_model *model = NULL;
    struct ps_error error = {0};
    if (ps_model_load(&model, folder, "auto", &error) != PS_OK)
        abort();
    return model;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct ps_model *models[2];
    if (!models[0]) {
        models[0] = load("tests/golden/data/llama_gqa");
        models[1] = load("tests/golden/data/bert");
    }
    if (size == 0)
        return 0;
    size_t index = data[0] % 2;
    json_t *body = json_loadb((const char *)data + 1, size - 1, JSON_REJECT_DUPLICATES, NULL);
    if (!body)
        return 0;
    struct ps_request *request = NULL;
    struct ps_error error = {0};
    struct ps_request_params params = {
        .task = ps_task_at(index),
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
