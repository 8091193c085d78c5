/* Texts and token ids. */
#include "shared/task/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/buffer.h"
#include "shared/task/fields.h"
#include "shared/task/truncation.h"

static const char forms[] = "a string, a list of strings, a list of token ids or a list of such "
                            "lists";

static enum ps_status check_ids(const struct ps_input *input, size_t vocab_size,
                                struct ps_error *error)
{
    size_t count = json_array_size(input->value);
    if (count == 0)
        return ps_field_wrong(input->param, input->value, "at least one token id", error);
    for (size_t i = 0; i < count; i++) {
        const json_t *id = json_array_get(input->value, i);
        json_int_t number = json_integer_value(id);
        if (json_is_integer(id) && number >= 0 && (size_t)number < vocab_size)
            continue;
        char param[sizeof input->param + 24];
        char expected[96];
        (void)snprintf(param, sizeof param, "%s[%zu]", input->param, i);
        (void)snprintf(expected, sizeof expected,
                       "a token id of the model's vocabulary, from 0 to %zu", vocab_size - 1);
        return ps_field_wrong(param, id, expected, error);
    }
    return PS_OK;
}

static enum ps_status check_item(const struct ps_input *input, json_type type, size_t vocab_size,
                                 struct ps_error *error)
{
    if (!input->value || json_typeof(input->value) != type)
        return ps_field_wrong(input->param, input->value,
                              type == JSON_STRING ? "a string, as the first one"
                                                  : "a list of token ids, as the first one",
                              error);
    return type == JSON_STRING ? PS_OK : check_ids(input, vocab_size, error);
}

static enum ps_status allocate(struct ps_inputs *inputs, size_t count, struct ps_error *error)
{
    inputs->items = calloc(count, sizeof *inputs->items);
    if (!inputs->items)
        return ps_error_no_memory(error, "a request's inputs");
    inputs->num_items = count;
    return PS_OK;
}

static enum ps_status read_one(struct ps_inputs *inputs, const json_t *value, const char *name,
                               size_t vocab_size, struct ps_error *error)
{
    PS_TRY(allocate(inputs, 1, error));
    inputs->items[0].value = value;
    (void)snprintf(inputs->items[0].param, sizeof inputs->items[0].param, "%s", name);
    return json_is_string(value) ? PS_OK : check_ids(&inputs->items[0], vocab_size, error);
}

static enum ps_status read_many(struct ps_inputs *inputs, const json_t *list, const char *name,
                                size_t vocab_size, struct ps_error *error)
{
    size_t count = json_array_size(list);
    json_type type = json_typeof(json_array_get(list, 0));
    if (count > PS_INPUTS_MAX)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: found a list of %zu, expected at most %d", name, count,
                                  PS_INPUTS_MAX);
    PS_TRY(allocate(inputs, count, error));
    for (size_t i = 0; i < count; i++) {
        struct ps_input *input = &inputs->items[i];
        input->value = json_array_get(list, i);
        (void)snprintf(input->param, sizeof input->param, "%s[%zu]", name, i);
        PS_TRY(check_item(input, type, vocab_size, error));
    }
    return PS_OK;
}

enum ps_status ps_inputs_read(struct ps_inputs *inputs, const json_t *body, const char *name,
                              size_t vocab_size, struct ps_error *error)
{
    const json_t *value = ps_field_get(body, name);
    if (json_is_string(value))
        return read_one(inputs, value, name, vocab_size, error);
    if (!json_is_array(value) || json_array_size(value) == 0)
        return ps_field_wrong(name, value, forms, error);
    const json_t *first = json_array_get(value, 0);
    if (json_is_string(first) || json_is_array(first))
        return read_many(inputs, value, name, vocab_size, error);
    if (json_is_integer(first))
        return read_one(inputs, value, name, vocab_size, error);
    char param[64];
    (void)snprintf(param, sizeof param, "%s[0]", name);
    return ps_field_wrong(param, first, "a string, a token id or a list of token ids", error);
}

void ps_inputs_close(struct ps_inputs *inputs)
{
    free(inputs->items);
    *inputs = (struct ps_inputs){0};
}

static enum ps_status copy_ids(const json_t *list, const struct ps_input_params *params,
                               struct ps_tokens *tokens, struct ps_error *error)
{
    size_t size = json_array_size(list);
    size_t count = params->tokens_max && params->tokens_max < size ? params->tokens_max : size;
    size_t first = params->keep_end ? size - count : 0;
    tokens->ids = calloc(count, sizeof *tokens->ids);
    tokens->type_ids = calloc(count, sizeof *tokens->type_ids);
    if (!tokens->ids || !tokens->type_ids)
        return ps_error_no_memory(error, "token ids");
    for (size_t i = 0; i < count; i++)
        tokens->ids[i] = (int32_t)json_integer_value(json_array_get(list, first + i));
    tokens->count = count;
    tokens->capacity = count;
    return PS_OK;
}

static enum ps_status encode(const json_t *value, const struct ps_input_params *params,
                             struct ps_tokens *tokens, struct ps_error *error)
{
    struct ps_encode_params encode = {
        .text = json_string_value(value),
        .text_size = json_string_length(value),
        .add_special_tokens = !params->leave_special_tokens,
        .tokens_max = params->tokens_max,
        .keep_end = params->keep_end,
    };
    PS_DEFER(ps_buffer_close) struct ps_buffer joined = {0};
    if (params->prompt && params->prompt[0]) {
        if (ps_buffer_append(&joined, params->prompt, strlen(params->prompt)) != PS_OK ||
            ps_buffer_append(&joined, encode.text, encode.text_size) != PS_OK)
            return ps_error_no_memory(error, "a text and its prompt");
        encode.text = joined.data;
        encode.text_size = joined.size;
    }
    return ps_truncation_blame(ps_tokenizer_encode_pair(params->tokenizer, &encode, tokens, error),
                               "truncate_prompt_tokens", error);
}

enum ps_status ps_input_tokens(const struct ps_input *input, const struct ps_input_params *params,
                               struct ps_tokens *tokens, struct ps_error *error)
{
    if (json_is_array(input->value))
        return copy_ids(input->value, params, tokens, error);
    PS_TRY(encode(input->value, params, tokens, error));
    if (tokens->count == 0)
        return ps_field_wrong(input->param, input->value, "a text of at least one token", error);
    return PS_OK;
}
