/* Requests to /v1/chat/completions that are refused, each with the field that is wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/chat_model.h"
#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/chat/completions";
static struct ps_test_chat_model chat;

struct refusal {
    const char *fields; /* besides the model */
    enum ps_status status;
    const char *param;
    const char *message; /* how it begins */
};

#define USER     "{\"role\": \"user\", \"content\": \"a\"}"
#define MESSAGES "\"messages\": [" USER "]"
#define CALL(function)                                                                             \
    "\"messages\": [" USER ", {\"role\": \"assistant\", \"tool_calls\": [{\"id\": \"1\", "         \
    "\"type\": \"function\", \"function\": " function "}]}]"
#define TOOL(function)                                                                             \
    MESSAGES ", \"tools\": [{\"type\": \"function\", \"function\": " function "}]"

static const struct refusal refusals[] = {
    {"\"user\": \"u\"", PS_INVALID, "messages", "messages: missing, expected a list of at least"},
    {"\"messages\": []", PS_INVALID, "messages", "messages: found a list of 0, expected"},
    {"\"messages\": \"a\"", PS_INVALID, "messages", "messages: found \"a\", expected a list"},
    {"\"messages\": [7]", PS_INVALID, "messages[0]", "messages[0]: found 7, expected an object"},
    {"\"messages\": [" USER ", {\"content\": \"a\"}]", PS_INVALID, "messages[1].role",
     "messages[1].role: missing, expected a string"},
    {"\"messages\": [{\"role\": \"\", \"content\": \"a\"}]", PS_INVALID, "messages[0].role",
     "messages[0].role: found \"\""},
    {"\"messages\": [{\"role\": \"user\"}]", PS_INVALID, "messages[0].content",
     "messages[0].content: missing, expected a string or a list of text parts"},
    {"\"messages\": [{\"role\": \"assistant\", \"content\": null}]", PS_INVALID,
     "messages[0].content", "messages[0].content: missing"},
    {"\"messages\": [{\"role\": \"user\", \"content\": []}]", PS_INVALID, "messages[0].content",
     "messages[0].content: found a list of 0"},
    {"\"messages\": [{\"role\": \"user\", \"content\": [{\"text\": \"a\"}]}]", PS_INVALID,
     "messages[0].content[0]",
     "messages[0].content[0]: found an object, expected an object with a "
     "type"},
    {"\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\"}]}]", PS_INVALID,
     "messages[0].content[0]",
     "messages[0].content[0]: found an object, expected an object with a "
     "text"},
    {"\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}, "
     "{\"type\": \"image_url\", \"image_url\": {\"url\": \"data:\"}}]}]",
     PS_UNSUPPORTED, "messages[0].content[1]",
     "messages[0].content[1]: found a part of type \"image_url\", expected \"text\""},
    {"\"messages\": [{\"role\": \"assistant\", \"content\": \"a\", \"audio\": {\"id\": \"1\"}}]",
     PS_UNSUPPORTED, "messages[0].audio", "messages[0].audio: this member is not supported"},
    {"\"messages\": [{\"role\": \"assistant\", \"content\": \"a\", \"function_call\": {}}]",
     PS_UNSUPPORTED, "messages[0].function_call", "messages[0].function_call"},
    {"\"messages\": [{\"role\": \"assistant\", \"tool_calls\": 7}]", PS_INVALID,
     "messages[0].tool_calls", "messages[0].tool_calls: found 7, expected a list of calls"},
    {"\"messages\": [{\"role\": \"assistant\", \"tool_calls\": [{}]}]", PS_INVALID,
     "messages[0].tool_calls[0].function", "messages[0].tool_calls[0].function: missing"},
    {CALL("{\"name\": \"\", \"arguments\": \"{}\"}"), PS_INVALID,
     "messages[1].tool_calls[0].function.name", "messages[1].tool_calls[0].function.name: found"},
    {CALL("{\"name\": \"f\"}"), PS_INVALID, "messages[1].tool_calls[0].function.arguments",
     "messages[1].tool_calls[0].function.arguments: missing, expected a string that holds"},
    {CALL("{\"name\": \"f\", \"arguments\": \"{\"}"), PS_INVALID,
     "messages[1].tool_calls[0].function.arguments",
     "messages[1].tool_calls[0].function.arguments: found \"{\", expected a string that holds"},
    {CALL("{\"name\": \"f\", \"arguments\": \"[]\"}"), PS_INVALID,
     "messages[1].tool_calls[0].function.arguments",
     "messages[1].tool_calls[0].function.arguments: found \"[]\""},

    {MESSAGES ", \"tools\": {}", PS_INVALID, "tools", "tools: found an object, expected a list"},
    {MESSAGES ", \"tools\": [7]", PS_INVALID, "tools[0]", "tools[0]: found 7, expected an object"},
    {MESSAGES ", \"tools\": [{}]", PS_INVALID, "tools[0].type", "tools[0].type: missing"},
    {MESSAGES ", \"tools\": [{\"type\": \"custom\"}]", PS_UNSUPPORTED, "tools[0].type",
     "tools[0].type: found another type of tool"},
    {MESSAGES ", \"tools\": [{\"type\": \"function\"}]", PS_INVALID, "tools[0].function",
     "tools[0].function: missing"},
    {TOOL("{}"), PS_INVALID, "tools[0].function.name", "tools[0].function.name: missing"},
    {TOOL("{\"name\": \"f\", \"strict\": true}"), PS_UNSUPPORTED, "tools[0].function.strict",
     "tools[0].function.strict: found true"},
    {MESSAGES ", \"tool_choice\": \"auto\"", PS_INVALID, "tool_choice",
     "tool_choice: found \"auto\", expected it only together with tools"},
    {TOOL("{\"name\": \"f\"}") ", \"tool_choice\": \"required\"", PS_UNSUPPORTED, "tool_choice",
     "tool_choice: a call can't be forced yet"},
    {TOOL("{\"name\": \"f\"}") ", \"tool_choice\": {\"type\": \"function\", \"function\": "
                               "{\"name\": "
                               "\"f\"}}",
     PS_UNSUPPORTED, "tool_choice", "tool_choice: a call can't be forced yet"},
    {TOOL("{\"name\": \"f\"}") ", \"tool_choice\": \"any\"", PS_INVALID, "tool_choice",
     "tool_choice: found \"any\", expected \"none\" or \"auto\""},
    {MESSAGES ", \"parallel_tool_calls\": 1", PS_INVALID, "parallel_tool_calls",
     "parallel_tool_ca"},

    {MESSAGES ", \"max_tokens\": 3, \"max_completion_tokens\": 4", PS_INVALID, "max_tokens",
     "max_tokens: found 3, expected the same as max_completion_tokens"},
    {MESSAGES ", \"max_completion_tokens\": 600", PS_INVALID, "max_completion_tokens",
     "max_completion_tokens: found 600, after"},
    {MESSAGES ", \"logprobs\": 1", PS_INVALID, "logprobs", "logprobs: found 1, expected true or"},
    {MESSAGES ", \"top_logprobs\": 1", PS_INVALID, "top_logprobs",
     "top_logprobs: expected only together with \"logprobs\": true"},
    {MESSAGES ", \"logprobs\": true, \"top_logprobs\": 21", PS_INVALID, "top_logprobs",
     "top_logprobs: found 21"},
    {MESSAGES ", \"reasoning_effort\": \"lots\"", PS_INVALID, "reasoning_effort",
     "reasoning_effort: found \"lots\", expected \"none\" or"},
    {MESSAGES ", \"reasoning_effort\": \"low\"", PS_UNSUPPORTED, "reasoning_effort",
     "reasoning_effort: found \"low\", but this model's chat template"},
    {MESSAGES ", \"include_reasoning\": 1", PS_INVALID, "include_reasoning", "include_reasoning"},
    {MESSAGES ", \"chat_template_kwargs\": 1", PS_INVALID, "chat_template_kwargs",
     "chat_template_kwargs: found 1, expected an object"},
    {MESSAGES ", \"chat_template_kwargs\": {\"messages\": []}", PS_INVALID, "chat_template_kwargs",
     "chat_template_kwargs: messages cannot be"},
    {MESSAGES ", \"documents\": [1]", PS_INVALID, "documents[0]", "documents[0] must be an object"},
    {MESSAGES ", \"continue_final_message\": true, \"add_generation_prompt\": true", PS_INVALID,
     "continue_final_message", "continue_final_message and add_generation_prompt exclude"},
    {MESSAGES ", \"chat_template\": \"{{ 1 }}\"", PS_UNSUPPORTED, "chat_template",
     "chat_template:"},
    {MESSAGES ", \"functions\": [{}]", PS_UNSUPPORTED, "functions", "functions: found a list of 1"},
    {MESSAGES ", \"function_call\": \"auto\"", PS_UNSUPPORTED, "function_call", "function_call:"},
    {MESSAGES ", \"modalities\": [\"text\", \"audio\"]", PS_UNSUPPORTED, "modalities",
     "modalities"},
    {MESSAGES ", \"audio\": {}", PS_UNSUPPORTED, "audio", "audio: found an object"},
    {MESSAGES ", \"verbosity\": \"low\"", PS_UNSUPPORTED, "verbosity", "verbosity: found \"low\""},
    {MESSAGES ", \"web_search_options\": {}", PS_UNSUPPORTED, "web_search_options",
     "web_search_op"},
    {MESSAGES ", \"prompt\": \"a\"", PS_INVALID, "prompt", "prompt: unknown field"},
    {MESSAGES ", \"n\": 128, \"max_tokens\": 400, \"logprobs\": true, \"top_logprobs\": 20",
     PS_INVALID, "logprobs", "logprobs: found 20, which gives more than"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        char body[1024];
        struct ps_error error = {0};
        (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", refusal->fields);
        json_t *response = ps_test_try_respond(chat.model, url, body, &error);
        if (response)
            fail_msg("was accepted: %s", body);
        if (strncmp(error.message, refusal->message, strlen(refusal->message)) != 0)
            fail_msg("%s: %s", body, error.message);
        assert_string_equal(error.param, refusal->param);
        assert_int_equal(error.status, refusal->status);
    }
}

static void accepted_because_it_changes_nothing(void **state)
{
    (void)state;
    static const char *const extras[] = {
        "\"n\": 1, \"best_of\": 1, \"stream\": false, \"stream_options\": null",
        "\"logprobs\": false, \"top_logprobs\": 0, \"logit_bias\": {}, \"bad_words\": []",
        "\"tools\": null, \"tool_choice\": \"none\", \"parallel_tool_calls\": true",
        "\"modalities\": [\"text\"], \"audio\": null, \"verbosity\": \"medium\"",
        "\"response_format\": {\"type\": \"text\"}, \"functions\": [], \"function_call\": \"none\"",
        "\"user\": \"u\", \"metadata\": {\"a\": \"b\"}, \"store\": true, \"safety_identifier\": "
        "\"s\", \"prompt_cache_key\": \"k\", \"prompt_cache_retention\": \"24h\"",
        "\"prediction\": {\"type\": \"content\", \"content\": \"a\"}, \"service_tier\": \"auto\"",
        "\"reasoning_effort\": null, \"include_reasoning\": true, \"chat_template_kwargs\": {}",
        "\"add_generation_prompt\": true, \"continue_final_message\": false, \"echo\": false",
    };
    json_t *expected = ps_test_respond(chat.model, url,
                                       "{\"model\": \"m\", " MESSAGES ", \"temperature\": 0, "
                                       "\"max_tokens\": 8}");
    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        char body[512];
        (void)snprintf(body, sizeof body,
                       "{\"model\": \"m\", " MESSAGES
                       ", \"temperature\": 0, \"max_tokens\": 8, %s}",
                       extras[i]);
        json_t *response = ps_test_respond(chat.model, url, body);
        assert_true(json_equal(response, expected));
        json_decref(response);
    }
    json_decref(expected);
}

static void refuse_by(const char *template, enum ps_status status, const char *param,
                      const char *message)
{
    struct ps_test_chat_model other;
    struct ps_error error = {0};
    ps_test_chat_model_init(&other, template);
    assert_null(ps_test_try_respond(other.model, url, "{\"model\": \"m\", " MESSAGES "}", &error));
    assert_int_equal(error.status, status);
    assert_string_equal(error.param, param);
    if (!strstr(error.message, message))
        fail_msg("%s", error.message);
    ps_test_chat_model_close(&other);
}

static void not_by_this_model(void **state)
{
    (void)state;
    refuse_by(NULL, PS_UNSUPPORTED, "model", "the model has no chat template");
    refuse_by("{{", PS_INVALID, "model", "chat_template.jinja");
    struct ps_error error = {0};
    struct ps_model *bert = ps_test_load_model(PS_TEST_BERT);
    assert_null(ps_test_try_respond(bert, url, "{\"model\": \"m\", " MESSAGES "}", &error));
    assert_string_equal(error.param, "model");
    ps_model_destroy(bert);
}

static void refused_by_the_template(void **state)
{
    (void)state;
    refuse_by("{{ raise_exception('no ' + messages[0].role) }}", PS_INVALID, "messages",
              "messages: refused by the chat template: no user");
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
        cmocka_unit_test(refused),
        cmocka_unit_test(accepted_because_it_changes_nothing),
        cmocka_unit_test(not_by_this_model),
        cmocka_unit_test(refused_by_the_template),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
