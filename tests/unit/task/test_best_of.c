/* best_of: of all candidates, those whose tokens the model thought likeliest on average. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/request_run.h"

#define REQUEST                                                                                    \
    "{\"model\": \"m\", \"prompt\": \"the cat\", \"temperature\": 1.5, \"seed\": 5, "              \
    "\"max_tokens\": 12, "

enum {
    CANDIDATES = 8,
};

static double mean_logprob(const json_t *choice)
{
    const json_t *logprobs = json_object_get(json_object_get(choice, "logprobs"), "token_logprobs");
    size_t count = json_array_size(logprobs);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += json_number_value(json_array_get(logprobs, i));
    assert_true(count > 0);
    return sum / (double)count;
}

static void the_likeliest_candidates_are_chosen(void **state)
{
    (void)state;
    struct ps_model *llama = ps_test_load_model(PS_TEST_LLAMA);
    json_t *all = ps_test_respond(llama, "/v1/completions", REQUEST "\"n\": 8, \"logprobs\": 0}");
    json_t *best = ps_test_respond(llama, "/v1/completions", REQUEST "\"n\": 2, \"best_of\": 8}");
    const json_t *candidates = json_object_get(all, "choices");
    const json_t *chosen = json_object_get(best, "choices");
    assert_int_equal(json_array_size(candidates), CANDIDATES);
    assert_int_equal(json_array_size(chosen), 2);
    size_t num_found = 0;
    for (size_t i = 0; i < CANDIDATES; i++) {
        const json_t *candidate = json_array_get(candidates, i);
        size_t rank = 0;
        for (size_t j = 0; j < CANDIDATES; j++)
            rank += mean_logprob(json_array_get(candidates, j)) > mean_logprob(candidate);
        if (rank > 1)
            continue;
        num_found++;
        assert_true(json_equal(json_object_get(json_array_get(chosen, rank), "text"),
                               json_object_get(candidate, "text")));
    }
    assert_int_equal(num_found, 2);
    json_decref(all);
    json_decref(best);
    ps_model_destroy(llama);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_likeliest_candidates_are_chosen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
