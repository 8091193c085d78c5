/* A request of one url: its body parsed, its sequences for the engine, its response.
 *
 *   parse -> (the cache is asked) -> prepare -> the engine runs the sequences -> render
 */
#ifndef PENSTOCK_SHARED_TASK_REQUEST_H
#define PENSTOCK_SHARED_TASK_REQUEST_H

#include <jansson.h>

#include "shared/engine/engine.h"
#include "shared/model/model.h"
#include "shared/task/task.h"

struct ps_request_params {
    const struct ps_task *task;
    const struct ps_model *model;
    size_t context;        /* the engine's (ps_engine_context) */
    const json_t *body;    /* borrowed until the request is destroyed */
    uint64_t derived_seed; /* for a body without one */
    int64_t created_s;     /* the job's time, Unix seconds: what a chat template's clock shows */
};

struct ps_request {
    const struct ps_task *task;
    const struct ps_model *model;
    const json_t *body;
    size_t context;
    int64_t created_s;
    struct ps_sequence **sequences; /* [num_sequences], owned; after prepare */
    size_t num_sequences;
    uint64_t seed;     /* the effective one */
    bool uses_seed;    /* the answer depends on it (it samples) */
    size_t num_tokens; /* rows the engine will compute at most: prompts plus max_tokens; after
                          prepare */
    bool uses_time;    /* the answer depends on created_s */
    bool streams; /* its tokens are wanted as they come: ps_request_stream has something to say */
    void *fields; /* the task's own, parsed */
};

/* Checks every field of body: PS_INVALID, PS_UNSUPPORTED with param and a message that names the
 * field, what was found and what was expected. */
enum ps_status ps_request_parse(struct ps_request **request, const struct ps_request_params *params,
                                struct ps_error *error) PS_MUST_USE;

/* Tokenizes and makes the sequences; a text that is too long is a PS_INVALID that says both
 * lengths, with code context_length_exceeded. */
enum ps_status ps_request_prepare(struct ps_request *request, struct ps_error *error) PS_MUST_USE;

/* Appends to chunks what the sequences say that was not said before: objects without id, created
 * and model, as OpenAI streams them (`chat.completion.chunk`). Called on the thread that steps the
 * engine, after a step, and once more when all sequences have finished, which gives the last ones.
 * Only for a request that streams. */
enum ps_status ps_request_stream(struct ps_request *request, json_t *chunks,
                                 struct ps_error *error) PS_MUST_USE;

/* The response body without id, created and model; a new reference. All sequences have finished. */
enum ps_status ps_request_render(const struct ps_request *request, json_t **body,
                                 struct ps_error *error) PS_MUST_USE;

void ps_request_destroy(struct ps_request *request);
PS_DEFINE_DEFER(ps_request_destroy, struct ps_request)

#endif
