/* /v1/text-classification against transformers' pipeline: the same labels in the same order, with
 * the same scores. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static void check_scores(const json_t *data, const json_t *expected)
{
    assert_int_equal(json_array_size(data), json_array_size(expected));
    for (size_t i = 0; i < json_array_size(expected); i++) {
        const json_t *item = json_array_get(data, i);
        const json_t *wanted = json_array_get(expected, i);
        double score = json_real_value(json_object_get(item, "score"));
        double wanted_score = json_real_value(json_object_get(wanted, "score"));
        assert_string_equal(json_string_value(json_object_get(item, "label")),
                            json_string_value(json_object_get(wanted, "label")));
        if (!(fabs(score - wanted_score) <= 1e-5 * fmax(1, fabs(wanted_score))))
            fail_msg("found a score of %.9g, expected %.9g", score, wanted_score);
    }
}

static void check_data(const json_t *data, const json_t *expected)
{
    if (!json_is_array(json_array_get(expected, 0))) {
        check_scores(data, expected);
        return;
    }
    assert_int_equal(json_array_size(data), json_array_size(expected));
    for (size_t i = 0; i < json_array_size(expected); i++)
        check_scores(json_array_get(data, i), json_array_get(expected, i));
}

static void check_answer(const struct ps_model *model, const json_t *example)
{
    json_t *body =
        json_pack("{s:s, s:O, s:O}", "model", "m", "inputs", json_object_get(example, "inputs"),
                  "parameters", json_object_get(example, "parameters"));
    char *text = json_dumps(body, 0);
    json_t *response = ps_test_respond(model, "/v1/text-classification", text);
    assert_string_equal(json_string_value(json_object_get(response, "object")),
                        "text-classification");
    check_data(json_object_get(response, "data"), json_object_get(example, "data"));
    json_decref(response);
    json_decref(body);
    free(text);
}

static void answers_as_the_pipeline(void **state)
{
    const char *folder = *state;
    char path[128];
    (void)snprintf(path, sizeof path, "tests/golden/data/%s", folder);
    PS_DEFER(ps_model_destroyp) struct ps_model *model = ps_test_load_model(path);
    (void)snprintf(path, sizeof path, "tests/golden/data/%s/pipeline.json", folder);
    json_t *examples = json_load_file(path, 0, NULL);
    assert_true(json_array_size(examples) > 20);
    for (size_t i = 0; i < json_array_size(examples); i++)
        check_answer(model, json_array_get(examples, i));
    json_decref(examples);
}

#define TEST(folder)                                                                               \
    {                                                                                              \
        .name = folder, .test_func = answers_as_the_pipeline, .initial_state = (char[])            \
        {                                                                                          \
            folder                                                                                 \
        }                                                                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST("bert_single"),    TEST("bert_multi"),      TEST("bert_regression"),
        TEST("bert_one_label"), TEST("bert_two_labels"),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
