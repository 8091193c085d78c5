/* The client's side of the topics against the in-memory broker: what is submitted is read back. */
#include "worker/kafka/submitter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "shared/base/clock.h"
#include "worker/kafka/admin.h"
#include "worker/kafka/mock.h"
#include "worker/kafka/reader.h"

#define TOPIC          "penstock.jobs"
#define NUM_PARTITIONS 3
#define NUM_RECORDS    2000
#define PATIENCE_MS    1000

#ifdef __SANITIZE_THREAD__
#define UNDER_THREAD_SANITIZER true
#else
#define UNDER_THREAD_SANITIZER false
#endif

static struct ps_kafka_mock *mock;

static struct ps_config load(const char *const *overrides, size_t num_overrides)
{
    struct ps_config config;
    struct ps_error error = {0};
    const struct ps_config_sources sources = {
        .overrides = overrides,
        .num_overrides = num_overrides,
    };
    if (ps_config_load(&config, &sources, &error) != PS_OK)
        fail_msg("%s", error.message);
    return config;
}

/* A configuration for the broker of this test, with one more key or NULL. */
static struct ps_config configure(const char *more)
{
    char servers[128];
    (void)snprintf(servers, sizeof servers, "kafka.bootstrap.servers=%s",
                   ps_kafka_mock_address(mock));
    const char *overrides[] = {servers, "kafka.fetch.wait.max.ms=10", "kafka.linger.ms=1", more};
    return load(overrides, more ? 4 : 3);
}

static int start_mock(void **state)
{
    (void)state;
    struct ps_error error = {0};
    if (ps_kafka_mock_create(&mock, &error) != PS_OK ||
        ps_kafka_mock_topic_create(mock, TOPIC, NUM_PARTITIONS, &error) != PS_OK)
        fail_msg("%s", error.message);
    return 0;
}

static int stop_mock(void **state)
{
    (void)state;
    ps_kafka_mock_destroy(ps_take(mock));
    return 0;
}

static struct ps_kafka_submitter *create_submitter(const struct ps_config *config)
{
    struct ps_kafka_submitter *submitter = NULL;
    struct ps_error error = {0};
    const struct ps_kafka_submitter_config submitter_config = {
        .config = config, .topic = TOPIC, .record_bytes_max = 100000};
    if (ps_kafka_submitter_create(&submitter, &submitter_config, &error) != PS_OK)
        fail_msg("%s", error.message);
    return submitter;
}

static struct ps_kafka_reader *create_reader(const struct ps_config *config)
{
    struct ps_kafka_reader *reader = NULL;
    struct ps_error error = {0};
    const struct ps_kafka_reader_config reader_config = {
        .config = config, .topic = TOPIC, .committed_only = true, .patience_ms = PATIENCE_MS};
    if (ps_kafka_reader_create(&reader, &reader_config, &error) != PS_OK)
        fail_msg("%s", error.message);
    return reader;
}

static void send_numbered(struct ps_kafka_submitter *submitter, int number)
{
    char text[32];
    struct ps_error error = {0};
    size_t size = (size_t)snprintf(text, sizeof text, "record-%d", number);
    const struct ps_header header = {.name = "number", .value = text + 7, .size = size - 7};
    const struct ps_kafka_submission submission = {
        .key = number % 2 ? text : NULL, /* every second record has no key */
        .key_size = number % 2 ? size : 0,
        .value = text,
        .value_size = size,
        .headers = &header,
        .num_headers = 1,
        .line = (uint64_t)number + 1,
    };
    enum ps_status status;
    do {
        status = ps_kafka_submitter_send(submitter, &submission, 100, &error);
    } while (status == PS_FULL);
    assert_int_equal(status, PS_OK);
}

static void flush(struct ps_kafka_submitter *submitter)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + 30000;
    while (ps_kafka_submitter_flush(submitter, 100) != PS_OK)
        assert_true(ps_clock_monotonic_ms() < deadline_ms);
}

/* Marks what was read of NUM_RECORDS in seen, and returns the number of null values. */
static int read_to_end(struct ps_kafka_reader *reader, int *seen)
{
    struct ps_kafka_reader_record record;
    struct ps_error error = {0};
    int num_null = 0;
    int64_t deadline_ms = ps_clock_monotonic_ms() + 30000;
    while (!ps_kafka_reader_is_at_end(reader)) {
        assert_true(ps_clock_monotonic_ms() < deadline_ms);
        enum ps_status status = ps_kafka_reader_next(reader, 100, &record, &error);
        if (status == PS_TIMEOUT)
            continue;
        assert_int_equal(status, PS_OK);
        if (!record.value) {
            num_null++;
            continue;
        }
        int number = -1;
        char value[32], text[32] = "";
        assert_in_range(record.value_size, 8, sizeof text - 1);
        memcpy(text, record.value, record.value_size);
        assert_int_equal(sscanf(text, "record-%d", &number), 1);
        assert_in_range(number, 0, NUM_RECORDS - 1);
        assert_true(ps_kafka_reader_header(&record, "number", value, sizeof value));
        assert_string_equal(value, text + 7);
        assert_false(ps_kafka_reader_header(&record, "number", value, strlen(text + 7)));
        assert_false(ps_kafka_reader_header(&record, "other", value, sizeof value));
        assert_int_equal(record.key != NULL, number % 2);
        seen[number]++;
    }
    return num_null;
}

static void test_what_is_submitted_is_read(void **state)
{
    (void)state;
    static int seen[NUM_RECORDS];
    /* A queue of 50 records makes sending wait for room. */
    struct ps_config config = configure("kafka.queue.buffering.max.messages=50");
    struct ps_kafka_submitter *submitter = create_submitter(&config);
    assert_int_equal(ps_kafka_submitter_record_bytes_max(submitter), 100000);
    for (int i = 0; i < NUM_RECORDS; i++)
        send_numbered(submitter, i);
    flush(submitter);
    struct ps_error error = {0};
    const struct ps_kafka_submission marker = {0};
    assert_int_equal(ps_kafka_submitter_send(submitter, &marker, 100, &error), PS_OK);
    flush(submitter);
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(submitter);
    assert_int_equal(counts.sent, NUM_RECORDS + 1);
    assert_int_equal(counts.delivered, NUM_RECORDS + 1);
    assert_int_equal(counts.failed, 0);
    assert_int_equal(ps_kafka_submitter_failure(submitter)->status, PS_OK);
    ps_kafka_submitter_destroy(submitter);

    struct ps_kafka_reader *reader = create_reader(&config);
    assert_int_equal(read_to_end(reader, seen), 1);
    for (int i = 0; i < NUM_RECORDS; i++)
        assert_int_equal(seen[i], 1);
    ps_kafka_reader_destroy(reader);
    ps_config_close(&config);
}

static void send_transaction(struct ps_kafka_submitter *submitter, int first, int count)
{
    struct ps_error error = {0};
    enum ps_status status;
    assert_int_equal(ps_kafka_submitter_begin(submitter, &error), PS_OK);
    for (int i = first; i < first + count; i++)
        send_numbered(submitter, i);
    flush(submitter);
    int64_t deadline_ms = ps_clock_monotonic_ms() + 30000;
    do {
        assert_true(ps_clock_monotonic_ms() < deadline_ms);
        status = ps_kafka_submitter_commit(submitter, &error);
    } while (status == PS_TIMEOUT);
    if (status != PS_OK)
        fail_msg("%s", error.message);
}

/* How many of [0, NUM_RECORDS) are read between two positions. */
static size_t count_between(const struct ps_config *config, const struct ps_kafka_positions *from,
                            const struct ps_kafka_positions *until, int *seen)
{
    struct ps_kafka_reader *reader = NULL;
    struct ps_error error = {0};
    size_t count = 0;
    const struct ps_kafka_reader_config reader_config = {.config = config,
                                                         .topic = TOPIC,
                                                         .committed_only = true,
                                                         .patience_ms = PATIENCE_MS,
                                                         .from = from,
                                                         .until = until};
    if (ps_kafka_reader_create(&reader, &reader_config, &error) != PS_OK)
        fail_msg("%s", error.message);
    memset(seen, 0, NUM_RECORDS * sizeof *seen);
    (void)read_to_end(reader, seen);
    for (int i = 0; i < NUM_RECORDS; i++)
        count += seen[i] > 0;
    ps_kafka_reader_destroy(reader);
    return count;
}

static void test_transactions_and_what_is_behind_a_position(void **state)
{
    (void)state;
    static int seen[NUM_RECORDS];
    struct ps_config config = configure(NULL);
    struct ps_kafka_submitter *submitter = NULL;
    struct ps_kafka_reader *reader = NULL;
    struct ps_error error = {0};
    PS_DEFER(ps_kafka_positions_close) struct ps_kafka_positions before = {0};
    PS_DEFER(ps_kafka_positions_close) struct ps_kafka_positions between = {0};
    PS_DEFER(ps_kafka_positions_close) struct ps_kafka_positions after = {0};
    const struct ps_kafka_submitter_config submitter_config = {
        .config = &config, .topic = TOPIC, .record_bytes_max = 100000, .transactional_id = "t"};
    assert_int_equal(ps_kafka_positions_find_ends(&before, &config, TOPIC, &error), PS_OK);
    assert_int_equal(before.count, NUM_PARTITIONS);
    if (ps_kafka_submitter_create(&submitter, &submitter_config, &error) != PS_OK ||
        ps_kafka_submitter_fence(submitter, &error) != PS_OK)
        fail_msg("%s", error.message);
    assert_true(ps_kafka_submitter_cluster(submitter)[0] != '\0');
    send_transaction(submitter, 0, 20);
    assert_int_equal(ps_kafka_positions_find_ends(&between, &config, TOPIC, &error), PS_OK);
    send_transaction(submitter, 20, 30);
    assert_int_equal(ps_kafka_positions_find_ends(&after, &config, TOPIC, &error), PS_OK);
    const struct ps_kafka_positions *delivered = ps_kafka_submitter_positions(submitter);
    for (size_t i = 0; i < delivered->count; i++)
        assert_true(delivered->offsets[i] <= ps_kafka_positions_get(&after, i));
    assert_int_equal(count_between(&config, &before, &between, seen), 20);
    assert_int_equal(seen[19], 1);
    assert_int_equal(count_between(&config, &between, &after, seen), 30);
    assert_int_equal(seen[20] + seen[49], 2);
    assert_int_equal(count_between(&config, &after, &after, seen), 0);
    /* Behind the end, the topic is another one. */
    assert_int_equal(ps_kafka_positions_raise(&after, 0, 1000000), PS_OK);
    const struct ps_kafka_reader_config reader_config = {
        .config = &config, .topic = TOPIC, .from = &after};
    assert_int_equal(ps_kafka_reader_create(&reader, &reader_config, &error), PS_INVALID);
    assert_non_null(strstr(error.message, "1000000"));
    ps_kafka_submitter_destroy(submitter);
    ps_config_close(&config);
}

static void test_an_empty_topic_is_at_its_end(void **state)
{
    (void)state;
    struct ps_config config = configure(NULL);
    struct ps_kafka_reader *reader = create_reader(&config);
    struct ps_kafka_reader_record record;
    struct ps_error error = {0};
    assert_true(ps_kafka_reader_is_at_end(reader));
    assert_int_equal(ps_kafka_reader_next(reader, 50, &record, &error), PS_TIMEOUT);
    ps_kafka_reader_destroy(reader);
    ps_config_close(&config);
}

static void test_a_record_that_is_too_large(void **state)
{
    (void)state;
    static char value[100001];
    struct ps_error error = {0};
    struct ps_config config = configure(NULL);
    struct ps_kafka_submitter *submitter = create_submitter(&config);
    const struct ps_kafka_submission submission = {
        .value = value, .value_size = sizeof value, .line = 17};
    assert_int_equal(ps_kafka_submitter_send(submitter, &submission, 100, &error), PS_TOO_LARGE);
    assert_non_null(strstr(error.message, "line 17"));
    assert_non_null(strstr(error.message, "100000"));
    ps_kafka_submitter_destroy(submitter);
    ps_config_close(&config);
}

static void test_a_topic_that_is_not_there(void **state)
{
    (void)state;
    struct ps_config config = configure(NULL);
    for (int i = 0; i < 2; i++) { /* the second time shows that the first did not create it */
        struct ps_kafka_submitter *submitter = NULL;
        struct ps_kafka_reader *reader = NULL;
        struct ps_error error = {0};
        const struct ps_kafka_submitter_config submitter_config = {
            .config = &config, .topic = "missing", .record_bytes_max = 1000};
        const struct ps_kafka_reader_config reader_config = {.config = &config, .topic = "missing"};
        assert_int_equal(ps_kafka_submitter_create(&submitter, &submitter_config, &error),
                         PS_NOT_FOUND);
        assert_non_null(strstr(error.message, "missing"));
        assert_null(submitter);
        assert_int_equal(ps_kafka_reader_create(&reader, &reader_config, NULL), PS_NOT_FOUND);
        assert_null(reader);
    }
    ps_config_close(&config);
}

static void test_topics_on_a_broker_without_admin_requests(void **state)
{
    (void)state;
    struct ps_config config = configure(NULL);
    struct ps_error error = {0};
    struct ps_kafka_topic topics[] = {
        {.name = TOPIC, .num_partitions = 9, .replication = -1},
        {.name = "made-by-asking", .num_partitions = 9, .replication = -1},
    };
    if (ps_kafka_create_topics(&config, topics, 2, &error) != PS_OK)
        fail_msg("%s", error.message);
    assert_int_equal(topics[0].outcome, PS_KAFKA_TOPIC_IMPLICIT);
    assert_int_equal(topics[0].num_partitions_found, NUM_PARTITIONS);
    assert_true(topics[1].num_partitions_found > 0);
    ps_config_close(&config);
}

/* The broker ends while records wait: each is reported, none is taken for delivered. */
static void test_a_broker_that_goes_away(void **state)
{
    (void)state;
    struct ps_config config = configure("kafka.message.timeout.ms=1000");
    struct ps_kafka_submitter *submitter = create_submitter(&config);
    struct ps_kafka_reader *reader = create_reader(&config);
    ps_kafka_mock_destroy(ps_take(mock));
    for (int i = 0; i < 10; i++)
        send_numbered(submitter, i);
    flush(submitter);
    struct ps_kafka_submitter_counts counts = ps_kafka_submitter_counts(submitter);
    assert_int_equal(counts.delivered, 0);
    assert_int_equal(counts.failed, 10);
    assert_int_equal(ps_kafka_submitter_failure(submitter)->status, PS_UNAVAILABLE);
    const char *message = ps_kafka_submitter_failure(submitter)->message;
    if (!strstr(message, "(8 bytes): Local: "))
        fail_msg("%s", message);
    ps_kafka_submitter_destroy(submitter);

    struct ps_kafka_reader_record record;
    struct ps_error error = {0};
    enum ps_status status = PS_TIMEOUT;
    int64_t deadline_ms = ps_clock_monotonic_ms() + 30000;
    while (status == PS_TIMEOUT) {
        assert_true(ps_clock_monotonic_ms() < deadline_ms);
        status = ps_kafka_reader_next(reader, 100, &record, &error);
    }
    assert_int_equal(status, PS_UNAVAILABLE);
    assert_non_null(strstr(error.message, "bootstrap.servers"));
    ps_kafka_reader_destroy(reader);
    ps_config_close(&config);
}

/* Its threads are librdkafka's, which isn't built for ThreadSanitizer: there is nothing to see, and
 * its loading of further libraries makes the sanitizer give up. */
static void test_not_under_thread_sanitizer(void **state)
{
    (void)state;
    puts("skipped: librdkafka isn't built for ThreadSanitizer");
    skip();
}

int main(void)
{
    const struct CMUnitTest skipped[] = {cmocka_unit_test(test_not_under_thread_sanitizer)};
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_submitted_is_read, start_mock, stop_mock),
        cmocka_unit_test_setup_teardown(test_transactions_and_what_is_behind_a_position, start_mock,
                                        stop_mock),
        cmocka_unit_test_setup_teardown(test_an_empty_topic_is_at_its_end, start_mock, stop_mock),
        cmocka_unit_test_setup_teardown(test_a_record_that_is_too_large, start_mock, stop_mock),
        cmocka_unit_test_setup_teardown(test_a_topic_that_is_not_there, start_mock, stop_mock),
        cmocka_unit_test_setup_teardown(test_topics_on_a_broker_without_admin_requests, start_mock,
                                        stop_mock),
        cmocka_unit_test_setup_teardown(test_a_broker_that_goes_away, start_mock, stop_mock),
    };
    if (UNDER_THREAD_SANITIZER)
        return cmocka_run_group_tests(skipped, NULL, NULL);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
