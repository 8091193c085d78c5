/* What is shown of jobs and batches. */
#include "tools/status_record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/defer.h"
#include "tests/support/failing_malloc.h"
#include "tools/batch_name.h"

#define ALLOCATIONS_MAX 200

/* A record: names and values, NULL at the end. */
static const char *field_of(const void *record, const char *name)
{
    const char *const *pairs = record;
    for (size_t i = 0; pairs[i]; i += 2) {
        if (strcmp(pairs[i], name) == 0)
            return pairs[i + 1];
    }
    return NULL;
}

static void assert_job(const char *const *record, const char *text, const char *json)
{
    struct ps_job_status status;
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    ps_job_status_read(&status, field_of, record);
    assert_int_equal(ps_job_status_text(&status, "id", &out), PS_OK);
    assert_string_equal(out.data, text);
    ps_buffer_clear(&out);
    assert_int_equal(ps_job_status_json(&status, "id", NULL, &out), PS_OK);
    assert_string_equal(out.data, json);
}

static void jobs(void **state)
{
    (void)state;
    static const char *const running[] = {"status",     "in_progress", "worker",     "w\"1",
                                          "tokens",     "12",          "created_at", "1764000000",
                                          "started_at", "1764000001",  NULL};
    static const char *const ended[] = {"status", "failed", "completed_at", "1764000002", NULL};
    static const char *const odd[] = {
        "status",     "completed", "tokens", "-3", "created_at",   "17x",
        "started_at", "",          "worker", "",   "completed_at", "99999999999999999999",
        NULL};
    static const char *const nothing[] = {NULL};
    assert_job(running, "id: in_progress, 12 tokens, begun 2025-11-24 16:00:01 UTC, worker w\"1\n",
               "{\"custom_id\":\"id\",\"batch\":null,\"status\":\"in_progress\",\"worker\":"
               "\"w\\\"1\",\"tokens\":12,\"created_at\":1764000000,\"started_at\":1764000001,"
               "\"completed_at\":null}\n");
    assert_job(
        ended, "id: failed, ended 2025-11-24 16:00:02 UTC\n",
        "{\"custom_id\":\"id\",\"batch\":null,\"status\":\"failed\",\"worker\":null,"
        "\"tokens\":0,\"created_at\":null,\"started_at\":null,\"completed_at\":1764000002}\n");
    assert_job(odd, "id: completed\n",
               "{\"custom_id\":\"id\",\"batch\":null,\"status\":\"completed\",\"worker\":null,"
               "\"tokens\":0,\"created_at\":null,\"started_at\":null,\"completed_at\":null}\n");
    assert_job(nothing,
               "id: not known: no worker has begun it, or what was known of it has expired\n",
               "{\"custom_id\":\"id\",\"batch\":null,\"status\":null,\"worker\":null,\"tokens\":0,"
               "\"created_at\":null,\"started_at\":null,\"completed_at\":null}\n");
}

static void ends_of_jobs(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool is_final, is_failed;
    } cases[] = {{"in_progress", false, false}, {"completed", true, false}, {"failed", true, true},
                 {"expired", true, true},       {"cancelled", true, true},  {"", false, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const record[] = {"status", cases[i].name, NULL};
        struct ps_job_status status;
        ps_job_status_read(&status, field_of, record);
        assert_int_equal(ps_job_status_is_final(&status), cases[i].is_final);
        assert_int_equal(ps_job_status_is_failed(&status), cases[i].is_failed);
    }
}

static void assert_batch(const char *const *record, const char *text, const char *json)
{
    struct ps_batch_status status;
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    ps_batch_status_read(&status, field_of, record);
    status.source = "redis";
    assert_int_equal(ps_batch_status_text(&status, "b", &out), PS_OK);
    assert_string_equal(out.data, text);
    ps_buffer_clear(&out);
    assert_int_equal(ps_batch_status_json(&status, "b", &out), PS_OK);
    assert_string_equal(out.data, json);
}

static void batches(void **state)
{
    (void)state;
    static const char *const running[] = {"status", "in_progress", "total", "10", "completed",
                                          "3",      "failed",      "1",     NULL};
    static const char *const endless[] = {"status", "in_progress", "completed", "3",
                                          "cancel", "1",           NULL};
    static const char *const ended[] = {
        "status", "cancelled", "total", "10",           "completed",  "3", "failed",
        "7",      "cancel",    "1",     "completed_at", "1764000000", NULL};
    static const char *const asked[] = {"cancel", "1", NULL};
    assert_batch(running, "b: in_progress, 4 of 10 done (3 completed, 1 failed)\n",
                 "{\"id\":\"b\",\"object\":\"batch\",\"status\":\"in_progress\",\"request_counts\":"
                 "{\"total\":10,\"completed\":3,\"failed\":1},\"created_at\":null,"
                 "\"completed_at\":null,\"source\":\"redis\"}\n");
    assert_batch(endless,
                 "b: cancelling, 3 done, its end is not known yet (3 completed, 0 failed)\n",
                 "{\"id\":\"b\",\"object\":\"batch\",\"status\":\"cancelling\",\"request_counts\":"
                 "{\"total\":0,\"completed\":3,\"failed\":0},\"created_at\":null,"
                 "\"completed_at\":null,\"source\":\"redis\"}\n");
    assert_batch(ended,
                 "b: cancelled, 10 of 10 done (3 completed, 7 failed), ended 2025-11-24 16:00:00 "
                 "UTC\n",
                 "{\"id\":\"b\",\"object\":\"batch\",\"status\":\"cancelled\",\"request_counts\":"
                 "{\"total\":10,\"completed\":3,\"failed\":7},\"created_at\":null,"
                 "\"completed_at\":1764000000,\"source\":\"redis\"}\n");
    assert_batch(asked,
                 "b: no such batch is known; should one of that name come, it is cancelled\n",
                 "{\"id\":\"b\",\"object\":\"batch\",\"status\":\"cancelling\",\"request_counts\":"
                 "{\"total\":0,\"completed\":0,\"failed\":0},\"created_at\":null,"
                 "\"completed_at\":null,\"source\":\"redis\"}\n");
}

static enum ps_status render_all(void)
{
    static const char *const record[] = {"status",       "completed",  "worker", "w",
                                         "completed_at", "1764000000", NULL};
    struct ps_job_status job;
    struct ps_batch_status batch;
    PS_DEFER(ps_buffer_close) struct ps_buffer out = {0};
    ps_job_status_read(&job, field_of, record);
    ps_batch_status_read(&batch, field_of, record);
    PS_TRY(ps_job_status_text(&job, "id", &out));
    PS_TRY(ps_job_status_json(&job, "id", "b", &out));
    PS_TRY(ps_batch_status_text(&batch, "b", &out));
    return ps_batch_status_json(&batch, "b", &out);
}

static void each_allocation_fails_once(void **state)
{
    (void)state;
    for (size_t n = 1; n < ALLOCATIONS_MAX; n++) {
        ps_failing_malloc_start(n);
        enum ps_status status = render_all();
        if (!ps_failing_malloc_stop()) {
            assert_int_equal(status, PS_OK);
            return;
        }
        assert_int_equal(status, PS_NO_MEMORY);
    }
    fail_msg("more than %d allocations", ALLOCATIONS_MAX);
}

static void names(void **state)
{
    (void)state;
    char long_id[514];
    memset(long_id, 'x', sizeof long_id);
    long_id[513] = '\0';
    assert_int_equal(ps_custom_id_check(long_id, NULL), PS_INVALID);
    long_id[512] = '\0';
    assert_int_equal(ps_custom_id_check(long_id, NULL), PS_OK);
    assert_int_equal(ps_custom_id_check("", NULL), PS_INVALID);
    assert_int_equal(ps_custom_id_check("caf\xc3\xa9", NULL), PS_OK);
    assert_int_equal(ps_custom_id_check("caf\xe9", NULL), PS_INVALID);
    assert_int_equal(ps_tenant_name_check("a-b_9", NULL), PS_OK);
    assert_int_equal(ps_tenant_name_check("A", NULL), PS_INVALID);
    assert_int_equal(ps_tenant_name_check("", NULL), PS_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(jobs),    cmocka_unit_test(ends_of_jobs),
        cmocka_unit_test(batches), cmocka_unit_test(each_allocation_fails_once),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
