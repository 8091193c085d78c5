/* Sequences without generation, and their usage. */
#include "shared/task/read_texts.h"

#include <stdlib.h>

#include "shared/task/inputs.h"
#include "shared/task/truncation.h"

enum ps_status ps_read_texts_begin(struct ps_request *request, size_t count, struct ps_error *error)
{
    request->sequences = calloc(count, sizeof(struct ps_sequence *));
    return request->sequences ? PS_OK : ps_error_no_memory(error, "sequences");
}

enum ps_status ps_read_texts_add(struct ps_request *request, enum ps_sequence_kind kind,
                                 struct ps_tokens *tokens, const char *param,
                                 struct ps_error *error)
{
    size_t count = tokens->count;
    if (count > request->context)
        return ps_truncation_refuse(param, count, request->context, error);
    struct ps_sequence *sequence =
        ps_sequence_create(kind, ps_take(tokens->ids), ps_take(tokens->type_ids), count);
    if (!sequence)
        return ps_error_no_memory(error, "a sequence");
    sequence->owner = request;
    request->sequences[request->num_sequences++] = sequence;
    request->num_tokens += count;
    if (request->num_tokens > PS_REQUEST_TOKENS_MAX)
        return ps_error_set_param(error, PS_INVALID, param,
                                  "%s: found %zu tokens in the texts up to this one, expected at "
                                  "most %zu in all of a request",
                                  param, request->num_tokens, PS_REQUEST_TOKENS_MAX);
    return PS_OK;
}

enum ps_status ps_read_texts_render(const struct ps_request *request, const char *object,
                                    json_t *data, json_t **body, struct ps_error *error)
{
    json_int_t num_tokens = (json_int_t)request->num_tokens;
    *body = json_pack("{s:s, s:o, s:{s:I, s:I}}", "object", object, "data", data, "usage",
                      "prompt_tokens", num_tokens, "total_tokens", num_tokens);
    return *body ? PS_OK : ps_error_no_memory(error, "a response");
}
