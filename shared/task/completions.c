/* /v1/completions: OpenAI's, with the additions of vLLM that users expect. */
#include "shared/task/tasks.h"

#include <stdio.h>
#include <stdlib.h>

#include "shared/base/rng.h"
#include "shared/base/utf8.h"
#include "shared/task/fields.h"
#include "shared/task/inputs.h"
#include "shared/task/logprobs.h"
#include "shared/task/request.h"

enum {
    STOPS_MAX = 16,
    STOP_BYTES_MAX = 1024,
    MAX_TOKENS_DEFAULT = 16,
    LOGPROBS_MAX = 1 << 18, /* of a response: what they take as JSON must be bounded */
};

/* Every field of OpenAI's request, and of vLLM's. */
static const struct ps_field table[] = {
    {.name = "model", .rule = PS_FIELD_READ, .type = PS_TYPE_STRING},
    {.name = "prompt", .rule = PS_FIELD_READ},
    {.name = "max_tokens", .rule = PS_FIELD_READ},
    {.name = "min_tokens", .rule = PS_FIELD_READ},
    {.name = "temperature", .rule = PS_FIELD_READ},
    {.name = "top_p", .rule = PS_FIELD_READ},
    {.name = "top_k", .rule = PS_FIELD_READ},
    {.name = "seed", .rule = PS_FIELD_READ},
    {.name = "stop", .rule = PS_FIELD_READ},
    {.name = "ignore_eos", .rule = PS_FIELD_READ},
    {.name = "logprobs", .rule = PS_FIELD_READ},
    {.name = "echo", .rule = PS_FIELD_READ},
    {.name = "return_tokens_as_token_ids", .rule = PS_FIELD_READ},
    {.name = "user", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "metadata", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "store", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_BOOLEAN},
    {.name = "service_tier", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "priority", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_NUMBER},
    {.name = "n", .rule = PS_FIELD_REFUSED, .neutral = "1"},
    {.name = "best_of", .rule = PS_FIELD_REFUSED, .neutral = "1"},
    {.name = "stream", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "stream_options", .rule = PS_FIELD_REFUSED},
    {.name = "suffix", .rule = PS_FIELD_REFUSED},
    {.name = "frequency_penalty", .rule = PS_FIELD_REFUSED, .neutral = "0"},
    {.name = "presence_penalty", .rule = PS_FIELD_REFUSED, .neutral = "0"},
    {.name = "repetition_penalty", .rule = PS_FIELD_REFUSED, .neutral = "1"},
    {.name = "length_penalty", .rule = PS_FIELD_REFUSED, .neutral = "1"},
    {.name = "logit_bias", .rule = PS_FIELD_REFUSED, .neutral = "{}"},
    {.name = "min_p", .rule = PS_FIELD_REFUSED, .neutral = "0"},
    {.name = "use_beam_search", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "early_stopping", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "stop_token_ids", .rule = PS_FIELD_REFUSED, .neutral = "[]"},
    {.name = "include_stop_str_in_output", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "skip_special_tokens", .rule = PS_FIELD_REFUSED, .neutral = "true"},
    {.name = "spaces_between_special_tokens", .rule = PS_FIELD_REFUSED, .neutral = "true"},
    {.name = "add_special_tokens", .rule = PS_FIELD_REFUSED, .neutral = "true"},
    {.name = "truncate_prompt_tokens", .rule = PS_FIELD_REFUSED},
    {.name = "prompt_logprobs", .rule = PS_FIELD_REFUSED},
    {.name = "allowed_token_ids", .rule = PS_FIELD_REFUSED},
    {.name = "bad_words", .rule = PS_FIELD_REFUSED, .neutral = "[]"},
    {.name = "response_format", .rule = PS_FIELD_REFUSED, .neutral = "{\"type\": \"text\"}"},
    {.name = "guided_json", .rule = PS_FIELD_REFUSED},
    {.name = "guided_regex", .rule = PS_FIELD_REFUSED},
    {.name = "guided_choice", .rule = PS_FIELD_REFUSED},
    {.name = "guided_grammar", .rule = PS_FIELD_REFUSED},
    {.name = "guided_decoding_backend", .rule = PS_FIELD_REFUSED},
    {.name = "guided_whitespace_pattern", .rule = PS_FIELD_REFUSED},
    {.name = "structured_outputs", .rule = PS_FIELD_REFUSED},
    {.name = "prompt_embeds", .rule = PS_FIELD_REFUSED},
    {.name = "logits_processors", .rule = PS_FIELD_REFUSED},
    {.name = "return_token_ids", .rule = PS_FIELD_REFUSED, .neutral = "false"},
    {.name = "request_id", .rule = PS_FIELD_REFUSED},
    {.name = "cache_salt", .rule = PS_FIELD_REFUSED},
    {.name = "kv_transfer_params", .rule = PS_FIELD_REFUSED},
    {.name = "vllm_xargs", .rule = PS_FIELD_REFUSED},
};

struct fields {
    struct ps_inputs prompts;
    struct ps_sampling sampling; /* of every sequence, but for the seed */
    bool max_tokens_given;
    const char *stops[STOPS_MAX]; /* borrowed from the body */
    bool echo;
    bool as_ids;
    size_t num_logprobs; /* that the response will have at most; after prepare */
};

static void destroy_fields(void *pointer)
{
    struct fields *fields = pointer;
    ps_inputs_close(&fields->prompts);
    free(fields);
}

/* --- parsing --- */

static enum ps_status read_lengths(struct fields *fields, const json_t *body,
                                   struct ps_error *error)
{
    struct ps_integer_range range = {0, INT64_MAX};
    int64_t max_tokens = MAX_TOKENS_DEFAULT;
    int64_t min_tokens = 0;
    PS_TRY(ps_field_integer(body, "max_tokens", range, &max_tokens, error));
    fields->max_tokens_given = ps_field_get(body, "max_tokens");
    range.max = max_tokens;
    PS_TRY(ps_field_integer(body, "min_tokens", range, &min_tokens, error));
    fields->sampling.max_tokens = (size_t)max_tokens;
    fields->sampling.min_tokens = (size_t)min_tokens;
    return ps_field_boolean(body, "ignore_eos", &fields->sampling.ignore_eos, error);
}

static enum ps_status read_sampling(struct ps_request *request, struct ps_sampling *sampling,
                                    const json_t *body, struct ps_error *error)
{
    const struct ps_generation_defaults *defaults = ps_model_generation(request->model);
    struct ps_integer_range any = {INT64_MIN, INT64_MAX};
    struct ps_integer_range top_k_range = {-1, INT32_MAX};
    int64_t top_k = defaults->top_k;
    int64_t seed = (int64_t)request->seed;
    sampling->temperature = defaults->temperature;
    sampling->top_p = defaults->top_p;
    PS_TRY(ps_field_number(body, "temperature", (struct ps_number_range){.min = 0, .max = 2},
                           &sampling->temperature, error));
    PS_TRY(ps_field_number(body, "top_p", (struct ps_number_range){0, 1, .above_min = true},
                           &sampling->top_p, error));
    PS_TRY(ps_field_integer(body, "top_k", top_k_range, &top_k, error));
    PS_TRY(ps_field_integer(body, "seed", any, &seed, error));
    sampling->top_k = top_k > 0 ? (int32_t)top_k : 0;
    request->seed = (uint64_t)seed;
    request->uses_seed = sampling->temperature > 0 && sampling->max_tokens > 0;
    return PS_OK;
}

static enum ps_status read_logprobs(struct fields *fields, const json_t *body,
                                    struct ps_error *error)
{
    int64_t logprobs = -1;
    struct ps_integer_range range = {0, PS_TOP_LOGPROBS_MAX};
    PS_TRY(ps_field_integer(body, "logprobs", range, &logprobs, error));
    PS_TRY(ps_field_boolean(body, "echo", &fields->echo, error));
    PS_TRY(ps_field_boolean(body, "return_tokens_as_token_ids", &fields->as_ids, error));
    fields->sampling.num_logprobs = (int32_t)logprobs;
    fields->sampling.prompt_logprobs = fields->echo && logprobs >= 0;
    return PS_OK;
}

static enum ps_status add_stop(struct fields *fields, const char *param, const json_t *stop,
                               struct ps_error *error)
{
    size_t size = json_string_length(stop);
    if (!json_is_string(stop) || size == 0)
        return ps_field_wrong(param, stop, "a string that is not empty", error);
    if (size > STOP_BYTES_MAX)
        return ps_error_set_param(error, PS_INVALID, param,
                                  "%s: found %zu bytes, expected at most %d", param, size,
                                  STOP_BYTES_MAX);
    fields->stops[fields->sampling.num_stops++] = json_string_value(stop);
    return PS_OK;
}

static enum ps_status read_stops(struct fields *fields, const json_t *body, struct ps_error *error)
{
    const json_t *stop = ps_field_get(body, "stop");
    fields->sampling.stops = fields->stops;
    if (!stop)
        return PS_OK;
    if (json_is_string(stop))
        return add_stop(fields, "stop", stop, error);
    if (!json_is_array(stop) || json_array_size(stop) > STOPS_MAX) {
        char expected[64];
        (void)snprintf(expected, sizeof expected, "a string or a list of at most %d strings",
                       STOPS_MAX);
        return ps_field_wrong("stop", stop, expected, error);
    }
    for (size_t i = 0; i < json_array_size(stop); i++) {
        char param[32];
        (void)snprintf(param, sizeof param, "stop[%zu]", i);
        PS_TRY(add_stop(fields, param, json_array_get(stop, i), error));
    }
    return PS_OK;
}

static enum ps_status parse(struct ps_request *request, struct ps_error *error)
{
    const json_t *body = request->body;
    PS_TRY(ps_fields_check(table, sizeof table / sizeof table[0], body, error));
    if (!ps_model_generates(request->model))
        return ps_error_set_param(error, PS_INVALID, "model",
                                  "model: this %s model does not generate text, it serves "
                                  "/v1/embeddings",
                                  ps_model_family(request->model));
    struct fields *fields = calloc(1, sizeof *fields);
    if (!fields)
        return ps_error_no_memory(error, "a request");
    request->fields = fields;
    size_t vocab_size = ps_transformer_config(ps_model_transformer(request->model))->vocab_size;
    PS_TRY(ps_inputs_read(&fields->prompts, body, "prompt", vocab_size, error));
    PS_TRY(read_lengths(fields, body, error));
    PS_TRY(read_sampling(request, &fields->sampling, body, error));
    PS_TRY(read_logprobs(fields, body, error));
    return read_stops(fields, body, error);
}

/* --- to the engine --- */

/* max_tokens of one prompt: as asked, or what is left of the context where nothing was. */
static enum ps_status choose_max_tokens(const struct ps_request *request, const char *param,
                                        size_t num_prompt, size_t *max_tokens,
                                        struct ps_error *error)
{
    const struct fields *fields = request->fields;
    size_t context = request->context;
    size_t asked = fields->sampling.max_tokens;
    enum ps_status status = PS_OK;
    if (num_prompt > context)
        status = ps_error_set_param(error, PS_INVALID, param,
                                    "%s: found %zu tokens, expected at most %zu, the context",
                                    param, num_prompt, context);
    else if (num_prompt == context && asked > 0)
        status = ps_error_set_param(error, PS_INVALID, param,
                                    "%s: found %zu tokens, expected less than %zu, the context, to "
                                    "have room for a completion",
                                    param, num_prompt, context);
    else if (fields->max_tokens_given && asked > context - num_prompt)
        status = ps_error_set_param(error, PS_INVALID, "max_tokens",
                                    "max_tokens: found %zu, after %zu tokens of %s; expected both "
                                    "together to be at most %zu, the context",
                                    asked, num_prompt, param, context);
    if (status != PS_OK) {
        ps_error_set_code(error, "context_length_exceeded");
        return status;
    }
    *max_tokens = asked < context - num_prompt ? asked : context - num_prompt;
    return PS_OK;
}

/* The request's tokens and log-probabilities, with those of the sequence that was just added. */
static enum ps_status count(struct ps_request *request, const struct ps_sequence *sequence,
                            struct ps_error *error)
{
    struct fields *fields = request->fields;
    size_t num_generated = sequence->sampling.max_tokens;
    request->num_tokens += sequence->num_prompt + num_generated;
    if (request->num_tokens > PS_REQUEST_TOKENS_MAX)
        return ps_error_set_param(error, PS_INVALID, "prompt",
                                  "prompt: more than %zu tokens together, max_tokens included",
                                  PS_REQUEST_TOKENS_MAX);
    if (fields->sampling.num_logprobs < 0)
        return PS_OK;
    size_t num_tokens = num_generated + (fields->echo ? sequence->num_prompt : 0);
    fields->num_logprobs += num_tokens * (1 + (size_t)fields->sampling.num_logprobs);
    if (fields->num_logprobs > LOGPROBS_MAX)
        return ps_error_set_param(error, PS_INVALID, "logprobs",
                                  "logprobs: found %d, which gives more than %d log-probabilities "
                                  "for the tokens of all prompts together",
                                  fields->sampling.num_logprobs, LOGPROBS_MAX);
    return PS_OK;
}

static enum ps_status make_sequence(struct ps_request *request, const struct ps_input *prompt,
                                    uint64_t seed, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    size_t max_tokens = 0;
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    struct ps_input_params params = {.tokenizer = ps_model_tokenizer(request->model)};
    PS_TRY(ps_input_tokens(prompt, &params, &tokens, error));
    PS_TRY(choose_max_tokens(request, prompt->param, tokens.count, &max_tokens, error));
    struct ps_sequence *sequence =
        ps_sequence_create(PS_SEQUENCE_GENERATE, ps_take(tokens.ids), NULL, tokens.count);
    if (!sequence)
        return ps_error_no_memory(error, "a sequence");
    sequence->sampling = fields->sampling;
    sequence->sampling.max_tokens = max_tokens;
    sequence->sampling.seed = seed;
    sequence->owner = request;
    request->sequences[request->num_sequences++] = sequence;
    return count(request, sequence, error);
}

/* Each choice has a seed of its own, from the request's. */
static enum ps_status prepare(struct ps_request *request, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    struct ps_rng seeds;
    ps_rng_init(&seeds, request->seed);
    request->sequences = calloc(fields->prompts.num_items, sizeof(struct ps_sequence *));
    if (!request->sequences)
        return ps_error_no_memory(error, "sequences");
    for (size_t i = 0; i < fields->prompts.num_items; i++)
        PS_TRY(make_sequence(request, &fields->prompts.items[i], ps_rng_next(&seeds), error));
    return PS_OK;
}

/* --- the response --- */

/* A prompt as it was given; ids as the text that they stand for. */
static enum ps_status append_prompt(const struct ps_request *request, size_t index,
                                    struct ps_buffer *text, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const json_t *prompt = fields->prompts.items[index].value;
    if (json_is_string(prompt))
        return ps_buffer_append(text, json_string_value(prompt), json_string_length(prompt));
    const struct ps_sequence *sequence = request->sequences[index];
    return ps_tokenizer_decode(ps_model_tokenizer(request->model), sequence->prompt,
                               sequence->num_prompt, true, text, error);
}

static enum ps_status render_choice(const struct ps_request *request, size_t index, json_t **choice,
                                    struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const struct ps_sequence *sequence = request->sequences[index];
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    if (fields->echo)
        PS_TRY(append_prompt(request, index, &text, error));
    struct ps_logprobs_params params = {
        .tokenizer = ps_model_tokenizer(request->model),
        .sequence = sequence,
        .echo = fields->echo,
        .as_ids = fields->as_ids,
        .prompt_length = ps_utf8_count(text.data, text.size),
    };
    PS_TRY(ps_buffer_append(&text, sequence->text.data, sequence->text.size));
    json_t *logprobs = NULL;
    if (fields->sampling.num_logprobs >= 0)
        PS_TRY(ps_logprobs_render(&params, &logprobs, error));
    *choice = json_pack("{s:I, s:o, s:o, s:s}", "index", (json_int_t)index, "text",
                        json_stringn(text.data ? text.data : "", text.size), "logprobs",
                        logprobs ? logprobs : json_null(), "finish_reason",
                        sequence->finish == PS_FINISH_STOP ? "stop" : "length");
    return *choice ? PS_OK : PS_NO_MEMORY;
}

static enum ps_status render_choices(const struct ps_request *request, json_t *choices,
                                     struct ps_error *error)
{
    for (size_t i = 0; i < request->num_sequences; i++) {
        json_t *choice = NULL;
        PS_TRY(render_choice(request, i, &choice, error));
        if (json_array_append_new(choices, choice) != 0)
            return PS_NO_MEMORY;
    }
    return PS_OK;
}

static json_t *render_usage(const struct ps_request *request)
{
    json_int_t num_prompt = 0;
    json_int_t num_completion = 0;
    for (size_t i = 0; i < request->num_sequences; i++) {
        num_prompt += (json_int_t)request->sequences[i]->num_prompt;
        num_completion += (json_int_t)request->sequences[i]->num_tokens;
    }
    return json_pack("{s:I, s:I, s:I}", "prompt_tokens", num_prompt, "completion_tokens",
                     num_completion, "total_tokens", num_prompt + num_completion);
}

static enum ps_status render(const struct ps_request *request, json_t **body,
                             struct ps_error *error)
{
    json_t *choices = json_array();
    enum ps_status status = choices ? render_choices(request, choices, error) : PS_NO_MEMORY;
    if (status != PS_OK) {
        json_decref(choices);
        return status == PS_NO_MEMORY ? ps_error_no_memory(error, "a response") : status;
    }
    *body = json_pack("{s:s, s:o, s:o}", "object", "text_completion", "choices", choices, "usage",
                      render_usage(request));
    return *body ? PS_OK : ps_error_no_memory(error, "a response");
}

const struct ps_task ps_task_completions = {
    .url = "/v1/completions",
    .id_prefix = "cmpl-",
    .has_created = true,
    .parse = parse,
    .prepare = prepare,
    .render = render,
    .destroy_fields = destroy_fields,
};
