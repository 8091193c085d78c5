/* /v1/text-classification: what is refused and how, what is cut, and the shape of the response. The
 * scores are compared with transformers' in tests/golden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/text-classification";
static struct ps_model *classifier; /* three labels, a context of 128 */

struct refusal {
    const char *fields;
    const char *param;
    const char *message; /* its beginning */
};

static const struct refusal refusals[] = {
    {"\"user\": \"u\"", "inputs", "inputs: missing, expected a string, an object"},
    {"\"inputs\": []", "inputs", "inputs: found a list of 0, expected a string"},
    {"\"inputs\": 3", "inputs", "inputs: found 3, expected a string, or an object"},
    {"\"inputs\": [\"a\", null]", "inputs[1]", "inputs[1]: found null, expected a string"},
    {"\"inputs\": {\"text\": 1}", "inputs.text", "inputs.text: found 1, expected a string"},
    {"\"inputs\": {\"text_pair\": \"a\"}", "inputs.text", "inputs.text: missing, expected"},
    {"\"inputs\": [{\"text\": \"a\", \"text_pair\": []}]", "inputs[0].text_pair",
     "inputs[0].text_pair: found a list of 0, expected a string"},
    {"\"inputs\": {\"text\": \"a\", \"pair\": \"b\"}", "inputs",
     "inputs: found a member \"pair\", expected \"text\" and"},
    {"\"inputs\": \"a\", \"parameters\": []", "parameters",
     "parameters: found a list of 0, expected an object"},
    {"\"inputs\": \"a\", \"parameters\": {\"topk\": 1}", "parameters.topk",
     "parameters.topk: unknown field; did you mean \"top_k\"?"},
    {"\"inputs\": \"a\", \"parameters\": {\"top_k\": 0}", "parameters.top_k",
     "parameters.top_k: found 0, expected an integer of at least 1"},
    {"\"inputs\": \"a\", \"parameters\": {\"function_to_apply\": \"tanh\"}",
     "parameters.function_to_apply",
     "parameters.function_to_apply: found \"tanh\", expected \"sigmoid\" or \"softmax\" or"},
    {"\"inputs\": \"a\", \"parameters\": {\"truncation\": 1}", "parameters.truncation",
     "parameters.truncation: found 1, expected true or false"},
    {"\"inputs\": \"a\", \"truncate_prompt_tokens\": 2000", "truncate_prompt_tokens",
     "truncate_prompt_tokens: found 2000, expected an integer from -1 to 128"},
    {"\"inputs\": \"a\", \"text\": \"b\"", "text", "text: unknown field"},
    {"\"inputs\": \"a\", \"truncate_prompt_tokens\": 1", "truncate_prompt_tokens",
     "truncate_prompt_tokens: at most 1 tokens are to be kept, but the special tokens are"},
    {"\"inputs\": \"a\", \"parameters\": {\"max_length\": 1}", "parameters.max_length",
     "parameters.max_length: at most 1 tokens are to be kept, but the special tokens are"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        char body[300];
        struct ps_error error = {0};
        (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", refusal->fields);
        if (ps_test_try_respond(classifier, url, body, &error))
            fail_msg("was accepted: %s", body);
        assert_int_equal(error.status, PS_INVALID);
        assert_string_equal(error.param, refusal->param);
        if (strncmp(error.message, refusal->message, strlen(refusal->message)) != 0)
            fail_msg("%s: %s", body, error.message);
    }
}

static json_int_t num_tokens(const json_t *response)
{
    const json_t *usage = json_object_get(response, "usage");
    json_int_t count = json_integer_value(json_object_get(usage, "prompt_tokens"));
    assert_int_equal(json_integer_value(json_object_get(usage, "total_tokens")), count);
    return count;
}

static void shape(void **state)
{
    (void)state;
    json_t *one = ps_test_respond(classifier, url,
                                  "{\"model\": \"m\", \"inputs\": \"bread\", "
                                  "\"parameters\": {\"top_k\": 7, \"padding\": true}}");
    assert_int_equal(json_object_size(one), 3);
    assert_int_equal(json_array_size(json_object_get(one, "data")), 3);
    json_t *two =
        ps_test_respond(classifier, url, "{\"model\": \"m\", \"inputs\": [\"bread\", \"bread\"]}");
    const json_t *lists = json_object_get(two, "data");
    assert_int_equal(json_array_size(lists), 2);
    assert_true(json_equal(json_array_get(lists, 0), json_object_get(one, "data")));
    assert_true(json_equal(json_array_get(lists, 0), json_array_get(lists, 1)));
    assert_int_equal(num_tokens(two), 2 * num_tokens(one));
    json_decref(one);
    json_decref(two);
}

static void too_long_is_refused_or_cut(void **state)
{
    (void)state;
    char text[1024] = "a";
    char body[1200];
    struct ps_error error = {0};
    for (int i = 1; i < 200; i++)
        strcat(text, " a");
    (void)snprintf(body, sizeof body, "{\"model\": \"m\", \"inputs\": [\"a\", \"%s\"]}", text);
    assert_null(ps_test_try_respond(classifier, url, body, &error));
    assert_string_equal(error.param, "inputs[1]");
    assert_string_equal(error.code, "context_length_exceeded");
    assert_non_null(strstr(error.message, "found 202 tokens, expected at most 128"));
    const struct {
        const char *fields;
        json_int_t kept;
    } cuts[] = {
        {"\"truncate_prompt_tokens\": -1", 128},
        {"\"truncate_prompt_tokens\": 9", 9},
        {"\"parameters\": {\"truncation\": true}", 128},
        {"\"parameters\": {\"truncation\": true, \"max_length\": 20}", 20},
        {"\"parameters\": {\"max_length\": 20}", 20},
        {"\"truncate_prompt_tokens\": 9, \"parameters\": {\"truncation\": true}", 9},
    };
    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0]; i++) {
        (void)snprintf(body, sizeof body, "{\"model\": \"m\", \"inputs\": \"%s\", %s}", text,
                       cuts[i].fields);
        json_t *response = ps_test_respond(classifier, url, body);
        assert_int_equal(num_tokens(response), cuts[i].kept);
        json_decref(response);
    }
}

static void not_by_this_model(void **state)
{
    (void)state;
    struct ps_model *bert = ps_test_load_model(PS_TEST_BERT);
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(bert, url, "{\"model\": \"m\", \"inputs\": \"a\"}", &error));
    assert_string_equal(error.param, "model");
    assert_non_null(
        strstr(error.message, "does not serve /v1/text-classification, it serves /v1/embeddings"));
    ps_model_destroy(bert);
}

/* A decoder knows no types of tokens: a pair is its two texts, one after the other. */
static void pair_for_a_decoder(void **state)
{
    (void)state;
    struct ps_model *decoder = ps_test_load_model("tests/golden/data/llama_score");
    json_t *one = ps_test_respond(decoder, url, "{\"model\": \"m\", \"inputs\": \"the cat\"}");
    json_t *two = ps_test_respond(
        decoder, url,
        "{\"model\": \"m\", \"inputs\": {\"text\": \"the cat\", \"text_pair\": \"the cat\"}}");
    assert_true(num_tokens(two) > num_tokens(one));
    json_decref(one);
    json_decref(two);
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(decoder, "/v1/completions",
                                    "{\"model\": \"m\", \"prompt\": \"a\"}", &error));
    assert_non_null(strstr(error.message, "it serves /v1/text-classification"));
    ps_model_destroy(decoder);
}

static int load(void **state)
{
    (void)state;
    classifier = ps_test_load_model("tests/golden/data/bert_single");
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(classifier);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(shape),
        cmocka_unit_test(too_long_is_refused_or_cut),
        cmocka_unit_test(not_by_this_model),
        cmocka_unit_test(pair_for_a_decoder),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
