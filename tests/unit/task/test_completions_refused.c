/* Requests to /v1/completions that are refused, each with the field that is wrong; and fields that
 * are accepted because they change nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/buffer.h"
#include "shared/base/defer.h"
#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/completions";
static struct ps_model *llama;
static struct ps_model *bert;

struct refusal {
    const char *fields; /* besides the model */
    enum ps_status status;
    const char *param;
    const char *message; /* how it begins */
};

static const struct refusal refusals[] = {
    {"\"a\": 1", PS_INVALID, "a", "a: unknown field"},
    {"\"prompt\": \"a\", \"max_token\": 1", PS_INVALID, "max_token",
     "max_token: unknown field; did you mean \"max_tokens\"?"},
    {"\"user\": \"u\"", PS_INVALID, "prompt", "prompt: missing, expected a string, a list"},
    {"\"prompt\": null", PS_INVALID, "prompt", "prompt: missing, expected a string, a list"},
    {"\"prompt\": 7", PS_INVALID, "prompt", "prompt: found 7, expected a string, a list"},
    {"\"prompt\": {}", PS_INVALID, "prompt", "prompt: found an object, expected"},
    {"\"prompt\": []", PS_INVALID, "prompt", "prompt: found a list of 0, expected"},
    {"\"prompt\": [true]", PS_INVALID, "prompt[0]", "prompt[0]: found true, expected"},
    {"\"prompt\": [1.5]", PS_INVALID, "prompt[0]", "prompt[0]: found 1.5, expected"},
    {"\"prompt\": [null]", PS_INVALID, "prompt[0]", "prompt[0]: found null, expected"},
    {"\"prompt\": [\"a\", 1]", PS_INVALID, "prompt[1]", "prompt[1]: found 1, expected a string"},
    {"\"prompt\": [1, \"a\"]", PS_INVALID, "prompt[1]", "prompt[1]: found \"a\", expected a token"},
    {"\"prompt\": [1, 420]", PS_INVALID, "prompt[1]", "prompt[1]: found 420, expected a token id"},
    {"\"prompt\": [1, -1]", PS_INVALID, "prompt[1]", "prompt[1]: found -1, expected a token id"},
    {"\"prompt\": [[1], [1, 2, 9999999999]]", PS_INVALID, "prompt[1][2]",
     "prompt[1][2]: found 9999999999, expected a token id of the model's vocabulary, from 0 to "
     "419"},
    {"\"prompt\": [[1], []]", PS_INVALID, "prompt[1]", "prompt[1]: found a list of 0, expected"},
    {"\"prompt\": [[1], 2]", PS_INVALID, "prompt[1]", "prompt[1]: found 2, expected a list"},
    {"\"prompt\": [[[1]]]", PS_INVALID, "prompt[0][0]", "prompt[0][0]: found a list of 1"},
    {"\"prompt\": \"a\", \"max_tokens\": -1", PS_INVALID, "max_tokens",
     "max_tokens: found -1, expected an integer of at least 0"},
    {"\"prompt\": \"a\", \"max_tokens\": 1.0", PS_INVALID, "max_tokens",
     "max_tokens: found 1 (a real number), expected an integer"},
    {"\"prompt\": \"a\", \"max_tokens\": \"9\"", PS_INVALID, "max_tokens",
     "max_tokens: found \"9\", expected an integer"},
    {"\"prompt\": \"a\", \"max_tokens\": true", PS_INVALID, "max_tokens", "max_tokens: found true"},
    {"\"prompt\": \"a\", \"min_tokens\": -1", PS_INVALID, "min_tokens", "min_tokens: found -1"},
    {"\"prompt\": \"a\", \"min_tokens\": 5, \"max_tokens\": 4", PS_INVALID, "min_tokens",
     "min_tokens: found 5, expected an integer from 0 to 4"},
    {"\"prompt\": \"a\", \"min_tokens\": 17", PS_INVALID, "min_tokens",
     "min_tokens: found 17, expected an integer from 0 to 16"},
    {"\"prompt\": \"a\", \"temperature\": \"hot\"", PS_INVALID, "temperature",
     "temperature: found \"hot\", expected a number from 0 to 2"},
    {"\"prompt\": \"a\", \"temperature\": 2.5", PS_INVALID, "temperature",
     "temperature: found 2.5, expected a number from 0 to 2"},
    {"\"prompt\": \"a\", \"temperature\": -0.1", PS_INVALID, "temperature", "temperature: found"},
    {"\"prompt\": \"a\", \"temperature\": false", PS_INVALID, "temperature", "temperature: found"},
    {"\"prompt\": \"a\", \"top_p\": -0.1", PS_INVALID, "top_p",
     "top_p: found -0.1, expected a number from 0 to 1"},
    {"\"prompt\": \"a\", \"top_p\": 1.1", PS_INVALID, "top_p", "top_p: found 1.1"},
    {"\"prompt\": \"a\", \"top_p\": []", PS_INVALID, "top_p", "top_p: found a list of 0"},
    {"\"prompt\": \"a\", \"top_k\": -2", PS_INVALID, "top_k", "top_k: found -2, expected"},
    {"\"prompt\": \"a\", \"top_k\": 1.5", PS_INVALID, "top_k", "top_k: found 1.5, expected"},
    {"\"prompt\": \"a\", \"seed\": 1.5", PS_INVALID, "seed",
     "seed: found 1.5, expected an integer"},
    {"\"prompt\": \"a\", \"seed\": \"x\"", PS_INVALID, "seed", "seed: found \"x\", expected"},
    {"\"prompt\": \"a\", \"stop\": 7", PS_INVALID, "stop", "stop: found 7, expected a string or a"},
    {"\"prompt\": \"a\", \"stop\": \"\"", PS_INVALID, "stop", "stop: found \"\", expected"},
    {"\"prompt\": \"a\", \"stop\": [\"a\", 1]", PS_INVALID, "stop[1]",
     "stop[1]: found 1, expected"},
    {"\"prompt\": \"a\", \"stop\": [\"\"]", PS_INVALID, "stop[0]", "stop[0]: found \"\", expected"},
    {"\"prompt\": \"a\", \"stop\": [\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\","
     "\"a\",\"a\",\"a\",\"a\",\"a\",\"a\",\"a\"]",
     PS_INVALID, "stop", "stop: found a list of 17, expected a string or a list of at most 16"},
    {"\"prompt\": \"a\", \"ignore_eos\": 1", PS_INVALID, "ignore_eos", "ignore_eos: found 1"},
    {"\"prompt\": \"a\", \"echo\": \"yes\"", PS_INVALID, "echo",
     "echo: found \"yes\", expected true or false"},
    {"\"prompt\": \"a\", \"logprobs\": 21", PS_INVALID, "logprobs",
     "logprobs: found 21, expected an integer from 0 to 20"},
    {"\"prompt\": \"a\", \"logprobs\": -1", PS_INVALID, "logprobs", "logprobs: found -1"},
    {"\"prompt\": \"a\", \"logprobs\": true", PS_INVALID, "logprobs", "logprobs: found true"},
    {"\"prompt\": \"a\", \"return_tokens_as_token_ids\": 0", PS_INVALID,
     "return_tokens_as_token_ids", "return_tokens_as_token_ids: found 0"},
    {"\"prompt\": \"a\", \"user\": 1", PS_INVALID, "user", "user: found 1, expected a string"},
    {"\"prompt\": \"a\", \"metadata\": \"x\"", PS_INVALID, "metadata", "metadata: found \"x\""},
    {"\"prompt\": \"a\", \"store\": \"x\"", PS_INVALID, "store", "store: found \"x\""},
    {"\"prompt\": \"a\", \"service_tier\": 1", PS_INVALID, "service_tier", "service_tier: found 1"},
    {"\"prompt\": \"a\", \"priority\": \"x\"", PS_INVALID, "priority", "priority: found \"x\""},
    {"\"prompt\": \"a\", \"n\": 0", PS_INVALID, "n", "n: found 0, expected an integer from 1 to"},
    {"\"prompt\": \"a\", \"n\": 129", PS_INVALID, "n", "n: found 129, expected an integer from 1"},
    {"\"prompt\": \"a\", \"n\": 3, \"best_of\": 2", PS_INVALID, "best_of",
     "best_of: found 2, expected an integer from 3 to 128"},
    {"\"prompt\": \"a\", \"min_p\": 1.5", PS_INVALID, "min_p", "min_p: found 1.5, expected a numb"},
    {"\"prompt\": \"a\", \"frequency_penalty\": 2.5", PS_INVALID, "frequency_penalty",
     "frequency_penalty: found 2.5, expected a number from -2 to 2"},
    {"\"prompt\": \"a\", \"presence_penalty\": -3", PS_INVALID, "presence_penalty",
     "presence_penalty: found -3"},
    {"\"prompt\": \"a\", \"repetition_penalty\": 0", PS_INVALID, "repetition_penalty",
     "repetition_penalty: found 0, expected a number above 0"},
    {"\"prompt\": \"a\", \"allowed_token_ids\": [5], \"stop_token_ids\": [5], \"min_tokens\": 1",
     PS_INVALID, "allowed_token_ids", "allowed_token_ids: no token is left"},
    {"\"prompt\": \"a\", \"logit_bias\": []", PS_INVALID, "logit_bias",
     "logit_bias: found a list of 0, expected an object"},
    {"\"prompt\": \"a\", \"logit_bias\": {\"420\": 1}", PS_INVALID, "logit_bias",
     "logit_bias: found the key \"420\", expected a token id of the model's vocabulary, from 0 to "
     "419"},
    {"\"prompt\": \"a\", \"logit_bias\": {\"05\": 1}", PS_INVALID, "logit_bias",
     "logit_bias: found the key \"05\""},
    {"\"prompt\": \"a\", \"logit_bias\": {\"-1\": 1}", PS_INVALID, "logit_bias",
     "logit_bias: found the key \"-1\""},
    {"\"prompt\": \"a\", \"logit_bias\": {\"5\": 101}", PS_INVALID, "logit_bias.5",
     "logit_bias.5: found 101, expected a number from -100 to 100"},
    {"\"prompt\": \"a\", \"stop_token_ids\": 5", PS_INVALID, "stop_token_ids",
     "stop_token_ids: found 5, expected a list of token ids"},
    {"\"prompt\": \"a\", \"stop_token_ids\": [5, 420]", PS_INVALID, "stop_token_ids[1]",
     "stop_token_ids[1]: found 420, expected a token id"},
    {"\"prompt\": \"a\", \"allowed_token_ids\": []", PS_INVALID, "allowed_token_ids",
     "allowed_token_ids: found a list of 0, expected at least one token id"},
    {"\"prompt\": \"a\", \"bad_words\": \"x\"", PS_INVALID, "bad_words",
     "bad_words: found \"x\", expected a list"},
    {"\"prompt\": \"a\", \"bad_words\": [\"x\", \" \"]", PS_INVALID, "bad_words[1]",
     "bad_words[1]: found \" \", expected a string with more than spaces"},
    {"\"prompt\": \"a\", \"truncate_prompt_tokens\": 0", PS_INVALID, "truncate_prompt_tokens",
     "truncate_prompt_tokens: found 0, expected how many tokens to keep"},
    {"\"prompt\": \"a\", \"truncate_prompt_tokens\": -2", PS_INVALID, "truncate_prompt_tokens",
     "truncate_prompt_tokens: found -2"},
    {"\"prompt\": \"a\", \"truncation_side\": \"up\"", PS_INVALID, "truncation_side",
     "truncation_side: found \"up\", expected \"left\" or \"right\""},
    {"\"prompt\": \"a\", \"prompt_logprobs\": 21", PS_INVALID, "prompt_logprobs",
     "prompt_logprobs: found 21"},
    {"\"prompt\": \"a\", \"skip_special_tokens\": 1", PS_INVALID, "skip_special_tokens",
     "skip_special_tokens: found 1"},
    {"\"prompt\": \"a\", \"add_special_tokens\": 1", PS_INVALID, "add_special_tokens",
     "add_special_tokens: found 1"},
    {"\"prompt\": \"a\", \"return_token_ids\": 1", PS_INVALID, "return_token_ids",
     "return_token_ids: found 1"},
    {"\"prompt\": \"a\", \"include_stop_str_in_output\": 1", PS_INVALID,
     "include_stop_str_in_output", "include_stop_str_in_output: found 1"},
    {"\"prompt\": \"a\", \"stream\": 1", PS_INVALID, "stream", "stream: found 1"},
    {"\"prompt\": \"a\", \"stream_options\": {}", PS_INVALID, "stream_options",
     "stream_options: expected only together with"},
    {"\"prompt\": \"a\", \"stream\": true, \"stream_options\": []", PS_INVALID, "stream_options",
     "stream_options: found a list of 0, expected an object"},
    {"\"prompt\": \"a\", \"stream\": true, \"stream_options\": {\"a\": 1}", PS_INVALID,
     "stream_options.a", "stream_options.a: unknown field"},
    {"\"prompt\": \"a\", \"stream\": true, \"stream_options\": {\"include_usage\": 1}", PS_INVALID,
     "stream_options.include_usage", "stream_options.include_usage: found 1"},
    {"\"prompt\": \"a\", \"stream\": true, \"stream_options\": {\"include_obfuscation\": true}",
     PS_UNSUPPORTED, "stream_options.include_obfuscation", "stream_options.include_obfuscation"},
    {"\"prompt\": \"a\", \"suffix\": \"x\"", PS_UNSUPPORTED, "suffix", "suffix: found \"x\""},
    {"\"prompt\": \"a\", \"use_beam_search\": true", PS_UNSUPPORTED, "use_beam_search",
     "use_beam_search: found true"},
    {"\"prompt\": \"a\", \"response_format\": {\"type\": \"json_object\"}", PS_UNSUPPORTED,
     "response_format", "response_format: found an object"},
    {"\"prompt\": \"a\", \"structured_outputs\": {\"regex\": \"a\"}", PS_UNSUPPORTED,
     "structured_outputs", "structured_outputs: found an object"},
    {"\"prompt\": \"a\", \"guided_regex\": \"a+\"", PS_UNSUPPORTED, "guided_regex", "guided_regex"},
    {"\"prompt\": \"a\", \"guided_choice\": [\"a\"]", PS_UNSUPPORTED, "guided_choice", "guided_ch"},
    {"\"prompt\": \"a\", \"guided_json\": {}", PS_UNSUPPORTED, "guided_json", "guided_json: found"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        char body[600];
        struct ps_error error = {0};
        (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", refusal->fields);
        json_t *response = ps_test_try_respond(llama, url, body, &error);
        if (response)
            fail_msg("was accepted: %s", body);
        assert_int_equal(error.status, refusal->status);
        assert_string_equal(error.param, refusal->param);
        if (strncmp(error.message, refusal->message, strlen(refusal->message)) != 0)
            fail_msg("%s: %s", body, error.message);
    }
}

static void more_token_ids_than_there_are(void **state)
{
    (void)state;
    static const char *const names[] = {"stop_token_ids", "allowed_token_ids"};
    for (size_t i = 0; i < 2; i++) {
        PS_DEFER(ps_buffer_close) struct ps_buffer body = {0};
        struct ps_error error = {0};
        assert_int_equal(
            ps_buffer_printf(&body, "{\"model\": \"m\", \"prompt\": \"a\", \"%s\": [7", names[i]),
            PS_OK);
        for (size_t j = 1; j < 421; j++)
            assert_int_equal(ps_buffer_append_string(&body, ", 7"), PS_OK);
        assert_int_equal(ps_buffer_append_string(&body, "]}"), PS_OK);
        assert_null(ps_test_try_respond(llama, url, body.data, &error));
        assert_string_equal(error.param, names[i]);
        assert_non_null(strstr(error.message, ": found a list of 421, expected at most 420 token"));
    }
}

static void accepted_because_it_changes_nothing(void **state)
{
    (void)state;
    static const char plain[] = "{\"model\": \"m\", \"prompt\": \"a\", \"temperature\": 0}";
    static const char *const extras[] = {
        "\"n\": 1",
        "\"n\": null",
        "\"best_of\": 1",
        "\"stream\": false",
        "\"stream_options\": null",
        "\"suffix\": null",
        "\"frequency_penalty\": 0",
        "\"presence_penalty\": 0.0",
        "\"repetition_penalty\": 1.0",
        "\"logit_bias\": {}",
        "\"logit_bias\": null",
        "\"min_p\": 0",
        "\"stop_token_ids\": []",
        "\"response_format\": {\"type\": \"text\"}",
        "\"user\": \"u\", \"metadata\": {\"a\": \"b\"}, \"store\": true",
        "\"service_tier\": \"flex\", \"priority\": 3",
        "\"max_tokens\": null, \"top_p\": null, \"top_k\": null, \"seed\": null, \"stop\": null",
        "\"logprobs\": null, \"echo\": null, \"min_tokens\": null, \"ignore_eos\": null",
        "\"top_k\": -1, \"top_p\": 1, \"stop\": []",
        "\"top_k\": 0, \"max_tokens\": 16, \"min_tokens\": 0, \"echo\": false",
    };
    json_t *expected = ps_test_respond(llama, url, plain);
    for (size_t i = 0; i < sizeof extras / sizeof extras[0]; i++) {
        char body[300];
        (void)snprintf(body, sizeof body,
                       "{\"model\": \"m\", \"prompt\": \"a\", \"temperature\": 0, %s}", extras[i]);
        json_t *response = ps_test_respond(llama, url, body);
        assert_true(json_equal(response, expected));
        json_decref(response);
    }
    json_decref(expected);
}

static void too_many_prompts(void **state)
{
    (void)state;
    json_t *prompts = json_array();
    for (int i = 0; i < 2049; i++)
        json_array_append_new(prompts, json_string("a"));
    json_t *body = json_pack("{s:s, s:o}", "model", "m", "prompt", prompts);
    char *text = json_dumps(body, 0);
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(llama, url, text, &error));
    assert_string_equal(error.message, "prompt: found a list of 2049, expected at most 2048");
    free(text);
    json_decref(body);
}

/* The first prompts would be right; all together they ask for too much. */
static void too_many_logprobs(void **state)
{
    (void)state;
    json_t *prompts = json_array();
    for (int i = 0; i < 30; i++)
        json_array_append_new(prompts, json_string("a"));
    json_t *body = json_pack("{s:s, s:o, s:i, s:i}", "model", "m", "prompt", prompts, "logprobs",
                             20, "max_tokens", 500);
    char *text = json_dumps(body, 0);
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(llama, url, text, &error));
    assert_string_equal(error.param, "logprobs");
    assert_non_null(strstr(error.message, "262144"));
    free(text);
    json_decref(body);
}

static void not_by_this_model(void **state)
{
    (void)state;
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(bert, url, "{\"model\": \"m\", \"prompt\": \"a\"}", &error));
    assert_int_equal(error.status, PS_INVALID);
    assert_string_equal(error.param, "model");
    assert_non_null(strstr(error.message, "/v1/embeddings"));
}

static int load(void **state)
{
    (void)state;
    llama = ps_test_load_model(PS_TEST_LLAMA);
    bert = ps_test_load_model(PS_TEST_BERT);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(llama);
    ps_model_destroy(bert);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),           cmocka_unit_test(accepted_because_it_changes_nothing),
        cmocka_unit_test(too_many_prompts),  cmocka_unit_test(too_many_logprobs),
        cmocka_unit_test(not_by_this_model), cmocka_unit_test(more_token_ids_than_there_are),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
