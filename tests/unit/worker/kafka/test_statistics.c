/* What is read of librdkafka's reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "worker/kafka/statistics.h"

static const char report[] =
    "{\"name\": \"penstock#consumer-1\", \"type\": \"consumer\", \"msg_cnt\": 2, \"brokers\": {"
    "\"b:9092/1\": {\"nodeid\": 1, \"source\": \"learned\", \"state\": \"UP\", \"outbuf_cnt\": 1, "
    "\"waitresp_cnt\": 2, \"req_timeouts\": 4, \"rtt\": {\"avg\": 900, \"cnt\": 3}}, "
    "\"b:9093/2\": {\"nodeid\": 2, \"source\": \"learned\", \"state\": \"DOWN\", \"outbuf_cnt\": "
    "8, "
    "\"waitresp_cnt\": 0, \"req_timeouts\": 1, \"rtt\": {\"avg\": 70000, \"cnt\": 0}}, "
    "\"GroupCoordinator\": {\"nodeid\": 1, \"source\": \"logical\", \"state\": \"UP\", "
    "\"rtt\": {\"avg\": 1200, \"cnt\": 1}}}, \"topics\": {\"jobs\": {\"partitions\": {"
    "\"0\": {\"fetchq_cnt\": 5}, \"1\": {\"fetchq_cnt\": 6}, \"-1\": {\"fetchq_cnt\": 0}}}}}";

static void a_report_is_added_up(void **state)
{
    (void)state;
    struct ps_kafka_statistics statistics = {0};
    ps_kafka_statistics_read(&statistics, report, strlen(report));
    assert_true(statistics.is_known);
    assert_int_equal(statistics.round_trip_us, 1200); /* who didn't answer has no time */
    assert_int_equal(statistics.requests, 11);
    assert_int_equal(statistics.records, 13);
    assert_int_equal(statistics.timeouts, 5);
    assert_int_equal(statistics.brokers_up, 1);
}

static void what_is_no_report_changes_nothing(void **state)
{
    (void)state;
    struct ps_kafka_statistics statistics = {0};
    static const char *const texts[] = {"", "{", "[1]", "null"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ps_kafka_statistics_read(&statistics, texts[i], strlen(texts[i]));
        assert_false(statistics.is_known);
    }
    ps_kafka_statistics_read(&statistics, "{\"brokers\": 3, \"topics\": [{}]}", 30);
    assert_true(statistics.is_known);
    assert_int_equal(statistics.requests, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_report_is_added_up),
        cmocka_unit_test(what_is_no_report_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
