/* Several texts of a prompt, and what is told of them: n and best_of, seeds, usage; what of a long
 * prompt is kept; and that the fields of sampling reach it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

static const char url[] = "/v1/completions";
static struct ps_model *llama;

static json_t *respond(const char *fields)
{
    char body[2048];
    (void)snprintf(body, sizeof body, "{\"model\": \"m\", %s}", fields);
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

static size_t num_choices(const json_t *response)
{
    return json_array_size(json_object_get(response, "choices"));
}

#define HOT ", \"temperature\": 1.4, \"seed\": 3, \"max_tokens\": 12, \"ignore_eos\": true"

/* Another n adds choices and changes none. */
static void seeds_of_choices(void **state)
{
    (void)state;
    json_t *one = respond("\"prompt\": [\"the cat\", \"a\"]" HOT);
    json_t *three = respond("\"prompt\": [\"the cat\", \"a\"], \"n\": 3" HOT);
    json_t *five = respond("\"prompt\": [\"the cat\", \"a\"], \"n\": 5" HOT);
    assert_int_equal(num_choices(one), 2);
    assert_int_equal(num_choices(three), 6);
    for (size_t prompt = 0; prompt < 2; prompt++) {
        assert_string_equal(text_of(one, prompt), text_of(three, 3 * prompt));
        for (size_t i = 0; i < 3; i++) {
            assert_string_equal(text_of(three, 3 * prompt + i), text_of(five, 5 * prompt + i));
            for (size_t j = 0; j < i; j++)
                assert_string_not_equal(text_of(three, 3 * prompt + i),
                                        text_of(three, 3 * prompt + j));
        }
    }
    assert_int_equal(usage_of(three, "prompt_tokens"), usage_of(one, "prompt_tokens"));
    assert_int_equal(usage_of(three, "completion_tokens"), 72);
    json_decref(one);
    json_decref(three);
    json_decref(five);
}

static double mean_logprob(const json_t *response, size_t index)
{
    const json_t *logprobs = json_object_get(choice(response, index), "logprobs");
    const json_t *list = json_object_get(logprobs, "token_logprobs");
    double sum = 0;
    for (size_t i = 0; i < json_array_size(list); i++)
        sum += json_number_value(json_array_get(list, i));
    return sum / (double)json_array_size(list);
}

/* The two likeliest of six, the likelier first; all six were paid for. */
static void best_of(void **state)
{
    (void)state;
    json_t *all = respond("\"prompt\": [\"a\", \"the cat\"], \"n\": 6, \"logprobs\": 0" HOT);
    json_t *best =
        respond("\"prompt\": [\"a\", \"the cat\"], \"n\": 2, \"best_of\": 6, \"logprobs\": 0" HOT);
    assert_int_equal(num_choices(best), 4);
    assert_int_equal(usage_of(best, "completion_tokens"), usage_of(all, "completion_tokens"));
    for (size_t prompt = 0; prompt < 2; prompt++) {
        size_t num_better[2] = {0};
        for (size_t place = 0; place < 2; place++) {
            for (size_t i = 0; i < 6; i++)
                num_better[place] +=
                    mean_logprob(all, 6 * prompt + i) > mean_logprob(best, 2 * prompt + place);
            assert_int_equal(num_better[place], place);
        }
    }
    json_decref(all);
    json_decref(best);
}

/* Texts alike: the first ones. */
static void best_of_equals(void **state)
{
    (void)state;
    json_t *best = respond("\"prompt\": \"the cat\", \"n\": 2, \"best_of\": 3, \"temperature\": 0");
    json_t *one = respond("\"prompt\": \"the cat\", \"temperature\": 0");
    assert_int_equal(num_choices(best), 2);
    assert_string_equal(text_of(best, 0), text_of(one, 0));
    assert_string_equal(text_of(best, 1), text_of(one, 0));
    json_decref(best);
    json_decref(one);
}

static void too_many(void **state)
{
    (void)state;
    char body[1024] = "{\"model\": \"m\", \"n\": 128, \"max_tokens\": 1, \"prompt\": [[1]";
    for (int i = 0; i < 32; i++)
        strcat(body, ",[1]");
    strcat(body, "]}");
    struct ps_error error = {0};
    assert_null(ps_test_try_respond(llama, url, body, &error));
    assert_string_equal(error.param, "n");
}

/* --- prompts that are cut --- */

static void check_cut(const char *fields, const int *kept, size_t count)
{
    char all[256];
    (void)snprintf(all, sizeof all,
                   "\"prompt\": [10, 11, 12, 13, 14, 15], \"max_tokens\": 2, \"return_token_ids\": "
                   "true, %s",
                   fields);
    json_t *response = respond(all);
    const json_t *ids = json_object_get(choice(response, 0), "prompt_token_ids");
    assert_int_equal(json_array_size(ids), count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(json_integer_value(json_array_get(ids, i)), kept[i]);
    assert_int_equal(usage_of(response, "prompt_tokens"), count);
    json_decref(response);
}

static void truncation(void **state)
{
    (void)state;
    static const int ids[] = {10, 11, 12, 13, 14, 15};
    check_cut("\"truncate_prompt_tokens\": 3", ids + 3, 3);
    check_cut("\"truncate_prompt_tokens\": 3, \"truncation_side\": \"right\"", ids, 3);
    check_cut("\"truncate_prompt_tokens\": 9", ids, 6);
    check_cut("\"truncate_prompt_tokens\": -1", ids, 6);
    char body[4096] = "\"max_tokens\": 10, \"ignore_eos\": true, \"truncate_prompt_tokens\": -1, "
                      "\"echo\": true, \"prompt\": [1";
    for (int i = 1; i < 600; i++)
        strcat(body, ",40");
    strcat(body, "]");
    char whole[4200];
    (void)snprintf(whole, sizeof whole, "{\"model\": \"m\", %s}", body);
    json_t *response = ps_test_respond(llama, url, whole);
    assert_int_equal(usage_of(response, "prompt_tokens"), 502);
    assert_int_equal(usage_of(response, "completion_tokens"), 10);
    json_decref(response);
}

/* Of a text the special tokens stay, and the end is kept. */
static void truncation_of_a_text(void **state)
{
    (void)state;
    json_t *whole = respond("\"prompt\": \"the cat\", \"return_token_ids\": true");
    json_t *cut = respond("\"prompt\": \"the cat\", \"return_token_ids\": true, "
                          "\"truncate_prompt_tokens\": 2");
    json_t *bare = respond("\"prompt\": \"the cat\", \"return_token_ids\": true, "
                           "\"add_special_tokens\": false");
    const json_t *all = json_object_get(choice(whole, 0), "prompt_token_ids");
    const json_t *kept = json_object_get(choice(cut, 0), "prompt_token_ids");
    const json_t *text = json_object_get(choice(bare, 0), "prompt_token_ids");
    size_t count = json_array_size(all);
    assert_int_equal(json_array_size(kept), 2);
    assert_true(json_equal(json_array_get(kept, 0), json_array_get(all, 0)));
    assert_true(json_equal(json_array_get(kept, 1), json_array_get(all, count - 1)));
    assert_int_equal(json_array_size(text), count - 1);
    assert_true(json_equal(json_array_get(text, 0), json_array_get(all, 1)));
    json_decref(whole);
    json_decref(cut);
    json_decref(bare);
}

/* --- the fields of sampling, each seen in what it does to a greedy text --- */

static json_t *ids_of(const char *fields)
{
    char all[512];
    (void)snprintf(all, sizeof all,
                   "\"prompt\": \"the cat\", \"temperature\": 0, \"max_tokens\": 20, "
                   "\"return_token_ids\": true, \"ignore_eos\": true%s",
                   fields);
    json_t *response = respond(all);
    json_t *ids = json_incref(json_object_get(choice(response, 0), "token_ids"));
    json_decref(response);
    return ids;
}

static bool has_id(const json_t *ids, json_int_t id)
{
    for (size_t i = 0; i < json_array_size(ids); i++) {
        if (json_integer_value(json_array_get(ids, i)) == id)
            return true;
    }
    return false;
}

static void sampling_reaches_the_text(void **state)
{
    (void)state;
    json_t *plain = ids_of("");
    json_int_t first = json_integer_value(json_array_get(plain, 0));
    char fields[128];
    (void)snprintf(fields, sizeof fields, ", \"logit_bias\": {\"%d\": -100}", (int)first);
    json_t *biased = ids_of(fields);
    assert_false(has_id(biased, first));
    json_decref(biased);
    json_t *allowed = ids_of(", \"allowed_token_ids\": [50, 40]");
    for (size_t i = 0; i < json_array_size(allowed); i++) {
        json_int_t id = json_integer_value(json_array_get(allowed, i));
        assert_true(id == 40 || id == 50);
    }
    json_decref(allowed);
    (void)snprintf(fields, sizeof fields, ", \"stop_token_ids\": [7, %d]", (int)first);
    json_t *stopped = ids_of(fields);
    assert_int_equal(json_array_size(stopped), 1);
    json_decref(stopped);
    static const char *const penalties[] = {
        ", \"frequency_penalty\": 2",
        ", \"presence_penalty\": 2",
        ", \"repetition_penalty\": 9",
        ", \"temperature\": 2, \"seed\": 1",
    };
    for (size_t i = 0; i < sizeof penalties / sizeof penalties[0]; i++) {
        json_t *other = ids_of(penalties[i]);
        assert_false(json_equal(plain, other));
        json_decref(other);
    }
    /* at one temperature and seed: min_p that leaves only the likeliest is greedy */
    json_t *likeliest = ids_of(", \"temperature\": 2, \"seed\": 1, \"min_p\": 1");
    assert_true(json_equal(plain, likeliest));
    json_decref(likeliest);
    json_decref(plain);
}

/* Of two words that are left, the other one. */
static void bad_words(void **state)
{
    (void)state;
    static const char two[] = "\"prompt\": \"the cat\", \"temperature\": 0, \"max_tokens\": 1, "
                              "\"allowed_token_ids\": [416, 418]";
    char fields[256];
    json_t *plain = respond(two);
    bool asks = strcmp(text_of(plain, 0), " asks") == 0;
    assert_true(asks || strcmp(text_of(plain, 0), " they") == 0);
    (void)snprintf(fields, sizeof fields, "%s, \"bad_words\": [\"never\", \"%s\"]", two,
                   asks ? "asks" : " they");
    json_t *other = respond(fields);
    assert_string_equal(text_of(other, 0), asks ? " they" : " asks");
    json_decref(plain);
    json_decref(other);
}

static void ends_of_texts(void **state)
{
    (void)state;
    json_t *whole = respond("\"prompt\": \"the cat\", \"temperature\": 0, \"max_tokens\": 40, "
                            "\"ignore_eos\": true");
    const char *text = text_of(whole, 0);
    const char *at = text + strcspn(text, "abcdefghijklmnopqrstuvwxyz");
    char fields[256];
    assert_true(*at != '\0');
    (void)snprintf(
        fields, sizeof fields,
        "\"prompt\": \"the cat\", \"temperature\": 0, \"max_tokens\": 40, \"ignore_eos\": "
        "true, \"stop\": \"%c\", \"include_stop_str_in_output\": true",
        *at);
    json_t *kept = respond(fields);
    assert_int_equal(strlen(text_of(kept, 0)), at - text + 1);
    json_decref(whole);
    json_decref(kept);
    for (int keeps = 0; keeps < 2; keeps++) {
        (void)snprintf(fields, sizeof fields,
                       "\"prompt\": \"a\", \"allowed_token_ids\": [1], \"max_tokens\": 2, "
                       "\"skip_special_tokens\": %s",
                       keeps ? "false" : "true");
        json_t *response = respond(fields);
        assert_string_equal(text_of(response, 0), keeps ? "<s><s>" : "");
        json_decref(response);
    }
}

/* The prompt's log-probabilities are the same whether or not several texts share it. */
static void prompt_logprobs(void **state)
{
    (void)state;
    json_t *one = respond("\"prompt\": \"the cat\", \"prompt_logprobs\": 2" HOT);
    json_t *two = respond("\"prompt\": \"the cat\", \"prompt_logprobs\": 2, \"n\": 2" HOT);
    const json_t *list = json_object_get(choice(one, 0), "prompt_logprobs");
    assert_int_equal(json_array_size(list), usage_of(one, "prompt_tokens"));
    assert_true(json_is_null(json_array_get(list, 0)));
    for (size_t i = 0; i < 2; i++) {
        assert_true(json_equal(list, json_object_get(choice(two, i), "prompt_logprobs")));
        assert_true(json_is_null(json_object_get(choice(two, i), "logprobs")));
    }
    json_decref(one);
    json_decref(two);
}

static int setup(void **state)
{
    (void)state;
    llama = ps_test_load_model(PS_TEST_LLAMA);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    ps_model_destroy(llama);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seeds_of_choices),
        cmocka_unit_test(best_of),
        cmocka_unit_test(best_of_equals),
        cmocka_unit_test(too_many),
        cmocka_unit_test(truncation),
        cmocka_unit_test(truncation_of_a_text),
        cmocka_unit_test(sampling_reaches_the_text),
        cmocka_unit_test(bad_words),
        cmocka_unit_test(ends_of_texts),
        cmocka_unit_test(prompt_logprobs),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
