/* Chunks without id, created and model, which a job gives them. */
#include "shared/task/chunks.h"

#include "shared/task/choices.h"

/* Takes choices and usage. */
static enum ps_status add(json_t *chunks, const char *object, json_t *choices, json_t *usage,
                          bool has_usage, struct ps_error *error)
{
    json_t *chunk = json_pack("{s:s, s:o}", "object", object, "choices", choices);
    bool failed = !chunk || (has_usage && json_object_set(chunk, "usage", usage) != 0);
    json_decref(usage);
    if (failed) {
        json_decref(chunk);
        return ps_error_no_memory(error, "a chunk of a stream");
    }
    if (json_array_append_new(chunks, chunk) != 0)
        return ps_error_no_memory(error, "a chunk of a stream");
    return PS_OK;
}

enum ps_status ps_chunks_add(json_t *chunks, const char *object,
                             const struct ps_generation *generation, json_t *choice,
                             struct ps_error *error)
{
    json_t *choices = json_pack("[o]", choice);
    return add(chunks, object, choices, json_null(), generation->streams_usage, error);
}

enum ps_status ps_chunks_end(json_t *chunks, const char *object, struct ps_generation *generation,
                             const struct ps_request *request, struct ps_error *error)
{
    if (generation->has_told_usage || !generation->streams_usage)
        return PS_OK;
    generation->has_told_usage = true;
    return add(chunks, object, json_array(), ps_choices_usage(generation, request), true, error);
}
