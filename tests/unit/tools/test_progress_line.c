/* The pure half of progress: numbers, durations, rates, and lines that never grow too wide. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tools/progress_line.h"

static void test_numbers(void **state)
{
    (void)state;
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},         {7, "7"},          {0.4, "0.4"},   {9.94, "9.9"},
        {9.96, "10"},     {950, "950"},      {999.4, "999"}, {999.6, "1.0k"},
        {1200, "1.2k"},   {9960, "10k"},     {35400, "35k"}, {999499, "999k"},
        {999500, "1.0M"}, {1234567, "1.2M"}, {4e9, "4.0G"},  {5.5e12, "5500G"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[PS_NUMBER_SIZE];
        ps_progress_number(text, cases[i].number);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_durations(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } cases[] = {
        {0, "0.0s"},
        {0.44, "0.4s"},
        {9.96, "10s"},
        {59.4, "59s"},
        {59.6, "1m00s"},
        {185, "3m05s"},
        {3599.6, "1h00m"},
        {7620, "2h07m"},
        {86400, "1d00h"},
        {356400, "4d03h"},
        {-1, "-"},
        {1e12, "-"},
        {0.0 / 1.0 - 0.5, "-"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[PS_DURATION_SIZE];
        ps_format_duration(text, cases[i].seconds);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_rate_is_of_the_window(void **state)
{
    (void)state;
    struct ps_rate rate = {0};
    assert_true(ps_rate_done_per_s(&rate) == 0);
    ps_rate_add(&rate, 0, &(struct ps_progress_counts){0});
    assert_true(ps_rate_done_per_s(&rate) == 0);
    /* 100 a second for 30 s, then 10 a second for 15 s, a call every 10 ms */
    double done = 0;
    for (int64_t now_ms = 10; now_ms <= 45000; now_ms += 10) {
        done += now_ms <= 30000 ? 1 : 0.1;
        struct ps_progress_counts counts = {.done = (uint64_t)done, .tokens = (uint64_t)done * 3};
        ps_rate_add(&rate, now_ms, &counts);
        assert_true(rate.count <= PS_RATE_SAMPLES);
        if (now_ms == 30000) {
            assert_true(ps_rate_done_per_s(&rate) > 98 && ps_rate_done_per_s(&rate) < 102);
            assert_true(ps_rate_tokens_per_s(&rate) > 294 && ps_rate_tokens_per_s(&rate) < 306);
        }
    }
    assert_true(ps_rate_done_per_s(&rate) > 9 && ps_rate_done_per_s(&rate) < 11);
}

/* Ten seconds without any call, as when a broker hangs: the old rate must not live on. */
static void test_rate_falls_when_nothing_happens(void **state)
{
    (void)state;
    struct ps_rate rate = {0};
    struct ps_progress_counts counts = {0};
    for (int64_t now_ms = 0; now_ms <= 5000; now_ms += 100) {
        counts.done = (uint64_t)now_ms;
        ps_rate_add(&rate, now_ms, &counts);
    }
    assert_true(ps_rate_done_per_s(&rate) > 900);
    for (int64_t now_ms = 5100; now_ms <= 16000; now_ms += 100)
        ps_rate_add(&rate, now_ms, &counts);
    assert_true(ps_rate_done_per_s(&rate) == 0);
}

static struct ps_progress_view example(void)
{
    return (struct ps_progress_view){
        .label = "submit",
        .unit = "jobs",
        .counts = {.done = 4200, .total = 10000, .failed = 2, .tokens = 99},
        .done_per_s = 1200,
        .tokens_per_s = 350,
        .elapsed_s = 3.5,
    };
}

static void test_line_shows_everything(void **state)
{
    (void)state;
    char line[PS_PROGRESS_LINE_MAX];
    struct ps_progress_view view = example();
    ps_progress_line(line, &view, 100, false);
    assert_string_equal(line, "submit   42%  [========>            ]  4.2k/10k jobs  2 failed  "
                              "4.8s left  1.2k jobs/s  350 tokens/s");
    assert_int_equal(strlen(line), 100);
}

static void test_line_without_a_total_and_finished(void **state)
{
    (void)state;
    char line[PS_PROGRESS_LINE_MAX];
    struct ps_progress_view view = example();
    view.counts = (struct ps_progress_counts){.done = 12};
    ps_progress_line(line, &view, 79, false);
    assert_string_equal(line, "submit  12 jobs  1.2k jobs/s");
    view.finished = true;
    view.counts.total = 12;
    ps_progress_line(line, &view, 79, false);
    assert_string_equal(line, "submit  100%  [=============================]  12/12 jobs  "
                              "in 3.5s  1.2k jobs/s");
}

static size_t visible_columns(const char *line)
{
    size_t columns = 0;
    for (const char *at = line; *at; at++) {
        if (*at == '\033')
            at = strchr(at, 'm');
        else
            columns++;
    }
    return columns;
}

static void test_line_is_never_too_wide(void **state)
{
    (void)state;
    static const struct ps_progress_counts all_counts[] = {
        {0},
        {.total = 1},
        {.done = 3, .total = 2},
        {.done = 123456789, .total = 999999999, .failed = 77777, .tokens = 1},
        {.done = UINT64_MAX, .total = UINT64_MAX, .failed = UINT64_MAX, .tokens = UINT64_MAX},
    };
    for (size_t i = 0; i < sizeof all_counts / sizeof *all_counts; i++) {
        for (size_t columns = 0; columns < 300; columns++) {
            char line[PS_PROGRESS_LINE_MAX];
            struct ps_progress_view view = example();
            view.counts = all_counts[i];
            size_t size = ps_progress_line(line, &view, columns, true);
            assert_int_equal(size, strlen(line));
            assert_true(visible_columns(line) <= columns);
        }
    }
}

static void test_json_is_json(void **state)
{
    (void)state;
    char text[PS_PROGRESS_LINE_MAX];
    struct ps_progress_view view = example();
    size_t size = ps_progress_json(text, &view);
    assert_int_equal(size, strlen(text));
    json_t *json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    assert_int_equal(json_integer_value(json_object_get(json, "done")), 4200);
    assert_int_equal(json_integer_value(json_object_get(json, "total")), 10000);
    assert_true(json_real_value(json_object_get(json, "jobs_per_s")) == 1200);
    assert_true(json_is_false(json_object_get(json, "finished")));
    json_decref(json);
    view.counts.total = 0;
    ps_progress_json(text, &view);
    json = json_loads(text, 0, NULL);
    assert_true(json_is_null(json_object_get(json, "total")));
    assert_true(json_is_null(json_object_get(json, "left_s")));
    json_decref(json);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_durations),
        cmocka_unit_test(test_rate_is_of_the_window),
        cmocka_unit_test(test_rate_falls_when_nothing_happens),
        cmocka_unit_test(test_line_shows_everything),
        cmocka_unit_test(test_line_without_a_total_and_finished),
        cmocka_unit_test(test_line_is_never_too_wide),
        cmocka_unit_test(test_json_is_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
