/* Streams: the chunks of a request, put together, are its response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/chat_model.h"
#include "tests/support/request_run.h"

static const char chat_url[] = "/v1/chat/completions";
static const char completions_url[] = "/v1/completions";
static struct ps_test_chat_model chat;

static void append_text(json_t *object, const char *name, const json_t *more)
{
    char text[8192];
    const char *before = json_string_value(json_object_get(object, name));
    if (json_is_null(more))
        return;
    assert_true(json_is_string(more));
    int size = snprintf(text, sizeof text, "%s%s", before ? before : "", json_string_value(more));
    assert_in_range(size, 0, sizeof text - 1);
    json_object_set_new(object, name, json_string(text));
}

static void append_member(json_t *object, const char *name, json_t *more)
{
    if (json_is_array(more) && json_object_get(object, name))
        json_array_extend(json_object_get(object, name), more);
    else if (json_is_array(more))
        json_object_set_new(object, name, json_deep_copy(more));
    else
        json_object_set(object, name, more);
}

/* Lists grow, null stays null. */
static void append_members(json_t *object, const json_t *more)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)more, name, value) append_member(object, name, value);
}

static void append_logprobs(json_t *choice, const json_t *more)
{
    if (json_is_null(more)) {
        json_object_set_new(choice, "logprobs", json_null());
        return;
    }
    if (!json_is_object(json_object_get(choice, "logprobs")))
        json_object_set_new(choice, "logprobs", json_object());
    append_members(json_object_get(choice, "logprobs"), more);
}

static void append_delta(json_t *choice, const json_t *delta)
{
    json_t *message = json_object_get(choice, "message");
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)delta, name, value)
    {
        if (strcmp(name, "tool_calls") != 0) {
            append_text(message, name, value);
            continue;
        }
        if (!json_object_get(message, name))
            json_object_set_new(message, name, json_array());
        for (size_t i = 0; i < json_array_size(value); i++) {
            json_t *call = json_deep_copy(json_array_get(value, i));
            json_t *calls = json_object_get(message, name);
            assert_int_equal(json_integer_value(json_object_get(call, "index")),
                             json_array_size(calls));
            json_object_del(call, "index");
            json_array_append_new(calls, call);
        }
    }
}

static json_t *begin_choice(const json_t *part)
{
    json_t *choice = json_pack("{s:O}", "index", json_object_get(part, "index"));
    const json_t *delta = json_object_get(part, "delta");
    if (delta) {
        assert_string_equal(json_string_value(json_object_get(delta, "role")), "assistant");
        json_object_set_new(choice, "message", json_pack("{s:n, s:n}", "content", "refusal"));
    }
    return choice;
}

static void append_part(json_t *choices, const json_t *part)
{
    size_t index = (size_t)json_integer_value(json_object_get(part, "index"));
    while (json_array_size(choices) <= index)
        json_array_append_new(choices, json_null());
    if (json_is_null(json_array_get(choices, index)))
        json_array_set_new(choices, index, begin_choice(part));
    json_t *choice = json_array_get(choices, index);
    /* nothing comes behind the end */
    assert_false(json_is_string(json_object_get(choice, "finish_reason")));
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)part, name, value)
    {
        if (strcmp(name, "delta") == 0)
            append_delta(choice, value);
        else if (strcmp(name, "logprobs") == 0)
            append_logprobs(choice, value);
        else if (strcmp(name, "text") == 0)
            append_text(choice, name, value);
        else
            append_member(choice, name, value);
    }
}

static json_t *put_together(const json_t *chunks, const char *object)
{
    json_t *choices = json_array();
    json_t *response = json_pack("{s:o}", "choices", choices);
    for (size_t i = 0; i < json_array_size(chunks); i++) {
        const json_t *chunk = json_array_get(chunks, i);
        const json_t *parts = json_object_get(chunk, "choices");
        assert_true(json_array_size(parts) <= 1);
        assert_string_equal(json_string_value(json_object_get(chunk, "object")), object);
        if (json_array_size(parts) == 1)
            append_part(choices, json_array_get(parts, 0));
        else
            assert_int_equal(i + 1, json_array_size(chunks)); /* the usage comes last */
        const char *name;
        json_t *value;
        json_object_foreach((json_t *)(uintptr_t)chunk, name, value)
        {
            if (strcmp(name, "choices") != 0 && strcmp(name, "object") != 0 && !json_is_null(value))
                json_object_set(response, name, value);
        }
    }
    return response;
}

static void check(const char *url, const char *fields, size_t chunks_min)
{
    char body[2048];
    json_t *chunks = NULL;
    (void)snprintf(body, sizeof body, "{\"model\": \"m\", \"stream\": true, %s}", fields);
    json_t *response = ps_test_stream(chat.model, url, body, &chunks);
    (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", fields);
    bool has_usage = strstr(fields, "include_usage");
    json_t *whole = has_usage ? json_incref(response) : ps_test_respond(chat.model, url, body);
    assert_true(json_equal(whole, response));
    json_t *joined =
        put_together(chunks, url == chat_url ? "chat.completion.chunk" : "text_completion");
    json_object_del(response, "object");
    if (!has_usage) {
        assert_null(json_object_get(joined, "usage"));
        json_object_del(response, "usage");
    }
    if (!json_equal(joined, response))
        fail_msg("%s\n%s\n%s", fields, json_dumps(joined, 0), json_dumps(response, 0));
    assert_true(json_array_size(chunks) >= chunks_min);
    json_decref(joined);
    json_decref(whole);
    json_decref(response);
    json_decref(chunks);
}

#define HOT ", \"temperature\": 1.3, \"seed\": 2, \"max_tokens\": 24, \"ignore_eos\": true"

static void completions(void **state)
{
    (void)state;
    static const char *const requests[] = {
        "\"prompt\": \"the cat\"" HOT,
        "\"prompt\": [\"the cat\", \"a\"], \"n\": 3, \"echo\": true" HOT,
        "\"prompt\": \"the cat\", \"n\": 2, \"logprobs\": 2, \"echo\": true" HOT,
        "\"prompt\": \"the cat\", \"logprobs\": 0, \"return_token_ids\": true" HOT,
        "\"prompt\": \"the cat\", \"prompt_logprobs\": 1, \"stop\": [\"e\", \"ab\"]" HOT,
        "\"prompt\": [\"the cat\", \"a\"], \"n\": 2, \"best_of\": 4" HOT,
        "\"prompt\": \"the cat\", \"n\": 2, \"stream_options\": {\"include_usage\": true}" HOT,
        "\"prompt\": \"the cat\", \"echo\": true, \"logprobs\": 1, \"max_tokens\": 0",
        "\"prompt\": \"the cat\", \"max_tokens\": 0",
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
        check(completions_url, requests[i], i < 4 ? 8 : 1);
}

#define USER "{\"role\": \"user\", \"content\": \"the cat\"}"
#define BEGUN(text)                                                                                \
    "\"messages\": [" USER ", {\"role\": \"assistant\", \"content\": \"" text "\"}], "             \
    "\"continue_final_message\": true, \"echo\": true"
#define CALL  "<tool_call>{\\\"name\\\": \\\"f\\\", \\\"arguments\\\": {}}</tool_call>"
#define TOOLS ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}]"

static void chats(void **state)
{
    (void)state;
    static const char *const requests[] = {
        "\"messages\": [" USER "]" HOT,
        "\"messages\": [" USER "], \"n\": 3, \"logprobs\": true, \"top_logprobs\": 2" HOT,
        BEGUN("<think>so") HOT,
        BEGUN("<think>so</think>yes") TOOLS HOT,
        BEGUN(CALL) TOOLS HOT,
        BEGUN("ok " CALL CALL) TOOLS ", \"n\": 2" HOT,
        BEGUN("<tool_call>{") TOOLS HOT,
        "\"messages\": [" USER "], \"n\": 1, \"best_of\": 3, \"return_token_ids\": true" HOT,
        "\"messages\": [" USER "], \"stream_options\": {\"include_usage\": true}, "
        "\"prompt_logprobs\": 0, \"return_prompt_text\": true, \"n\": 2" HOT,
        "\"messages\": [" USER "], \"max_tokens\": 0",
        "\"messages\": [" USER "], \"include_reasoning\": false, \"chat_template_kwargs\": "
        "{\"thinks\": true}" HOT,
        "\"messages\": [" USER "], \"stop\": [\"e\"]" HOT,
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++)
        check(chat_url, requests[i], i < 2 ? 8 : 1);
}

/* While nobody wants it there is none. */
static void not_asked_for(void **state)
{
    (void)state;
    json_t *body = json_loads("{\"model\": \"m\", \"prompt\": \"a\", \"stream\": false}", 0, NULL);
    struct ps_request *request = NULL;
    struct ps_error error = {0};
    struct ps_request_params params = {
        .task = ps_task_find(completions_url), .model = chat.model, .context = 512, .body = body};
    assert_int_equal(ps_request_parse(&request, &params, &error), PS_OK);
    assert_false(request->streams);
    ps_request_destroy(request);
    json_decref(body);
}

static int setup(void **state)
{
    (void)state;
    ps_test_chat_model_init(&chat, PS_TEST_CHAT_TEMPLATE);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ps_test_chat_model_close(&chat);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(completions),
        cmocka_unit_test(chats),
        cmocka_unit_test(not_asked_for),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
