/* How jobs come to the engines: in parts, with their choices, counted by what they used, or not at
 * all where they couldn't be in time. */
#include "tests/unit/job/runner_test.h"

/* Its sequences may come to the engine one at a time, with steps in between. */
static void a_job_may_be_admitted_in_parts(void **state)
{
    (void)state;
    struct ps_run *whole = start(EMBEDDING, NULL, NULL);
    compute(whole);
    struct ps_run *parts = prepare(EMBEDDING, NULL, NULL);
    size_t asked = 0;
    assert_int_equal(ps_run_used_tokens(parts), 0);
    for (size_t i = 0; i < 2; i++) {
        assert_true(ps_run_has_more(parts));
        asked += ps_run_next_tokens(parts);
        assert_int_equal(ps_runner_admit_next(runner, parts, NOW_MS), PS_ACTION_NONE);
        assert_int_equal(ps_run_used_tokens(parts), asked);
        assert_ptr_equal(ps_runner_step(runner, NOW_MS), i == 0 ? NULL : parts);
    }
    assert_false(ps_run_has_more(parts));
    assert_int_equal(asked, ps_run_num_tokens(parts));
    assert_string_equal(parts->result.data, whole->result.data);

    struct ps_run *taken = prepare(EMBEDDING, NULL, NULL);
    assert_int_equal(ps_runner_admit_next(runner, taken, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(ps_runner_interrupt(runner, taken, PS_EVENT_CANCELLED, NOW_MS),
                     PS_ACTION_PUBLISH);
    assert_true(ps_runner_idle(runner));
    struct ps_run *waiting = prepare(EMBEDDING, NULL, NULL);
    assert_int_equal(ps_runner_interrupt(runner, waiting, PS_EVENT_DEADLINE, NOW_MS),
                     PS_ACTION_PUBLISH);
    ps_run_destroy(waiting);
    ps_run_destroy(taken);
    finish(parts);
    finish(whole);
}

/* Choices of one prompt come together, so that it is computed once. */
static void choices_are_admitted_together(void **state)
{
    (void)state;
    static const char job[] = "{\"custom_id\":\"c\",\"method\":\"POST\",\"url\":"
                              "\"/v1/completions\",\"body\":{\"model\":\"writer\",\"prompt\":"
                              "[\"hello\",\"good day\"],\"n\":3,\"max_tokens\":4,"
                              "\"ignore_eos\":true}}";
    struct ps_run *whole = start(job, NULL, NULL);
    compute(whole);
    struct ps_run *parts = prepare(job, NULL, NULL);
    assert_int_equal(ps_runner_admit_next(runner, parts, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(parts->sequences_admitted, 3);
    size_t prompt = ps_run_used_tokens(parts);
    assert_int_equal(prompt, parts->request->sequences[0]->num_prompt);
    for (size_t i = 0; i < 10; i++)
        assert_null(ps_runner_step(runner, NOW_MS));
    assert_int_equal(ps_run_used_tokens(parts), prompt + 3 * 4);
    assert_int_equal(ps_runner_admit_next(runner, parts, NOW_MS), PS_ACTION_NONE);
    assert_false(ps_run_has_more(parts));
    while (!ps_runner_idle(runner))
        (void)ps_runner_step(runner, NOW_MS);
    assert_string_equal(parts->result.data, whole->result.data);
    finish(parts);
    finish(whole);
}

/* What was not generated was not used. */
static void only_what_was_used_counts(void **state)
{
    (void)state;
    struct ps_run *run = prepare(COMPLETION(",\"max_tokens\":20"), NULL, NULL);
    size_t asked = ps_run_next_tokens(run);
    assert_int_equal(asked, ps_run_num_tokens(run));
    ps_runner_admit(runner, run, NOW_MS);
    assert_int_equal(ps_run_used_tokens(run), asked - 20);
    for (size_t i = 1; i <= 3; i++) {
        assert_null(ps_runner_step(runner, NOW_MS));
        assert_int_equal(ps_run_used_tokens(run), asked - 20 + i);
    }
    (void)ps_runner_interrupt(runner, run, PS_EVENT_REVOKED, NOW_MS);
    assert_int_equal(ps_run_used_tokens(run), asked - 20 + 3);
    ps_run_destroy(run);
}

static int64_t clock_us;

/* Each look at the clock is 50 ms after the one before: so long takes a step. */
static int64_t tick(void)
{
    return clock_us += 50000;
}

static void what_cannot_be_in_time_is_refused(void **state)
{
    (void)state;
    struct ps_runner *usual = runner;
    const struct ps_runner_config config = {.served = ps_models_served(models),
                                            .num_served = ps_models_count(models),
                                            .limits = {.job_bytes_max = 4096},
                                            .use_cache = true,
                                            .clock_us = tick};
    static const char long_job[] = COMPLETION(",\"max_tokens\":30,\"ignore_eos\":true");
    static const char open_job[] = COMPLETION(",\"max_tokens\":30");
    runner = ps_runner_create(&config);
    assert_non_null(runner);
    struct ps_run *unmeasured = prepare(long_job, "penstock-deadline", "1700000001");
    assert_int_equal(ps_runner_judge(runner, unmeasured, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(ps_runner_judge(runner, unmeasured, NOW_MS + 900), PS_ACTION_PUBLISH);
    assert_non_null(strstr(unmeasured->result.data, "was not finished by its deadline"));
    struct ps_run *first = start(long_job, NULL, NULL);
    compute(first); /* 30 steps of 50 ms */

    /* 877 ms are left: enough for an answer that may be short, not for 30 steps. */
    struct ps_run *late = prepare(long_job, "penstock-deadline", "1700000001");
    struct ps_run *open = prepare(open_job, "penstock-deadline", "1700000001");
    struct ps_run *in_time = prepare(long_job, "penstock-deadline", "1700000002");
    struct ps_run *patient = prepare(long_job, NULL, NULL);
    assert_int_equal(ps_runner_judge(runner, late, NOW_MS), PS_ACTION_PUBLISH);
    assert_string_equal(ps_run_status(late), "expired");
    assert_non_null(strstr(late->result.data, "\"response\":null"));
    assert_non_null(strstr(late->result.data, "\"code\":\"batch_expired\""));
    assert_non_null(strstr(late->result.data, "at least 1.5 s, and 0.9 s were left"));
    assert_int_equal(ps_runner_judge(runner, open, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(ps_runner_judge(runner, in_time, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(ps_runner_judge(runner, patient, NOW_MS), PS_ACTION_NONE);
    assert_int_equal(ps_runner_judge(runner, in_time, NOW_MS + 600), PS_ACTION_PUBLISH);
    struct ps_run *const runs[] = {unmeasured, first, late, open, in_time, patient};
    for (size_t i = 0; i < 6; i++)
        ps_run_destroy(runs[i]);
    ps_runner_destroy(runner);
    runner = usual;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_job_may_be_admitted_in_parts),
        cmocka_unit_test(choices_are_admitted_together),
        cmocka_unit_test(only_what_was_used_counts),
        cmocka_unit_test(what_cannot_be_in_time_is_refused),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
