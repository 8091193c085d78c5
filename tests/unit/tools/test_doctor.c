/* What the doctor finds in clusters that the tests' single broker can't be. */
#include "tools/doctor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
/* cmocka.h relies on the headers above. */
#include <cmocka.h>

#define FINDINGS_MAX 32

struct findings {
    struct ps_finding items[FINDINGS_MAX];
    size_t count;
};

static void collect(void *context, const struct ps_finding *finding)
{
    struct findings *findings = context;
    assert_true(findings->count < FINDINGS_MAX);
    findings->items[findings->count++] = *finding;
}

/* A cluster with which nothing is wrong: jobs, results and dead letters on three brokers. */
struct cluster {
    struct ps_kafka_topic_facts topics[3];
    struct ps_kafka_survey survey;
    struct ps_config config;
    struct findings findings;
};

static int set_up(void **state)
{
    static struct cluster cluster;
    struct ps_error error = {0};
    const struct ps_config_sources none = {0};
    cluster = (struct cluster){0};
    assert_int_equal(ps_config_load(&cluster.config, &none, &error), PS_OK);
    for (size_t i = 0; i < 3; i++) {
        struct ps_kafka_topic_facts *topic = &cluster.topics[i];
        *topic = (struct ps_kafka_topic_facts){
            .role = (enum ps_kafka_topic_role)i,
            .exists = true,
            .num_partitions = 6,
            .replication = 3,
            .cleanup_policy = "delete",
            .retention_ms = INT64_C(2592000000),
            .retention_bytes = PS_KAFKA_NO_LIMIT,
            .max_message_bytes = 100000000,
            .min_insync_replicas = 2,
        };
        (void)snprintf(topic->name, sizeof topic->name, "topic-%zu", i);
    }
    cluster.survey = (struct ps_kafka_survey){
        .topics = cluster.topics,
        .num_topics = 3,
        .num_brokers = 3,
        .transaction_log_min_isr = 2,
        .transaction_log_replication = 3,
        .transaction_max_timeout_ms = 900000,
        .offsets_replication = 3,
        .num_members = 6,
    };
    *state = &cluster;
    return 0;
}

static int tear_down(void **state)
{
    struct cluster *cluster = *state;
    ps_config_close(&cluster->config);
    return 0;
}

static void judge(struct cluster *cluster)
{
    cluster->findings.count = 0;
    ps_doctor_judge(&cluster->survey, &cluster->config, collect, &cluster->findings);
}

/* Exactly one finding, about that setting. */
static const struct ps_finding *only(struct cluster *cluster, const char *setting)
{
    judge(cluster);
    assert_int_equal(cluster->findings.count, 1);
    assert_string_equal(cluster->findings.items[0].setting, setting);
    assert_true(cluster->findings.items[0].found[0] != '\0');
    assert_true(cluster->findings.items[0].expected[0] != '\0');
    assert_true(cluster->findings.items[0].why[0] != '\0');
    assert_true(cluster->findings.items[0].advice[0] != '\0');
    return &cluster->findings.items[0];
}

static void test_nothing_is_found_where_nothing_is_wrong(void **state)
{
    struct cluster *cluster = *state;
    judge(cluster);
    assert_int_equal(cluster->findings.count, 0);
}

static void test_too_few_copies(void **state)
{
    struct cluster *cluster = *state;
    cluster->topics[0].replication = 1;
    cluster->topics[0].min_insync_replicas = 1;
    const struct ps_finding *finding = only(cluster, "replication");
    assert_int_equal(finding->level, PS_FINDING_PROBLEM);
    assert_string_equal(finding->topic, "topic-0");
    assert_string_equal(finding->expected, "3, there being 3 brokers");
}

static void test_copies_in_sync(void **state)
{
    const struct {
        int replication;
        int64_t minimum;
        enum ps_finding_level level;
        const char *expected;
    } cases[] = {
        {3, 1, PS_FINDING_PROBLEM, "2"},
        {3, 3, PS_FINDING_WARNING, "2"},
        {3, 4, PS_FINDING_PROBLEM, "2"},
        {5, 1, PS_FINDING_PROBLEM, "2"},
    };
    struct cluster *cluster = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cluster->topics[1].replication = cases[i].replication;
        cluster->topics[1].min_insync_replicas = cases[i].minimum;
        const struct ps_finding *finding = only(cluster, "min.insync.replicas");
        assert_int_equal(finding->level, cases[i].level);
        assert_string_equal(finding->expected, cases[i].expected);
        assert_non_null(strstr(finding->advice, "--entity-name topic-1"));
    }
}

static void test_partitions_that_lack_something(void **state)
{
    struct cluster *cluster = *state;
    cluster->topics[2].num_under_replicated = 2;
    assert_int_equal(only(cluster, "in-sync replicas")->level, PS_FINDING_WARNING);
    cluster->topics[2].num_under_replicated = 0;
    cluster->topics[2].num_without_leader = 1;
    assert_int_equal(only(cluster, "leaders")->level, PS_FINDING_PROBLEM);
}

static void test_what_was_deleted_unread(void **state)
{
    struct cluster *cluster = *state;
    cluster->topics[0].num_deleted = 17;
    const struct ps_finding *finding = only(cluster, "retention.ms");
    assert_int_equal(finding->level, PS_FINDING_PROBLEM);
    assert_string_equal(finding->found, "17 jobs deleted before they were read");
}

static void test_retention_follows_the_role(void **state)
{
    struct cluster *cluster = *state;
    for (size_t i = 0; i < 3; i++) {
        int64_t right = cluster->topics[i].retention_ms;
        cluster->topics[i].retention_ms = 3600000;
        assert_int_equal(only(cluster, "retention.ms")->level, PS_FINDING_WARNING);
        cluster->topics[i].retention_ms = PS_KAFKA_NO_LIMIT;
        judge(cluster);
        assert_int_equal(cluster->findings.count, 0);
        cluster->topics[i].retention_ms = right;
    }
    /* Half of the retention is where waiting becomes a danger. */
    cluster->topics[0].lag_age_ms = cluster->topics[0].retention_ms / 2 + 1;
    assert_int_equal(only(cluster, "retention.ms")->level, PS_FINDING_PROBLEM);
    cluster->topics[0].lag_age_ms = cluster->topics[0].retention_ms / 2;
    judge(cluster);
    assert_int_equal(cluster->findings.count, 0);
}

static void test_the_brokers_own_topics(void **state)
{
    struct cluster *cluster = *state;
    struct ps_kafka_survey *survey = &cluster->survey;
    survey->transaction_log_replication = 1;
    (void)only(cluster, "transaction.state.log.replication.factor");
    survey->transaction_log_replication = PS_KAFKA_UNKNOWN; /* a broker that doesn't say */
    survey->transaction_log_min_isr = 1;
    (void)only(cluster, "transaction.state.log.min.isr");
    survey->transaction_log_min_isr = 2;
    survey->offsets_replication = 1;
    (void)only(cluster, "offsets.topic.replication.factor");
    survey->offsets_replication = 3;
    survey->transaction_max_timeout_ms = 14999;
    (void)only(cluster, "transaction.max.timeout.ms");
}

static void test_workers_and_partitions(void **state)
{
    struct cluster *cluster = *state;
    cluster->survey.num_members = 7;
    assert_string_equal(only(cluster, "workers")->why, "1 of them have nothing to do");
    cluster->survey.num_members = 0;
    judge(cluster);
    assert_int_equal(cluster->findings.count, 0);
    cluster->topics[0].lag_records = 5;
    assert_string_equal(only(cluster, "workers")->why, "5 jobs wait for one");
}

static void test_settings_that_nobody_told_are_not_judged(void **state)
{
    struct cluster *cluster = *state;
    for (size_t i = 0; i < 3; i++) {
        cluster->topics[i].retention_ms = cluster->topics[i].retention_bytes = PS_KAFKA_UNKNOWN;
        cluster->topics[i].max_message_bytes = PS_KAFKA_UNKNOWN;
        cluster->topics[i].min_insync_replicas = PS_KAFKA_UNKNOWN;
        cluster->topics[i].unclean_election = PS_KAFKA_UNKNOWN;
        cluster->topics[i].cleanup_policy[0] = '\0';
    }
    judge(cluster);
    assert_int_equal(cluster->findings.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_found_where_nothing_is_wrong),
        TEST(test_too_few_copies),
        TEST(test_copies_in_sync),
        TEST(test_partitions_that_lack_something),
        TEST(test_what_was_deleted_unread),
        TEST(test_retention_follows_the_role),
        TEST(test_the_brokers_own_topics),
        TEST(test_workers_and_partitions),
        TEST(test_settings_that_nobody_told_are_not_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
