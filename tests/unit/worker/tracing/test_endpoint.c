/* Endpoints and headers: what they become, and what every error says and doesn't. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/failing_malloc.h"
#include "worker/tracing/endpoint.h"

static enum ps_status parse(struct ps_tracing_endpoint *endpoint, const char *url,
                            const char *headers, struct ps_error *error)
{
    *endpoint = (struct ps_tracing_endpoint){0};
    *error = (struct ps_error){0};
    return ps_tracing_endpoint_parse(endpoint, url, headers, error);
}

static void urls(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"http://localhost:4318", "http://localhost:4318/v1/traces"},
        {"http://localhost:4318/", "http://localhost:4318/v1/traces"},
        {"https://a.example.org", "https://a.example.org/v1/traces"},
        {"https://a.example.org/otlp/v1/traces", "https://a.example.org/otlp/v1/traces"},
        {"http://[::1]:4318", "http://[::1]:4318/v1/traces"},
        {"http://h/?x=1", "http://h/?x=1"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct ps_tracing_endpoint endpoint;
        struct ps_error error;
        assert_int_equal(parse(&endpoint, pairs[i][0], "", &error), PS_OK);
        assert_string_equal(endpoint.url, pairs[i][1]);
        ps_tracing_endpoint_close(&endpoint);
    }
}

static void none_is_off(void **state)
{
    (void)state;
    struct ps_tracing_endpoint endpoint;
    struct ps_error error;
    assert_int_equal(parse(&endpoint, "", "", &error), PS_OK);
    assert_null(endpoint.url);
    ps_tracing_endpoint_close(&endpoint);
}

static void wrong_urls(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "localhost:4318",  "grpc://localhost:4317", "HTTP://h",         "http://",
        "http:///path",    "http://:4318",          "http://h:",        "http://h:0",
        "http://h:65536",  "http://h:4318x",        "http://[::1",      "http://[::1]4318",
        "http://h/a path", "http://h/\n",           "http://u:pw@host",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ps_tracing_endpoint endpoint;
        struct ps_error error;
        if (parse(&endpoint, wrong[i], "", &error) != PS_INVALID)
            fail_msg("%s was taken", wrong[i]);
        assert_string_equal(error.param, "tracing.endpoint");
        assert_null(strstr(error.message, "pw"));
        ps_tracing_endpoint_close(&endpoint);
    }
}

static void headers(void **state)
{
    (void)state;
    struct ps_tracing_endpoint endpoint;
    struct ps_error error;
    static const char text[] = "authorization=Bearer%20a%3d%2Cb==, X-Scope = team ,,empty=";
    assert_int_equal(parse(&endpoint, "http://h", text, &error), PS_OK);
    assert_int_equal(endpoint.num_headers, 3);
    assert_string_equal(endpoint.headers[0], "authorization: Bearer a=,b==");
    assert_string_equal(endpoint.headers[1], "X-Scope: team");
    assert_string_equal(endpoint.headers[2], "empty: ");
    ps_tracing_endpoint_close(&endpoint);
}

static void wrong_headers(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "secret",     "=secret",     "a b=secret",  "a=secret%0d%0ab: c", "a=secret%",
        "a=secret%2", "a=secret%zz", "a=secret%00", "a=secret\x01",       "a:b=secret",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ps_tracing_endpoint endpoint;
        struct ps_error error;
        if (parse(&endpoint, "http://h", wrong[i], &error) != PS_INVALID)
            fail_msg("%s was taken", wrong[i]);
        assert_string_equal(error.param, "tracing.headers");
        assert_null(strstr(error.message, "secret"));
        ps_tracing_endpoint_close(&endpoint);
    }
}

static void too_many_headers(void **state)
{
    (void)state;
    char text[4 * (PS_TRACING_HEADERS_MAX + 1) + 1] = "";
    struct ps_tracing_endpoint endpoint;
    struct ps_error error;
    for (size_t i = 0; i <= PS_TRACING_HEADERS_MAX; i++)
        strcat(text, "a=b,");
    assert_int_equal(parse(&endpoint, "http://h", text, &error), PS_INVALID);
    ps_tracing_endpoint_close(&endpoint);
    text[4 * PS_TRACING_HEADERS_MAX] = '\0';
    assert_int_equal(parse(&endpoint, "http://h", text, &error), PS_OK);
    assert_int_equal(endpoint.num_headers, PS_TRACING_HEADERS_MAX);
    ps_tracing_endpoint_close(&endpoint);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    bool failed = true;
    for (size_t n = 1; failed; n++) {
        struct ps_tracing_endpoint endpoint;
        struct ps_error error;
        ps_failing_malloc_start(n);
        enum ps_status status = parse(&endpoint, "http://h", "a=b, c=d%20e", &error);
        failed = ps_failing_malloc_stop();
        assert_int_equal(status, failed ? PS_NO_MEMORY : PS_OK);
        ps_tracing_endpoint_close(&endpoint);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(urls),
        cmocka_unit_test(none_is_off),
        cmocka_unit_test(wrong_urls),
        cmocka_unit_test(headers),
        cmocka_unit_test(wrong_headers),
        cmocka_unit_test(too_many_headers),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
