/* The metrics' text: every series from the start, counters that count, histograms that add up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "worker/metrics.h"
#include "worker/metrics_page.h"

static const char *const models[] = {"tiny", "od\"d\\"};

static void assert_line(const struct ps_buffer *text, const char *line)
{
    char whole[256];
    (void)snprintf(whole, sizeof whole, "\n%s\n", line);
    if (!strstr(text->data, whole))
        fail_msg("expected the line %s in\n%s", line, text->data);
}

static void everything_exists_at_0(void **state)
{
    (void)state;
    struct ps_buffer text = {0};
    struct ps_metrics *metrics = ps_metrics_create(models, 2);
    assert_non_null(metrics);
    assert_int_equal(ps_metrics_render(metrics, &(struct ps_metrics_view){0}, &text), PS_OK);
    assert_line(&text, "penstock_jobs_total{url=\"/v1/completions\",model=\"tiny\","
                       "outcome=\"completed\"} 0");
    assert_line(&text, "penstock_jobs_total{url=\"other\",model=\"other\",outcome=\"failed\"} 0");
    assert_line(&text, "penstock_jobs_total{url=\"/v1/embeddings\",model=\"od\\\"d\\\\\","
                       "outcome=\"expired\"} 0");
    assert_line(&text, "penstock_dead_letters_total{code=\"not_json\"} 0");
    assert_line(&text, "penstock_cache_hits_total 0");
    assert_line(&text, "penstock_prompt_tokens_total{model=\"tiny\"} 0");
    assert_line(&text, "penstock_run_seconds_count 0");
    assert_line(&text, "# TYPE penstock_consumer_lag_records gauge");
    /* What a job costs isn't known: a 0 would say that there is no work. */
    assert_line(&text, "# TYPE penstock_consumer_lag_core_seconds gauge");
    assert_null(strstr(text.data, "\npenstock_job_core_seconds"));
    assert_null(strstr(text.data, "\npenstock_kafka_brokers"));
    ps_buffer_close(&text);
    ps_metrics_destroy(metrics);
}

static void counts_add_up(void **state)
{
    (void)state;
    struct ps_buffer text = {0};
    struct ps_metrics *metrics = ps_metrics_create(models, 2);
    const struct ps_engine_stats stats = {.prompt_tokens = 12, .pages_used = 3, .pages_total = 9};
    const struct ps_lag lag = {"jobs", 4, 17};
    const struct ps_kafka_statistics known = {
        .is_known = true, .round_trip_us = 2500, .records = 7, .timeouts = 3};
    const struct ps_kafka_statistics unknown = {0};
    const struct ps_metrics_view view = {.lags = &lag,
                                         .num_lags = 1,
                                         .job_core_seconds = 0.25,
                                         .consumer = &known,
                                         .producer = &unknown};
    assert_non_null(metrics);
    ps_metrics_add(metrics, PS_COUNTER_CACHE_HITS, 3);
    ps_metrics_job(metrics, "/v1/completions", "tiny", PS_OUTCOME_COMPLETED);
    ps_metrics_job(metrics, "/v1/completions", "tiny", PS_OUTCOME_COMPLETED);
    ps_metrics_job(metrics, "/nowhere", NULL, PS_OUTCOME_FAILED);
    ps_metrics_job(metrics, NULL, NULL, PS_OUTCOME_DEAD);
    ps_metrics_dead_letter(metrics, "too_large");
    ps_metrics_observe(metrics, PS_HISTOGRAM_STEP_ROWS, 1);
    ps_metrics_observe(metrics, PS_HISTOGRAM_STEP_ROWS, 3);
    ps_metrics_observe(metrics, PS_HISTOGRAM_STEP_ROWS, 1e9);
    ps_metrics_observe(metrics, PS_HISTOGRAM_QUEUE, -5);
    ps_metrics_set(metrics, PS_GAUGE_READY, 1);
    ps_metrics_engine(metrics, 1, &stats);
    assert_int_equal(ps_metrics_render(metrics, &view, &text), PS_OK);
    assert_line(&text, "penstock_cache_hits_total 3");
    assert_line(&text, "penstock_jobs_total{url=\"/v1/completions\",model=\"tiny\","
                       "outcome=\"completed\"} 2");
    assert_line(&text, "penstock_jobs_total{url=\"other\",model=\"other\",outcome=\"failed\"} 1");
    assert_line(&text, "penstock_dead_letters_total{code=\"too_large\"} 1");
    assert_line(&text, "penstock_step_rows_bucket{le=\"1\"} 1");
    assert_line(&text, "penstock_step_rows_bucket{le=\"4\"} 2");
    assert_line(&text, "penstock_step_rows_bucket{le=\"2048\"} 2");
    assert_line(&text, "penstock_step_rows_bucket{le=\"+Inf\"} 3");
    assert_line(&text, "penstock_step_rows_count 3");
    assert_line(&text, "penstock_step_rows_sum 1000000004.000000");
    assert_line(&text, "penstock_queue_seconds_sum 0.000000");
    assert_line(&text, "penstock_ready 1");
    assert_line(&text, "penstock_prompt_tokens_total{model=\"od\\\"d\\\\\"} 12");
    assert_line(&text, "penstock_kv_pages_used{model=\"od\\\"d\\\\\"} 3");
    assert_line(&text, "penstock_consumer_lag_records{topic=\"jobs\",partition=\"4\"} 17");
    assert_line(&text, "penstock_consumer_lag_core_seconds{topic=\"jobs\",partition=\"4\"} 4.25");
    assert_line(&text, "penstock_job_core_seconds 0.25");
    assert_line(&text, "penstock_kafka_round_trip_seconds{client=\"consumer\"} 0.0025");
    assert_line(&text, "penstock_kafka_queued_records{client=\"consumer\"} 7");
    assert_line(&text, "penstock_kafka_request_timeouts_total{client=\"consumer\"} 3");
    assert_null(strstr(text.data, "client=\"producer\""));
    assert_int_equal(ps_metrics_answered(metrics), 4);
    ps_buffer_close(&text);
    ps_metrics_destroy(metrics);
}

static void the_page_shows_what_is_so(void **state)
{
    (void)state;
    struct ps_buffer html = {0};
    struct ps_metrics *metrics = ps_metrics_create((const char *const[]){"<b>&\"", "two"}, 2);
    const struct ps_engine_stats stats = {.prompt_tokens = 1234, .generated_tokens = 66};
    const struct ps_lag lags[] = {{"jobs", 0, 40}, {"jobs", 1, 2}};
    const struct ps_metrics_view view = {
        .group = "the-group", .lags = lags, .num_lags = 2, .job_core_seconds = 0.5};
    struct ps_metrics_page page = {.worker = "host-1", .servers = "b:9092", .uptime_s = 7200};
    assert_non_null(metrics);
    ps_metrics_engine(metrics, 0, &stats);
    ps_metrics_job(metrics, "/v1/completions", "two", PS_OUTCOME_EXPIRED);
    ps_metrics_dead_letter(metrics, "not_json");
    assert_int_equal(ps_metrics_tokens(metrics), 1300);
    assert_int_equal(ps_metrics_page_render(metrics, &view, &page, &html), PS_OK);
    static const char *const shown[] = {
        "<h1>Penstock worker host-1</h1>",
        "group the-group at b:9092",
        "up 2 h",
        "<p class=\"ok\">ready</p>",
        "<dd>42</dd>",
        "<dd>21.00</dd>",
        "<td>&lt;b&gt;&amp;&quot;</td>",
        "<td>1234</td><td>66</td>",
        "<dd>none</dd>",
        "<td>0</td><td>0</td><td>1</td><td>0</td><td>0</td><td>1</td>"};
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        if (!strstr(html.data, shown[i]))
            fail_msg("expected %s in\n%s", shown[i], html.data);
    }
    ps_buffer_clear(&html);
    page.not_ready = "no broker can be reached";
    page.stuck = "stepping";
    assert_int_equal(ps_metrics_page_render(metrics, &view, &page, &html), PS_OK);
    assert_non_null(strstr(html.data, "not ready: no broker can be reached"));
    assert_non_null(strstr(html.data, "doesn't move: stepping"));
    ps_buffer_close(&html);
    ps_metrics_destroy(metrics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_exists_at_0),
        cmocka_unit_test(counts_add_up),
        cmocka_unit_test(the_page_shows_what_is_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
