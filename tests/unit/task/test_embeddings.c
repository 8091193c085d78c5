/* /v1/embeddings: what is accepted, what is refused and how, and the shape of the response. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/task/base64.h"
#include "tests/support/engine_jobs.h"
#include "tests/support/folder.h"
#include "tests/support/request_run.h"

enum {
    HIDDEN = 32,
};

static const char url[] = "/v1/embeddings";
static struct ps_model *bert;
static struct ps_model *llama;

static json_t *respond(const char *body)
{
    return ps_test_respond(bert, url, body);
}

static const json_t *vector_of(const json_t *response, size_t index)
{
    const json_t *item = json_array_get(json_object_get(response, "data"), index);
    assert_int_equal(json_object_size(item), 3);
    assert_string_equal(json_string_value(json_object_get(item, "object")), "embedding");
    assert_int_equal(json_integer_value(json_object_get(item, "index")), index);
    return json_object_get(item, "embedding");
}

static double squares(const json_t *vector)
{
    double sum = 0;
    for (size_t i = 0; i < json_array_size(vector); i++) {
        double number = json_real_value(json_array_get(vector, i));
        sum += number * number;
    }
    return sum;
}

static void shape(void **state)
{
    (void)state;
    json_t *response = respond("{\"model\": \"m\", \"input\": [\"the cat\", \"a dog\"]}");
    assert_int_equal(json_object_size(response), 3);
    assert_string_equal(json_string_value(json_object_get(response, "object")), "list");
    assert_int_equal(json_array_size(json_object_get(response, "data")), 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(json_array_size(vector_of(response, i)), HIDDEN);
        assert_true(fabs(squares(vector_of(response, i)) - 1) < 1e-5);
    }
    const json_t *usage = json_object_get(response, "usage");
    assert_int_equal(json_object_size(usage), 2);
    json_int_t num_prompt = json_integer_value(json_object_get(usage, "prompt_tokens"));
    assert_true(num_prompt >= 8);
    assert_int_equal(json_integer_value(json_object_get(usage, "total_tokens")), num_prompt);
    json_decref(response);
}

static void texts_and_ids(void **state)
{
    (void)state;
    struct ps_tokens tokens = {0};
    struct ps_error error = {0};
    assert_int_equal(
        ps_tokenizer_encode(ps_model_tokenizer(bert), "the cat", 7, true, &tokens, &error), PS_OK);
    char ids[300] = "";
    for (size_t i = 0; i < tokens.count; i++)
        (void)snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%d", i ? "," : "",
                       tokens.ids[i]);
    char bodies[3][400];
    (void)snprintf(bodies[0], 400, "{\"model\": \"m\", \"input\": \"the cat\"}");
    (void)snprintf(bodies[1], 400, "{\"model\": \"m\", \"input\": [%s]}", ids);
    (void)snprintf(bodies[2], 400, "{\"model\": \"m\", \"input\": [[%s]]}", ids);
    json_t *first = respond(bodies[0]);
    for (size_t i = 1; i < 3; i++) {
        json_t *other = respond(bodies[i]);
        assert_true(json_equal(first, other));
        json_decref(other);
    }
    json_decref(first);
    ps_tokens_close(&tokens);
}

static void base64_has_the_same_floats(void **state)
{
    (void)state;
    json_t *floats = respond("{\"model\": \"m\", \"input\": \"the cat\"}");
    json_t *coded =
        respond("{\"model\": \"m\", \"input\": \"the cat\", \"encoding_format\": \"base64\"}");
    const char *text = json_string_value(vector_of(coded, 0));
    unsigned char bytes[4 * HIDDEN];
    for (size_t i = 0; i < HIDDEN; i++) {
        float number = (float)json_real_value(json_array_get(vector_of(floats, 0), i));
        uint32_t bits;
        memcpy(&bits, &number, sizeof bits);
        for (size_t j = 0; j < 4; j++)
            bytes[4 * i + j] = (unsigned char)(bits >> 8 * j & 0xFFu);
    }
    struct ps_buffer expected = {0};
    assert_int_equal(ps_base64_encode(bytes, sizeof bytes, &expected), PS_OK);
    assert_string_equal(text, expected.data);
    ps_buffer_close(&expected);
    json_decref(floats);
    json_decref(coded);
}

static void base64_of_the_rfc(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xFF\xFE", "//4="},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct ps_buffer out = {0};
        assert_int_equal(ps_base64_encode(pairs[i][0], strlen(pairs[i][0]), &out), PS_OK);
        assert_string_equal(out.data, pairs[i][1]);
        ps_buffer_close(&out);
    }
}

static void dimensions(void **state)
{
    (void)state;
    json_t *whole = respond("{\"model\": \"m\", \"input\": \"the cat\"}");
    json_t *cut = respond("{\"model\": \"m\", \"input\": \"the cat\", \"dimensions\": 5}");
    const json_t *vector = vector_of(cut, 0);
    assert_int_equal(json_array_size(vector), 5);
    assert_true(fabs(squares(vector) - 1) < 1e-5);
    double ratio = json_real_value(json_array_get(vector, 0)) /
                   json_real_value(json_array_get(vector_of(whole, 0), 0));
    for (size_t i = 1; i < 5; i++) {
        double other = json_real_value(json_array_get(vector, i)) /
                       json_real_value(json_array_get(vector_of(whole, 0), i));
        assert_true(fabs(other - ratio) < 1e-4 * ratio);
    }
    json_decref(whole);
    json_decref(cut);
}

struct refusal {
    const char *fields; /* besides the model */
    enum ps_status status;
    const char *param;
    const char *message; /* how it begins */
};

static const struct refusal refusals[] = {
    {"\"user\": \"u\"", PS_INVALID, "input", "input: missing, expected a string, a list"},
    {"\"input\": \"\"", PS_INVALID, "input",
     "input: found \"\", expected a text that is not empty"},
    {"\"input\": [\"a\", \"\"]", PS_INVALID, "input[1]", "input[1]: found \"\", expected a text"},
    {"\"input\": []", PS_INVALID, "input", "input: found a list of 0, expected"},
    {"\"input\": [[]]", PS_INVALID, "input[0]", "input[0]: found a list of 0, expected at least"},
    {"\"input\": 1", PS_INVALID, "input", "input: found 1, expected"},
    {"\"input\": [560]", PS_INVALID, "input[0]", "input[0]: found 560, expected a token id"},
    {"\"input\": [\"a\", null]", PS_INVALID, "input[1]", "input[1]: found null, expected"},
    {"\"input\": \"a\", \"encoding_format\": \"base32\"", PS_INVALID, "encoding_format",
     "encoding_format: found \"base32\", expected \"float\" or \"base64\""},
    {"\"input\": \"a\", \"encoding_format\": 1", PS_INVALID, "encoding_format", "encoding_format:"},
    {"\"input\": \"a\", \"dimensions\": 0", PS_INVALID, "dimensions",
     "dimensions: found 0, expected an integer from 1 to 32"},
    {"\"input\": \"a\", \"dimensions\": 33", PS_INVALID, "dimensions", "dimensions: found 33"},
    {"\"input\": \"a\", \"dimensions\": 4.0", PS_INVALID, "dimensions", "dimensions: found 4 (a"},
    {"\"input\": \"a\", \"dimensions\": \"4\"", PS_INVALID, "dimensions",
     "dimensions: found \"4\""},
    {"\"input\": \"a\", \"user\": 4", PS_INVALID, "user", "user: found 4, expected a string"},
    {"\"input\": \"a\", \"inputs\": 4", PS_INVALID, "inputs",
     "inputs: unknown field; did you mean \"input\"?"},
    {"\"input\": \"a\", \"truncate_prompt_tokens\": 0", PS_INVALID, "truncate_prompt_tokens",
     "truncate_prompt_tokens: found 0, expected how many tokens to keep"},
    {"\"input\": \"a\", \"truncate_prompt_tokens\": 1", PS_INVALID, "truncate_prompt_tokens",
     "truncate_prompt_tokens: at most 1 tokens are to be kept"},
    {"\"input\": \"a\", \"truncate_prompt_tokens\": 201", PS_INVALID, "truncate_prompt_tokens",
     "truncate_prompt_tokens: found 201, expected an integer from -1 to 200"},
    {"\"input\": \"a\", \"truncation\": \"yes\"", PS_INVALID, "truncation",
     "truncation: found \"yes\", expected true or false"},
};

static void refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        char body[300];
        struct ps_error error = {0};
        (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", refusal->fields);
        if (ps_test_try_respond(bert, url, body, &error))
            fail_msg("was accepted: %s", body);
        assert_int_equal(error.status, refusal->status);
        assert_string_equal(error.param, refusal->param);
        if (strncmp(error.message, refusal->message, strlen(refusal->message)) != 0)
            fail_msg("%s: %s", body, error.message);
    }
}

static void too_long(void **state)
{
    (void)state;
    char body[4096] = "{\"model\": \"m\", \"input\": [[2], [2";
    for (int i = 1; i < 257; i++)
        strcat(body, ",3");
    strcat(body, "]]}");
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(bert, url, body, &error));
    assert_int_equal(error.status, PS_INVALID);
    assert_string_equal(error.param, "input[1]");
    assert_string_equal(error.code, "context_length_exceeded");
    assert_non_null(strstr(error.message, "257 tokens"));
    assert_non_null(strstr(error.message, "200"));
}

static json_int_t num_tokens(const char *body)
{
    json_t *response = respond(body);
    json_t *usage = json_object_get(response, "usage");
    json_int_t count = json_integer_value(json_object_get(usage, "prompt_tokens"));
    json_decref(response);
    return count;
}

/* The same answer and the same usage as that of the text which is kept. */
static void kept(const char *long_text, const char *short_text)
{
    json_t *expected = respond(short_text);
    json_t *response = respond(long_text);
    assert_true(json_equal(expected, response));
    json_decref(expected);
    json_decref(response);
}

static void as_much_as_is_to_be_kept(void **state)
{
    (void)state;
    const char *short_text = "{\"model\": \"m\", \"input\": \"the cat\"}";
    char long_text[160];
    (void)snprintf(long_text, sizeof long_text,
                   "{\"model\": \"m\", \"input\": \"the cat the dog\", "
                   "\"truncate_prompt_tokens\": %lld}",
                   (long long)num_tokens(short_text));
    kept(long_text, short_text);
    kept("{\"model\": \"m\", \"input\": [5, 6, 7, 8], \"truncate_prompt_tokens\": 3}",
         "{\"model\": \"m\", \"input\": [5, 6, 7]}");
    kept("{\"model\": \"m\", \"input\": \"the cat\", \"truncate_prompt_tokens\": -1}",
         "{\"model\": \"m\", \"input\": \"the cat\"}");
    char body[4096] = "{\"model\": \"m\", \"truncation\": true, \"input\": \"the";
    for (int i = 1; i < 257; i++)
        strcat(body, " cat");
    strcat(body, "\"}");
    assert_int_equal(num_tokens(body), 200);
}

/* As encode of sentence-transformers does; ids are taken as they are. */
static void the_default_prompt_goes_before_texts(void **state)
{
    (void)state;
    PS_DEFER(ps_test_folder_close) struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, PS_TEST_BERT);
    ps_test_folder_write_text(&folder, "config_sentence_transformers.json",
                              "{\"prompts\": {\"query\": \"the \"}, "
                              "\"default_prompt_name\": \"query\"}");
    PS_DEFER(ps_model_destroyp) struct ps_model *prompted = ps_test_load_model(folder.path);
    json_t *expected = respond("{\"model\": \"m\", \"input\": [\"the cat\", \"the dog\"]}");
    json_t *response =
        ps_test_respond(prompted, url, "{\"model\": \"m\", \"input\": [\"cat\", \"dog\"]}");
    assert_true(json_equal(expected, response));
    json_decref(expected);
    json_decref(response);
    expected = respond("{\"model\": \"m\", \"input\": [7, 8]}");
    response = ps_test_respond(prompted, url, "{\"model\": \"m\", \"input\": [7, 8]}");
    assert_true(json_equal(expected, response));
    json_decref(expected);
    json_decref(response);
}

static void not_by_this_model(void **state)
{
    (void)state;
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(llama, url, "{\"model\": \"m\", \"input\": \"a\"}", &error));
    assert_int_equal(error.status, PS_INVALID);
    assert_string_equal(error.param, "model");
    assert_non_null(strstr(error.message, "/v1/completions"));
}

static int load(void **state)
{
    (void)state;
    bert = ps_test_load_model(PS_TEST_BERT);
    llama = ps_test_load_model(PS_TEST_LLAMA);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    ps_model_destroy(bert);
    ps_model_destroy(llama);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shape),
        cmocka_unit_test(texts_and_ids),
        cmocka_unit_test(base64_has_the_same_floats),
        cmocka_unit_test(base64_of_the_rfc),
        cmocka_unit_test(dimensions),
        cmocka_unit_test(refused),
        cmocka_unit_test(too_long),
        cmocka_unit_test(as_much_as_is_to_be_kept),
        cmocka_unit_test(the_default_prompt_goes_before_texts),
        cmocka_unit_test(not_by_this_model),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
