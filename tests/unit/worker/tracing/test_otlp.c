/* Requests whole or not at all, answers read, and when to try again. The encoding itself is held
 * against OpenTelemetry's own types by the end-to-end tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/support/failing_malloc.h"
#include "worker/tracing/otlp.h"
#include "worker/tracing/retry.h"

static const struct ps_otlp_resource resource = {"worker-1", "group"};

static struct ps_trace_span *make_span(void)
{
    struct ps_trace_span *span = calloc(1, sizeof *span);
    assert_non_null(span);
    span->trace = (struct ps_trace){.is_on = true,
                                    .is_continued = true,
                                    .received_unix_us = 1700000000000001,
                                    .marks_us = {[PS_MARK_RECEIVED] = 100,
                                                 [PS_MARK_TOKENIZE] = 110,
                                                 [PS_MARK_TOKENIZED] = 120,
                                                 [PS_MARK_COMMIT] = 1100100,
                                                 [PS_MARK_COMMITTED] = 1200100}};
    memset(span->trace.context.trace_id, 0xab, PS_TRACE_ID_SIZE);
    memset(span->trace.context.span_id, 0xcd, PS_SPAN_ID_SIZE);
    strcpy(span->topic, "jobs");
    strcpy(span->custom_id, "\xc3\xa9\"");
    strcpy(span->error_type, "batch_expired");
    span->is_error = true;
    span->offset = INT64_MAX;
    span->url = "/v1/completions";
    span->outcome = "expired";
    span->input_tokens = 3;
    span->output_tokens = -1;
    return span;
}

static void times_are_the_clock_s(void **state)
{
    (void)state;
    struct ps_trace_span *span = make_span();
    struct ps_buffer request = {0};
    assert_int_equal(ps_otlp_request(&resource, &span, 1, &request), PS_OK);
    const char *text = request.data;
    json_t *root = json_loads(text, 0, NULL);
    const json_t *group = json_array_get(json_object_get(root, "resourceSpans"), 0);
    const json_t *scope = json_array_get(json_object_get(group, "scopeSpans"), 0);
    const json_t *spans = json_object_get(scope, "spans");
    const json_t *job = json_array_get(spans, 0);
    /* Of the parts only those that were gone through. */
    assert_int_equal(json_array_size(spans), 3);
    assert_int_equal(ps_otlp_num_spans(span), 3);
    assert_string_equal(json_string_value(json_object_get(job, "startTimeUnixNano")),
                        "1700000000000001000");
    assert_string_equal(json_string_value(json_object_get(job, "endTimeUnixNano")),
                        "1700000001200001000");
    assert_string_equal(json_string_value(json_object_get(job, "traceId")),
                        "abababababababababababababababab");
    assert_non_null(strstr(text, "{\"intValue\":\"9223372036854775807\"}"));
    json_decref(root);
    ps_buffer_close(&request);
    free(span);
}

static void whole_or_not_at_all(void **state)
{
    (void)state;
    struct ps_trace_span *spans[2] = {make_span(), make_span()};
    struct ps_buffer whole = {0};
    assert_int_equal(ps_otlp_request(&resource, spans, 2, &whole), PS_OK);
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_buffer request = {0};
        long live = ps_failing_malloc_live();
        ps_failing_malloc_start(n);
        enum ps_status status = ps_otlp_request(&resource, spans, 2, &request);
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        assert_int_equal(request.size, failed ? 0 : whole.size);
        ps_buffer_close(&request);
        assert_int_equal(ps_failing_malloc_live(), live);
    }
    ps_buffer_close(&whole);
    free(spans[0]);
    free(spans[1]);
}

static void rejections_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *answer;
        uint64_t rejected;
    } cases[] = {
        {"", 0},
        {"{}", 0},
        {"\x08\x01", 0}, /* protobuf, from a collector that answers as it likes */
        {"{\"partialSuccess\": {}}", 0},
        {"{\"partialSuccess\": {\"rejectedSpans\": \"12\", \"errorMessage\": \"no\"}}", 12},
        {"{\"partialSuccess\": {\"rejectedSpans\": 12}}", 12},
        {"{\"partialSuccess\": {\"rejectedSpans\": -12}}", 0},
        {"{\"partialSuccess\": {\"rejectedSpans\": null}}", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(ps_otlp_num_rejected(cases[i].answer, strlen(cases[i].answer)),
                         cases[i].rejected);
    assert_int_equal(ps_otlp_num_rejected(NULL, 0), 0);
}

static void what_is_tried_again(void **state)
{
    (void)state;
    static const long again[] = {0, 429, 502, 503, 504};
    static const long never[] = {301, 400, 401, 403, 404, 413, 500, 501};
    for (size_t i = 0; i < sizeof again / sizeof *again; i++) {
        const struct ps_tracing_answer answer = {.status = again[i]};
        int64_t longest_ms = 500;
        for (size_t tries = 1; tries < PS_TRACING_TRIES_MAX; tries++) {
            int64_t pause_ms = ps_tracing_retry_ms(&answer, tries);
            assert_in_range(pause_ms, longest_ms / 2, longest_ms);
            longest_ms *= 2;
        }
        assert_int_equal(ps_tracing_retry_ms(&answer, PS_TRACING_TRIES_MAX), -1);
    }
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        const struct ps_tracing_answer answer = {.status = never[i], .retry_after_ms = 1000};
        assert_int_equal(ps_tracing_retry_ms(&answer, 1), -1);
    }
    struct ps_tracing_answer answer = {.status = 503, .retry_after_ms = 7000};
    assert_int_equal(ps_tracing_retry_ms(&answer, 1), 7000);
    answer.retry_after_ms = INT64_MAX;
    assert_int_equal(ps_tracing_retry_ms(&answer, 1), 30000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_the_clock_s),
        cmocka_unit_test(whole_or_not_at_all),
        cmocka_unit_test(rejections_are_read),
        cmocka_unit_test(what_is_tried_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
