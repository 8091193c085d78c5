/* /v1/text-classification: Hugging Face's task; sentiment is one of its uses. */
#include "shared/task/tasks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/task/fields.h"
#include "shared/task/inputs.h"
#include "shared/task/read_texts.h"
#include "shared/task/truncation.h"

static const struct ps_field table[] = {
    {.name = "model", .rule = PS_FIELD_READ, .type = PS_TYPE_STRING},
    {.name = "inputs", .rule = PS_FIELD_READ},
    {.name = "parameters", .rule = PS_FIELD_READ},
    {.name = "truncate_prompt_tokens", .rule = PS_FIELD_READ},
    {.name = "user", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "metadata", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "options", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "priority", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_NUMBER},
    {.name = "stream", .rule = PS_FIELD_REFUSED, .neutral = "false"},
};

static const struct ps_field parameter_table[] = {
    {.name = "function_to_apply", .rule = PS_FIELD_READ},
    {.name = "top_k", .rule = PS_FIELD_READ},
    {.name = "truncation", .rule = PS_FIELD_READ},
    {.name = "max_length", .rule = PS_FIELD_READ},
    {.name = "padding", .rule = PS_FIELD_HARMLESS}, /* no text is padded, whatever it says */
};

enum function { FUNCTION_SIGMOID, FUNCTION_SOFTMAX, FUNCTION_NONE };

/* A text or a pair of them; borrowed from the body. */
struct input {
    const json_t *text;
    const json_t *pair; /* NULL: none */
    char param[64];
};

struct fields {
    struct input *inputs; /* [num_inputs] */
    size_t num_inputs;
    bool is_list; /* the answer is a list of lists */
    enum function function;
    size_t top_k;
    size_t tokens_max; /* of a text; 0: what is too long is refused */
};

static bool serves(const struct ps_model *model)
{
    return ps_model_labels(model);
}

static void destroy_fields(void *pointer)
{
    struct fields *fields = pointer;
    free(fields->inputs);
    free(fields);
}

/* --- parsing --- */

static enum ps_status read_pair(struct input *input, const json_t *value, struct ps_error *error)
{
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)value, key, member)
    {
        if (strcmp(key, "text") != 0 && strcmp(key, "text_pair") != 0)
            return ps_error_set_param(error, PS_INVALID, input->param,
                                      "%s: found a member \"%.64s\", expected \"text\" and "
                                      "\"text_pair\"",
                                      input->param, key);
    }
    input->text = json_object_get(value, "text");
    input->pair = ps_field_get(value, "text_pair");
    char param[sizeof input->param + sizeof ".text_pair"];
    if (!json_is_string(input->text)) {
        (void)snprintf(param, sizeof param, "%s.text", input->param);
        return ps_field_wrong(param, input->text, "a string", error);
    }
    if (input->pair && !json_is_string(input->pair)) {
        (void)snprintf(param, sizeof param, "%s.text_pair", input->param);
        return ps_field_wrong(param, input->pair, "a string", error);
    }
    return PS_OK;
}

static enum ps_status read_input(struct input *input, const json_t *value, struct ps_error *error)
{
    if (json_is_object(value))
        return read_pair(input, value, error);
    if (!json_is_string(value))
        return ps_field_wrong(input->param, value,
                              "a string, or an object with \"text\" and \"text_pair\"", error);
    input->text = value;
    return PS_OK;
}

static enum ps_status read_inputs(struct fields *fields, const json_t *body, struct ps_error *error)
{
    const json_t *inputs = ps_field_get(body, "inputs");
    fields->is_list = json_is_array(inputs);
    size_t count = fields->is_list ? json_array_size(inputs) : 1;
    if (!inputs || count == 0)
        return ps_field_wrong("inputs", inputs,
                              "a string, an object with \"text\" and \"text_pair\", or a list of "
                              "them",
                              error);
    if (count > PS_INPUTS_MAX)
        return ps_error_set_param(error, PS_INVALID, "inputs",
                                  "inputs: found a list of %zu, expected at most %d", count,
                                  PS_INPUTS_MAX);
    fields->inputs = calloc(count, sizeof *fields->inputs);
    if (!fields->inputs)
        return ps_error_no_memory(error, "a request's inputs");
    fields->num_inputs = count;
    for (size_t i = 0; i < count; i++) {
        struct input *input = &fields->inputs[i];
        if (fields->is_list)
            (void)snprintf(input->param, sizeof input->param, "inputs[%zu]", i);
        else
            (void)snprintf(input->param, sizeof input->param, "inputs");
        PS_TRY(read_input(input, fields->is_list ? json_array_get(inputs, i) : inputs, error));
    }
    return PS_OK;
}

static enum function default_function(const struct ps_labels *labels)
{
    switch (labels->problem) {
    case PS_PROBLEM_MULTI_LABEL:
        return FUNCTION_SIGMOID;
    case PS_PROBLEM_REGRESSION:
        return FUNCTION_NONE;
    case PS_PROBLEM_SINGLE_LABEL:
    default:
        return FUNCTION_SOFTMAX;
    }
}

/* max_length counts unless truncation is off, as in transformers. */
static enum ps_status read_truncation(struct fields *fields, size_t context,
                                      const json_t *parameters, struct ps_error *error)
{
    int64_t max_length = 0;
    struct ps_integer_range range = {1, INT64_MAX};
    PS_TRY(ps_field_integer(parameters, "max_length", range, &max_length, error));
    PS_TRY(ps_truncation_read_flag(parameters, context, &fields->tokens_max, error));
    bool cuts = fields->tokens_max > 0 || !ps_field_get(parameters, "truncation");
    if (cuts && max_length > 0 &&
        (fields->tokens_max == 0 || (size_t)max_length < fields->tokens_max))
        fields->tokens_max = (size_t)max_length;
    return PS_OK;
}

static enum ps_status read_parameters(struct fields *fields, size_t context,
                                      const json_t *parameters, struct ps_error *error)
{
    static const char *const functions[] = {"sigmoid", "softmax", "none"};
    size_t function = fields->function;
    int64_t top_k = (int64_t)fields->top_k;
    struct ps_integer_range range = {1, INT64_MAX};
    if (!json_is_object(parameters))
        return ps_field_wrong("parameters", parameters, "an object", error);
    enum ps_status status = ps_fields_check(
        parameter_table, sizeof parameter_table / sizeof parameter_table[0], parameters, error);
    if (status == PS_OK)
        status = ps_field_choice(parameters, "function_to_apply", functions, 3, &function, error);
    if (status == PS_OK)
        status = ps_field_integer(parameters, "top_k", range, &top_k, error);
    if (status == PS_OK)
        status = read_truncation(fields, context, parameters, error);
    if (status != PS_OK) {
        ps_field_within("parameters", error);
        return status;
    }
    fields->function = (enum function)function;
    if ((size_t)top_k < fields->top_k)
        fields->top_k = (size_t)top_k;
    return PS_OK;
}

static enum ps_status parse(struct ps_request *request, struct ps_error *error)
{
    const json_t *body = request->body;
    const struct ps_labels *labels = ps_model_labels(request->model);
    PS_TRY(ps_fields_check(table, sizeof table / sizeof table[0], body, error));
    struct fields *fields = calloc(1, sizeof *fields);
    if (!fields)
        return ps_error_no_memory(error, "a request");
    request->fields = fields;
    fields->function = default_function(labels);
    fields->top_k = labels->count;
    PS_TRY(read_inputs(fields, body, error));
    PS_TRY(ps_truncation_read(body, request->context, &fields->tokens_max, error));
    const json_t *parameters = ps_field_get(body, "parameters");
    return parameters ? read_parameters(fields, request->context, parameters, error) : PS_OK;
}

/* --- to the engine --- */

static enum ps_status tokenize(const struct ps_request *request, const struct input *input,
                               struct ps_tokens *tokens, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    struct ps_encode_params params = {
        .text = json_string_value(input->text),
        .text_size = json_string_length(input->text),
        .pair = json_string_value(input->pair),
        .pair_size = json_string_length(input->pair),
        .add_special_tokens = true,
        .tokens_max = fields->tokens_max,
    };
    bool by_count = ps_field_get(request->body, "truncate_prompt_tokens");
    PS_TRY(ps_truncation_blame(
        ps_tokenizer_encode_pair(ps_model_tokenizer(request->model), &params, tokens, error),
        by_count ? "truncate_prompt_tokens" : "parameters.max_length", error));
    if (tokens->count == 0)
        return ps_field_wrong(input->param, input->text, "a text of at least one token", error);
    return PS_OK;
}

static enum ps_status make_sequence(struct ps_request *request, const struct input *input,
                                    struct ps_error *error)
{
    PS_DEFER(ps_tokens_close) struct ps_tokens tokens = {0};
    PS_TRY(tokenize(request, input, &tokens, error));
    /* Where a model has no types, a pair is what its tokenizer joins. */
    if (ps_model_config(request->model)->num_token_types == 0)
        free(ps_take(tokens.type_ids));
    return ps_read_texts_add(request, PS_SEQUENCE_CLASSIFY, &tokens, input->param, error);
}

static enum ps_status prepare(struct ps_request *request, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_TRY(ps_read_texts_begin(request, fields->num_inputs, error));
    for (size_t i = 0; i < fields->num_inputs; i++)
        PS_TRY(make_sequence(request, &fields->inputs[i], error));
    return PS_OK;
}

/* --- the response --- */

static double sigmoid(double x)
{
    return x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x));
}

static void apply(enum function function, const float *scores, size_t count, double *out)
{
    double largest = (double)scores[0];
    double sum = 0;
    for (size_t i = 1; i < count; i++)
        largest = fmax(largest, (double)scores[i]);
    for (size_t i = 0; i < count; i++)
        sum += exp((double)scores[i] - largest);
    for (size_t i = 0; i < count; i++) {
        double score = (double)scores[i];
        if (function == FUNCTION_SOFTMAX)
            score = exp(score - largest) / sum;
        else if (function == FUNCTION_SIGMOID)
            score = sigmoid(score);
        out[i] = score;
    }
}

struct scored {
    double score;
    size_t label;
};

/* The best first; equal ones in the order of the model's labels. */
static int compare(const void *left, const void *right)
{
    const struct scored *a = left;
    const struct scored *b = right;
    if (a->score < b->score || a->score > b->score)
        return a->score < b->score ? 1 : -1;
    return a->label < b->label ? -1 : 1;
}

static enum ps_status rank(enum function function, const float *scores, size_t count,
                           struct scored **ranked, struct ps_error *error)
{
    PS_DEFER(ps_freep) double *applied = calloc(count, sizeof *applied);
    PS_DEFER(ps_freep) struct scored *made = calloc(count, sizeof *made);
    if (!applied || !made)
        return ps_error_no_memory(error, "scores");
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(scores[i]))
            return ps_error_set(error, PS_INTERNAL, "the model's scores are no numbers");
    }
    apply(function, scores, count, applied);
    for (size_t i = 0; i < count; i++)
        made[i] = (struct scored){.score = applied[i], .label = i};
    qsort(made, count, sizeof *made, compare);
    *ranked = ps_take(made);
    return PS_OK;
}

static enum ps_status render_scores(const struct ps_request *request, const float *scores,
                                    json_t **list, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const struct ps_labels *labels = ps_model_labels(request->model);
    PS_DEFER(ps_freep) struct scored *ranked = NULL;
    PS_TRY(rank(fields->function, scores, labels->count, &ranked, error));
    PS_DEFER(json_decrefp) json_t *made = json_array();
    for (size_t i = 0; i < fields->top_k; i++) {
        json_t *item = json_pack("{s:s, s:f}", "label", labels->names[ranked[i].label], "score",
                                 ranked[i].score);
        if (!made || !item || json_array_append_new(made, item) != 0) {
            if (!made)
                json_decref(item);
            return ps_error_no_memory(error, "a response");
        }
    }
    *list = ps_take(made);
    return PS_OK;
}

static enum ps_status render_data(const struct ps_request *request, json_t **data,
                                  struct ps_error *error)
{
    const struct fields *fields = request->fields;
    if (!fields->is_list)
        return render_scores(request, request->sequences[0]->output, data, error);
    PS_DEFER(json_decrefp) json_t *lists = json_array();
    for (size_t i = 0; i < request->num_sequences; i++) {
        json_t *list = NULL;
        PS_TRY(render_scores(request, request->sequences[i]->output, &list, error));
        if (json_array_append_new(lists, list) != 0)
            return ps_error_no_memory(error, "a response");
    }
    *data = ps_take(lists);
    return PS_OK;
}

static enum ps_status render(const struct ps_request *request, json_t **body,
                             struct ps_error *error)
{
    json_t *data = NULL;
    PS_TRY(render_data(request, &data, error));
    return ps_read_texts_render(request, "text-classification", data, body, error);
}

const struct ps_task ps_task_text_classification = {
    .url = "/v1/text-classification",
    .id_prefix = NULL,
    .has_created = false,
    .serves = serves,
    .parse = parse,
    .prepare = prepare,
    .render = render,
    .destroy_fields = destroy_fields,
};
