/* /v1/completions: what is accepted, what is refused and how, and the shape of the response. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/task/token_text.h"
#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/completions";
static struct ps_model *llama;

static json_t *respond(const char *body)
{
    return ps_test_respond(llama, url, body);
}

static const json_t *choice(const json_t *response, size_t index)
{
    const json_t *item = json_array_get(json_object_get(response, "choices"), index);
    assert_non_null(item);
    assert_int_equal(json_integer_value(json_object_get(item, "index")), index);
    return item;
}

static const char *text_of(const json_t *response, size_t index)
{
    return json_string_value(json_object_get(choice(response, index), "text"));
}

static json_int_t usage_of(const json_t *response, const char *name)
{
    return json_integer_value(json_object_get(json_object_get(response, "usage"), name));
}

static void shape(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": \"the cat\", \"temperature\": 0, "
                               "\"ignore_eos\": true}");
    assert_int_equal(json_object_size(response), 3);
    assert_string_equal(json_string_value(json_object_get(response, "object")), "text_completion");
    const json_t *only = choice(response, 0);
    assert_int_equal(json_object_size(only), 4);
    assert_true(json_is_null(json_object_get(only, "logprobs")));
    assert_string_equal(json_string_value(json_object_get(only, "finish_reason")), "length");
    assert_int_equal(usage_of(response, "completion_tokens"), 16);
    assert_true(usage_of(response, "prompt_tokens") > 1);
    assert_int_equal(usage_of(response, "total_tokens"), 16 + usage_of(response, "prompt_tokens"));
    json_decref(response);
}

/* All four forms of a prompt, the first token being what the template adds. */
static void forms_of_a_prompt(void **state)
{
    (void)state;
    struct ps_tokens tokens = {0};
    struct ps_error error = {0};
    assert_int_equal(
        ps_tokenizer_encode(ps_model_tokenizer(llama), "the cat", 7, true, &tokens, &error), PS_OK);
    char ids[512] = "";
    for (size_t i = 0; i < tokens.count; i++)
        (void)snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%d", i ? "," : "",
                       tokens.ids[i]);
    char bodies[4][1200];
    static const char rest[] = "\"model\": \"m\", \"temperature\": 0, \"max_tokens\": 9";
    (void)snprintf(bodies[0], sizeof bodies[0], "{%s, \"prompt\": \"the cat\"}", rest);
    (void)snprintf(bodies[1], sizeof bodies[1], "{%s, \"prompt\": [\"the cat\"]}", rest);
    (void)snprintf(bodies[2], sizeof bodies[2], "{%s, \"prompt\": [%s]}", rest, ids);
    (void)snprintf(bodies[3], sizeof bodies[3], "{%s, \"prompt\": [[%s]]}", rest, ids);
    json_t *first = respond(bodies[0]);
    for (size_t i = 1; i < 4; i++) {
        json_t *other = respond(bodies[i]);
        assert_true(json_equal(first, other));
        json_decref(other);
    }
    json_decref(first);
    ps_tokens_close(&tokens);
}

static void many_prompts(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": [\"a\", \"the cat\", \"a\"], "
                               "\"temperature\": 1.5, \"seed\": 3, \"ignore_eos\": true}");
    json_t *again = respond("{\"model\": \"m\", \"prompt\": [\"a\", \"the cat\", \"a\"], "
                            "\"temperature\": 1.5, \"seed\": 3, \"ignore_eos\": true}");
    json_t *single = respond("{\"model\": \"m\", \"prompt\": \"a\", "
                             "\"temperature\": 1.5, \"seed\": 3, \"ignore_eos\": true}");
    assert_true(json_equal(response, again));
    assert_string_equal(text_of(single, 0), text_of(response, 0));
    assert_string_not_equal(text_of(response, 2), text_of(response, 0));
    assert_int_equal(usage_of(response, "completion_tokens"), 48);
    json_decref(response);
    json_decref(again);
    json_decref(single);
}

static void seeds(void **state)
{
    (void)state;
    static const char format[] = "{\"model\": \"m\", \"prompt\": \"a\", \"max_tokens\": 12, "
                                 "\"temperature\": 1.5%s}";
    static const char *const extras[] = {"", ", \"seed\": 17", ", \"seed\": null",
                                         ", \"seed\": -1"};
    json_t *responses[4];
    for (size_t i = 0; i < 4; i++) {
        char body[200];
        (void)snprintf(body, sizeof body, format, extras[i]);
        responses[i] = respond(body);
    }
    /* Without a seed the derived one is taken, which is 17 here. */
    assert_true(json_equal(responses[0], responses[1]));
    assert_true(json_equal(responses[0], responses[2]));
    assert_false(json_equal(responses[0], responses[3]));
    for (size_t i = 0; i < 4; i++)
        json_decref(responses[i]);
}

/* --- log-probabilities --- */

static const json_t *list_of(const json_t *logprobs, const char *name, size_t count)
{
    const json_t *list = json_object_get(logprobs, name);
    assert_true(json_is_array(list));
    assert_int_equal(json_array_size(list), count);
    return list;
}

/* Each token's text lies where its offset says, for tokens of whole characters. */
static size_t check_offsets(const json_t *only, size_t count)
{
    static const char broken[] = "\xEF\xBF\xBD";
    const char *text = json_string_value(json_object_get(only, "text"));
    const json_t *logprobs = json_object_get(only, "logprobs");
    const json_t *offsets = list_of(logprobs, "text_offset", count);
    const json_t *tokens = list_of(logprobs, "tokens", count);
    size_t num_checked = 0;
    for (size_t i = 0; i < count; i++) {
        const char *token = json_string_value(json_array_get(tokens, i));
        size_t offset = (size_t)json_integer_value(json_array_get(offsets, i));
        const char *at = text;
        while (offset > 0 && *at) {
            at++;
            offset -= (*at & 0xC0) != 0x80;
        }
        assert_int_equal(offset, 0);
        /* A byte may be a letter of its own and no character among the bytes around it. */
        if (strchr(token, '<') || strstr(token, broken) || strncmp(at, broken, 3) == 0)
            continue;
        assert_int_equal(strncmp(at, token, strlen(token)), 0);
        num_checked++;
    }
    return num_checked;
}

static void logprobs_of_a_completion(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": \"the cat\", \"temperature\": 0, "
                               "\"logprobs\": 3, \"max_tokens\": 20, \"ignore_eos\": true}");
    const json_t *logprobs = json_object_get(choice(response, 0), "logprobs");
    assert_int_equal(json_object_size(logprobs), 4);
    const json_t *numbers = list_of(logprobs, "token_logprobs", 20);
    const json_t *tops = list_of(logprobs, "top_logprobs", 20);
    const json_t *tokens = list_of(logprobs, "tokens", 20);
    for (size_t i = 0; i < 20; i++) {
        double number = json_real_value(json_array_get(numbers, i));
        const json_t *top = json_array_get(tops, i);
        assert_true(number < 0);
        assert_in_range(json_object_size(top), 1, 3);
        const char *token = json_string_value(json_array_get(tokens, i));
        assert_true(json_real_value(json_object_get(top, token)) == number);
    }
    assert_true(check_offsets(choice(response, 0), 20) > 0);
    json_decref(response);
}

static void echo_with_logprobs(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": \"the cat sat\", \"echo\": true, "
                               "\"temperature\": 0, \"logprobs\": 0, \"max_tokens\": 5, "
                               "\"ignore_eos\": true}");
    const json_t *only = choice(response, 0);
    size_t count = (size_t)usage_of(response, "prompt_tokens") + 5;
    const json_t *logprobs = json_object_get(only, "logprobs");
    assert_int_equal(strncmp(text_of(response, 0), "the cat sat", 11), 0);
    assert_true(json_is_null(json_array_get(list_of(logprobs, "token_logprobs", count), 0)));
    assert_true(json_is_null(json_array_get(list_of(logprobs, "top_logprobs", count), 0)));
    assert_string_equal(json_string_value(json_array_get(list_of(logprobs, "tokens", count), 0)),
                        "<s>");
    assert_int_equal(json_object_size(json_array_get(list_of(logprobs, "top_logprobs", count), 1)),
                     1);
    assert_true(check_offsets(only, count) > 3);
    json_decref(response);
}

/* Keys with \u0000 are no JSON that is read everywhere, not even as a result of our own. */
static void the_byte_0_has_a_name(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": [1, 3, 3], \"logprobs\": 0, "
                               "\"echo\": true, \"max_tokens\": 0}");
    const json_t *logprobs = json_object_get(choice(response, 0), "logprobs");
    const json_t *name = json_array_get(json_object_get(logprobs, "tokens"), 2);
    const json_t *top = json_array_get(json_object_get(logprobs, "top_logprobs"), 2);
    assert_string_equal(json_string_value(name), "<0x00>");
    assert_int_equal(json_object_size(top), 1);
    assert_true(json_is_real(json_object_get(top, "<0x00>")));
    json_decref(response);
}

static void echo_scores_the_prompt(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": \"the cat sat\", \"echo\": true, "
                               "\"logprobs\": 1, \"max_tokens\": 0}");
    const json_t *only = choice(response, 0);
    size_t count = (size_t)usage_of(response, "prompt_tokens");
    assert_string_equal(text_of(response, 0), "the cat sat");
    assert_int_equal(usage_of(response, "completion_tokens"), 0);
    assert_string_equal(json_string_value(json_object_get(only, "finish_reason")), "length");
    (void)list_of(json_object_get(only, "logprobs"), "token_logprobs", count);
    json_decref(response);

    response = respond("{\"model\": \"m\", \"prompt\": [1, 2], \"max_tokens\": 0}");
    assert_string_equal(text_of(response, 0), "");
    json_decref(response);
}

static void tokens_as_ids(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"prompt\": [1, 300, 301], \"echo\": true, "
                               "\"logprobs\": 2, \"max_tokens\": 2, "
                               "\"return_tokens_as_token_ids\": true, \"ignore_eos\": true}");
    const json_t *logprobs = json_object_get(choice(response, 0), "logprobs");
    const json_t *tokens = list_of(logprobs, "tokens", 5);
    assert_string_equal(json_string_value(json_array_get(tokens, 0)), "token_id:1");
    assert_string_equal(json_string_value(json_array_get(tokens, 2)), "token_id:301");
    const json_t *top = json_array_get(list_of(logprobs, "top_logprobs", 5), 2);
    assert_in_range(json_object_size(top), 2, 3);
    assert_non_null(json_object_get(top, "token_id:301"));
    json_decref(response);
}

static void stop_strings(void **state)
{
    (void)state;
    json_t *whole = respond("{\"model\": \"m\", \"prompt\": \"the cat\", \"temperature\": 0, "
                            "\"max_tokens\": 40, \"ignore_eos\": true}");
    const char *text = text_of(whole, 0);
    /* The last character of ASCII letters in the text is a stop string like any other. */
    char stop[2] = {0};
    for (const char *at = text; *at; at++) {
        if (*at >= 'a' && *at <= 'z')
            stop[0] = *at;
    }
    assert_true(stop[0] != 0);
    char body[300];
    (void)snprintf(body, sizeof body,
                   "{\"model\": \"m\", \"prompt\": \"the cat\", \"temperature\": 0, "
                   "\"max_tokens\": 40, \"ignore_eos\": true, \"stop\": [\"%s\", \"!!!!\"]}",
                   stop);
    json_t *cut = respond(body);
    assert_string_equal(json_string_value(json_object_get(choice(cut, 0), "finish_reason")),
                        "stop");
    assert_int_equal(strlen(text_of(cut, 0)), strchr(text, stop[0]) - text);
    json_decref(whole);
    json_decref(cut);
}

/* --- lengths --- */

static void the_default_is_cut_to_what_is_left(void **state)
{
    (void)state;
    char body[4096] = "{\"model\": \"m\", \"ignore_eos\": true, \"prompt\": [1";
    for (int i = 1; i < 505; i++)
        strcat(body, ",300");
    strcat(body, "]}");
    json_t *response = respond(body);
    assert_int_equal(usage_of(response, "prompt_tokens"), 505);
    assert_int_equal(usage_of(response, "completion_tokens"), 7);
    json_decref(response);
}

static void refuse_length(size_t num_prompt, const char *rest, const char *param,
                          const char *const said[2])
{
    char body[8192] = "{\"model\": \"m\", \"prompt\": [[1], [1";
    for (size_t i = 1; i < num_prompt; i++)
        strcat(body, ",300");
    strcat(body, "]]");
    strcat(body, rest);
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(llama, url, body, &error));
    assert_int_equal(error.status, PS_INVALID);
    assert_string_equal(error.param, param);
    assert_string_equal(error.code, "context_length_exceeded");
    assert_non_null(strstr(error.message, said[0]));
    assert_non_null(strstr(error.message, said[1]));
}

static void too_long(void **state)
{
    (void)state;
    static const char *const prompt_alone[] = {"600 tokens", "512"};
    static const char *const full[] = {"512 tokens", "512"};
    static const char *const together[] = {"found 13", "512"};
    refuse_length(600, "}", "prompt[1]", prompt_alone);
    refuse_length(600, ", \"max_tokens\": 0}", "prompt[1]", prompt_alone);
    refuse_length(512, "}", "prompt[1]", full);
    refuse_length(500, ", \"max_tokens\": 13}", "max_tokens", together);
    json_t *response = respond("{\"model\": \"m\", \"prompt\": [1, 300], \"max_tokens\": 510, "
                               "\"ignore_eos\": true, \"temperature\": 0}");
    assert_int_equal(usage_of(response, "completion_tokens"), 510);
    json_decref(response);
}

static void parse_uses_seed(const char *fields, bool expected)
{
    char text[200];
    (void)snprintf(text, sizeof text, "{\"model\": \"m\", \"prompt\": \"a\"%s}", fields);
    json_t *body = json_loads(text, 0, NULL);
    struct ps_request *request = NULL;
    struct ps_error error = {0};
    struct ps_request_params params = {
        .task = ps_task_find(url),
        .model = llama,
        .context = 512,
        .body = body,
        .derived_seed = 17,
    };
    assert_int_equal(ps_request_parse(&request, &params, &error), PS_OK);
    assert_int_equal(request->uses_seed, expected);
    assert_int_equal(request->seed, strstr(fields, "seed") ? 5 : 17);
    assert_int_equal(ps_request_prepare(request, &error), PS_OK);
    assert_int_equal(request->num_tokens, request->sequences[0]->num_prompt +
                                              request->sequences[0]->sampling.max_tokens);
    ps_request_destroy(request);
    json_decref(body);
}

static void seed_is_used_where_it_samples(void **state)
{
    (void)state;
    parse_uses_seed("", true);
    parse_uses_seed(", \"seed\": 5", true);
    parse_uses_seed(", \"temperature\": 0", false);
    parse_uses_seed(", \"max_tokens\": 0, \"echo\": true", false);
}

static int load(void **state)
{
    (void)state;
    llama = ps_test_load_model(PS_TEST_LLAMA);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(llama);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shape),
        cmocka_unit_test(forms_of_a_prompt),
        cmocka_unit_test(many_prompts),
        cmocka_unit_test(seeds),
        cmocka_unit_test(logprobs_of_a_completion),
        cmocka_unit_test(echo_with_logprobs),
        cmocka_unit_test(the_byte_0_has_a_name),
        cmocka_unit_test(echo_scores_the_prompt),
        cmocka_unit_test(tokens_as_ids),
        cmocka_unit_test(stop_strings),
        cmocka_unit_test(the_default_is_cut_to_what_is_left),
        cmocka_unit_test(too_long),
        cmocka_unit_test(seed_is_used_where_it_samples),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
