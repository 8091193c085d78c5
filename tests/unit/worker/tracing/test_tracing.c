/* Who gets a trace, and that a collector that doesn't answer holds up neither jobs nor the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>

#include "shared/base/clock.h"
#include "worker/tracing/tracing.h"

#define SAMPLED   "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
#define UNSAMPLED "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00"

struct silent_collector {
    int descriptor;
    char url[64];
    char nothing[1]; /* "" */
    struct ps_config config;
    struct ps_tracing *tracing;
};

/* The kernel accepts connections, and nobody answers them. */
static int set_up(void **state)
{
    struct silent_collector *collector = calloc(1, sizeof *collector);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (!collector)
        return -1;
    collector->descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (collector->descriptor < 0 ||
        bind(collector->descriptor, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(collector->descriptor, 8) != 0 ||
        getsockname(collector->descriptor, (struct sockaddr *)&address, &size) != 0)
        return -1;
    (void)snprintf(collector->url, sizeof collector->url, "http://127.0.0.1:%d",
                   (int)ntohs(address.sin_port));
    collector->config.tracing.endpoint = collector->url;
    collector->config.tracing.headers = collector->nothing;
    *state = collector;
    return 0;
}

static int tear_down(void **state)
{
    struct silent_collector *collector = *state;
    ps_tracing_close(collector->tracing);
    (void)close(collector->descriptor);
    free(collector);
    return 0;
}

static void open_with(struct silent_collector *collector, int64_t sample_percent)
{
    struct ps_error error = {0};
    collector->config.tracing.sample_percent = sample_percent;
    assert_int_equal(ps_tracing_open(&collector->tracing, &collector->config, "worker", &error),
                     PS_OK);
    assert_non_null(collector->tracing);
}

static void begin(const struct silent_collector *collector, const char *traceparent,
                  struct ps_trace *trace)
{
    ps_tracing_begin(collector->tracing, traceparent, traceparent ? strlen(traceparent) : 0, trace);
}

static void a_record_decides_for_its_job(void **state)
{
    struct silent_collector *collector = *state;
    struct ps_trace trace;
    open_with(collector, 0);
    begin(collector, SAMPLED, &trace);
    assert_true(trace.is_on);
    assert_true(trace.is_continued);
    assert_int_equal(trace.parent_id[1], 0xf0);
    assert_memory_not_equal(trace.parent_id, trace.context.span_id, PS_SPAN_ID_SIZE);
    assert_true(trace.marks_us[PS_MARK_RECEIVED] > 0);
    begin(collector, UNSAMPLED, &trace);
    assert_false(trace.is_on);
    begin(collector, NULL, &trace); /* nobody's own, at 0 percent */
    assert_false(trace.is_on);
}

static void a_share_of_the_others_is_drawn(void **state)
{
    struct silent_collector *collector = *state;
    size_t num_traced = 0;
    open_with(collector, 25);
    for (int i = 0; i < 4000; i++) {
        struct ps_trace trace;
        begin(collector, i % 2 ? NULL : "no traceparent", &trace);
        num_traced += trace.is_on;
        assert_false(trace.is_continued);
    }
    assert_in_range(num_traced, 800, 1200);
}

static void off_is_off(void **state)
{
    struct silent_collector *collector = *state;
    struct ps_error error = {0};
    struct ps_trace trace = {.is_on = true};
    struct ps_tracing_counts counts;
    collector->config.tracing.endpoint = collector->nothing;
    assert_int_equal(ps_tracing_open(&collector->tracing, &collector->config, "worker", &error),
                     PS_OK);
    assert_null(collector->tracing);
    begin(collector, SAMPLED, &trace);
    assert_false(trace.is_on);
    ps_tracing_counts(NULL, &counts);
    assert_int_equal(counts.exported + counts.dropped, 0);
}

#define NUM_THREADS 3
#define NUM_SPANS   2000 /* of each */

static void *end_spans(void *context)
{
    struct silent_collector *collector = context;
    for (int i = 0; i < NUM_SPANS; i++) {
        struct ps_trace_span *span = calloc(1, sizeof *span);
        if (!span)
            continue;
        begin(collector, NULL, &span->trace);
        ps_trace_mark(&span->trace, PS_MARK_COMMITTED);
        span->outcome = "completed";
        ps_tracing_end(collector->tracing, span);
    }
    return NULL;
}

static void nobody_waits_for_a_silent_collector(void **state)
{
    struct silent_collector *collector = *state;
    pthread_t threads[NUM_THREADS];
    struct ps_tracing_counts counts;
    open_with(collector, 100);
    int64_t begin_ms = ps_clock_monotonic_ms();
    for (size_t i = 0; i < NUM_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, end_spans, collector), 0);
    for (size_t i = 0; i < NUM_THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    ps_tracing_counts(collector->tracing, &counts);
    /* More than fit in the queue and in a batch or two have come. */
    assert_in_range(counts.dropped, 1, NUM_THREADS * NUM_SPANS);
    assert_int_equal(counts.exported, 0);
    ps_tracing_close(collector->tracing);
    collector->tracing = NULL;
    assert_in_range(ps_clock_monotonic_ms() - begin_ms, 0, 9000); /* less than one request waits */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_record_decides_for_its_job, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_share_of_the_others_is_drawn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(off_is_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_waits_for_a_silent_collector, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
