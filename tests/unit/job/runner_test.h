/* What the tests of the runner share: two real checkpoints behind one runner, and jobs for them. */
#ifndef PENSTOCK_TESTS_UNIT_JOB_RUNNER_TEST_H
#define PENSTOCK_TESTS_UNIT_JOB_RUNNER_TEST_H

#include "shared/job/runner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/job/models.h"

#define NOW_MS INT64_C(1700000000123)

static struct ps_models *models;
static struct ps_runner *runner;

static inline int load(void **state)
{
    (void)state;
    static const struct ps_model_spec specs[] = {
        {.name = "writer", .path = "tests/golden/data/llama_gqa"},
        {.name = NULL, .path = "tests/golden/data/bert/"},
    };
    const struct ps_models_config config = {.threads = 1, .kv_bytes_max = 64 << 20};
    struct ps_error error = {0};
    if (ps_models_load(&models, specs, 2, &config, &error) != PS_OK) {
        print_error("%s\n", error.message);
        return -1;
    }
    static const char *const reply_topics[] = {"replies"};
    const struct ps_runner_config runner_config = {
        .served = ps_models_served(models),
        .num_served = ps_models_count(models),
        .limits = {.job_bytes_max = 4096,
                   .reply_to_allowed = reply_topics,
                   .num_reply_to_allowed = 1},
        .use_cache = true,
    };
    runner = ps_runner_create(&runner_config);
    return runner ? 0 : -1;
}

static inline int unload(void **state)
{
    (void)state;
    ps_runner_destroy(runner);
    ps_models_destroy(models);
    return 0;
}

/* A run of a record with that value and at most one header. */
static inline struct ps_run *start(const char *value, const char *header, const char *header_value)
{
    struct ps_run *run = NULL;
    struct ps_error error = {0};
    const struct ps_header headers = {
        .name = header, .value = header_value, .size = header_value ? strlen(header_value) : 0};
    const struct ps_record record = {.value = value,
                                     .size = value ? strlen(value) : 0,
                                     .headers = &headers,
                                     .num_headers = header != NULL,
                                     .timestamp_ms = NOW_MS};
    assert_int_equal(ps_run_create(&run, runner, &record, NOW_MS, &error), PS_OK);
    return run;
}

#define COMPLETION(members)                                                                        \
    "{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":\"/v1/completions\",\"body\":{\"model\":"    \
    "\"writer\",\"prompt\":\"hello\"" members "}}"
#define EMBEDDING                                                                                  \
    "{\"custom_id\":\"e\",\"method\":\"POST\",\"url\":\"/v1/embeddings\",\"body\":{\"model\":"     \
    "\"bert\",\"input\":[\"one text\",\"another\"]}}"

static inline void compute(struct ps_run *run)
{
    if (run->action == PS_ACTION_ASK_CACHE)
        assert_int_equal(ps_run_cache_answered(run, NULL, 0, NOW_MS), PS_ACTION_PREPARE);
    assert_int_equal(ps_run_prepare(run, NOW_MS), PS_ACTION_ADMIT);
    assert_true(ps_run_num_tokens(run) > 0);
    assert_int_equal(ps_runner_admit(runner, run, NOW_MS), PS_ACTION_NONE);
    assert_false(ps_runner_idle(runner));
    for (int step = 0; step < 100; step++) {
        if (ps_runner_step(runner, NOW_MS + step) == run)
            break;
    }
    assert_true(ps_runner_idle(runner));
    assert_int_equal(run->action, PS_ACTION_STORE);
}

static inline void finish(struct ps_run *run)
{
    assert_int_equal(ps_run_stored(run), PS_ACTION_PUBLISH);
    assert_true(run->result.size > 0);
    assert_int_equal(ps_run_published(run), PS_ACTION_DROP);
    ps_run_destroy(run);
}

static inline struct ps_run *prepare(const char *value, const char *header,
                                     const char *header_value)
{
    struct ps_run *run = start(value, header, header_value);
    ps_run_cache_answered(run, NULL, 0, NOW_MS);
    assert_int_equal(ps_run_prepare(run, NOW_MS), PS_ACTION_ADMIT);
    return run;
}

#endif
