/* A real trained checkpoint: the greedy continuation that its publisher's own test expects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "shared/base/file.h"
#include "shared/model/model.h"
#include "tests/support/forward.h"

static void continues_as_published(void **state)
{
    (void)state;
    const char *fixtures = getenv("PENSTOCK_FIXTURES");
    if (!fixtures) {
        print_message("skipped: PENSTOCK_FIXTURES is not set\n");
        skip();
    }
    struct ps_error error = {0};
    PS_DEFER(ps_freep) char *folder = ps_path_join(fixtures, "stories260k");
    PS_DEFER(ps_freep) char *path = ps_path_join(folder, "expected.json");
    PS_DEFER(ps_model_destroyp) struct ps_model *model = NULL;
    if (ps_model_load(&model, folder, "auto", &error) != PS_OK)
        fail_msg("%s", error.message);
    PS_DEFER(json_decrefp) json_t *expected = json_load_file(path, 0, NULL);
    const json_t *prompt = json_object_get(expected, "prompt_ids");
    const json_t *greedy = json_object_get(expected, "greedy_ids");
    size_t num_prompt = json_array_size(prompt), num_greedy = json_array_size(greedy);
    assert_true(num_prompt > 0 && num_greedy > 0);

    PS_DEFER(ps_freep) int32_t *ids = ps_test_alloc(num_prompt + num_greedy, sizeof *ids);
    for (size_t i = 0; i < num_prompt; i++)
        ids[i] = (int32_t)json_integer_value(json_array_get(prompt, i));
    ps_test_greedy(ps_model_transformer(model), ids, num_prompt, num_prompt + num_greedy);
    for (size_t i = 0; i < num_greedy; i++)
        assert_int_equal(ids[num_prompt + i], json_integer_value(json_array_get(greedy, i)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(continues_as_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
