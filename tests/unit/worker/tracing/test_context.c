/* Traceparents: what the W3C calls one, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "worker/tracing/context.h"

#define TRACE "4bf92f3577b34da6a3ce929d0e0e4736"
#define SPAN  "00f067aa0ba902b7"

static bool parses(const char *text, struct ps_trace_context *context)
{
    /* Without the NUL, so that a sanitizer sees who reads too far. */
    size_t size = strlen(text);
    char *exact = malloc(size + (size == 0));
    assert_non_null(exact);
    memcpy(exact, text, size);
    bool parsed = ps_trace_context_parse(context, exact, size);
    free(exact);
    return parsed;
}

static void comes_out_as_it_went_in(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"00-" TRACE "-" SPAN "-01", "00-" TRACE "-" SPAN "-01"},
        {"00-" TRACE "-" SPAN "-00", "00-" TRACE "-" SPAN "-00"},
        {"00-" TRACE "-" SPAN "-03", "00-" TRACE "-" SPAN "-03"},
        {"00-" TRACE "-" SPAN "-ff", "00-" TRACE "-" SPAN "-03"}, /* flags that we don't know */
        {"cc-" TRACE "-" SPAN "-01", "00-" TRACE "-" SPAN "-01"},
        {"cc-" TRACE "-" SPAN "-01-what-comes-later", "00-" TRACE "-" SPAN "-01"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ps_trace_context context;
        char text[PS_TRACEPARENT_SIZE];
        assert_true(parses(texts[i][0], &context));
        ps_trace_context_format(&context, text);
        assert_string_equal(text, texts[i][1]);
    }
}

static void all_else_is_none(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "00",
        "00-" TRACE "-" SPAN "-0",
        "00-" TRACE "-" SPAN "-01-",
        "00-" TRACE "-" SPAN "-01-more",
        "cc-" TRACE "-" SPAN "-01.more",
        "ff-" TRACE "-" SPAN "-01",
        "0x-" TRACE "-" SPAN "-01",
        "00-00000000000000000000000000000000-" SPAN "-01",
        "00-" TRACE "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" SPAN "-01",
        "00-" TRACE "-00F067AA0BA902B7-01",
        "00-" TRACE "-" SPAN "-0A",
        "00_" TRACE "-" SPAN "-01",
        "00-" TRACE "_" SPAN "-01",
        "00-" TRACE "-" SPAN "_01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-" SPAN "-001",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-" SPAN "-01",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct ps_trace_context context = {.flags = 7};
        if (parses(texts[i], &context))
            fail_msg("%s was taken for a traceparent", texts[i]);
        assert_int_equal(context.flags, 7);
    }
    struct ps_trace_context context;
    assert_false(ps_trace_context_parse(&context, NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_out_as_it_went_in),
        cmocka_unit_test(all_else_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
