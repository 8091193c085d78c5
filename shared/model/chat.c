/* From messages, tools and documents to the variables of a template, and from there to text. */
#include "shared/model/chat.h"

#include <stdlib.h>
#include <string.h>

#include "shared/model/chat_template.h"
#include "shared/model/contents.h"
#include "shared/model/open_message.h"
#include "shared/model/reader.h"
#include "shared/model/special_tokens.h"

struct ps_chat {
    struct ps_chat_templates templates;
    json_t *special_tokens; /* an object of strings; NULL: special_tokens_error says why */
    struct ps_error special_tokens_error;
};

/* Names under which a message may bring its reasoning, the first that has it wins. */
static const char *const reasoning_names[] = {"reasoning_content", "thinking", "reasoning"};

/* What apply_chat_template takes for itself, so that it can't be a template's variable. */
static const char *const reserved_names[] = {
    "messages",      "tools",
    "documents",     "add_generation_prompt",
    "conversation",  "continue_final_message",
    "conversations", "chat_template",
    "tokenize",      "sanitize_control_tokens",
    "padding",       "truncation",
    "max_length",    "return_tensors",
    "return_dict",   "return_assistant_tokens_mask",
    "self",          "tokenizer_kwargs",
};

void ps_chat_destroy(struct ps_chat *chat)
{
    if (!chat)
        return;
    ps_chat_templates_close(&chat->templates);
    json_decref(chat->special_tokens);
    free(chat);
}

static enum ps_status load(struct ps_chat *chat, const char *folder, struct ps_hasher *hasher,
                           struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *config = NULL;
    struct ps_error *failure = &chat->special_tokens_error;
    enum ps_status status = ps_read_json(folder, "tokenizer_config.json", JSON_DECODE_INT_AS_REAL,
                                         hasher, &config, failure);
    if (status == PS_OK)
        status = ps_special_tokens_read(folder, config, hasher, &chat->special_tokens, failure);
    if (status == PS_NO_MEMORY)
        return ps_error_no_memory(error, "special tokens");
    PS_TRY(ps_chat_templates_read(&chat->templates, folder, config, hasher, error));
    if (!chat->special_tokens)
        return PS_OK;
    return ps_chat_templates_probe(&chat->templates, chat->special_tokens, error);
}

enum ps_status ps_chat_load(struct ps_chat **loaded, const char *folder, struct ps_hasher *hasher,
                            struct ps_error *error)
{
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = calloc(1, sizeof *chat);
    if (!chat)
        return ps_error_no_memory(error, "chat templates");
    PS_TRY(load(chat, folder, hasher, error));
    *loaded = ps_take(chat);
    return PS_OK;
}

enum ps_status ps_chat_create(struct ps_chat **created, const char *source, size_t size,
                              const json_t *special_tokens, struct ps_error *error)
{
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = calloc(1, sizeof *chat);
    if (!chat)
        return ps_error_no_memory(error, "a chat template");
    chat->special_tokens = special_tokens ? json_deep_copy(special_tokens) : json_object();
    if (!chat->special_tokens)
        return ps_error_no_memory(error, "special tokens");
    PS_TRY(ps_chat_templates_add(&chat->templates, "default", source, size, error));
    const struct ps_chat_template *template = ps_chat_templates_pick(&chat->templates, false);
    if (!template->parsed)
        return ps_error_set(error, template->error.status, "%s", template->error.message);
    PS_TRY(ps_chat_templates_probe(&chat->templates, chat->special_tokens, error));
    *created = ps_take(chat);
    return PS_OK;
}

bool ps_chat_exists(const struct ps_chat *chat)
{
    return chat->templates.count > 0;
}

const char *ps_chat_source(const struct ps_chat *chat, bool has_tools)
{
    const struct ps_chat_template *template = ps_chat_templates_pick(&chat->templates, has_tools);
    return template ? template->source : NULL;
}

enum ps_status ps_chat_check(const struct ps_chat *chat, bool has_tools, struct ps_error *error)
{
    const struct ps_chat_template *template = ps_chat_templates_pick(&chat->templates, has_tools);
    if (!template || template->parsed)
        return PS_OK;
    return ps_error_set(error, template->error.status, "%s", template->error.message);
}

static bool is_given(const json_t *value)
{
    return value && !json_is_null(value);
}

static enum ps_status pick(const struct ps_chat *chat, bool has_tools,
                           const struct ps_chat_template **template, struct ps_error *error)
{
    if (!ps_chat_exists(chat))
        return ps_error_set_param(
            error, PS_UNSUPPORTED, "model",
            "the model has no chat template: put chat_template.jinja into its "
            "folder, or send the finished prompt to /v1/completions");
    *template = ps_chat_templates_pick(&chat->templates, has_tools);
    if (!*template)
        return ps_error_set_param(
            error, PS_UNSUPPORTED, "model",
            "the model has several chat templates and none named \"default\": put "
            "chat_template.jinja into its folder");
    if (!(*template)->parsed)
        return ps_error_set_param(error, (*template)->error.status, "model", "%s",
                                  (*template)->error.message);
    if (!chat->special_tokens)
        return ps_error_set_param(error, chat->special_tokens_error.status, "model", "%s",
                                  chat->special_tokens_error.message);
    return PS_OK;
}

static enum ps_status check_objects(const json_t *array, const char *name, struct ps_error *error)
{
    if (!json_is_array(array))
        return ps_error_set_param(error, PS_INVALID, name, "%s must be an array of objects", name);
    for (size_t i = 0; i < json_array_size(array); i++) {
        if (json_is_object(json_array_get(array, i)))
            continue;
        char param[PS_ERROR_PARAM_SIZE];
        (void)snprintf(param, sizeof param, "%s[%zu]", name, i);
        return ps_error_set_param(error, PS_INVALID, param, "%s must be an object", param);
    }
    return PS_OK;
}

static enum ps_status check_kwargs(const json_t *kwargs, struct ps_error *error)
{
    static const char param[] = "chat_template_kwargs";
    if (!json_is_object(kwargs))
        return ps_error_set_param(error, PS_INVALID, param, "%s must be an object", param);
    for (size_t i = 0; i < sizeof reserved_names / sizeof *reserved_names; i++) {
        if (json_object_get(kwargs, reserved_names[i]))
            return ps_error_set_param(error, PS_INVALID, param,
                                      "%s: %s cannot be a variable of a template's own", param,
                                      reserved_names[i]);
    }
    return PS_OK;
}

static enum ps_status check(const struct ps_chat_params *params, struct ps_error *error)
{
    PS_TRY(check_objects(params->messages, "messages", error));
    if (json_array_size(params->messages) == 0)
        return ps_error_set_param(error, PS_INVALID, "messages",
                                  "messages is empty, at least one message was expected");
    if (is_given(params->tools))
        PS_TRY(check_objects(params->tools, "tools", error));
    if (is_given(params->documents))
        PS_TRY(check_objects(params->documents, "documents", error));
    if (is_given(params->kwargs))
        PS_TRY(check_kwargs(params->kwargs, error));
    if (params->continue_final_message && params->add_generation_prompt)
        return ps_error_set_param(error, PS_INVALID, "continue_final_message",
                                  "continue_final_message and add_generation_prompt exclude each "
                                  "other: the last message is either gone on with or answered");
    return PS_OK;
}

static json_t *reasoning_of(const json_t *message)
{
    for (size_t i = 0; i < sizeof reasoning_names / sizeof *reasoning_names; i++) {
        json_t *value = json_object_get(message, reasoning_names[i]);
        if (value)
            return value;
    }
    return NULL;
}

static void drop_nulls(json_t *message)
{
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(message, next, key, value)
    {
        if (json_is_null(value))
            (void)json_object_del(message, key);
    }
}

/* Templates that go through a message's keys see them in transformers' order: thinking first,
 * unless the message had it. NULL where memory can't be had. */
static json_t *alias_reasoning(json_t *message, json_t *reasoning)
{
    PS_DEFER(json_decrefp) json_t *aliased = json_object();
    bool failed = !aliased || json_object_set(aliased, "thinking", reasoning) != 0 ||
                  json_object_update(aliased, message) != 0 ||
                  json_object_set(aliased, "reasoning_content", reasoning) != 0;
    return failed ? NULL : ps_take(aliased);
}

/* The messages as templates get them: a copy. */
static enum ps_status prepare_messages(const json_t *messages, json_t **prepared,
                                       struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *copy = json_deep_copy(messages);
    if (!copy)
        return ps_error_no_memory(error, "messages");
    for (size_t i = 0; i < json_array_size(copy); i++) {
        json_t *message = json_array_get(copy, i);
        drop_nulls(message);
        json_t *reasoning = reasoning_of(message);
        if (reasoning && json_array_set_new(copy, i, alias_reasoning(message, reasoning)) != 0)
            return ps_error_no_memory(error, "messages");
    }
    *prepared = ps_take(copy);
    return PS_OK;
}

static bool set_copy(json_t *variables, const char *name, const json_t *value)
{
    json_t *copy = is_given(value) ? json_deep_copy(value) : json_null();
    return json_object_set_new(variables, name, copy) == 0;
}

/* Variables of the request's own go before special tokens of the same name. */
static enum ps_status collect_variables(const struct ps_chat *chat,
                                        const struct ps_chat_params *params, json_t *messages,
                                        json_t **variables, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *collected = json_copy(chat->special_tokens);
    PS_DEFER(json_decrefp)
    json_t *kwargs = is_given(params->kwargs) ? json_deep_copy(params->kwargs) : json_object();
    bool failed = !collected || !kwargs || json_object_update(collected, kwargs) != 0 ||
                  json_object_set(collected, "messages", messages) != 0 ||
                  !set_copy(collected, "tools", params->tools) ||
                  !set_copy(collected, "documents", params->documents) ||
                  json_object_set_new(collected, "add_generation_prompt",
                                      json_boolean(params->add_generation_prompt)) != 0;
    if (failed)
        return ps_error_no_memory(error, "a template's variables");
    *variables = ps_take(collected);
    return PS_OK;
}

static enum ps_status render(const struct ps_chat *chat, const struct ps_chat_params *params,
                             struct ps_buffer *text, struct ps_template_outcome *outcome,
                             struct ps_error *error)
{
    const struct ps_chat_template *template = NULL;
    PS_DEFER(json_decrefp) json_t *messages = NULL;
    PS_DEFER(json_decrefp) json_t *variables = NULL;
    PS_DEFER(ps_buffer_close) struct ps_buffer open = {0};
    PS_TRY(check(params, error));
    PS_TRY(pick(chat, is_given(params->tools), &template, error));
    PS_TRY(prepare_messages(params->messages, &messages, error));
    if (params->fit_contents)
        PS_TRY(ps_contents_fit(messages, template->contents, error));
    if (params->continue_final_message)
        PS_TRY(ps_open_message_mark(messages, template->source, template->size, &open, error));
    PS_TRY(collect_variables(chat, params, messages, &variables, error));
    const struct ps_template_params template_params = {.variables = variables,
                                                       .now_s = params->now_s};
    PS_TRY(ps_template_render(template->parsed, &template_params, text, outcome, error));
    if (params->continue_final_message)
        return ps_open_message_cut(&open, text, error);
    return PS_OK;
}

enum ps_status ps_chat_render(const struct ps_chat *chat, const struct ps_chat_params *params,
                              struct ps_buffer *text, struct ps_template_outcome *outcome,
                              struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer rendered = {0};
    PS_TRY(render(chat, params, &rendered, outcome, error));
    if (ps_buffer_append(text, rendered.data ? rendered.data : "", rendered.size) != PS_OK)
        return ps_error_no_memory(error, "a conversation's text");
    return PS_OK;
}
