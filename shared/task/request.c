/* The steps of a request that are the same for every task. */
#include "shared/task/request.h"

#include <stdlib.h>

#include "shared/task/fields.h"

static enum ps_status refuse_model(const struct ps_request_params *params, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer urls = {0};
    const struct ps_task *task;
    for (size_t i = 0; (task = ps_task_at(i)); i++) {
        if (task->serves(params->model) &&
            ps_buffer_printf(&urls, "%s%s", urls.size > 0 ? ", " : "", task->url) != PS_OK)
            return ps_error_no_memory(error, "a request");
    }
    return ps_error_set_param(
        error, PS_INVALID, "model", "model: this %s model does not serve %s, it serves %s",
        ps_model_family(params->model), params->task->url, urls.data ? urls.data : "nothing");
}

enum ps_status ps_request_parse(struct ps_request **request, const struct ps_request_params *params,
                                struct ps_error *error)
{
    if (!json_is_object(params->body))
        return ps_field_wrong("body", params->body, "an object", error);
    if (!params->task->serves(params->model))
        return refuse_model(params, error);
    PS_DEFER(ps_request_destroyp) struct ps_request *parsed = calloc(1, sizeof *parsed);
    if (!parsed)
        return ps_error_no_memory(error, "a request");
    parsed->task = params->task;
    parsed->model = params->model;
    parsed->body = params->body;
    parsed->context = params->context;
    parsed->created_s = params->created_s;
    parsed->seed = params->derived_seed;
    PS_TRY(parsed->task->parse(parsed, error));
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
        if (error)
            *error = sequence->error;
        return sequence->error.status;
    case PS_FINISH_NONE:
    case PS_FINISH_CANCELLED:
    default:
        return ps_error_set(error, PS_INTERNAL, "a sequence did not come to its end");
    }
}

enum ps_status ps_request_stream(struct ps_request *request, json_t *chunks, struct ps_error *error)
{
    return request->task->stream(request, chunks, error);
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
