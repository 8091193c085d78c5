/* /v1/chat/completions: OpenAI's, with the additions of vLLM that users expect. */
#include "shared/task/tasks.h"

#include <stdlib.h>

#include "shared/base/rng.h"
#include "shared/task/answer.h"
#include "shared/task/chat_answer.h"
#include "shared/task/chat_prompt.h"
#include "shared/task/choices.h"
#include "shared/task/chunks.h"
#include "shared/task/fields.h"
#include "shared/task/generation_table.h"
#include "shared/task/messages.h"
#include "shared/task/prompt_logprobs.h"

static const char object_name[] = "chat.completion";
static const char chunk_name[] = "chat.completion.chunk";

/* Every field of OpenAI's request, and of vLLM's. */
static const struct ps_field table[] = {
    PS_GENERATION_FIELDS,
    {.name = "messages", .rule = PS_FIELD_READ},
    {.name = "max_completion_tokens", .rule = PS_FIELD_READ},
    {.name = "top_logprobs", .rule = PS_FIELD_READ},
    {.name = "tools", .rule = PS_FIELD_READ},
    {.name = "tool_choice", .rule = PS_FIELD_READ},
    {.name = "parallel_tool_calls", .rule = PS_FIELD_READ},
    {.name = "reasoning_effort", .rule = PS_FIELD_READ},
    {.name = "include_reasoning", .rule = PS_FIELD_READ},
    {.name = "documents", .rule = PS_FIELD_READ},
    {.name = "chat_template_kwargs", .rule = PS_FIELD_READ},
    {.name = "add_generation_prompt", .rule = PS_FIELD_READ},
    {.name = "continue_final_message", .rule = PS_FIELD_READ},
    {.name = "return_prompt_text", .rule = PS_FIELD_READ},
    {.name = "safety_identifier", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "prompt_cache_key", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "prompt_cache_retention", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_STRING},
    {.name = "prompt_cache_options", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "prediction", .rule = PS_FIELD_HARMLESS, .type = PS_TYPE_OBJECT},
    {.name = "modalities", .rule = PS_FIELD_REFUSED, .neutral = "[\"text\"]"},
    {.name = "audio", .rule = PS_FIELD_REFUSED},
    {.name = "verbosity", .rule = PS_FIELD_REFUSED, .neutral = "\"medium\""},
    {.name = "web_search_options", .rule = PS_FIELD_REFUSED},
    {.name = "moderation", .rule = PS_FIELD_REFUSED},
    {.name = "functions", .rule = PS_FIELD_REFUSED, .neutral = "[]"},
    {.name = "function_call", .rule = PS_FIELD_REFUSED, .neutral = "\"none\""},
    {.name = "chat_template", .rule = PS_FIELD_REFUSED},
    {.name = "media_io_kwargs", .rule = PS_FIELD_REFUSED, .neutral = "{}"},
    {.name = "mm_processor_kwargs", .rule = PS_FIELD_REFUSED, .neutral = "{}"},
};

struct fields {
    struct ps_generation generation;
    struct ps_tools tools;
    struct ps_chat_prompt prompt;
    bool include_reasoning;
    bool returns_prompt_text;
    struct ps_chat_answer **streamed; /* [num_streamed], where something was streamed */
    size_t num_streamed;
    bool has_begun; /* what is told of the prompt was streamed */
};

static void destroy_fields(void *pointer)
{
    struct fields *fields = pointer;
    for (size_t i = 0; i < fields->num_streamed; i++)
        ps_chat_answer_destroy(fields->streamed[i]);
    free(fields->streamed);
    ps_chat_prompt_close(&fields->prompt);
    ps_generation_close(&fields->generation);
    free(fields);
}

/* --- parsing --- */

static enum ps_status read_logprobs(struct ps_generation *generation, const json_t *body,
                                    struct ps_error *error)
{
    static const char name[] = "top_logprobs";
    struct ps_integer_range range = {0, PS_TOP_LOGPROBS_MAX};
    bool logprobs = false;
    int64_t num_top = 0;
    PS_TRY(ps_field_boolean(body, "logprobs", &logprobs, error));
    PS_TRY(ps_field_integer(body, name, range, &num_top, error));
    if (num_top > 0 && !logprobs)
        return ps_error_set_param(error, PS_INVALID, name,
                                  "%s: expected only together with \"logprobs\": true", name);
    generation->num_logprobs = logprobs ? (int32_t)num_top : -1;
    return PS_OK;
}

static enum ps_status parse(struct ps_request *request, struct ps_error *error)
{
    const json_t *body = request->body;
    static const struct ps_generation_url url = {.max_tokens = PS_MAX_TOKENS_REST};
    PS_TRY(ps_fields_check(table, sizeof table / sizeof table[0], body, error));
    struct fields *fields = calloc(1, sizeof *fields);
    if (!fields)
        return ps_error_no_memory(error, "a request");
    request->fields = fields;
    fields->include_reasoning = true;
    fields->generation.tokenizer = ps_model_chat_tokenizer(request->model);
    PS_TRY(ps_generation_parse(&fields->generation, request, &url, error));
    PS_TRY(read_logprobs(&fields->generation, body, error));
    PS_TRY(ps_field_boolean(body, "include_reasoning", &fields->include_reasoning, error));
    PS_TRY(ps_field_boolean(body, "return_prompt_text", &fields->returns_prompt_text, error));
    PS_TRY(ps_tools_read(&fields->tools, body, error));
    return ps_chat_prompt_read(&fields->prompt, request, &fields->tools, error);
}

/* --- to the engine --- */

static enum ps_status prepare(struct ps_request *request, struct ps_error *error)
{
    struct fields *fields = request->fields;
    struct ps_generation *generation = &fields->generation;
    const struct ps_input prompt = {.value = fields->prompt.text, .param = "messages"};
    struct ps_rng seeds;
    ps_rng_init(&seeds, request->seed);
    PS_TRY(ps_choices_begin(generation, request, 1, error));
    return ps_choices_add(generation, request, &prompt, generation->num_prompt_logprobs >= 0,
                          ps_rng_next(&seeds), error);
}

/* --- the response --- */

static enum ps_status create_answer(const struct ps_request *request, size_t index,
                                    struct ps_chat_answer **answer, struct ps_error *error)
{
    const struct fields *fields = request->fields;
    const struct ps_generation *generation = &fields->generation;
    const struct ps_chat_prompt *prompt = &fields->prompt;
    const struct ps_chat *chat = ps_model_chat(request->model);
    const char *last = ps_messages_last_answer(prompt->messages);
    struct ps_chat_answer_params params = {
        .tokenizer = ps_model_tokenizer(request->model),
        .sequence = ps_choices_at(generation, request, index),
        .index = index,
        .format = fields->tools.offered ? ps_tool_format_of(ps_chat_source(chat, true)) : NULL,
        .only_one_call = fields->tools.only_one,
        .begun = prompt->continues ? last
                 : prompt->thinks  ? PS_THINK_OPEN
                                   : "",
        .echoed = generation->echo && !prompt->continues ? last : "",
        .echoes_begun = generation->echo && prompt->continues,
        .leave_reasoning = !fields->include_reasoning,
        .num_logprobs = generation->num_logprobs,
        .as_ids = generation->as_ids,
        .returns_token_ids = generation->returns_token_ids,
    };
    return ps_chat_answer_create(answer, &params, error);
}

static enum ps_status add_choices(const struct ps_request *request, json_t *choices,
                                  struct ps_error *error)
{
    const struct fields *fields = request->fields;
    for (size_t i = 0; i < ps_choices_count(&fields->generation, request); i++) {
        PS_DEFER(ps_chat_answer_destroyp) struct ps_chat_answer *answer = NULL;
        json_t *choice = NULL;
        PS_TRY(create_answer(request, i, &answer, error));
        PS_TRY(ps_chat_answer_choice(answer, &choice, error));
        if (json_array_append_new(choices, choice) != 0)
            return ps_error_no_memory(error, "a response");
    }
    return PS_OK;
}

/* What vLLM tells of the prompt, where it was asked for: in the response, or in a stream's first
 * chunk. */
static enum ps_status add_prompt_details(const struct ps_request *request, json_t *body,
                                         struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_TRY(ps_prompt_logprobs_tell(&fields->generation, ps_model_tokenizer(request->model),
                                   request->sequences[0], body, error));
    if (fields->returns_prompt_text &&
        json_object_set(body, "prompt_text", fields->prompt.text) != 0)
        return ps_error_no_memory(error, "a response");
    return PS_OK;
}

static enum ps_status render(const struct ps_request *request, json_t **body,
                             struct ps_error *error)
{
    const struct fields *fields = request->fields;
    PS_DEFER(json_decrefp) json_t *choices = json_array();
    if (!choices)
        return ps_error_no_memory(error, "a response");
    PS_TRY(add_choices(request, choices, error));
    PS_DEFER(json_decrefp)
    json_t *made = json_pack("{s:s, s:O, s:o}", "object", object_name, "choices", choices, "usage",
                             ps_choices_usage(&fields->generation, request));
    if (!made)
        return ps_error_no_memory(error, "a response");
    PS_TRY(add_prompt_details(request, made, error));
    *body = ps_take(made);
    return PS_OK;
}

/* --- the stream --- */

static enum ps_status begin_stream(struct ps_request *request, struct ps_error *error)
{
    struct fields *fields = request->fields;
    size_t count = ps_choices_count(&fields->generation, request);
    fields->streamed = calloc(count, sizeof(struct ps_chat_answer *));
    if (!fields->streamed)
        return ps_error_no_memory(error, "a stream");
    for (size_t i = 0; i < count; i++) {
        PS_TRY(create_answer(request, i, &fields->streamed[i], error));
        fields->num_streamed++;
    }
    return PS_OK;
}

static enum ps_status stream_choices(struct ps_request *request, json_t *chunks, bool *ended,
                                     struct ps_error *error)
{
    struct fields *fields = request->fields;
    *ended = true;
    for (size_t i = 0; i < fields->num_streamed; i++) {
        json_t *choice = NULL;
        PS_TRY(ps_chat_answer_delta(fields->streamed[i], &choice, error));
        if (choice)
            PS_TRY(ps_chunks_add(chunks, chunk_name, &fields->generation, choice, error));
        if (choice && !fields->has_begun)
            PS_TRY(add_prompt_details(request, json_array_get(chunks, json_array_size(chunks) - 1),
                                      error));
        fields->has_begun = fields->has_begun || choice;
        *ended = *ended && ps_chat_answer_has_ended(fields->streamed[i]);
    }
    return PS_OK;
}

static enum ps_status stream(struct ps_request *request, json_t *chunks, struct ps_error *error)
{
    struct fields *fields = request->fields;
    bool ended;
    if (!ps_choices_are_picked(&fields->generation, request))
        return PS_OK;
    if (!fields->streamed)
        PS_TRY(begin_stream(request, error));
    PS_TRY(stream_choices(request, chunks, &ended, error));
    if (!ended)
        return PS_OK;
    return ps_chunks_end(chunks, chunk_name, &fields->generation, request, error);
}

const struct ps_task ps_task_chat_completions = {
    .url = "/v1/chat/completions",
    .id_prefix = "chatcmpl-",
    .has_created = true,
    .serves = ps_model_generates,
    .parse = parse,
    .prepare = prepare,
    .render = render,
    .stream = stream,
    .destroy_fields = destroy_fields,
};
