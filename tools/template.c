/* `penstock template`: a conversation as a chat template writes it. */
#include "tools/template.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/file.h"
#include "shared/base/json_read.h"
#include "shared/model/chat.h"
#include "tools/command.h"
#include "tools/template_options.h"

#define TOOL               "template"
#define INPUT_SIZE_MAX     (64u << 20)
#define TEMPLATE_SIZE_MAX  (4u << 20)
#define CONVERSATION_DEPTH 64

enum {
    CHUNK_SIZE = 1 << 16,
};

static enum ps_status read_stream(FILE *stream, struct ps_buffer *text, struct ps_error *error)
{
    for (size_t count = 1; count > 0;) {
        if (text->size > INPUT_SIZE_MAX)
            return ps_error_set(error, PS_TOO_LARGE, "standard input is over %u MiB",
                                INPUT_SIZE_MAX >> 20);
        if (ps_buffer_reserve(text, CHUNK_SIZE) != PS_OK)
            return ps_error_no_memory(error, "standard input");
        count = fread(text->data + text->size, 1, CHUNK_SIZE, stream);
        text->size += count;
    }
    text->data[text->size] = '\0';
    if (ferror(stream))
        return ps_error_set(error, PS_IO, "cannot read standard input: %s", strerror(errno));
    return PS_OK;
}

/* A file that was named wrongly is wrong usage: nothing but a model "can't be had". */
static enum ps_status read_input(const char *path, size_t size_max, struct ps_buffer *text,
                                 struct ps_error *error)
{
    if (strcmp(path, "-") == 0)
        return read_stream(stdin, text, error);
    enum ps_status status = ps_file_read(path, size_max, text, error);
    return status == PS_NOT_FOUND ? PS_INVALID : status;
}

static enum ps_status read_conversation(const char *path, json_t **conversation,
                                        struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    PS_TRY(read_input(path, INPUT_SIZE_MAX, &text, error));
    enum ps_status status = ps_json_parse(text.data ? text.data : "", text.size, CONVERSATION_DEPTH,
                                          conversation, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", path);
    return status;
}

/* Takes a flag out of the conversation; *flag stays as it is where it isn't there. */
static enum ps_status take_flag(json_t *conversation, const char *name, bool *flag,
                                struct ps_error *error)
{
    const json_t *value = json_object_get(conversation, name);
    if (value && !json_is_boolean(value))
        return ps_error_set_param(error, PS_INVALID, name, "%s must be true or false", name);
    if (value)
        *flag = json_is_true(value);
    (void)json_object_del(conversation, name);
    return PS_OK;
}

/* Takes a value out of the conversation; NULL where it isn't there. The caller owns it. */
static json_t *take_value(json_t *conversation, const char *name)
{
    json_t *value = json_incref(json_object_get(conversation, name));
    (void)json_object_del(conversation, name);
    return value;
}

/* Moves chat_template_kwargs and the options' variables in among the conversation's own. */
static enum ps_status add_variables(json_t *conversation, json_t *variables, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *kwargs = take_value(conversation, "chat_template_kwargs");
    if (kwargs && !json_is_object(kwargs) && !json_is_null(kwargs))
        return ps_error_set(error, PS_INVALID, "chat_template_kwargs must be an object");
    if ((json_is_object(kwargs) && json_object_update(conversation, kwargs) != 0) ||
        json_object_update(conversation, variables) != 0)
        return ps_error_no_memory(error, "a template's variables");
    return PS_OK;
}

static enum ps_status render(const struct ps_chat *chat, const struct ps_template_options *options,
                             json_t *conversation, struct ps_buffer *text, struct ps_error *error)
{
    PS_DEFER(json_decrefp) json_t *messages = take_value(conversation, "messages");
    PS_DEFER(json_decrefp) json_t *tools = take_value(conversation, "tools");
    PS_DEFER(json_decrefp) json_t *documents = take_value(conversation, "documents");
    bool open = false;
    PS_TRY(take_flag(conversation, "continue_final_message", &open, error));
    open = open || options->continue_final_message;
    bool prompted = !open;
    PS_TRY(take_flag(conversation, "add_generation_prompt", &prompted, error));
    PS_TRY(add_variables(conversation, options->variables, error));
    const struct ps_chat_params params = {
        .messages = messages,
        .tools = tools,
        .documents = documents,
        .kwargs = conversation,
        .add_generation_prompt = prompted && !options->no_generation_prompt,
        .continue_final_message = open,
        .now_s = options->now_s,
    };
    return ps_chat_render(chat, &params, text, NULL, error);
}

static enum ps_status load_chat(const struct ps_template_options *options, struct ps_chat **chat,
                                struct ps_error *error)
{
    if (options->model) {
        if (!ps_file_exists(options->model))
            return ps_error_set(error, PS_NOT_FOUND, "%s: there is no such folder", options->model);
        return ps_chat_load(chat, options->model, NULL, error);
    }
    PS_DEFER(ps_buffer_close) struct ps_buffer source = {0};
    PS_TRY(read_input(options->file, TEMPLATE_SIZE_MAX, &source, error));
    enum ps_status status = ps_chat_create(chat, source.data ? source.data : "", source.size,
                                           options->special_tokens, error);
    if (status != PS_OK)
        ps_error_prefix(error, "%s", options->file);
    return status;
}

static enum ps_status render_conversation(const struct ps_template_options *options,
                                          struct ps_buffer *text, struct ps_error *error)
{
    PS_DEFER(ps_chat_destroyp) struct ps_chat *chat = NULL;
    PS_DEFER(json_decrefp) json_t *conversation = NULL;
    PS_TRY(load_chat(options, &chat, error));
    PS_TRY(read_conversation(options->conversation, &conversation, error));
    if (!json_is_array(conversation))
        return render(chat, options, conversation, text, error);
    PS_DEFER(json_decrefp) json_t *object = json_pack("{s:O}", "messages", conversation);
    if (!object)
        return ps_error_no_memory(error, "messages");
    return render(chat, options, object, text, error);
}

static enum ps_status print(const struct ps_template_options *options, const struct ps_buffer *text,
                            struct ps_error *error)
{
    const char *data = text->data ? text->data : "";
    bool ends = text->size > 0 && data[text->size - 1] == '\n';
    if (options->json) {
        PS_DEFER(json_decrefp) json_t *string = json_stringn(data, text->size);
        if (!string || json_dumpf(string, stdout, JSON_ENCODE_ANY) != 0)
            return ps_error_no_memory(error, "writing the text");
        putchar('\n');
    } else {
        (void)fwrite(data, 1, text->size, stdout);
        if (!ends && isatty(STDOUT_FILENO))
            putchar('\n');
    }
    if (fflush(stdout) != 0 || ferror(stdout))
        return ps_error_set(error, PS_IO, "cannot write to standard output: %s", strerror(errno));
    return PS_OK;
}

int ps_template_main(int argc, char **argv)
{
    PS_DEFER(ps_template_options_close) struct ps_template_options options = {0};
    PS_DEFER(ps_buffer_close) struct ps_buffer text = {0};
    struct ps_error error = {0};
    int code = ps_template_options_parse(argc, argv, &options);
    if (code != PS_EXIT_DONE)
        return code;
    if (options.help) {
        ps_template_options_print_help();
        return PS_EXIT_DONE;
    }
    enum ps_status status = render_conversation(&options, &text, &error);
    if (status == PS_OK)
        status = print(&options, &text, &error);
    return status == PS_OK ? PS_EXIT_DONE : ps_command_fail(TOOL, status, &error);
}
