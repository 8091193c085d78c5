/* /v1/chat/completions: the prompt that a conversation becomes, and the shape of the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/chat_model.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/chat/completions";
static struct ps_test_chat_model chat;

static json_t *respond(const char *fields)
{
    char body[4096];
    (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", fields);
    return ps_test_respond(chat.model, url, body);
}

static const json_t *choice(const json_t *response, size_t index)
{
    const json_t *item = json_array_get(json_object_get(response, "choices"), index);
    assert_non_null(item);
    assert_int_equal(json_integer_value(json_object_get(item, "index")), index);
    return item;
}

static const json_t *message_of(const json_t *response, size_t index)
{
    const json_t *message = json_object_get(choice(response, index), "message");
    assert_string_equal(json_string_value(json_object_get(message, "role")), "assistant");
    assert_true(json_is_null(json_object_get(message, "refusal")));
    return message;
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

static json_int_t usage_of(const json_t *response, const char *name)
{
    return json_integer_value(json_object_get(json_object_get(response, "usage"), name));
}

#define HELLO "\"messages\": [{\"role\": \"user\", \"content\": \"the cat\"}]"

static void shape(void **state)
{
    (void)state;
    json_t *response =
        respond(HELLO ", \"temperature\": 0, \"max_tokens\": 9, \"ignore_eos\": true");
    assert_int_equal(json_object_size(response), 3);
    assert_string_equal(text_of(response, "object"), "chat.completion");
    const json_t *only = choice(response, 0);
    assert_int_equal(json_object_size(only), 4);
    assert_true(json_is_null(json_object_get(only, "logprobs")));
    assert_string_equal(text_of(only, "finish_reason"), "length");
    assert_int_equal(json_object_size(message_of(response, 0)), 3);
    assert_true(json_is_string(json_object_get(message_of(response, 0), "content")));
    assert_int_equal(usage_of(response, "completion_tokens"), 9);
    json_decref(response);
}

/* The answer is what /v1/completions says of the template's text. */
static void same_as_a_completion(void **state)
{
    (void)state;
    json_t *chat_response = respond(HELLO ", \"temperature\": 1.2, \"seed\": 4, \"max_tokens\": 9");
    json_t *completion = ps_test_respond(
        chat.model, "/v1/completions",
        "{\"model\": \"m\", \"prompt\": \"<user>the cat<assistant>\", \"temperature\": 1.2, "
        "\"seed\": 4, \"max_tokens\": 9, \"add_special_tokens\": false}");
    assert_string_equal(text_of(message_of(chat_response, 0), "content"),
                        text_of(choice(completion, 0), "text"));
    assert_true(
        json_equal(json_object_get(chat_response, "usage"), json_object_get(completion, "usage")));
    json_decref(chat_response);
    json_decref(completion);
}

struct rendering {
    const char *fields;
    const char *text;
};

/* What the template gets, seen in what it makes of it. */
static const struct rendering renderings[] = {
    {HELLO, "<user>the cat<assistant>"},
    {"\"messages\": [{\"role\": \"system\", \"content\": [{\"type\": \"text\", \"text\": \"a\"}, "
     "{\"type\": \"text\", \"text\": \"b\"}]}, {\"role\": \"wizard\", \"content\": \"c\"}]",
     "<system>a\nb<wizard>c<assistant>"},
    {"\"messages\": [{\"role\": \"developer\", \"content\": \"a\"}]", "<system>a<assistant>"},
    {HELLO ", \"add_generation_prompt\": false", "<user>the cat"},
    {"\"messages\": [{\"role\": \"assistant\", \"content\": \"so\"}], \"continue_final_message\": "
     "true",
     "<assistant>so"},
    {HELLO ", \"chat_template_kwargs\": {\"thinks\": true}", "<user>the cat<assistant><think>\n"},
    {HELLO ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}, {\"type\": "
           "\"function\", \"function\": {\"name\": \"g\"}}]",
     "Use <tool_call> for f g <user>the cat<assistant>"},
    {HELLO ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}], "
           "\"tool_choice\": \"none\"",
     "<user>the cat<assistant>"},
    {HELLO ", \"tools\": []", "<user>the cat<assistant>"},
    /* arguments become an object, also where there are none */
    {"\"messages\": [{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"1\", "
     "\"type\": \"function\", \"function\": {\"name\": \"f\", \"arguments\": \"{\\\"x\\\": 7}\"}}, "
     "{\"id\": \"2\", \"type\": \"function\", \"function\": {\"name\": \"g\", \"arguments\": "
     "\"\"}}]}, {\"role\": \"tool\", \"tool_call_id\": \"1\", \"content\": \"8\"}]",
     "<assistant>f:7g:<tool>8<assistant>"},
    /* an answer as it came, given back */
    {"\"messages\": [{\"role\": \"assistant\", \"content\": \"a\", \"refusal\": null, "
     "\"tool_calls\": [], \"audio\": null, \"function_call\": null, \"annotations\": []}]",
     "<assistant>a<assistant>"},
    {"\"messages\": [{\"role\": \"assistant\", \"content\": [{\"type\": \"refusal\", \"refusal\": "
     "\"no\"}]}]",
     "<assistant>no<assistant>"},
};

static void prompts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof renderings / sizeof renderings[0]; i++) {
        char fields[2048];
        (void)snprintf(fields, sizeof fields, "%s, \"max_tokens\": 1, \"return_prompt_text\": true",
                       renderings[i].fields);
        json_t *response = respond(fields);
        assert_string_equal(text_of(response, "prompt_text"), renderings[i].text);
        json_decref(response);
    }
}

/* Some templates join the arguments of calls to other text. */
static void arguments_as_text(void **state)
{
    (void)state;
    struct ps_test_chat_model other;
    ps_test_chat_model_init(&other,
                            "{% for message in messages %}{% for call in message.tool_calls or "
                            "[] %}{{ 'f' + call.function.arguments }}{% endfor %}{% endfor %}");
    json_t *response = ps_test_respond(
        other.model, url,
        "{\"model\": \"m\", \"messages\": [{\"role\": \"assistant\", \"tool_calls\": "
        "[{\"function\": {\"name\": \"f\", \"arguments\": \"{ \\\"x\\\": 1}\"}}]}], "
        "\"max_tokens\": 1, \"return_prompt_text\": true}");
    assert_string_equal(text_of(response, "prompt_text"), "f{ \"x\": 1}");
    json_decref(response);
    ps_test_chat_model_close(&other);
}

/* --- reasoning and calls: text that an answer begins with is read like what the model adds --- */

static void begun_answer(const char *begun, const char *extra, json_t **response)
{
    char fields[2048];
    (void)snprintf(fields, sizeof fields,
                   "\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": "
                   "\"assistant\", \"content\": \"%s\"}], \"continue_final_message\": true, "
                   "\"temperature\": 0, \"max_tokens\": 3%s",
                   begun, extra);
    *response = respond(fields);
}

static void reasoning(void **state)
{
    (void)state;
    json_t *plain, *open, *closed, *left_out;
    begun_answer("<think>so", ", \"echo\": false", &plain);
    begun_answer("<think>so", ", \"echo\": true", &open);
    begun_answer("<think>so</think>", ", \"echo\": true", &closed);
    begun_answer("<think>so", ", \"include_reasoning\": false", &left_out);
    const json_t *message = message_of(open, 0);
    assert_true(json_is_null(json_object_get(message, "content")));
    assert_memory_equal(text_of(message, "reasoning_content"), "so", 2);
    assert_string_equal(text_of(message, "reasoning_content") + 2,
                        text_of(message_of(plain, 0), "reasoning_content"));
    message = message_of(closed, 0);
    assert_string_equal(text_of(message, "reasoning_content"), "so");
    assert_true(strlen(text_of(message, "content")) > 0);
    message = message_of(left_out, 0);
    assert_null(json_object_get(message, "reasoning_content"));
    assert_true(json_is_null(json_object_get(message, "content")));
    json_decref(plain);
    json_decref(open);
    json_decref(closed);
    json_decref(left_out);
}

/* A template that opens the tag: the answer begins inside. */
static void reasoning_that_the_prompt_begins(void **state)
{
    (void)state;
    json_t *response = respond(HELLO ", \"chat_template_kwargs\": {\"thinks\": true}, "
                                     "\"max_tokens\": 5, \"ignore_eos\": true");
    assert_true(json_is_null(json_object_get(message_of(response, 0), "content")));
    assert_true(strlen(text_of(message_of(response, 0), "reasoning_content")) > 0);
    json_decref(response);
}

#define CALL  "<tool_call>{\\\"name\\\": \\\"f\\\", \\\"arguments\\\": {\\\"x\\\": 1}}</tool_call>"
#define TOOLS ", \"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\"}}]"
#define STOP  ", \"allowed_token_ids\": [300], \"stop_token_ids\": [300]"

static void calls(void **state)
{
    (void)state;
    json_t *stopped, *cut, *no_tools, *one;
    begun_answer(CALL, TOOLS STOP ", \"echo\": true", &stopped);
    begun_answer(CALL, TOOLS ", \"echo\": true, \"ignore_eos\": true", &cut);
    begun_answer(CALL, STOP ", \"echo\": true", &no_tools);
    begun_answer(CALL CALL, TOOLS STOP ", \"echo\": true, \"parallel_tool_calls\": false", &one);
    const json_t *message = message_of(stopped, 0);
    assert_true(json_is_null(json_object_get(message, "content")));
    const json_t *call = json_array_get(json_object_get(message, "tool_calls"), 0);
    assert_string_equal(text_of(call, "type"), "function");
    assert_string_equal(text_of(json_object_get(call, "function"), "arguments"), "{\"x\": 1}");
    assert_string_equal(text_of(choice(stopped, 0), "finish_reason"), "tool_calls");
    assert_int_equal(json_array_size(json_object_get(message_of(cut, 0), "tool_calls")), 1);
    assert_string_equal(text_of(choice(cut, 0), "finish_reason"), "length");
    assert_null(json_object_get(message_of(no_tools, 0), "tool_calls"));
    assert_memory_equal(text_of(message_of(no_tools, 0), "content"), "<tool_call>", 11);
    assert_int_equal(json_array_size(json_object_get(message_of(one, 0), "tool_calls")), 1);
    json_decref(stopped);
    json_decref(cut);
    json_decref(no_tools);
    json_decref(one);
}

/* A call's special tokens are no text of an answer, whether or not a call is made of them. */
static void special_tokens(void **state)
{
    (void)state;
    char fields[512];
    json_t *response;
    for (int i = 0; i < 2; i++) {
        (void)snprintf(fields, sizeof fields,
                       HELLO TOOLS ", \"allowed_token_ids\": [%d], \"max_tokens\": 4%s",
                       PS_TEST_CHAT_CALL, i ? ", \"skip_special_tokens\": false" : "");
        response = respond(fields);
        assert_string_equal(text_of(message_of(response, 0), "content"),
                            i ? "<tool_call><tool_call><tool_call><tool_call>" : "");
        json_decref(response);
    }
    (void)snprintf(fields, sizeof fields, HELLO ", \"allowed_token_ids\": [%d], \"max_tokens\": 4",
                   PS_TEST_CHAT_THINK);
    response = respond(fields);
    assert_true(json_is_null(json_object_get(message_of(response, 0), "content")));
    json_decref(response);
}

static void echo(void **state)
{
    (void)state;
    static const char last[] = "\"messages\": [{\"role\": \"assistant\", \"content\": \"so\"}], "
                               "\"temperature\": 0, \"max_tokens\": 3";
    char fields[512];
    json_t *plain = respond(last);
    (void)snprintf(fields, sizeof fields, "%s, \"echo\": true", last);
    json_t *echoed = respond(fields);
    assert_memory_equal(text_of(message_of(echoed, 0), "content"), "so", 2);
    assert_string_equal(text_of(message_of(echoed, 0), "content") + 2,
                        text_of(message_of(plain, 0), "content"));
    json_decref(plain);
    json_decref(echoed);
}

/* --- log-probabilities and tokens --- */

static void logprobs(void **state)
{
    (void)state;
    json_t *response = respond(HELLO ", \"temperature\": 0, \"max_tokens\": 4, \"ignore_eos\": "
                                     "true, \"logprobs\": true, \"top_logprobs\": 2, "
                                     "\"return_token_ids\": true, \"prompt_logprobs\": 1");
    const json_t *object = json_object_get(choice(response, 0), "logprobs");
    const json_t *content = json_object_get(object, "content");
    assert_true(json_is_null(json_object_get(object, "refusal")));
    assert_int_equal(json_array_size(content), 4);
    for (size_t i = 0; i < 4; i++) {
        const json_t *token = json_array_get(content, i);
        const json_t *top = json_object_get(token, "top_logprobs");
        const char *name = text_of(token, "token");
        assert_int_equal(json_object_size(token), 4);
        assert_int_equal(json_array_size(top), 2);
        /* greedy: what was taken is the likeliest */
        assert_string_equal(text_of(json_array_get(top, 0), "token"), name);
        assert_true(json_number_value(json_object_get(json_array_get(top, 1), "logprob")) <=
                    json_number_value(json_object_get(token, "logprob")));
        assert_int_equal(json_array_size(json_object_get(token, "bytes")), strlen(name));
    }
    assert_int_equal(json_array_size(json_object_get(choice(response, 0), "token_ids")), 4);
    size_t num_prompt = (size_t)usage_of(response, "prompt_tokens");
    const json_t *ids = json_object_get(response, "prompt_token_ids");
    const json_t *scores = json_object_get(response, "prompt_logprobs");
    assert_int_equal(json_array_size(ids), num_prompt);
    assert_int_equal(json_array_size(scores), num_prompt);
    assert_true(json_is_null(json_array_get(scores, 0)));
    for (size_t i = 1; i < num_prompt; i++) {
        char key[16];
        const json_t *score = json_array_get(scores, i);
        (void)snprintf(key, sizeof key, "%d", (int)json_integer_value(json_array_get(ids, i)));
        const json_t *own = json_object_get(score, key);
        assert_true(json_number_value(json_object_get(own, "logprob")) < 0);
        assert_true(json_is_string(json_object_get(own, "decoded_token")));
        assert_in_range(json_object_size(score), 1, 2);
    }
    json_decref(response);
}

/* --- lengths --- */

static void lengths(void **state)
{
    (void)state;
    json_t *rest = respond(HELLO ", \"ignore_eos\": true");
    json_t *both = respond(HELLO ", \"ignore_eos\": true, \"max_tokens\": 5, "
                                 "\"max_completion_tokens\": 5");
    json_t *newer = respond(HELLO ", \"ignore_eos\": true, \"max_completion_tokens\": 6");
    assert_int_equal(usage_of(rest, "total_tokens"), 512);
    assert_int_equal(usage_of(both, "completion_tokens"), 5);
    assert_int_equal(usage_of(newer, "completion_tokens"), 6);
    json_decref(rest);
    json_decref(both);
    json_decref(newer);
}

/* The cache must know what an answer depends on. */
static void time_of_the_template(void **state)
{
    (void)state;
    struct ps_test_chat_model clock;
    ps_test_chat_model_init(&clock, "{{ strftime_now('%Y') }}{{ messages[0].content }}");
    static const char text[] = "{\"model\": \"m\", " HELLO ", \"return_prompt_text\": true, "
                               "\"max_tokens\": 1}";
    json_t *response = ps_test_respond(clock.model, url, text);
    assert_string_equal(text_of(response, "prompt_text"), "2025the cat");
    json_decref(response);
    const struct ps_model *models[] = {clock.model, chat.model};
    for (size_t i = 0; i < 2; i++) {
        json_t *body = json_loads(text, 0, NULL);
        struct ps_request *request = NULL;
        struct ps_error error = {0};
        struct ps_request_params params = {.task = ps_task_find(url),
                                           .model = models[i],
                                           .context = 512,
                                           .body = body,
                                           .created_s = 1750000000};
        assert_int_equal(ps_request_parse(&request, &params, &error), PS_OK);
        assert_int_equal(request->uses_time, i == 0);
        assert_true(request->uses_seed);
        ps_request_destroy(request);
        json_decref(body);
    }
    ps_test_chat_model_close(&clock);
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
        cmocka_unit_test(shape),     cmocka_unit_test(same_as_a_completion),
        cmocka_unit_test(prompts),   cmocka_unit_test(arguments_as_text),
        cmocka_unit_test(reasoning), cmocka_unit_test(reasoning_that_the_prompt_begins),
        cmocka_unit_test(calls),     cmocka_unit_test(special_tokens),
        cmocka_unit_test(echo),      cmocka_unit_test(logprobs),
        cmocka_unit_test(lengths),   cmocka_unit_test(time_of_the_template),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
