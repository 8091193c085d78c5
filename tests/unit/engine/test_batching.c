/* Whatever a sequence was batched with, whenever it was set back, on however many threads: what
 * comes of it equals its run alone, bit for bit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/support/engine_jobs.h"
#include "tests/support/folder.h"

enum {
    JOBS_MAX = 40,
    ROUNDS = 40,
};

static const char *const stops[] = {"e", " the", "\n", "qu"};
static const int32_t stop_tokens[] = {300, 301, 302, 303};
static const int32_t allowed_tokens[] = {2, 5, 40, 41, 42, 43, 44, 290, 291, 292, 300, 301, 350};
static const struct ps_logit_bias biases[] = {{42, 2.5f}, {300, -1}, {7, -100}};
static const int32_t bad_ids[] = {44, 300, 41, 42};
static const struct ps_token_list bad_words[] = {{bad_ids, 1}, {bad_ids + 1, 1}, {bad_ids + 2, 2}};

/* --- the promise of the engine --- */

static void check_all(const struct ps_model *model, struct ps_sequence **jobs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (jobs[i]->finish == PS_FINISH_CANCELLED)
            continue;
        struct ps_sequence *solo = ps_test_solo(model, jobs[i]);
        ps_test_assert_same(model, jobs[i], solo);
        ps_sequence_destroy(solo);
    }
}

static void twelve_pages_and_forty_jobs(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 6);
    struct ps_model *model = ps_test_load_model(PS_TEST_LLAMA);
    struct ps_engine_config config = {.num_pages = 12, .page_size = 64, .step_tokens_max = 96};
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    struct ps_sequence *jobs[JOBS_MAX];
    for (size_t i = 0; i < JOBS_MAX; i++) {
        size_t num_prompt = i == 0 ? 400 : i == 1 ? 6 : 10 + ps_rng_below(&rng, 40);
        jobs[i] = ps_test_random_sequence(model, PS_SEQUENCE_GENERATE, num_prompt, &rng);
        jobs[i]->sampling.max_tokens = i < 2 ? 8 : 60 + ps_rng_below(&rng, 100);
        jobs[i]->sampling.temperature = i % 3 ? 1 : 0;
        jobs[i]->sampling.seed = i;
        jobs[i]->sampling.ignore_eos = true;
        jobs[i]->sampling.num_logprobs = 2;
        ps_test_add(engine, jobs[i]);
    }
    struct ps_sequence *first = NULL;
    while (!first)
        first = ps_engine_step(engine);
    assert_ptr_equal(first, jobs[1]);
    ps_test_run(engine);

    struct ps_engine_stats stats;
    ps_engine_stats(engine, &stats);
    assert_true(stats.setbacks >= 20);
    assert_int_equal(stats.pages_used, 0);
    check_all(model, jobs, JOBS_MAX);
    for (size_t i = 0; i < JOBS_MAX; i++)
        ps_sequence_destroy(jobs[i]);
    ps_engine_destroy(engine);
    ps_model_destroy(model);
}

/* --- random jobs in random engines --- */

static void randomize_sampling(struct ps_sampling *sampling, size_t room, struct ps_rng *rng)
{
    static const double temperatures[] = {0, 0, 0.3, 1, 2};
    static const double top_ps[] = {1, 1, 0.9, 0.3};
    static const int32_t top_ks[] = {0, 0, 5, 100};
    sampling->temperature = temperatures[ps_rng_below(rng, 5)];
    sampling->top_p = top_ps[ps_rng_below(rng, 4)];
    sampling->top_k = top_ks[ps_rng_below(rng, 4)];
    sampling->seed = ps_rng_next(rng);
    sampling->max_tokens = ps_rng_below(rng, room < 60 ? room + 1 : 60);
    sampling->min_tokens = ps_rng_below(rng, 2) ? 0 : ps_rng_below(rng, sampling->max_tokens + 1);
    sampling->ignore_eos = ps_rng_below(rng, 2);
    sampling->num_logprobs = (int32_t)ps_rng_below(rng, 4) - 1;
    sampling->prompt_logprobs = ps_rng_below(rng, 3) == 0;
    sampling->sums_logprobs = ps_rng_below(rng, 2);
    sampling->stops = stops;
    sampling->num_stops = ps_rng_below(rng, 5);
    sampling->include_stop = ps_rng_below(rng, 2);
    sampling->keep_special_tokens = ps_rng_below(rng, 2);
    sampling->stop_tokens = (struct ps_token_list){stop_tokens, ps_rng_below(rng, 5)};
}

static void randomize_constraints(struct ps_sampling *sampling, struct ps_rng *rng)
{
    sampling->min_p = ps_rng_below(rng, 3) ? 0 : 0.05;
    sampling->repetition_penalty = ps_rng_below(rng, 2) ? 0 : 1.3;
    sampling->frequency_penalty = ps_rng_below(rng, 3) ? 0 : 0.4;
    sampling->presence_penalty = ps_rng_below(rng, 3) ? 0 : -0.4;
    sampling->logit_bias = biases;
    sampling->num_logit_bias = ps_rng_below(rng, 4);
    sampling->bad_words = bad_words;
    sampling->num_bad_words = ps_rng_below(rng, 4);
    if (ps_rng_below(rng, 4) == 0)
        sampling->allowed_tokens = (struct ps_token_list){allowed_tokens, 13};
}

static struct ps_sequence *random_job(const struct ps_model *model, size_t context,
                                      struct ps_rng *rng)
{
    size_t longest = context - 1 < 120 ? context - 1 : 120;
    size_t num_prompt = 1 + ps_rng_below(rng, longest);
    struct ps_sequence *job = ps_test_random_sequence(model, PS_SEQUENCE_GENERATE, num_prompt, rng);
    randomize_sampling(&job->sampling, context - num_prompt, rng);
    randomize_constraints(&job->sampling, rng);
    return job;
}

/* Another one of the leader's prompt. */
static struct ps_sequence *random_follower(struct ps_sequence *leader, size_t context,
                                           struct ps_rng *rng)
{
    struct ps_sequence *job =
        ps_test_sequence(PS_SEQUENCE_GENERATE, leader->prompt, leader->num_prompt);
    randomize_sampling(&job->sampling, context - leader->num_prompt, rng);
    randomize_constraints(&job->sampling, rng);
    job->same_prompt = leader;
    return job;
}

static struct ps_sequence *random_one(const struct ps_model *model, size_t context,
                                      struct ps_sequence *before, struct ps_rng *rng)
{
    return before && ps_rng_below(rng, 2) ? random_follower(before, context, rng)
                                          : random_job(model, context, rng);
}

/* Runs jobs that come in while others run, and returns how often one was set back. */
static uint64_t run_round(const struct ps_model *model, struct ps_pool *pool, struct ps_rng *rng)
{
    struct ps_engine_config config = {
        .page_size = ps_rng_below(rng, 2) ? 8 : 64,
        .step_tokens_max = 1 + ps_rng_below(rng, 100),
        .sequences_max = 1 + ps_rng_below(rng, 12),
    };
    config.num_pages = 180 / config.page_size + ps_rng_below(rng, 200 / config.page_size);
    struct ps_engine *engine = ps_test_create_engine(model, &config, pool);
    struct ps_sequence *jobs[24];
    size_t count = 2 + ps_rng_below(rng, 22);
    for (size_t i = 0; i < count; i++) {
        jobs[i] = random_one(model, ps_engine_context(engine), i ? jobs[i - 1] : NULL, rng);
        ps_test_add(engine, jobs[i]);
        if (ps_rng_below(rng, 12) == 0)
            ps_engine_cancel(engine, jobs[ps_rng_below(rng, i + 1)]);
        for (uint64_t steps = ps_rng_below(rng, 6); steps > 0; steps--)
            (void)ps_engine_step(engine);
    }
    ps_test_run(engine);
    check_all(model, jobs, count);
    struct ps_engine_stats stats;
    ps_engine_stats(engine, &stats);
    for (size_t i = 0; i < count; i++)
        ps_sequence_destroy(jobs[i]);
    ps_engine_destroy(engine);
    return stats.setbacks;
}

static void random_jobs_equal_their_solo_runs(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 41);
    struct ps_model *model = ps_test_load_model(PS_TEST_LLAMA);
    struct ps_pool *pool = ps_pool_create(2);
    assert_non_null(pool);
    uint64_t setbacks = 0;
    for (int i = 0; i < ROUNDS; i++)
        setbacks += run_round(model, i % 2 ? pool : NULL, &rng);
    assert_true(setbacks >= 20);
    ps_pool_destroy(pool);
    ps_model_destroy(model);
}

static void check_texts(const char *folder, enum ps_sequence_kind kind)
{
    struct ps_rng rng;
    ps_rng_init(&rng, 43);
    struct ps_model *model = ps_test_load_model(folder);
    struct ps_pool *pool = ps_pool_create(2);
    struct ps_sequence *jobs[JOBS_MAX];
    struct ps_engine_config config = {.step_tokens_max = 100};
    struct ps_engine *engine = ps_test_create_engine(model, &config, pool);
    for (size_t i = 0; i < JOBS_MAX; i++) {
        size_t longest = i % 4 ? 60 : ps_engine_context(engine);
        jobs[i] = ps_test_random_sequence(model, kind, 1 + ps_rng_below(&rng, longest), &rng);
        ps_test_add(engine, jobs[i]);
    }
    ps_test_run(engine);
    check_all(model, jobs, JOBS_MAX);
    for (size_t i = 0; i < JOBS_MAX; i++)
        ps_sequence_destroy(jobs[i]);
    ps_engine_destroy(engine);
    ps_pool_destroy(pool);
    ps_model_destroy(model);
}

static void random_texts_equal_their_solo_embeddings(void **state)
{
    (void)state;
    check_texts(PS_TEST_BERT, PS_SEQUENCE_EMBED);
}

static void random_texts_equal_their_solo_scores(void **state)
{
    (void)state;
    check_texts("tests/golden/data/bert_single", PS_SEQUENCE_CLASSIFY);
    check_texts("tests/golden/data/llama_score", PS_SEQUENCE_CLASSIFY);
}

/* --- choices of one prompt --- */

static struct ps_model *load_with_context(size_t context)
{
    struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, PS_TEST_LLAMA);
    json_t *config = json_load_file(PS_TEST_LLAMA "/config.json", 0, NULL);
    assert_int_equal(
        json_object_set_new(config, "max_position_embeddings", json_integer((json_int_t)context)),
        0);
    char *text = json_dumps(config, 0);
    ps_test_folder_write_text(&folder, "config.json", text);
    struct ps_model *model = ps_test_load_model(folder.path);
    free(text);
    json_decref(config);
    ps_test_folder_close(&folder);
    return model;
}

/* 64 choices of a long prompt: its rows run once, its pages are held once. */
static void many_choices_of_a_long_prompt(void **state)
{
    (void)state;
    enum { CHOICES = 64, PROMPT = 2000, PAGE = 64, TOKENS = 20 };
    struct ps_rng rng;
    ps_rng_init(&rng, 59);
    struct ps_model *model = load_with_context(2048);
    struct ps_engine_config config = {.num_pages = PROMPT / PAGE + CHOICES, .page_size = PAGE};
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    struct ps_sequence *jobs[CHOICES];
    jobs[0] = ps_test_random_sequence(model, PS_SEQUENCE_GENERATE, PROMPT, &rng);
    for (size_t i = 0; i < CHOICES; i++) {
        if (i > 0)
            jobs[i] = ps_test_sequence(PS_SEQUENCE_GENERATE, jobs[0]->prompt, PROMPT);
        jobs[i]->sampling.temperature = 1;
        jobs[i]->sampling.seed = i;
        jobs[i]->sampling.max_tokens = TOKENS;
        jobs[i]->sampling.ignore_eos = true;
        jobs[i]->same_prompt = i > 0 ? jobs[0] : NULL;
        ps_test_add(engine, jobs[i]);
    }
    ps_test_run(engine);
    struct ps_engine_stats stats;
    ps_engine_stats(engine, &stats);
    assert_int_equal(stats.prompt_tokens, PROMPT + CHOICES - 1);
    assert_int_equal(stats.setbacks, 0);
    assert_int_equal(stats.pages_used, 0);
    for (size_t i = 0; i < CHOICES; i += 9) {
        struct ps_sequence *solo = ps_test_solo(model, jobs[i]);
        ps_test_assert_same(model, jobs[i], solo);
        ps_sequence_destroy(solo);
    }
    for (size_t i = 0; i < CHOICES; i++)
        ps_sequence_destroy(jobs[i]);
    ps_engine_destroy(engine);
    ps_model_destroy(model);
}

/* --- a model that does both --- */

static struct ps_model *load_decoder_that_embeds(void)
{
    struct ps_test_folder folder;
    ps_test_folder_init(&folder);
    ps_test_folder_copy(&folder, PS_TEST_LLAMA);
    ps_test_folder_write_text(&folder, "modules.json",
                              "[{\"idx\": 0, \"name\": \"0\", \"path\": \"\", "
                              "\"type\": \"sentence_transformers.models.Transformer\"}, "
                              "{\"idx\": 1, \"name\": \"1\", \"path\": \"1_Pooling\", "
                              "\"type\": \"sentence_transformers.models.Pooling\"}]");
    ps_test_folder_make(&folder, "1_Pooling");
    ps_test_folder_write_text(&folder, "1_Pooling/config.json",
                              "{\"word_embedding_dimension\": 48, "
                              "\"pooling_mode_lasttoken\": true}");
    struct ps_model *model = ps_test_load_model(folder.path);
    ps_test_folder_close(&folder);
    return model;
}

static void both_kinds_in_one_engine(void **state)
{
    (void)state;
    struct ps_rng rng;
    ps_rng_init(&rng, 47);
    struct ps_model *model = load_decoder_that_embeds();
    struct ps_engine_config config = {.num_pages = 10, .page_size = 16, .step_tokens_max = 64};
    struct ps_engine *engine = ps_test_create_engine(model, &config, NULL);
    struct ps_sequence *jobs[JOBS_MAX];
    for (size_t i = 0; i < JOBS_MAX; i++) {
        if (i % 3 == 0)
            jobs[i] = ps_test_random_sequence(model, PS_SEQUENCE_EMBED,
                                              1 + ps_rng_below(&rng, i % 2 ? 300 : 30), &rng);
        else
            jobs[i] =
                random_one(model, ps_engine_context(engine), i % 3 == 2 ? jobs[i - 1] : NULL, &rng);
        ps_test_add(engine, jobs[i]);
        (void)ps_engine_step(engine);
    }
    ps_test_run(engine);
    check_all(model, jobs, JOBS_MAX);
    for (size_t i = 0; i < JOBS_MAX; i++)
        ps_sequence_destroy(jobs[i]);
    ps_engine_destroy(engine);
    ps_model_destroy(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_pages_and_forty_jobs),
        cmocka_unit_test(random_jobs_equal_their_solo_runs),
        cmocka_unit_test(random_texts_equal_their_solo_embeddings),
        cmocka_unit_test(random_texts_equal_their_solo_scores),
        cmocka_unit_test(many_choices_of_a_long_prompt),
        cmocka_unit_test(both_kinds_in_one_engine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
