/* Temperature, penalties, biases, stops. */
#include "shared/task/sampling_fields.h"

#include <stdio.h>

#include "shared/task/fields.h"

enum {
    STOP_BYTES_MAX = 1024,
};

static size_t vocab_size_of(const struct ps_request *request)
{
    return ps_transformer_config(ps_model_transformer(request->model))->vocab_size;
}

static enum ps_status read_distribution(struct ps_sampling *sampling, const json_t *body,
                                        const struct ps_generation_defaults *defaults,
                                        struct ps_error *error)
{
    struct ps_integer_range top_k_range = {-1, INT32_MAX};
    int64_t top_k = defaults->top_k;
    sampling->temperature = defaults->temperature;
    sampling->top_p = defaults->top_p;
    sampling->min_p = defaults->min_p;
    PS_TRY(ps_field_number(body, "temperature", (struct ps_number_range){.min = 0, .max = 2},
                           &sampling->temperature, error));
    PS_TRY(ps_field_number(body, "top_p", (struct ps_number_range){.min = 0, .max = 1},
                           &sampling->top_p, error));
    PS_TRY(ps_field_number(body, "min_p", (struct ps_number_range){.min = 0, .max = 1},
                           &sampling->min_p, error));
    PS_TRY(ps_field_integer(body, "top_k", top_k_range, &top_k, error));
    sampling->top_k = top_k > 0 ? (int32_t)top_k : 0;
    return PS_OK;
}

static enum ps_status read_penalties(struct ps_sampling *sampling, const json_t *body,
                                     const struct ps_generation_defaults *defaults,
                                     struct ps_error *error)
{
    struct ps_number_range either_way = {.min = -2, .max = 2};
    struct ps_number_range factor = {.min = 0, .max = 1000, .above_min = true};
    sampling->repetition_penalty = defaults->repetition_penalty;
    PS_TRY(ps_field_number(body, "frequency_penalty", either_way, &sampling->frequency_penalty,
                           error));
    PS_TRY(
        ps_field_number(body, "presence_penalty", either_way, &sampling->presence_penalty, error));
    return ps_field_number(body, "repetition_penalty", factor, &sampling->repetition_penalty,
                           error);
}

static enum ps_status read_seed(struct ps_request *request, struct ps_error *error)
{
    struct ps_integer_range any = {INT64_MIN, INT64_MAX};
    int64_t seed = (int64_t)request->seed;
    PS_TRY(ps_field_integer(request->body, "seed", any, &seed, error));
    request->seed = (uint64_t)seed;
    return PS_OK;
}

/* --- where a text ends --- */

static enum ps_status add_stop(struct ps_sampling_fields *fields, const char *param,
                               const json_t *stop, struct ps_error *error)
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

static enum ps_status read_stops(struct ps_sampling_fields *fields, const json_t *body,
                                 struct ps_error *error)
{
    const json_t *stop = ps_field_get(body, "stop");
    fields->sampling.stops = fields->stops;
    if (!stop)
        return PS_OK;
    if (json_is_string(stop))
        return add_stop(fields, "stop", stop, error);
    if (!json_is_array(stop) || json_array_size(stop) > PS_STOPS_MAX) {
        char expected[64];
        (void)snprintf(expected, sizeof expected, "a string or a list of at most %d strings",
                       PS_STOPS_MAX);
        return ps_field_wrong("stop", stop, expected, error);
    }
    for (size_t i = 0; i < json_array_size(stop); i++) {
        char param[32];
        (void)snprintf(param, sizeof param, "stop[%zu]", i);
        PS_TRY(add_stop(fields, param, json_array_get(stop, i), error));
    }
    return PS_OK;
}

static enum ps_status read_endings(struct ps_sampling_fields *fields, const json_t *body,
                                   struct ps_error *error)
{
    struct ps_sampling *sampling = &fields->sampling;
    bool skip_special_tokens = true;
    PS_TRY(read_stops(fields, body, error));
    PS_TRY(ps_field_boolean(body, "ignore_eos", &sampling->ignore_eos, error));
    PS_TRY(ps_field_boolean(body, "include_stop_str_in_output", &sampling->include_stop, error));
    PS_TRY(ps_field_boolean(body, "skip_special_tokens", &skip_special_tokens, error));
    sampling->keep_special_tokens = !skip_special_tokens;
    return PS_OK;
}

static enum ps_status read_token_fields(struct ps_sampling_fields *fields, const json_t *body,
                                        size_t vocab_size, struct ps_error *error)
{
    struct ps_sampling *sampling = &fields->sampling;
    PS_TRY(ps_token_ids_read(&fields->stop_ids, body, "stop_token_ids", vocab_size, error));
    PS_TRY(ps_token_ids_read(&fields->allowed_ids, body, "allowed_token_ids", vocab_size, error));
    if (ps_field_get(body, "allowed_token_ids") && fields->allowed_ids.count == 0)
        return ps_field_wrong("allowed_token_ids", ps_field_get(body, "allowed_token_ids"),
                              "at least one token id", error);
    PS_TRY(ps_biases_read(&fields->biases, body, vocab_size, error));
    PS_TRY(ps_bad_words_check(body, error));
    sampling->stop_tokens = (struct ps_token_list){fields->stop_ids.ids, fields->stop_ids.count};
    sampling->allowed_tokens =
        (struct ps_token_list){fields->allowed_ids.ids, fields->allowed_ids.count};
    sampling->logit_bias = fields->biases.items;
    sampling->num_logit_bias = fields->biases.count;
    return PS_OK;
}

enum ps_status ps_sampling_fields_read(struct ps_sampling_fields *fields,
                                       struct ps_request *request, struct ps_error *error)
{
    const struct ps_generation_defaults *defaults = ps_model_generation(request->model);
    struct ps_sampling *sampling = &fields->sampling;
    sampling->num_logprobs = -1;
    PS_TRY(read_distribution(sampling, request->body, defaults, error));
    PS_TRY(read_penalties(sampling, request->body, defaults, error));
    PS_TRY(read_seed(request, error));
    PS_TRY(read_endings(fields, request->body, error));
    return read_token_fields(fields, request->body, vocab_size_of(request), error);
}

enum ps_status ps_sampling_fields_encode(struct ps_sampling_fields *fields,
                                         const struct ps_request *request, struct ps_error *error)
{
    PS_TRY(ps_bad_words_encode(&fields->bad_words, request->body,
                               ps_model_tokenizer(request->model), error));
    fields->sampling.bad_words = fields->bad_words.items;
    fields->sampling.num_bad_words = fields->bad_words.count;
    return PS_OK;
}

void ps_sampling_fields_close(struct ps_sampling_fields *fields)
{
    ps_token_ids_close(&fields->stop_ids);
    ps_token_ids_close(&fields->allowed_ids);
    ps_biases_close(&fields->biases);
    ps_bad_words_close(&fields->bad_words);
}
