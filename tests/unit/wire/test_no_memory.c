/* Each allocation of parsing and rendering fails once: an error comes back, nothing leaks, and what
 * is returned as right is right. Under a sanitizer, which brings its own malloc, only Jansson's
 * allocations fail, and the sanitizer looks for leaks. */
#include "tests/unit/wire/wire_test.h"

#include "shared/wire/canonical.h"
#include "shared/wire/result.h"
#include "tests/support/failing_malloc.h"

static const char *const allowed[] = {"answers"};
static const struct ps_job_limits limits = {
    .job_bytes_max = 1 << 20, .reply_to_allowed = allowed, .num_reply_to_allowed = 1};

static const struct ps_identity completion = {"cmpl-", true};

static const char request[] =
    "{\"custom_id\":\"order-17\",\"method\":\"POST\",\"url\":\"/v1/completions\",\"body\":{"
    "\"model\":\"tiny-gpt\",\"prompt\":\"\\u00e9 a prompt that is longer than any first buffer "
    "is\","
    "\"a\":1,\"b\":2.5,\"c\":[true,false,null,{\"d\":[]}],\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,"
    "\"number\":1234567890.12345678901234567890123456789012345678901234567890}}";

static const char refused[] = "{\"custom_id\":\"order-17\",\"method\":\"GET\"}";
static const char odd[] = "{\"custom_id\":\"order-17\",\"a\":1e999}";
static const char dead[] = "{\"custom_id\":[[[[[[[[[[17]]]]]]]]]]}";

/* Makes the n-th allocation fail: everybody's, or Jansson's where that can't be done. */
static size_t jansson_countdown;
static bool jansson_failed;

static void *failing_json_malloc(size_t size)
{
    if (jansson_countdown > 0 && --jansson_countdown == 0) {
        jansson_failed = true;
        return NULL;
    }
    return malloc(size);
}

static void start(size_t n)
{
    jansson_failed = false;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    jansson_countdown = n;
#else
    ps_failing_malloc_start(n);
#endif
}

static bool stop(void)
{
    jansson_countdown = 0;
    return ps_failing_malloc_stop() || jansson_failed;
}

/* Parses text and renders its outcome; the line is what must not depend on where memory failed. */
static enum ps_status work(const char *text, struct ps_buffer *line)
{
    static const char body[] = "{\"object\":\"text_completion\",\"choices\":[{\"text\":\"a\"}]}";
    const struct ps_header headers[] = {{"penstock-reply-to", "answers", 7}, {"source", "crm", 3}};
    const struct ps_record record = {text, strlen(text), headers, 2, 1764000000123};
    PS_DEFER(ps_job_destroyp) struct ps_job *job = NULL;
    PS_TRY(ps_job_parse(&job, &record, &limits, NULL));
    if (job->kind != PS_JOB_REQUEST)
        return ps_result_refused(job, &job->refusal, line);
    PS_TRY(ps_result_completed(job, &completion, body, sizeof body - 1, line));
    PS_TRY(ps_buffer_printf(line, "%016llx", (unsigned long long)job->seed));
    PS_TRY(ps_canonical_body(job->body, false, line));
    PS_TRY(ps_result_failed(job, "batch_expired", "too late", line));
    return ps_result_body(job->body, line);
}

static void each_allocation_fails_once(const char *text)
{
    struct ps_buffer expected = {0};
    assert_int_equal(work(text, &expected), PS_OK);
    long live = ps_failing_malloc_live();
    for (size_t n = 1;; n++) {
        struct ps_buffer line = {0};
        start(n);
        enum ps_status status = work(text, &line);
        bool failed = stop();
        if (!failed)
            assert_int_equal(status, PS_OK);
        else if (status != PS_OK && status != PS_INTERNAL)
            assert_int_equal(status, PS_NO_MEMORY);
        if (status == PS_OK)
            assert_string_equal(line.data, expected.data);
        ps_buffer_close(&line);
        assert_int_equal(ps_failing_malloc_live(), live);
        if (!failed)
            break;
        assert_in_range(n, 1, 10000);
    }
    ps_buffer_close(&expected);
}

static void a_request(void **state)
{
    (void)state;
    each_allocation_fails_once(request);
}

static void a_refused_job(void **state)
{
    (void)state;
    each_allocation_fails_once(refused);
    each_allocation_fails_once(odd);
}

static void a_dead_letter(void **state)
{
    (void)state;
    each_allocation_fails_once(dead);
}

int main(void)
{
    json_set_alloc_funcs(failing_json_malloc, free);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_request),
        cmocka_unit_test(a_refused_job),
        cmocka_unit_test(a_dead_letter),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    json_set_alloc_funcs(malloc, free);
    return failed;
}
