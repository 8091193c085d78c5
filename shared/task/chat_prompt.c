/* From a request to the text of its conversation. */
#include "shared/task/chat_prompt.h"

#include <stdio.h>
#include <string.h>

#include "shared/task/answer.h"
#include "shared/task/fields.h"
#include "shared/task/messages.h"

void ps_chat_prompt_close(struct ps_chat_prompt *prompt)
{
    json_decref(prompt->messages);
    json_decref(prompt->text);
    *prompt = (struct ps_chat_prompt){0};
}

static bool mentions(const char *source, const char *word)
{
    return source && strstr(source, word);
}

/* --- variables of the template's own --- */

static enum ps_status set_default(json_t *kwargs, const char *name, json_t *value,
                                  struct ps_error *error)
{
    if (json_object_get(kwargs, name)) {
        json_decref(value);
        return PS_OK;
    }
    if (json_object_set_new(kwargs, name, value) != 0)
        return ps_error_no_memory(error, "a template's variables");
    return PS_OK;
}

/* How much a model reasons is up to its template: some have a variable of that name, others can
 * only switch it off. */
static enum ps_status add_effort(json_t *kwargs, const json_t *body, const char *source,
                                 struct ps_error *error)
{
    static const char name[] = "reasoning_effort";
    static const char *const words[] = {"none", "minimal", "low", "medium", "high", "xhigh", "max"};
    size_t effort = 0;
    PS_TRY(ps_field_choice(body, name, words, sizeof words / sizeof words[0], &effort, error));
    if (!ps_field_get(body, name))
        return PS_OK;
    if (mentions(source, name))
        return set_default(kwargs, name, json_string(words[effort]), error);
    if (mentions(source, "enable_thinking"))
        return set_default(kwargs, "enable_thinking", json_boolean(effort > 0), error);
    return ps_error_set_param(error, PS_UNSUPPORTED, name,
                              "%s: found \"%s\", but this model's chat template knows no degrees "
                              "of reasoning; expected null",
                              name, words[effort]);
}

static enum ps_status read_kwargs(const json_t *body, const char *source, json_t **kwargs,
                                  struct ps_error *error)
{
    static const char name[] = "chat_template_kwargs";
    const json_t *given = ps_field_get(body, name);
    if (given && !json_is_object(given))
        return ps_field_wrong(name, given, "an object", error);
    PS_DEFER(json_decrefp) json_t *made = json_object();
    if (!made || (given && json_object_update(made, (json_t *)(uintptr_t)given) != 0))
        return ps_error_no_memory(error, "a template's variables");
    PS_TRY(add_effort(made, body, source, error));
    *kwargs = ps_take(made);
    return PS_OK;
}

/* --- rendering --- */

static enum ps_status render(struct ps_chat_prompt *prompt, struct ps_request *request,
                             struct ps_chat_params *params, struct ps_messages_form form,
                             struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_DEFER(json_decrefp) json_t *messages = NULL;
    struct ps_template_outcome outcome = {0};
    PS_TRY(ps_messages_read(request->body, form, &messages, error));
    params->messages = messages;
    PS_TRY(ps_chat_render(ps_model_chat(request->model), params, &text, &outcome, error));
    prompt->text = json_stringn(text.data ? text.data : "", text.size);
    if (!prompt->text)
        return ps_error_no_memory(error, "a conversation's text");
    prompt->messages = ps_take(messages);
    request->uses_time = outcome.used_now;
    return PS_OK;
}

/* What a template refuses in its own words names no field; it was given the messages. */
static void blame_messages(struct ps_error *error)
{
    if (error->param[0] || error->status == PS_NO_MEMORY)
        return;
    (void)snprintf(error->param, sizeof error->param, "messages");
    ps_error_prefix(error, "messages: refused by the chat template");
}

static bool has_calls(const json_t *messages)
{
    for (size_t i = 0; i < json_array_size(messages); i++) {
        if (ps_field_get(json_array_get(messages, i), "tool_calls"))
            return true;
    }
    return false;
}

/* Most templates want the arguments of calls as objects, some as text. Which one does is only seen
 * when it fails; the first failure is the one that is told. */
static enum ps_status render_either_way(struct ps_chat_prompt *prompt, struct ps_request *request,
                                        struct ps_chat_params *params, bool knows_developer,
                                        struct ps_error *error)
{
    struct ps_messages_form form = {.knows_developer = knows_developer};
    struct ps_error first = {0};
    struct ps_error second = {0};
    enum ps_status status = render(prompt, request, params, form, &first);
    if (status == PS_INVALID && has_calls(json_object_get(request->body, "messages"))) {
        form.text_arguments = true;
        status = render(prompt, request, params, form, &second);
    }
    if (status == PS_OK)
        return PS_OK;
    if (second.status == PS_NO_MEMORY)
        first = second;
    blame_messages(&first);
    if (error)
        *error = first;
    return first.status;
}

static bool ends_thinking(const json_t *text)
{
    size_t size = json_string_length(text);
    const char *data = json_string_value(text);
    size_t tag_size = strlen(PS_THINK_OPEN);
    while (size > 0 && strchr(" \n\t\r", data[size - 1]))
        size--;
    return size >= tag_size && memcmp(data + size - tag_size, PS_THINK_OPEN, tag_size) == 0;
}

enum ps_status ps_chat_prompt_read(struct ps_chat_prompt *prompt, struct ps_request *request,
                                   const struct ps_tools *tools, struct ps_error *error)
{
    const json_t *body = request->body;
    const char *source = ps_chat_source(ps_model_chat(request->model), tools->offered);
    PS_DEFER(json_decrefp) json_t *kwargs = NULL;
    bool add_generation_prompt;
    PS_TRY(ps_field_boolean(body, "continue_final_message", &prompt->continues, error));
    add_generation_prompt = !prompt->continues;
    PS_TRY(ps_field_boolean(body, "add_generation_prompt", &add_generation_prompt, error));
    PS_TRY(read_kwargs(body, source, &kwargs, error));
    struct ps_chat_params params = {
        .tools = tools->offered,
        .documents = ps_field_get(body, "documents"),
        .kwargs = kwargs,
        .add_generation_prompt = add_generation_prompt,
        .continue_final_message = prompt->continues,
        .fit_contents = true,
        .now_s = request->created_s,
    };
    PS_TRY(render_either_way(prompt, request, &params, mentions(source, "developer"), error));
    prompt->thinks = add_generation_prompt && ends_thinking(prompt->text);
    return PS_OK;
}
