/* A record's headers: what is read, what is refused, what goes onto the result. */
#include "tests/unit/wire/wire_test.h"

#include "shared/wire/headers.h"

static const char request[] = "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"u\","
                              "\"body\":{\"model\":\"m\"}}";

static const char *const allowed[] = {"answers", "answers.urgent"};

static const struct ps_job_limits limits = {
    .job_bytes_max = 1 << 20, .reply_to_allowed = allowed, .num_reply_to_allowed = LENGTH(allowed)};

static struct ps_header header(const char *name, const char *value)
{
    return (struct ps_header){name, value, value ? strlen(value) : 0};
}

static struct ps_job *with_headers(const struct ps_header *headers, size_t num_headers)
{
    return parse_record(request, sizeof request - 1, headers, num_headers, &limits);
}

static struct ps_job *with_header(const char *name, const char *value)
{
    const struct ps_header one = header(name, value);
    return with_headers(&one, 1);
}

static void reads_each_header(void **state)
{
    (void)state;
    const struct ps_header headers[] = {
        header("penstock-tenant", "acme_1-x"),     header("penstock-batch", "May-17_A"),
        header("penstock-deadline", "1764000100"), header("penstock-reply-to", "answers"),
        header("penstock-cache", "refresh"),
    };
    struct ps_job *job = with_headers(headers, LENGTH(headers));
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    assert_string_equal(job->tenant, "acme_1-x");
    assert_string_equal(job->batch, "May-17_A");
    assert_int_equal(job->deadline_ms, 1764000100000);
    assert_string_equal(job->reply_to, "answers");
    assert_int_equal(job->cache, PS_CACHE_REFRESH);
    ps_job_destroy(job);
    job = with_header("penstock-cache", "bypass");
    assert_int_equal(job->cache, PS_CACHE_BYPASS);
    ps_job_destroy(job);
    job = with_header("penstock-cache", "use");
    assert_int_equal(job->cache, PS_CACHE_USE);
    ps_job_destroy(job);
}

static void names_and_numbers_have_limits(void **state)
{
    (void)state;
    char longest[66];
    memset(longest, 'z', sizeof longest);
    longest[64] = '\0';
    struct ps_job *job = with_header("penstock-tenant", longest);
    assert_string_equal(job->tenant, longest);
    ps_job_destroy(job);
    job = with_header("penstock-batch", longest);
    assert_string_equal(job->batch, longest);
    ps_job_destroy(job);
    job = with_header("penstock-deadline", "253402300799");
    assert_int_equal(job->deadline_ms, INT64_C(253402300799000));
    ps_job_destroy(job);
    job = with_header("penstock-deadline", "0"); /* long past, and not "no deadline" */
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    assert_true(job->deadline_ms > 0 && job->deadline_ms < 1000);
    ps_job_destroy(job);
}

static const struct {
    const char *name, *value;
} malformed[] = {
    {"penstock-tenant", ""},
    {"penstock-tenant", NULL},
    {"penstock-tenant", "Acme"},
    {"penstock-tenant", "a b"},
    {"penstock-tenant", "a:b"},
    {"penstock-tenant", "\xC3\xA9"},
    {"penstock-tenant", "\xFF\xFE"},
    {"penstock-tenant", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"},
    {"penstock-batch", ""},
    {"penstock-batch", NULL},
    {"penstock-batch", "a/b"},
    {"penstock-batch", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"},
    {"penstock-batch-total", "many"},
    {"penstock-batch-total", "9223372036854775808"},
    {"penstock-deadline", ""},
    {"penstock-deadline", NULL},
    {"penstock-deadline", "-1"},
    {"penstock-deadline", "+1"},
    {"penstock-deadline", " 1"},
    {"penstock-deadline", "1.5"},
    {"penstock-deadline", "1e9"},
    {"penstock-deadline", "253402300800"},
    {"penstock-deadline", "1764000000000"},
    {"penstock-deadline", "99999999999999999999999999"},
    {"penstock-reply-to", ""},
    {"penstock-reply-to", NULL},
    {"penstock-reply-to", "answer"},
    {"penstock-reply-to", "answers "},
    {"penstock-reply-to", "Answers"},
    {"penstock-cache", ""},
    {"penstock-cache", NULL},
    {"penstock-cache", "Use"},
    {"penstock-cache", "uses"},
};

static void refuses_malformed_headers_on_the_default_topic(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(malformed); i++) {
        const struct ps_header headers[] = {header("penstock-reply-to", "answers"),
                                            header(malformed[i].name, malformed[i].value),
                                            header("source", "crm")};
        struct ps_job *job = with_headers(headers, LENGTH(headers));
        assert_int_equal(job->kind, PS_JOB_REFUSED);
        assert_int_equal(job->refusal.status, PS_INVALID);
        assert_string_equal(job->refusal.param, malformed[i].name);
        assert_non_null(strstr(job->refusal.message, malformed[i].name));
        assert_string_equal(job->custom_id, "a");
        assert_null(job->reply_to);
        assert_int_equal(job->num_copied, 1);
        assert_string_equal(job->copied[0].name, "source");
        ps_job_destroy(job);
    }
}

static void a_long_value_is_cut_in_the_message(void **state)
{
    (void)state;
    char value[5001];
    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    struct ps_job *job = with_header("penstock-batch", value);
    assert_in_range(strlen(job->refusal.message), 64, 300);
    assert_non_null(strstr(job->refusal.message, "xxx\"..."));
    ps_job_destroy(job);
}

static void of_repeated_headers_the_last_counts(void **state)
{
    (void)state;
    const struct ps_header headers[] = {header("penstock-tenant", "NOT VALID"), header("x", "1"),
                                        header("penstock-tenant", "b"), header("x", "2"),
                                        header("x", "1")};
    struct ps_job *job = with_headers(headers, LENGTH(headers));
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    assert_string_equal(job->tenant, "b");
    /* Of ours the one that counts is copied; of unknown ones all. */
    assert_int_equal(job->num_copied, 4);
    static const char *const expected[][2] = {
        {"x", "1"}, {"penstock-tenant", "b"}, {"x", "2"}, {"x", "1"}};
    for (size_t i = 0; i < LENGTH(expected); i++) {
        assert_string_equal(job->copied[i].name, expected[i][0]);
        assert_int_equal(job->copied[i].size, strlen(expected[i][1]));
        assert_memory_equal(job->copied[i].value, expected[i][1], job->copied[i].size);
    }
    ps_job_destroy(job);
}

static void copies_what_belongs_on_the_result(void **state)
{
    (void)state;
    static const struct {
        const char *name, *value;
        bool copied;
    } rows[] = {
        {"penstock-tenant", "acme", true},
        {"penstock-batch", "b", true},
        {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true},
        {"tracestate", "a=b", true},
        {"baggage", "c=d", true},
        {"source", "crm", true},
        {"", "", true},
        {"Penstock-Tenant", "ACME", true}, /* names are case-sensitive: unknown */
        {"penstock-deadline", "1764000100", false},
        {"penstock-reply-to", "answers", false},
        {"penstock-cache", "use", false},
        {"penstock-batch-total", "5", false},
        {"penstock-worker", "forged", false},
        {"penstock-model", "forged", false},
        {"penstock-isa", "forged", false},
        {"penstock-cached-tokens", "forged", false},
        {"penstock-attempt", "forged", false},
        {"penstock-source", "forged", false},
        {"penstock-queue-ms", "forged", false},
        {"penstock-run-ms", "forged", false},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_job *job = with_header(rows[i].name, rows[i].value);
        assert_int_equal(job->kind, PS_JOB_REQUEST);
        assert_int_equal(job->num_copied, rows[i].copied);
        if (rows[i].copied) {
            assert_string_equal(job->copied[0].name, rows[i].name);
            assert_int_equal(job->copied[0].size, strlen(rows[i].value));
        }
        ps_job_destroy(job);
    }
}

static void copies_bytes_and_nulls_as_they_are(void **state)
{
    (void)state;
    char bytes[] = {'\0', '\xFF', '\n', '\0'};
    const struct ps_header headers[] = {
        {"bytes", bytes, sizeof bytes}, {"null", NULL, 0}, {"empty", "", 0}};
    struct ps_job *job = with_headers(headers, LENGTH(headers));
    memset(bytes, 'x', sizeof bytes); /* the record is not needed any more */
    assert_int_equal(job->num_copied, 3);
    assert_int_equal(job->copied[0].size, 4);
    assert_memory_equal(job->copied[0].value, "\0\xFF\n", 4);
    assert_null(job->copied[1].value);
    assert_non_null(job->copied[2].value);
    assert_int_equal(job->copied[2].size, 0);
    ps_job_destroy(job);
}

static void too_many_headers_are_refused(void **state)
{
    (void)state;
    struct ps_header headers[PS_COPIED_HEADERS_MAX + 1];
    for (size_t i = 0; i < LENGTH(headers); i++)
        headers[i] = header("x", "y");
    struct ps_job *job = with_headers(headers, PS_COPIED_HEADERS_MAX);
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    assert_int_equal(job->num_copied, PS_COPIED_HEADERS_MAX);
    ps_job_destroy(job);
    job = with_headers(headers, PS_COPIED_HEADERS_MAX + 1);
    assert_int_equal(job->kind, PS_JOB_REFUSED);
    assert_int_equal(job->refusal.status, PS_TOO_LARGE);
    assert_string_equal(job->refusal.param, "headers");
    assert_int_equal(job->num_copied, 0);
    ps_job_destroy(job);
}

static void too_many_header_bytes_are_refused(void **state)
{
    (void)state;
    char *bytes = calloc(1, PS_COPIED_HEADER_BYTES_MAX);
    assert_non_null(bytes);
    struct ps_header one = {"x", bytes, PS_COPIED_HEADER_BYTES_MAX - 2};
    struct ps_job *job = with_headers(&one, 1);
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    ps_job_destroy(job);
    one.size++;
    job = with_headers(&one, 1);
    assert_int_equal(job->refusal.status, PS_TOO_LARGE);
    assert_int_equal(job->num_copied, 0);
    ps_job_destroy(job);
    free(bytes);
}

static void a_dead_letter_stays_dead(void **state)
{
    (void)state;
    const struct ps_header wrong = header("penstock-tenant", "ACME");
    struct ps_job *job = parse_record("nope", 4, &wrong, 1, &limits);
    assert_int_equal(job->kind, PS_JOB_DEAD);
    assert_string_equal(job->refusal.code, "not_json");
    ps_job_destroy(job);
}

static void too_large_with_a_malformed_header_goes_to_the_default_topic(void **state)
{
    (void)state;
    const struct ps_header headers[] = {header("penstock-reply-to", "answers"),
                                        header("penstock-cache", "never")};
    struct ps_job_limits small = limits;
    small.job_bytes_max = 5;
    struct ps_job *job = parse_record(request, sizeof request - 1, headers, 2, &small);
    assert_int_equal(job->kind, PS_JOB_REFUSED);
    assert_int_equal(job->refusal.status, PS_TOO_LARGE);
    assert_null(job->reply_to);
    ps_job_destroy(job);
}

static struct ps_job *null_value(const char *batch, const char *total, const char *tenant)
{
    struct ps_header headers[3];
    size_t count = 0;
    if (batch)
        headers[count++] = header("penstock-batch", batch);
    if (total)
        headers[count++] = header("penstock-batch-total", total);
    if (tenant)
        headers[count++] = header("penstock-tenant", tenant);
    return parse_record(NULL, 0, headers, count, &limits);
}

static void a_null_value_ends_a_batch(void **state)
{
    (void)state;
    struct ps_job *job = null_value("b-1", "500", "acme");
    assert_int_equal(job->kind, PS_JOB_BATCH_END);
    assert_string_equal(job->batch, "b-1");
    assert_string_equal(job->tenant, "acme");
    assert_int_equal(job->batch_total, 500);
    assert_null(job->custom_id);
    ps_job_destroy(job);
    job = null_value("b-1", "0", NULL);
    assert_int_equal(job->kind, PS_JOB_BATCH_END);
    assert_int_equal(job->batch_total, 0);
    ps_job_destroy(job);
}

static void another_null_value_is_dead(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        {NULL, NULL, NULL},  {"b", NULL, NULL},  {NULL, "5", NULL},
        {"b", "five", NULL}, {"b c", "5", NULL}, {"b", "5", "ACME"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        struct ps_job *job = null_value(rows[i][0], rows[i][1], rows[i][2]);
        assert_int_equal(job->kind, PS_JOB_DEAD);
        assert_string_equal(job->refusal.code, "not_a_job");
        assert_int_equal(job->refusal.status, PS_INVALID);
        ps_job_destroy(job);
    }
}

static void a_value_with_a_total_is_a_job(void **state)
{
    (void)state;
    const struct ps_header headers[] = {header("penstock-batch", "b"),
                                        header("penstock-batch-total", "5")};
    struct ps_job *job = with_headers(headers, 2);
    assert_int_equal(job->kind, PS_JOB_REQUEST);
    ps_job_destroy(job);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_each_header),
        cmocka_unit_test(names_and_numbers_have_limits),
        cmocka_unit_test(refuses_malformed_headers_on_the_default_topic),
        cmocka_unit_test(a_long_value_is_cut_in_the_message),
        cmocka_unit_test(of_repeated_headers_the_last_counts),
        cmocka_unit_test(copies_what_belongs_on_the_result),
        cmocka_unit_test(copies_bytes_and_nulls_as_they_are),
        cmocka_unit_test(too_many_headers_are_refused),
        cmocka_unit_test(too_many_header_bytes_are_refused),
        cmocka_unit_test(a_dead_letter_stays_dead),
        cmocka_unit_test(too_large_with_a_malformed_header_goes_to_the_default_topic),
        cmocka_unit_test(a_null_value_ends_a_batch),
        cmocka_unit_test(another_null_value_is_dead),
        cmocka_unit_test(a_value_with_a_total_is_a_job),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
