/* Jobs through the runner on real checkpoints: what becomes of each kind of record, from the cache
 * and computed, finished, late, taken back. */
#include "tests/unit/job/runner_test.h"

static void computed_and_cached_are_the_same_bytes(void **state)
{
    (void)state;
    static const char *const jobs[] = {COMPLETION(",\"max_tokens\":5"), EMBEDDING};
    for (size_t i = 0; i < 2; i++) {
        struct ps_run *first = start(jobs[i], NULL, NULL);
        assert_int_equal(first->action, PS_ACTION_ASK_CACHE);
        assert_int_equal(strlen(first->cache_key), 64);
        compute(first);
        assert_string_equal(ps_run_status(first), "completed");
        assert_false(first->from_cache);
        assert_non_null(strstr(first->result.data, "\"status_code\":200"));

        struct ps_run *second = start(jobs[i], NULL, NULL);
        assert_string_equal(second->cache_key, first->cache_key);
        assert_int_equal(ps_run_cache_answered(second, first->cache_body.data,
                                               first->cache_body.size, NOW_MS + 5000),
                         PS_ACTION_STORE);
        assert_true(second->from_cache);
        assert_string_equal(second->result.data, first->result.data);
        assert_int_equal(second->cache_body.size, 0);
        finish(first);
        finish(second);
    }
}

static void a_result_that_is_too_long_is_refused(void **state)
{
    (void)state;
    struct ps_runner *usual = runner;
    const struct ps_runner_config config = {.served = ps_models_served(models),
                                            .num_served = ps_models_count(models),
                                            .limits = {.job_bytes_max = 4096},
                                            .use_cache = true,
                                            .result_bytes_max = 300};
    struct ps_run *fits = start(EMBEDDING, NULL, NULL);
    compute(fits);
    assert_true(fits->result.size > config.result_bytes_max);
    runner = ps_runner_create(&config);
    assert_non_null(runner);
    struct ps_run *computed = start(EMBEDDING, NULL, NULL);
    compute(computed);
    assert_int_equal(computed->cache_body.size, 0);
    struct ps_run *cached = start(EMBEDDING, NULL, NULL);
    assert_int_equal(
        ps_run_cache_answered(cached, fits->cache_body.data, fits->cache_body.size, NOW_MS),
        PS_ACTION_STORE);
    struct ps_run *const runs[] = {computed, cached};
    for (size_t i = 0; i < 2; i++) {
        assert_string_equal(ps_run_status(runs[i]), "failed");
        assert_non_null(strstr(runs[i]->result.data, "\"status_code\":413"));
        assert_non_null(strstr(runs[i]->result.data, "result_too_large"));
        finish(runs[i]);
    }
    ps_runner_destroy(runner);
    runner = usual;
    finish(fits);
}

static void what_is_no_response_in_the_cache_is_a_miss(void **state)
{
    (void)state;
    static const char *const values[] = {"", "null", "[1]", "{\"a\":", "garbage"};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct ps_run *run = start(EMBEDDING, NULL, NULL);
        assert_int_equal(ps_run_cache_answered(run, values[i], strlen(values[i]), NOW_MS),
                         PS_ACTION_PREPARE);
        assert_int_equal(run->result.size, 0);
        compute(run);
        finish(run);
    }
}

static void what_shares_an_answer_shares_a_key(void **state)
{
    (void)state;
    struct ps_run *greedy = start(COMPLETION(",\"temperature\":0"), NULL, NULL);
    struct ps_run *respelt = start("{\"custom_id\":\"other\",\"method\":\"POST\",\"url\":"
                                   "\"/v1/completions\",\"body\":{\"temperature\": 0, \"user\":"
                                   "\"u\",\"prompt\":\"hello\",\"model\":\"writer\"}}",
                                   NULL, NULL);
    struct ps_run *sampled = start(COMPLETION(",\"temperature\":1"), NULL, NULL);
    struct ps_run *sampled_too = start("{\"custom_id\":\"other\",\"method\":\"POST\",\"url\":"
                                       "\"/v1/completions\",\"body\":{\"model\":\"writer\","
                                       "\"prompt\":\"hello\",\"temperature\":1}}",
                                       NULL, NULL);
    struct ps_run *tenant = start(COMPLETION(",\"temperature\":0"), "penstock-tenant", "acme");
    assert_string_equal(greedy->cache_key, respelt->cache_key);
    assert_string_not_equal(greedy->cache_key, sampled->cache_key);
    assert_string_not_equal(sampled->cache_key, sampled_too->cache_key);
    assert_string_not_equal(greedy->cache_key, tenant->cache_key);
    ps_run_destroy(greedy);
    ps_run_destroy(respelt);
    ps_run_destroy(sampled);
    ps_run_destroy(sampled_too);
    ps_run_destroy(tenant);
}

static void the_cache_header_decides(void **state)
{
    (void)state;
    struct ps_run *refresh = start(EMBEDDING, "penstock-cache", "refresh");
    struct ps_run *bypass = start(EMBEDDING, "penstock-cache", "bypass");
    assert_int_equal(refresh->action, PS_ACTION_PREPARE);
    assert_int_equal(bypass->action, PS_ACTION_PREPARE);
    compute(refresh);
    compute(bypass);
    assert_true(refresh->cache_body.size > 0);
    assert_int_equal(bypass->cache_body.size, 0);
    assert_string_equal(refresh->result.data, bypass->result.data);
    finish(refresh);
    finish(bypass);
}

static void wrong_jobs_are_answered(void **state)
{
    (void)state;
    static const struct {
        const char *value;
        const char *needles[3];
    } cases[] = {
        {"{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":\"/v1/nothing\",\"body\":{\"model\":"
         "\"writer\"}}",
         {"\"status_code\":404", "\"param\":\"url\"", "/v1/embeddings"}},
        {"{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":"
         "\"other\",\"input\":\"x\"}}",
         {"\"status_code\":404", "model_not_found", "writer, bert"}},
        {COMPLETION(",\"temperature\":\"hot\""),
         {"\"status_code\":400", "\"param\":\"temperature\"", "hot"}},
        {COMPLETION(",\"max_tokens\":100000"),
         {"\"status_code\":400", "context_length_exceeded", "100000"}},
        {"{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":\"/v1/completions\",\"body\":{\"model\":"
         "\"bert\",\"prompt\":\"x\"}}",
         {"\"status_code\":400", "\"param\":\"model\"", "bert"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ps_run *run = start(cases[i].value, NULL, NULL);
        if (run->action == PS_ACTION_ASK_CACHE)
            ps_run_cache_answered(run, NULL, 0, NOW_MS);
        if (run->action == PS_ACTION_PREPARE)
            ps_run_prepare(run, NOW_MS);
        assert_int_equal(run->action, PS_ACTION_STORE);
        assert_string_equal(ps_run_status(run), "failed");
        for (size_t j = 0; j < 3; j++) {
            if (!strstr(run->result.data, cases[i].needles[j]))
                fail_msg("%s has no %s", run->result.data, cases[i].needles[j]);
        }
        assert_int_equal(run->cache_body.size, 0);
        finish(run);
    }
}

static void what_is_no_job_is_a_dead_letter(void **state)
{
    (void)state;
    static const char *const values[] = {"not json", "[]", "{\"url\":\"/v1/embeddings\"}", NULL};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct ps_run *run = start(values[i], NULL, NULL);
        assert_int_equal(run->action, PS_ACTION_DEAD_LETTER);
        assert_int_equal(ps_run_published(run), PS_ACTION_DROP);
        ps_run_destroy(run);
    }
}

static void a_late_job_expires_wherever_it_is(void **state)
{
    (void)state;
    struct ps_run *on_arrival = start(EMBEDDING, "penstock-deadline", "1700000000");
    assert_int_equal(on_arrival->action, PS_ACTION_PUBLISH);
    struct ps_run *asking = start(EMBEDDING, "penstock-deadline", "1700000001");
    assert_int_equal(ps_run_cache_answered(asking, "{}", 2, NOW_MS + 2000), PS_ACTION_PUBLISH);
    struct ps_run *preparing = start(EMBEDDING, "penstock-deadline", "1700000001");
    ps_run_cache_answered(preparing, NULL, 0, NOW_MS);
    assert_int_equal(ps_run_prepare(preparing, NOW_MS + 2000), PS_ACTION_PUBLISH);
    struct ps_run *running =
        start(COMPLETION(",\"max_tokens\":30"), "penstock-deadline", "1700000001");
    ps_run_cache_answered(running, NULL, 0, NOW_MS);
    ps_run_prepare(running, NOW_MS);
    ps_runner_admit(runner, running, NOW_MS);
    assert_null(ps_runner_step(runner, NOW_MS));
    assert_ptr_equal(ps_runner_step(runner, NOW_MS + 2000), running);
    assert_true(ps_runner_idle(runner));

    struct ps_run *const runs[] = {on_arrival, asking, preparing, running};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(runs[i]->action, PS_ACTION_PUBLISH);
        assert_string_equal(ps_run_status(runs[i]), "expired");
        assert_non_null(strstr(runs[i]->result.data, "\"response\":null"));
        assert_non_null(strstr(runs[i]->result.data, "batch_expired"));
        assert_int_equal(ps_run_published(runs[i]), PS_ACTION_STORE);
        assert_int_equal(ps_run_stored(runs[i]), PS_ACTION_DROP);
        ps_run_destroy(runs[i]);
    }
}

static void what_is_taken_back_leaves_the_engine(void **state)
{
    (void)state;
    static const enum ps_life_event events[] = {PS_EVENT_CANCELLED, PS_EVENT_REVOKED};
    for (size_t i = 0; i < 2; i++) {
        struct ps_run *taken = start(COMPLETION(",\"max_tokens\":20"), NULL, NULL);
        struct ps_run *other = start(COMPLETION(",\"max_tokens\":8"), NULL, NULL);
        ps_run_cache_answered(taken, NULL, 0, NOW_MS);
        ps_run_prepare(taken, NOW_MS);
        ps_runner_admit(runner, taken, NOW_MS);
        assert_null(ps_runner_step(runner, NOW_MS));
        assert_int_equal(ps_run_num_generated(taken), 1);
        assert_int_equal(ps_runner_interrupt(runner, taken, events[i], NOW_MS),
                         i == 0 ? PS_ACTION_PUBLISH : PS_ACTION_DROP);
        assert_true(ps_runner_idle(runner));
        assert_int_equal(ps_run_num_generated(taken), 1); /* what it has stays known */
        if (events[i] == PS_EVENT_CANCELLED) {
            assert_string_equal(ps_run_status(taken), "cancelled");
            assert_non_null(strstr(taken->result.data, "\"response\":null"));
            assert_non_null(strstr(taken->result.data, "batch_cancelled"));
            assert_int_equal(ps_run_published(taken), PS_ACTION_STORE);
        }
        ps_run_destroy(taken);
        compute(other);
        finish(other);
    }
}

static void choices_share_a_prompt(void **state)
{
    (void)state;
    struct ps_run *alone = start(COMPLETION(",\"max_tokens\":3,\"ignore_eos\":true"), NULL, NULL);
    struct ps_run *three =
        start(COMPLETION(",\"max_tokens\":3,\"ignore_eos\":true,\"n\":3"), NULL, NULL);
    compute(alone);
    compute(three);
    size_t num_prompt = alone->request->sequences[0]->num_prompt;
    assert_int_equal(ps_run_num_generated(alone), 3);
    assert_int_equal(ps_run_num_cached(alone), 0);
    assert_int_equal(ps_run_num_generated(three), 9);
    assert_int_equal(ps_run_num_cached(three), 2 * (num_prompt - 1));
    finish(alone);
    finish(three);
}

/* Batches' end markers are told to the store, and nobody else. */
static void a_marker_has_no_result(void **state)
{
    (void)state;
    struct ps_run *run = NULL;
    struct ps_error error = {0};
    const struct ps_header headers[] = {{"penstock-batch", "b", 1},
                                        {"penstock-batch-total", "7", 1}};
    const struct ps_record record = {.headers = headers, .num_headers = 2, .timestamp_ms = NOW_MS};
    assert_int_equal(ps_run_create(&run, runner, &record, NOW_MS, &error), PS_OK);
    assert_int_equal(run->action, PS_ACTION_STORE);
    assert_int_equal(run->job->batch_total, 7);
    assert_int_equal(run->result.size, 0);
    assert_int_equal(ps_run_stored(run), PS_ACTION_SKIP);
    assert_int_equal(ps_run_published(run), PS_ACTION_DROP);
    ps_run_destroy(run);
}

static void models_are_told_apart(void **state)
{
    (void)state;
    const struct ps_model_spec twice[] = {
        {.name = "bert", .path = "tests/golden/data/bert"},
        {.name = NULL, .path = "tests/golden/data/bert"},
    };
    const struct ps_model_spec missing = {.path = "tests/golden/data/nothing"};
    const struct ps_models_config config = {0};
    struct ps_models *loaded = NULL;
    struct ps_error error = {0};
    assert_int_equal(ps_models_load(&loaded, twice, 2, &config, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "\"bert\""));
    error = (struct ps_error){0};
    assert_int_equal(ps_models_load(&loaded, &missing, 1, &config, &error), PS_NOT_FOUND);
    assert_non_null(strstr(error.message, "tests/golden/data/nothing"));
    error = (struct ps_error){0};
    assert_int_equal(ps_models_load(&loaded, NULL, 0, &config, &error), PS_INVALID);
    assert_null(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_result_that_is_too_long_is_refused),
        cmocka_unit_test(computed_and_cached_are_the_same_bytes),
        cmocka_unit_test(what_is_no_response_in_the_cache_is_a_miss),
        cmocka_unit_test(what_shares_an_answer_shares_a_key),
        cmocka_unit_test(the_cache_header_decides),
        cmocka_unit_test(wrong_jobs_are_answered),
        cmocka_unit_test(what_is_no_job_is_a_dead_letter),
        cmocka_unit_test(a_late_job_expires_wherever_it_is),
        cmocka_unit_test(what_is_taken_back_leaves_the_engine),
        cmocka_unit_test(choices_share_a_prompt),
        cmocka_unit_test(a_marker_has_no_result),
        cmocka_unit_test(models_are_told_apart),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
