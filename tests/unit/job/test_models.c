/* Several models in one program: folders loaded once, memory shared out. */
#include "shared/job/models.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LLAMA "tests/golden/data/llama_gqa"
#define BERT  "tests/golden/data/bert"

static const struct ps_model_spec specs[] = {
    {.name = "one", .path = LLAMA},
    {.name = "bert", .path = BERT},
    {.name = "two", .path = "./tests/golden/../golden/data/llama_gqa/"},
};

static void a_folder_is_loaded_once(void **state)
{
    (void)state;
    const struct ps_models_config config = {.threads = 1, .kv_bytes_max = 8 << 20};
    struct ps_models *models = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_models_load(&models, specs, 3, &config, &error), PS_OK);
    const struct ps_served *served = ps_models_served(models);
    assert_int_equal(ps_models_count(models), 3);
    assert_string_equal(served[2].name, "two");
    assert_ptr_equal(served[0].model, served[2].model);
    assert_ptr_equal(served[0].engine, served[2].engine);
    assert_ptr_not_equal(served[0].model, served[1].model);
    assert_false(ps_served_repeats(served, 0));
    assert_false(ps_served_repeats(served, 1));
    assert_true(ps_served_repeats(served, 2));
    ps_models_destroy(models);
}

static size_t num_pages(const struct ps_model_spec *wanted, size_t count,
                        const struct ps_models_config *config)
{
    struct ps_models *models = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_models_load(&models, wanted, count, config, &error), PS_OK);
    struct ps_engine_stats stats;
    ps_engine_stats(ps_models_served(models)[0].engine, &stats);
    ps_models_destroy(models);
    return stats.pages_total;
}

/* An encoder keeps no keys and values, and a second name needs none of its own. */
static void memory_is_shared_between_those_that_generate(void **state)
{
    (void)state;
    const struct ps_model_spec other = {.name = "other", .path = "tests/golden/data/llama_bias"};
    const struct ps_model_spec two[] = {specs[0], other};
    const struct ps_models_config config = {.threads = 1, .kv_bytes_max = 4 << 20};
    size_t alone = num_pages(specs, 1, &config);
    assert_true(alone > 8);
    assert_int_equal(num_pages(specs, 3, &config), alone);
    assert_int_equal(num_pages(two, 2, &config), alone / 2);
}

static void weights_count_against_the_budget(void **state)
{
    (void)state;
    struct ps_models_config config = {.threads = 1, .kv_bytes_max = 1 << 20};
    size_t free_choice = num_pages(specs, 1, &config);
    struct ps_models *models = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_models_load(&models, specs, 1, &config, &error), PS_OK);
    size_t weights = ps_model_weight_bytes(ps_models_served(models)[0].model);
    ps_models_destroy(models);
    config.memory_bytes_max = weights + (64 << 10);
    assert_in_range(num_pages(specs, 1, &config), 1, free_choice * 3 / 4);
    config.memory_bytes_max = weights;
    assert_int_equal(ps_models_load(&models, specs, 1, &config, &error), PS_TOO_LARGE);
    assert_non_null(strstr(error.message, "more memory"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_is_loaded_once),
        cmocka_unit_test(memory_is_shared_between_those_that_generate),
        cmocka_unit_test(weights_count_against_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
