/* n, best_of, max_tokens, truncation, stream_options. */
#include "shared/task/generation.h"

#include "shared/task/fields.h"

enum {
    CHOICES_MAX = 128, /* of a prompt, as OpenAI has it */
};

static enum ps_status read_counts(struct ps_generation *generation, const json_t *body,
                                  struct ps_error *error)
{
    struct ps_integer_range range = {1, CHOICES_MAX};
    int64_t num_choices = 1;
    PS_TRY(ps_field_integer(body, "n", range, &num_choices, error));
    range.min = num_choices;
    int64_t num_candidates = num_choices;
    PS_TRY(ps_field_integer(body, "best_of", range, &num_candidates, error));
    generation->num_choices = (size_t)num_choices;
    generation->num_candidates = (size_t)num_candidates;
    return PS_OK;
}

/* OpenAI renamed max_tokens to max_completion_tokens; which of the names a url knows its table says
 * before. */
static enum ps_status read_lengths(struct ps_generation *generation, const json_t *body,
                                   int64_t max_tokens, struct ps_error *error)
{
    static const char *const names[] = {"max_completion_tokens", "max_tokens"};
    struct ps_integer_range range = {0, INT64_MAX};
    int64_t min_tokens = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        int64_t found = max_tokens;
        PS_TRY(ps_field_integer(body, names[i], range, &found, error));
        if (!ps_field_get(body, names[i]))
            continue;
        if (generation->max_tokens_name && found != max_tokens)
            return ps_field_wrong(names[i], ps_field_get(body, names[i]),
                                  "the same as max_completion_tokens", error);
        max_tokens = found;
        if (!generation->max_tokens_name)
            generation->max_tokens_name = names[i];
    }
    range.max = max_tokens;
    PS_TRY(ps_field_integer(body, "min_tokens", range, &min_tokens, error));
    generation->fields.sampling.max_tokens = (size_t)max_tokens;
    generation->fields.sampling.min_tokens = (size_t)min_tokens;
    return PS_OK;
}

static enum ps_status read_prompt_fields(struct ps_generation *generation, const json_t *body,
                                         size_t context, struct ps_error *error)
{
    static const char truncate[] = "truncate_prompt_tokens";
    static const char *const sides[] = {"left", "right"};
    struct ps_integer_range range = {-1, (int64_t)context};
    size_t side = 0;
    PS_TRY(ps_field_boolean(body, "add_special_tokens", &generation->add_special_tokens, error));
    PS_TRY(ps_field_integer(body, truncate, range, &generation->prompt_tokens_max, error));
    if (generation->prompt_tokens_max == 0 && ps_field_get(body, truncate))
        return ps_field_wrong(truncate, ps_field_get(body, truncate),
                              "how many tokens to keep, or -1 for as many as the model takes",
                              error);
    PS_TRY(ps_field_choice(body, "truncation_side", sides, 2, &side, error));
    generation->keep_beginning = side == 1;
    return PS_OK;
}

static enum ps_status read_response_fields(struct ps_generation *generation, const json_t *body,
                                           struct ps_error *error)
{
    struct ps_integer_range range = {0, PS_TOP_LOGPROBS_MAX};
    int64_t prompt_logprobs = -1;
    PS_TRY(ps_field_integer(body, "prompt_logprobs", range, &prompt_logprobs, error));
    PS_TRY(ps_field_boolean(body, "return_tokens_as_token_ids", &generation->as_ids, error));
    PS_TRY(ps_field_boolean(body, "return_token_ids", &generation->returns_token_ids, error));
    generation->num_logprobs = -1;
    generation->num_prompt_logprobs = (int32_t)prompt_logprobs;
    return ps_field_boolean(body, "echo", &generation->echo, error);
}

static const struct ps_field stream_fields[] = {
    {.name = "include_usage", .rule = PS_FIELD_READ},
    {.name = "include_obfuscation", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "continuous_usage_stats", .rule = PS_FIELD_REFUSED, .neutral = "false"},
};

static enum ps_status read_stream_options(struct ps_generation *generation, const json_t *options,
                                          struct ps_error *error)
{
    PS_TRY(ps_fields_check(stream_fields, sizeof stream_fields / sizeof stream_fields[0], options,
                           error));
    return ps_field_boolean(options, "include_usage", &generation->streams_usage, error);
}

static enum ps_status read_stream(struct ps_generation *generation, struct ps_request *request,
                                  struct ps_error *error)
{
    static const char name[] = "stream_options";
    const json_t *options = ps_field_get(request->body, name);
    PS_TRY(ps_field_boolean(request->body, "stream", &request->streams, error));
    if (!options)
        return PS_OK;
    if (!json_is_object(options))
        return ps_field_wrong(name, options, "an object", error);
    if (!request->streams)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: expected only together with \"stream\": true", name);
    enum ps_status status = read_stream_options(generation, options, error);
    if (status != PS_OK)
        ps_field_within(name, error);
    return status;
}

enum ps_status ps_generation_parse(struct ps_generation *generation, struct ps_request *request,
                                   const struct ps_generation_url *url, struct ps_error *error)
{
    const json_t *body = request->body;
    const struct ps_sampling *sampling = &generation->fields.sampling;
    generation->add_special_tokens = url->add_special_tokens;
    PS_TRY(ps_sampling_fields_read(&generation->fields, request, error));
    PS_TRY(read_counts(generation, body, error));
    PS_TRY(read_lengths(generation, body, url->max_tokens, error));
    request->uses_seed = sampling->temperature > 0 && sampling->max_tokens > 0;
    PS_TRY(read_prompt_fields(generation, body, request->context, error));
    PS_TRY(read_response_fields(generation, body, error));
    return read_stream(generation, request, error);
}

void ps_generation_close(struct ps_generation *generation)
{
    ps_sampling_fields_close(&generation->fields);
}
