/* A real trained checkpoint through the engine: the greedy text that its publisher's own test
 * expects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/base/file.h"
#include "tests/support/engine_jobs.h"

static void says_what_was_published(void **state)
{
    (void)state;
    const char *fixtures = getenv("PENSTOCK_FIXTURES");
    if (!fixtures) {
        print_message("skipped: PENSTOCK_FIXTURES is not set\n");
        skip();
    }
    PS_DEFER(ps_freep) char *folder = ps_path_join(fixtures, "stories260k");
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, "expected.json");
    PS_DEFER(json_decrefp) json_t *expected = json_load_file(path, 0, NULL);
    assert_non_null(expected);
    PS_DEFER(ps_model_destroyp) struct ps_model *model = ps_test_load_model(folder);
    const json_t *ids = json_object_get(expected, "prompt_ids");
    const json_t *greedy = json_object_get(expected, "greedy_ids");
    const json_t *text = json_object_get(expected, "greedy_text");

    int32_t prompt[8];
    size_t num_prompt = json_array_size(ids);
    assert_in_range(num_prompt, 1, 8);
    for (size_t i = 0; i < num_prompt; i++)
        prompt[i] = (int32_t)json_integer_value(json_array_get(ids, i));
    PS_DEFER(ps_sequence_destroyp)
    struct ps_sequence *asked = ps_test_sequence(PS_SEQUENCE_GENERATE, prompt, num_prompt);
    asked->sampling.max_tokens = json_array_size(greedy);
    PS_DEFER(ps_sequence_destroyp) struct ps_sequence *done = ps_test_solo(model, asked);
    assert_int_equal(done->num_tokens, json_array_size(greedy));
    for (size_t i = 0; i < done->num_tokens; i++)
        assert_int_equal(done->tokens[i], json_integer_value(json_array_get(greedy, i)));
    assert_int_equal(done->text.size, json_string_length(text));
    assert_memory_equal(done->text.data, json_string_value(text), done->text.size);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_was_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
