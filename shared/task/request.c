/* The steps of a request that are the same for every task. */
#include "shared/task/request.h"

#include <stdlib.h>

#include "shared/task/fields.h"

enum ps_status ps_request_parse(struct ps_request **request, const struct ps_task *task,
                                const struct ps_model *model, size_t context, const json_t *body,
                                uint64_t derived_seed, struct ps_error *error)
{
    if (!json_is_object(body))
        return ps_field_wrong("body", body, "an object", error);
    PS_DEFER(ps_request_destroyp) struct ps_request *parsed = calloc(1, sizeof *parsed);
    if (!parsed)
        return ps_error_no_memory(error, "a request");
    parsed->task = task;
    parsed->model = model;
    parsed->seed = derived_seed;
    PS_TRY(task->parse(parsed, context, body, error));
    *request = ps_take(parsed);
    return PS_OK;
}

enum ps_status ps_request_prepare(struct ps_request *request, struct ps_error *error)
{
    return request->task->prepare(request, error);
}

static enum ps_status check_finished(const struct ps_sequence *sequence, struct ps_error *error)
{
    switch (sequence->finish) {
    case PS_FINISH_STOP:
    case PS_FINISH_LENGTH:
        return PS_OK;
    case PS_FINISH_ERROR:
        return ps_error_set(error, sequence->error.status, "%s", sequence->error.message);
    case PS_FINISH_NONE:
    case PS_FINISH_CANCELLED:
    default:
        return ps_error_set(error, PS_INTERNAL, "a sequence did not come to its end");
    }
}

enum ps_status ps_request_render(const struct ps_request *request, json_t **body,
                                 struct ps_error *error)
{
    for (size_t i = 0; i < request->num_sequences; i++)
        PS_TRY(check_finished(request->sequences[i], error));
    return request->task->render(request, body, error);
}

void ps_request_destroy(struct ps_request *request)
{
    if (!request)
        return;
    for (size_t i = 0; i < request->num_sequences; i++)
        ps_sequence_destroy(request->sequences[i]);
    free(request->sequences);
    if (request->fields)
        request->task->destroy_fields(request->fields);
    free(request);
}
