/* /v1/embeddings: OpenAI's, texts or token ids to vectors. */
#include "shared/task/tasks.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "shared/task/base64.h"
#include "shared/task/fields.h"
#include "shared/task/inputs.h"
#include "shared/task/read_texts.h"
#include "shared/task/truncation.h"

static const struct ps_field table[] = {
    {.name = "model", .rule = PS_FIELD_READ, .type = PS_TYPE_STRING},
    {.name = "input", .rule = PS_FIELD_READ},
    {.name = "encoding_format", .rule = PS_FIELD_READ},
    {.name = "dimensions", .rule = PS_FIELD_READ},
    {.name = "user", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "metadata", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "store", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_BOOLEAN},
    {.name = "service_tier", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "priority", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_NUMBER},
    {.name = "truncate_prompt_tokens", .rule = PS_FIELD_READ},
    {.name = "truncation", .rule = PS_FIELD_READ},
    {.name = "add_special_tokens", .rule = PS_FIELD_READ},
    {.name = "truncation_side", .rule = PS_FIELD_REFUSED, .neutral = "\"right\""},
    {.name = "normalize", .rule = PS_FIELD_REFUSED},
    {.name = "use_activation", .rule = PS_FIELD_REFUSED},
    {.name = "embed_dtype", .rule = PS_FIELD_REFUSED, .neutral = "\"float32\""},
    {.name = "endianness", .rule = PS_FIELD_REFUSED, .neutral = "\"little\""},
    {.name = "request_id", .rule = PS_FIELD_REFUSED},
    {.name = "cache_salt", .rule = PS_FIELD_REFUSED},
    {.name = "mm_processor_kwargs", .rule = PS_FIELD_REFUSED, .neutral = "{}"},
    {.name = "input_type", .rule = PS_FIELD_REFUSED},
    {.name = "messages", .rule = PS_FIELD_REFUSED},
};

enum encoding { ENCODING_FLOAT, ENCODING_BASE64 };

struct fields {
    struct ps_inputs inputs;
    enum encoding encoding;
    size_t dimensions; /* 0: all of them, as the model gives them */
    size_t tokens_max; /* of a text; 0: what is too long is refused */
    bool add_special_tokens;
};

static void destroy_fields(void *pointer)
{
    struct fields *fields = pointer;
    ps_inputs_close(&fields->inputs);
    free(fields);
}

static const struct ps_transformer_config *config_of(const struct ps_request *request)
{
    return ps_transformer_config(ps_model_transformer(request->model));
}

static bool serves(const struct ps_model *model)
{
    return ps_model_pooling(model);
}

static enum ps_status check_not_empty(const struct ps_inputs *inputs, struct ps_error *error)
{
    for (size_t i = 0; i < inputs->num_items; i++) {
        const struct ps_input *input = &inputs->items[i];
        if (json_is_string(input->value) && json_string_length(input->value) == 0)
            return ps_field_wrong(input->param, input->value, "a text that is not empty", error);
    }
    return PS_OK;
}

static enum ps_status parse(struct ps_request *request, struct ps_error *error)
{
    const json_t *body = request->body;
    static const char *const encodings[] = {"float", "base64"};
    const struct ps_transformer_config *config = config_of(request);
    PS_TRY(ps_fields_check(table, sizeof table / sizeof table[0], body, error));
    struct fields *fields = calloc(1, sizeof *fields);
    if (!fields)
        return ps_error_no_memory(error, "a request");
    request->fields = fields;
    PS_TRY(ps_inputs_read(&fields->inputs, body, "input", config->vocab_size, error));
    PS_TRY(check_not_empty(&fields->inputs, error));
    size_t encoding = ENCODING_FLOAT;
    PS_TRY(ps_field_choice(body, "encoding_format", encodings, 2, &encoding, error));
    fields->encoding = (enum encoding)encoding;
    int64_t dimensions = 0;
    struct ps_integer_range range = {1, (int64_t)config->hidden_size};
    PS_TRY(ps_field_integer(body, "dimensions", range, &dimensions, error));
    fields->dimensions = (size_t)dimensions;
    fields->add_special_tokens = true;
    PS_TRY(ps_field_boolean(body, "add_special_tokens", &fields->add_special_tokens, error));
    PS_TRY(ps_truncation_read(body, request->context, &fields->tokens_max, error));
    return ps_truncation_read_flag(body, request->context, &fields->tokens_max, error);
}

/* --- to the engine --- */

static enum ps_status make_sequence(struct ps_request *request, const struct ps_input *input,
                                    struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    struct ps_input_params params = {
        .tokenizer = ps_model_tokenizer(request->model),
        .prompt = ps_model_prompt(request->model),
        .leave_special_tokens = !fields->add_special_tokens,
        .tokens_max = fields->tokens_max,
    };
    PS_TRY(ps_input_tokens(input, &params, &tokens, error));
    return ps_read_texts_add(request, PS_SEQUENCE_EMBED, &tokens, input->param, error);
}

static enum ps_status prepare(struct ps_request *request, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_TRY(ps_read_texts_begin(request, fields->inputs.num_items, error));
    for (size_t i = 0; i < fields->inputs.num_items; i++)
        PS_TRY(make_sequence(request, &fields->inputs.items[i], error));
    return PS_OK;
}

/* --- the response --- */

/* Cuts a vector to its first dimensions and scales it to length 1 again, as OpenAI's does. */
static void cut(const float *embedding, size_t dimensions, float *out)
{
    double sum = 0;
    for (size_t i = 0; i < dimensions; i++)
        sum += (double)embedding[i] * (double)embedding[i];
    double scale = sum > 0 ? 1 / sqrt(sum) : 0;
    for (size_t i = 0; i < dimensions; i++)
        out[i] = (float)((double)embedding[i] * scale);
}

static json_t *render_floats(const float *vector, size_t dimensions)
{
    json_t *list = json_array();
    for (size_t i = 0; i < dimensions; i++) {
        if (json_array_append_new(list, json_real((double)vector[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* The bytes of little-endian floats, whatever this machine's order is. */
static json_t *render_base64(const float *vector, size_t dimensions)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer bytes = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    for (size_t i = 0; i < dimensions; i++) {
        uint32_t bits;
        memcpy(&bits, &vector[i], sizeof bits);
        bits = htole32(bits);
        if (ps_buffer_append(&bytes, &bits, sizeof bits) != PS_OK)
            return NULL;
    }
    if (ps_base64_encode(bytes.data, bytes.size, &text) != PS_OK)
        return NULL;
    return json_stringn(text.data, text.size);
}

static enum ps_status render_vector(const struct fields *fields, const float *embedding,
                                    size_t hidden_size, json_t **out, struct ps_error *error)
{
    size_t dimensions = fields->dimensions ? fields->dimensions : hidden_size;
    PS_DEFER(ps_freep) float *vector = calloc(dimensions, sizeof *vector);
    if (!vector)
        return ps_error_no_memory(error, "an embedding");
    if (fields->dimensions)
        cut(embedding, dimensions, vector);
    else
        memcpy(vector, embedding, dimensions * sizeof *vector);
    for (size_t i = 0; i < dimensions; i++) {
        if (!isfinite(vector[i]))
            return ps_error_set(error, PS_INTERNAL, "the model's embedding is no numbers");
    }
    *out = fields->encoding == ENCODING_BASE64 ? render_base64(vector, dimensions)
                                               : render_floats(vector, dimensions);
    return *out ? PS_OK : ps_error_no_memory(error, "an embedding");
}

static enum ps_status render_data(const struct ps_request *request, json_t *data,
                                  struct ps_error *error)
{
    size_t hidden_size = config_of(request)->hidden_size;
    for (size_t i = 0; i < request->num_sequences; i++) {
        json_t *vector = NULL;
        PS_TRY(render_vector(request->fields, request->sequences[i]->output, hidden_size, &vector,
                             error));
        json_t *item = json_pack("{s:s, s:I, s:o}", "object", "embedding", "index", (json_int_t)i,
                                 "embedding", vector);
        if (!item || json_array_append_new(data, item) != 0)
            return ps_error_no_memory(error, "a response");
    }
    return PS_OK;
}

static enum ps_status render(const struct ps_request *request, json_t **body,
                             struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *data = json_array();
    if (!data)
        return ps_error_no_memory(error, "a response");
    PS_TRY(render_data(request, data, error));
    return ps_read_texts_render(request, "list", ps_take(data), body, error);
}

const struct ps_task ps_task_embeddings = {
    .url = "/v1/embeddings",
    .id_prefix = NULL,
    .has_created = false,
    .serves = serves,
    .parse = parse,
    .prepare = prepare,
    .render = render,
    .destroy_fields = destroy_fields,
};
