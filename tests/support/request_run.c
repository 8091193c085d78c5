/* A request from its body to its response. */
#include "tests/support/request_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"

/* Steps until nothing is left inside, listening. */
static enum ps_status listen(struct ps_engine *engine, struct ps_request *request, json_t *chunks,
                             struct ps_error *error)
{
    assert_true(request->streams);
    while (!ps_engine_idle(engine)) {
        (void)ps_engine_step(engine);
        PS_TRY(ps_request_stream(request, chunks, error));
    }
    return ps_request_stream(request, chunks, error);
}

/* chunks NULL: nobody listens. */
static enum ps_status run(const struct ps_model *model, const char *url, const json_t *body,
                          json_t *chunks, json_t **response, struct ps_error *error)
{
    struct ps_engine_config config = {.sequences_max = 8};
    PS_DEFER(ps_engine_destroyp)
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    PS_DEFER(ps_request_destroyp) struct ps_request *request = NULL;
    struct ps_request_params params = {
        .task = ps_task_find(url),
        .model = model,
        .context = ps_engine_context(engine),
        .body = body,
        .derived_seed = 17,
        .created_s = 1750000000,
    };
    PS_TRY(ps_request_parse(&request, &params, error));
    PS_TRY(ps_request_prepare(request, error));
    for (size_t i = 0; i < request->num_sequences; i++)
        PS_TRY(ps_engine_add(engine, request->sequences[i], error));
    if (chunks)
        PS_TRY(listen(engine, request, chunks, error));
    else
        ps_test_run(engine);
    return ps_request_render(request, response, error);
}

json_t *ps_test_try_respond(const struct ps_model *model, const char *url, const char *body,
                            struct ps_error *error)
{
    json_error_t problem;
    json_t *parsed = json_loads(body, 0, &problem);
    if (!parsed)
        fail_msg("%s: %s", problem.text, body);
    json_t *response = NULL;
    enum ps_status status = run(model, url, parsed, NULL, &response, error);
    assert_int_equal(status, error->status);
    json_decref(parsed);
    return response;
}

json_t *ps_test_respond(const struct ps_model *model, const char *url, const char *body)
{
    struct ps_error error = {0};
    json_t *response = ps_test_try_respond(model, url, body, &error);
    if (!response)
        fail_msg("%s: %s", error.message, body);
    return response;
}

json_t *ps_test_stream(const struct ps_model *model, const char *url, const char *body,
                       json_t **chunks)
{
    json_error_t problem;
    json_t *parsed = json_loads(body, 0, &problem);
    json_t *response = NULL;
    struct ps_error error = {0};
    *chunks = json_array();
    if (!parsed)
        fail_msg("%s: %s", problem.text, body);
    if (run(model, url, parsed, *chunks, &response, &error) != PS_OK)
        fail_msg("%s: %s", error.message, body);
    json_decref(parsed);
    return response;
}
