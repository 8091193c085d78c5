/* One function per thing that can be wrong; each tells at most one finding. */
#include "tools/doctor.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/kafka/publisher.h"
#include "worker/kafka/record_size.h"

#define COPIES           3 /* one may be lost while another is down for maintenance */
#define COPIES_IN_SYNC   2
#define DAY_MS           INT64_C(86400000)
#define DEAD_LETTER_DAYS 7
#define LAG_SHARE        2 /* of the retention, what waits may be old: half */

struct doctor {
    const struct ps_kafka_survey *survey;
    const struct ps_config *config;
    ps_finding_sink *sink;
    void *context;
};

/* A finding about a topic (NULL: the cluster) whose found and expected are numbers; the rest is
 * text. */
static struct ps_finding make(enum ps_finding_level level, const struct ps_kafka_topic_facts *topic,
                              const char *setting)
{
    struct ps_finding finding = {.level = level};
    (void)snprintf(finding.topic, sizeof finding.topic, "%s", topic ? topic->name : "");
    (void)snprintf(finding.setting, sizeof finding.setting, "%s", setting);
    return finding;
}

__attribute__((format(printf, 3, 4))) static void put(char *text, size_t capacity,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, capacity, format, arguments);
    va_end(arguments);
}

#define PUT(field, ...) put(field, sizeof(field), __VA_ARGS__)

static void advise_setting(const struct doctor *doctor, struct ps_finding *finding,
                           const char *setting, int64_t value)
{
    const char *servers = ps_config_kafka(doctor->config, "bootstrap.servers");
    PUT(finding->advice,
        "kafka-configs.sh --bootstrap-server %.128s --alter --entity-type topics --entity-name %s "
        "--add-config %s=%" PRId64,
        servers ? servers : "", finding->topic, setting, value);
}

static void tell(const struct doctor *doctor, const struct ps_finding *finding)
{
    doctor->sink(doctor->context, finding);
}

static bool has_spare_brokers(const struct doctor *doctor)
{
    return doctor->survey->num_brokers >= COPIES;
}

static const char *what_it_holds(const struct ps_kafka_topic_facts *topic)
{
    static const char *const held[] = {
        [PS_KAFKA_ROLE_JOBS] = "jobs",
        [PS_KAFKA_ROLE_RESULTS] = "results",
        [PS_KAFKA_ROLE_DEAD_LETTERS] = "dead letters",
    };
    return held[topic->role];
}

/* --- of a topic --- */

static void judge_existence(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "topic");
    PUT(finding.found, "none");
    PUT(finding.expected, "a topic for %s", what_it_holds(topic));
    PUT(finding.why, "workers don't start without it, or this client may not see it");
    PUT(finding.advice, "penstock topics create, or an ACL that allows to describe it");
    tell(doctor, &finding);
}

static void judge_leaders(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "leaders");
    if (topic->num_without_leader == 0)
        return;
    PUT(finding.found, "%d of %d partitions without one", topic->num_without_leader,
        topic->num_partitions);
    PUT(finding.expected, "a leader for each");
    PUT(finding.why, "their %s can be neither read nor written", what_it_holds(topic));
    PUT(finding.advice, "bring the brokers back that hold them");
    tell(doctor, &finding);
}

static void judge_replication(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "replication");
    if (topic->replication >= COPIES || !has_spare_brokers(doctor))
        return;
    PUT(finding.found, "%d", topic->replication);
    PUT(finding.expected, "%d, there being %d brokers", COPIES, doctor->survey->num_brokers);
    PUT(finding.why, "%s are gone when %s", what_it_holds(topic),
        topic->replication == 1 ? "one disk is"
                                : "two disks are, and there is no spare copy "
                                  "while a broker is down");
    PUT(finding.advice,
        "kafka-reassign-partitions.sh with %d replicas each, or create it anew: penstock topics "
        "create --replication %d",
        COPIES, COPIES);
    tell(doctor, &finding);
}

static void judge_min_insync(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    int64_t minimum = topic->min_insync_replicas;
    bool too_few = topic->replication >= COPIES && minimum == 1;
    bool too_many = topic->replication > 1 && minimum >= topic->replication;
    bool impossible = minimum > topic->replication;
    struct ps_finding finding =
        make(too_few || impossible ? PS_FINDING_PROBLEM : PS_FINDING_WARNING, topic,
             "min.insync.replicas");
    if (minimum == PS_KAFKA_UNKNOWN || (!too_few && !too_many && !impossible))
        return;
    int64_t wanted = topic->replication >= COPIES ? topic->replication - 1 : 1;
    if (wanted > COPIES_IN_SYNC)
        wanted = COPIES_IN_SYNC;
    PUT(finding.found, "%" PRId64 " of %d copies", minimum, topic->replication);
    PUT(finding.expected, "%" PRId64, wanted);
    PUT(finding.why, "%s",
        too_few      ? "what was acknowledged may be on one disk only, and be lost with it"
        : impossible ? "nothing can be written"
                     : "nothing can be written while one broker is down");
    advise_setting(doctor, &finding, "min.insync.replicas", wanted);
    tell(doctor, &finding);
}

static void judge_in_sync(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_WARNING, topic, "in-sync replicas");
    if (topic->num_under_replicated == 0)
        return;
    PUT(finding.found, "%d of %d partitions lack some", topic->num_under_replicated,
        topic->num_partitions);
    PUT(finding.expected, "all copies in sync");
    PUT(finding.why, "a broker is down or slow; fewer failures can be borne");
    PUT(finding.advice, "look at the brokers; it passes once they have caught up");
    tell(doctor, &finding);
}

static void judge_cleanup(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "cleanup.policy");
    const char *servers = ps_config_kafka(doctor->config, "bootstrap.servers");
    if (!strstr(topic->cleanup_policy, "compact"))
        return;
    PUT(finding.found, "%s", topic->cleanup_policy);
    PUT(finding.expected, "delete");
    PUT(finding.why, "of %s with one key all but the last are removed", what_it_holds(topic));
    PUT(finding.advice,
        "kafka-configs.sh --bootstrap-server %.128s --alter --entity-type topics --entity-name %s "
        "--add-config cleanup.policy=delete",
        servers ? servers : "", topic->name);
    tell(doctor, &finding);
}

static void judge_unclean(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "unclean.leader.election.enable");
    if (topic->unclean_election != 1)
        return;
    PUT(finding.found, "true");
    PUT(finding.expected, "false");
    PUT(finding.why, "a broker that missed records may become the leader: they are lost");
    PUT(finding.advice,
        "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config "
        "unclean.leader.election.enable=false",
        topic->name);
    tell(doctor, &finding);
}

/* How long a topic's records have to stay. */
static int64_t retention_wanted_ms(const struct doctor *doctor,
                                   const struct ps_kafka_topic_facts *topic)
{
    switch (topic->role) {
    case PS_KAFKA_ROLE_JOBS: /* a weekend without workers, and room for what waits now */
        return topic->lag_age_ms * LAG_SHARE > 3 * DAY_MS ? topic->lag_age_ms * LAG_SHARE
                                                          : 3 * DAY_MS;
    case PS_KAFKA_ROLE_RESULTS: /* as long as their copies in Redis, which are restored from here */
        return doctor->config->redis.result_ttl_s * 1000;
    case PS_KAFKA_ROLE_DEAD_LETTERS:
        return DEAD_LETTER_DAYS * DAY_MS;
    }
    return 0;
}

static void judge_deleted(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, topic, "retention.ms");
    PUT(finding.found, "%" PRId64 " jobs deleted before they were read", topic->num_deleted);
    PUT(finding.expected, "a retention longer than the lag");
    PUT(finding.why, "they never get a result; submit them again");
    advise_setting(doctor, &finding, "retention.ms", retention_wanted_ms(doctor, topic));
    tell(doctor, &finding);
}

static void judge_retention(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    int64_t wanted_ms = retention_wanted_ms(doctor, topic);
    bool endangered = topic->role == PS_KAFKA_ROLE_JOBS && topic->retention_ms >= 0 &&
                      topic->lag_age_ms * LAG_SHARE > topic->retention_ms;
    struct ps_finding finding =
        make(endangered ? PS_FINDING_PROBLEM : PS_FINDING_WARNING, topic, "retention.ms");
    if (topic->num_deleted > 0) {
        judge_deleted(doctor, topic);
        return;
    }
    if (topic->retention_ms < 0 || topic->retention_ms >= wanted_ms)
        return;
    PUT(finding.found, "%" PRId64 " (%.1f hours)", topic->retention_ms,
        (double)topic->retention_ms / 3.6e6);
    PUT(finding.expected, "at least %" PRId64 " (%.1f hours)", wanted_ms,
        (double)wanted_ms / 3.6e6);
    if (endangered)
        PUT(finding.why,
            "the oldest job that waits is %.1f hours old, more than half of that: jobs are about "
            "to be deleted unread",
            (double)topic->lag_age_ms / 3.6e6);
    else
        PUT(finding.why, "%s",
            topic->role == PS_KAFKA_ROLE_JOBS
                ? "jobs that wait longer, such as over an outage, are deleted unread"
            : topic->role == PS_KAFKA_ROLE_RESULTS
                ? "Redis keeps results longer (redis.result_ttl_s) than they can be restored"
                : "they are gone before somebody has looked at them");
    advise_setting(doctor, &finding, "retention.ms", wanted_ms);
    tell(doctor, &finding);
}

static void judge_retention_bytes(const struct doctor *doctor,
                                  const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_WARNING, topic, "retention.bytes");
    if (topic->role != PS_KAFKA_ROLE_JOBS || topic->retention_bytes < 0)
        return;
    PUT(finding.found, "%" PRId64 " bytes a partition", topic->retention_bytes);
    PUT(finding.expected, "-1 (time alone decides)");
    PUT(finding.why, "a batch larger than that is deleted unread");
    advise_setting(doctor, &finding, "retention.bytes", PS_KAFKA_NO_LIMIT);
    tell(doctor, &finding);
}

static void judge_record_size(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    struct ps_finding finding = make(PS_FINDING_WARNING, topic, "max.message.bytes");
    int64_t wanted = 0;
    switch (topic->role) {
    case PS_KAFKA_ROLE_JOBS:
        wanted = (int64_t)ps_kafka_job_record_max(doctor->config);
        PUT(finding.why, "a job of worker.job_bytes_max (%" PRId64 ") can't be submitted",
            doctor->config->worker.job_bytes_max);
        break;
    case PS_KAFKA_ROLE_RESULTS:
        wanted = (int64_t)ps_kafka_result_record_max(doctor->config);
        PUT(finding.why, "a larger result becomes a 413 (result_too_large)");
        break;
    case PS_KAFKA_ROLE_DEAD_LETTERS:
        wanted = (int64_t)ps_kafka_dead_letter_record_max(doctor->config);
        PUT(finding.why, "a larger record is cut to its first kilobyte");
        break;
    }
    if (topic->max_message_bytes == PS_KAFKA_UNKNOWN || topic->max_message_bytes >= wanted)
        return;
    PUT(finding.found, "%" PRId64, topic->max_message_bytes);
    PUT(finding.expected, "at least %" PRId64, wanted);
    advise_setting(doctor, &finding, "max.message.bytes", wanted);
    tell(doctor, &finding);
}

static void judge_topic(const struct doctor *doctor, const struct ps_kafka_topic_facts *topic)
{
    if (!topic->exists) {
        judge_existence(doctor, topic);
        return;
    }
    judge_leaders(doctor, topic);
    judge_replication(doctor, topic);
    judge_min_insync(doctor, topic);
    judge_in_sync(doctor, topic);
    judge_unclean(doctor, topic);
    judge_cleanup(doctor, topic);
    judge_retention(doctor, topic);
    judge_retention_bytes(doctor, topic);
    judge_record_size(doctor, topic);
}

/* --- of the cluster and the group --- */

static void judge_brokers(const struct doctor *doctor)
{
    struct ps_finding finding = make(PS_FINDING_WARNING, NULL, "brokers");
    if (has_spare_brokers(doctor))
        return;
    PUT(finding.found, "%d", doctor->survey->num_brokers);
    PUT(finding.expected, "at least %d", COPIES);
    PUT(finding.why, "what is lost with a broker can't be had from another");
    PUT(finding.advice, "fine for trying out; in production run %d brokers and replicate", COPIES);
    tell(doctor, &finding);
}

/* A topic of the brokers' own that has to survive as the results do. */
static void judge_internal(const struct doctor *doctor, const char *setting, int64_t found,
                           int64_t wanted, const char *why)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, NULL, setting);
    if (!has_spare_brokers(doctor) || found == PS_KAFKA_UNKNOWN || found >= wanted)
        return;
    PUT(finding.found, "%" PRId64, found);
    PUT(finding.expected, "at least %" PRId64, wanted);
    PUT(finding.why, "%s", why);
    PUT(finding.advice,
        "%s=%" PRId64 " in each broker's configuration; a topic that is there "
        "already has to be reassigned",
        setting, wanted);
    tell(doctor, &finding);
}

static void judge_transaction_timeout(const struct doctor *doctor)
{
    struct ps_finding finding = make(PS_FINDING_PROBLEM, NULL, "transaction.max.timeout.ms");
    const char *text = ps_config_kafka(doctor->config, "transaction.timeout.ms");
    int64_t wanted = text ? strtoll(text, NULL, 10) : PS_KAFKA_TRANSACTION_TIMEOUT_MS;
    int64_t found = doctor->survey->transaction_max_timeout_ms;
    if (found == PS_KAFKA_UNKNOWN || found >= wanted)
        return;
    PUT(finding.found, "%" PRId64, found);
    PUT(finding.expected, "at least %" PRId64 " (kafka.transaction.timeout.ms)", wanted);
    PUT(finding.why, "the brokers refuse the workers' producers");
    PUT(finding.advice, "raise it on the brokers, or lower kafka.transaction.timeout.ms");
    tell(doctor, &finding);
}

static void judge_workers(const struct doctor *doctor)
{
    const struct ps_kafka_survey *survey = doctor->survey;
    struct ps_finding finding = make(PS_FINDING_WARNING, NULL, "workers");
    int num_partitions = 0;
    int64_t lag = 0;
    for (size_t i = 0; i < survey->num_topics; i++) {
        num_partitions +=
            survey->topics[i].role == PS_KAFKA_ROLE_JOBS ? survey->topics[i].num_partitions : 0;
        lag += survey->topics[i].lag_records;
    }
    if (survey->num_members > num_partitions && num_partitions > 0) {
        PUT(finding.found, "%d, and %d partitions of jobs", survey->num_members, num_partitions);
        PUT(finding.expected, "at least as many partitions as workers");
        PUT(finding.why, "%d of them have nothing to do", survey->num_members - num_partitions);
        PUT(finding.advice,
            "kafka-topics.sh --alter --topic %.100s --partitions %d (jobs of one key may change "
            "their partition then)",
            survey->topics[0].name, survey->num_members);
        tell(doctor, &finding);
    } else if (survey->num_members == 0 && lag > 0) {
        PUT(finding.found, "none in the group %.40s", ps_config_kafka(doctor->config, "group.id"));
        PUT(finding.expected, "one at least");
        PUT(finding.why, "%" PRId64 " jobs wait for one", lag);
        PUT(finding.advice, "start penstock-worker with this configuration");
        tell(doctor, &finding);
    }
}

void ps_doctor_judge(const struct ps_kafka_survey *survey, const struct ps_config *config,
                     ps_finding_sink *sink, void *context)
{
    const struct doctor doctor = {survey, config, sink, context};
    for (size_t i = 0; i < survey->num_topics; i++)
        judge_topic(&doctor, &survey->topics[i]);
    judge_brokers(&doctor);
    judge_internal(&doctor, "transaction.state.log.replication.factor",
                   survey->transaction_log_replication, COPIES,
                   "with one broker's disk it is lost which transactions were committed");
    judge_internal(&doctor, "transaction.state.log.min.isr", survey->transaction_log_min_isr,
                   COPIES_IN_SYNC,
                   "a commit that was acknowledged may be on one disk only, and be lost with it");
    judge_internal(&doctor, "offsets.topic.replication.factor", survey->offsets_replication, COPIES,
                   "with one broker's disk it is lost which jobs are done");
    judge_transaction_timeout(&doctor);
    judge_workers(&doctor);
}
