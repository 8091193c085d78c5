/* The consumer over librdkafka. Of its calls only rd_kafka_consumer_poll is used for records: with
 * 2.0.2 the batch calls skip offsets when partitions are paused. */
#include "worker/kafka/consumer.h"

#include <librdkafka/rdkafka.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/log.h"
#include "worker/delivery_note.h"
#include "worker/kafka/membership.h"
#include "worker/kafka/pauses.h"
#include "worker/kafka/properties.h"

struct ps_kafka_consumer {
    rd_kafka_t *client;
    struct ps_kafka_rebalance rebalance;
    struct ps_kafka_pauses pauses; /* the polling thread's */
    atomic_bool has_met_newer;     /* notes beside offsets, which was said */
    atomic_bool connected;
    atomic_bool member;
    struct ps_error fatal;                  /* the polling thread's */
    struct ps_kafka_statistics *statistics; /* borrowed, or NULL */
};

#define HEARTBEAT_MS_MAX       3000
#define HEARTBEATS_PER_SESSION 3

static const struct ps_kafka_property consumer_defaults[] = {
    {"auto.offset.reset", "earliest"},
    {"queued.min.messages", "1000"},
    {"fetch.wait.max.ms", "100"},
    {"socket.nagle.disable", "true"},
    {"allow.auto.create.topics", "false"},
    {"statistics.interval.ms", PS_KAFKA_STATISTICS_INTERVAL_MS},
};

static const struct ps_kafka_property consumer_owned[] = {
    {"enable.auto.commit", "false"},
    {"enable.auto.offset.store", "false"},
    {"enable.partition.eof", "true"}, /* what is behind the last record may be no record */
    {"isolation.level", "read_committed"},
    /* Eager: cooperative assignment of 2.0.2 loses partitions and hangs at its end. */
    {"partition.assignment.strategy", "range"},
};

static const char *config_servers(const struct ps_config *config)
{
    const char *servers = ps_config_kafka(config, "bootstrap.servers");
    return servers ? servers : "";
}

/* NULL where memory can't be had. */
static struct ps_kafka_partition *partitions_of(const rd_kafka_topic_partition_list_t *list)
{
    struct ps_kafka_partition *partitions = calloc((size_t)list->cnt + 1, sizeof *partitions);
    for (int i = 0; partitions && i < list->cnt; i++)
        partitions[i] = (struct ps_kafka_partition){.topic = list->elems[i].topic,
                                                    .partition = list->elems[i].partition,
                                                    .offset = PS_KAFKA_FROM_COMMITTED};
    return partitions;
}

static void log_call(const char *what, rd_kafka_resp_err_t code)
{
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        ps_log(PS_LOG_WARNING, "kafka", "%s: %s", what, rd_kafka_err2str(code));
}

/* Without memory for the list, everything starts where the group's offsets say, which is always
 * right; and since nobody is told, nothing is published: the worker will say that it isn't ready.
 */
static void on_assigned(struct ps_kafka_consumer *consumer, rd_kafka_topic_partition_list_t *list)
{
    PS_DEFER(ps_freep) struct ps_kafka_partition *partitions = partitions_of(list);
    struct ps_kafka_membership *membership = ps_kafka_membership_create(consumer->client);
    if (partitions)
        consumer->rebalance.assigned(consumer->rebalance.context, partitions, (size_t)list->cnt,
                                     membership);
    ps_kafka_membership_release(membership);
    for (int i = 0; partitions && i < list->cnt; i++) {
        if (partitions[i].offset >= 0)
            list->elems[i].offset = partitions[i].offset;
    }
    log_call("assign", rd_kafka_assign(consumer->client, list));
    ps_kafka_pauses_hold(&consumer->pauses, list);
    ps_kafka_consumer_pause(consumer);
    atomic_store(&consumer->member, membership != NULL);
}

static void on_revoked(struct ps_kafka_consumer *consumer)
{
    atomic_store(&consumer->member, false);
    consumer->rebalance.revoked(consumer->rebalance.context,
                                rd_kafka_assignment_lost(consumer->client) != 0);
    /* Else they would come back paused. */
    ps_kafka_pauses_set(&consumer->pauses, consumer->client, NULL, NULL);
    ps_kafka_pauses_close(&consumer->pauses);
    log_call("unassign", rd_kafka_assign(consumer->client, NULL));
}

static void on_rebalance(rd_kafka_t *client, rd_kafka_resp_err_t code,
                         rd_kafka_topic_partition_list_t *list, void *context)
{
    struct ps_kafka_consumer *consumer = context;
    (void)client;
    if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
        on_assigned(consumer, list);
        return;
    }
    if (code != RD_KAFKA_RESP_ERR__REVOKE_PARTITIONS)
        log_call("rebalance", code);
    on_revoked(consumer);
}

static void on_error(rd_kafka_t *client, int code, const char *reason, void *context)
{
    struct ps_kafka_consumer *consumer = context;
    char fatal[512];
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN)
        atomic_store(&consumer->connected, false);
    if (code == RD_KAFKA_RESP_ERR__FATAL) {
        rd_kafka_resp_err_t cause = rd_kafka_fatal_error(client, fatal, sizeof fatal);
        (void)ps_error_set(&consumer->fatal, PS_UNAVAILABLE,
                           "kafka: the consumer cannot go on: %s: %s", rd_kafka_err2name(cause),
                           fatal);
        return;
    }
    ps_log(PS_LOG_WARNING, "kafka", "consumer: %s: %s",
           rd_kafka_err2name((rd_kafka_resp_err_t)code), reason);
}

/* 0: librdkafka frees the report. */
static int on_statistics(rd_kafka_t *client, char *json, size_t size, void *context)
{
    struct ps_kafka_consumer *consumer = context;
    (void)client;
    if (consumer->statistics)
        ps_kafka_statistics_read(consumer->statistics, json, size);
    return 0;
}

void ps_kafka_consumer_report_to(struct ps_kafka_consumer *consumer,
                                 struct ps_kafka_statistics *statistics)
{
    consumer->statistics = statistics;
}

/* Three heartbeats to a session, however short the user wants it: librdkafka's default of 3 s loses
 * the membership of a session of 2 s. */
static enum ps_status create_conf(rd_kafka_conf_t **conf, const struct ps_config *config,
                                  const struct ps_kafka_limits *limits, struct ps_error *error)
{
    enum { num_fixed = sizeof consumer_defaults / sizeof *consumer_defaults };
    struct ps_kafka_property defaults[num_fixed + 3];
    char heartbeat[24];
    char prefetch[24];
    char fetch[24];
    const char *session = ps_config_kafka(config, "session.timeout.ms");
    long heartbeat_ms = session ? strtol(session, NULL, 10) / HEARTBEATS_PER_SESSION : 0;
    if (heartbeat_ms < 1 || heartbeat_ms > HEARTBEAT_MS_MAX)
        heartbeat_ms = HEARTBEAT_MS_MAX;
    (void)snprintf(heartbeat, sizeof heartbeat, "%ld", heartbeat_ms);
    memcpy(defaults, consumer_defaults, sizeof consumer_defaults);
    (void)snprintf(prefetch, sizeof prefetch, "%lld", (long long)limits->prefetch_bytes / 1024);
    (void)snprintf(fetch, sizeof fetch, "%lld", (long long)limits->fetch_bytes);
    defaults[num_fixed] = (struct ps_kafka_property){"heartbeat.interval.ms", heartbeat};
    defaults[num_fixed + 1] = (struct ps_kafka_property){"queued.max.messages.kbytes", prefetch};
    defaults[num_fixed + 2] = (struct ps_kafka_property){"fetch.max.bytes", fetch};
    return ps_kafka_properties_create(conf, config, defaults, num_fixed + 3, consumer_owned,
                                      sizeof consumer_owned / sizeof *consumer_owned, error);
}

enum ps_status ps_kafka_consumer_create(struct ps_kafka_consumer **consumer,
                                        const struct ps_config *config,
                                        const struct ps_kafka_limits *limits,
                                        const struct ps_kafka_rebalance *rebalance,
                                        struct ps_error *error)
{
    PS_DEFER(ps_freep) struct ps_kafka_consumer *made = calloc(1, sizeof *made);
    rd_kafka_conf_t *conf = NULL;
    if (!made)
        return ps_error_no_memory(error, "the consumer");
    PS_TRY(create_conf(&conf, config, limits, error));
    made->rebalance = *rebalance;
    rd_kafka_conf_set_opaque(conf, made);
    rd_kafka_conf_set_rebalance_cb(conf, on_rebalance);
    rd_kafka_conf_set_error_cb(conf, on_error);
    rd_kafka_conf_set_stats_cb(conf, on_statistics);
    PS_TRY(ps_kafka_client_create(&made->client, RD_KAFKA_CONSUMER, conf, error));
    (void)rd_kafka_poll_set_consumer(made->client);
    *consumer = ps_take(made);
    return PS_OK;
}

void ps_kafka_consumer_destroy(struct ps_kafka_consumer *consumer)
{
    if (!consumer)
        return;
    ps_kafka_pauses_close(&consumer->pauses);
    rd_kafka_destroy(consumer->client);
    free(consumer);
}

/* The first of the topics that the broker doesn't have, or NULL. */
static const char *first_missing(const rd_kafka_metadata_t *metadata, const char *const *topics,
                                 size_t num_topics)
{
    for (size_t i = 0; i < num_topics; i++) {
        bool found = false;
        for (int j = 0; j < metadata->topic_cnt; j++) {
            const rd_kafka_metadata_topic_t *topic = &metadata->topics[j];
            if (strcmp(topic->topic, topics[i]) == 0)
                found = topic->err != RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART &&
                        topic->err != RD_KAFKA_RESP_ERR_TOPIC_EXCEPTION;
        }
        if (!found)
            return topics[i];
    }
    return NULL;
}

static enum ps_status check_metadata(struct ps_kafka_consumer *consumer,
                                     const struct ps_config *config, const char *const *topics,
                                     size_t num_topics, struct ps_error *error)
{
    const rd_kafka_metadata_t *metadata = NULL;
    rd_kafka_resp_err_t code =
        rd_kafka_metadata(consumer->client, 0, NULL, &metadata, PS_KAFKA_START_TIMEOUT_MS);
    atomic_store(&consumer->connected, code == RD_KAFKA_RESP_ERR_NO_ERROR);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return ps_error_set_param(
            error, PS_UNAVAILABLE, "kafka.bootstrap.servers",
            "kafka.bootstrap.servers: found %s, where no broker answers (%s); "
            "expected the address of a running Kafka broker",
            config_servers(config), rd_kafka_err2str(code));
    const char *missing = first_missing(metadata, topics, num_topics);
    if (missing)
        (void)ps_error_set_param(error, PS_UNAVAILABLE, "topics",
                                 "topics: the broker at %s has no topic %s; create it (`penstock "
                                 "topics create` does) or name another",
                                 config_servers(config), missing);
    rd_kafka_metadata_destroy(metadata);
    return missing ? PS_UNAVAILABLE : PS_OK;
}

enum ps_status ps_kafka_consumer_check_topics(struct ps_kafka_consumer *consumer,
                                              const struct ps_config *config,
                                              const char *const *topics, size_t num_topics,
                                              struct ps_error *error)
{
    /* Only topics that the client knows are asked for: a cluster may have very many. */
    PS_DEFER(ps_freep) rd_kafka_topic_t **handles = calloc(num_topics + 1, sizeof(void *));
    if (!handles)
        return ps_error_no_memory(error, "the topics");
    for (size_t i = 0; i < num_topics; i++)
        handles[i] = rd_kafka_topic_new(consumer->client, topics[i], NULL);
    enum ps_status status = check_metadata(consumer, config, topics, num_topics, error);
    for (size_t i = 0; i < num_topics; i++) {
        if (handles[i])
            rd_kafka_topic_destroy(handles[i]);
    }
    return status;
}

enum ps_status ps_kafka_consumer_set_login(struct ps_kafka_consumer *consumer,
                                           const struct ps_config *config, struct ps_error *error)
{
    return ps_kafka_client_set_login(consumer->client, config, error);
}

enum ps_status ps_kafka_consumer_subscribe(struct ps_kafka_consumer *consumer,
                                           const struct ps_config *config, struct ps_error *error)
{
    rd_kafka_topic_partition_list_t *list =
        rd_kafka_topic_partition_list_new((int)config->topics.jobs.count);
    for (size_t i = 0; i < config->topics.jobs.count; i++)
        (void)rd_kafka_topic_partition_list_add(list, config->topics.jobs.items[i].name,
                                                RD_KAFKA_PARTITION_UA);
    rd_kafka_resp_err_t code = rd_kafka_subscribe(consumer->client, list);
    rd_kafka_topic_partition_list_destroy(list);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return PS_OK;
    return ps_error_set_param(error, PS_INVALID, "topics.jobs",
                              "topics.jobs: librdkafka refuses to subscribe: %s",
                              rd_kafka_err2str(code));
}

static enum ps_status judge_error(const rd_kafka_message_t *message, struct ps_error *error)
{
    switch (message->err) {
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR__AUTO_OFFSET_RESET:
    case RD_KAFKA_RESP_ERR__FATAL:
        return ps_error_set(error, PS_UNAVAILABLE, "kafka: the jobs cannot be read: %s: %s",
                            rd_kafka_err2name(message->err), rd_kafka_message_errstr(message));
    default:
        ps_log(PS_LOG_WARNING, "kafka", "reading jobs: %s: %s", rd_kafka_err2name(message->err),
               rd_kafka_message_errstr(message));
        return PS_TIMEOUT;
    }
}

static void fill_message(struct ps_kafka_message *out, rd_kafka_message_t *message)
{
    rd_kafka_timestamp_type_t type;
    int64_t timestamp_ms = rd_kafka_message_timestamp(message, &type);
    *out = (struct ps_kafka_message){
        .topic = rd_kafka_topic_name(message->rkt),
        .partition = message->partition,
        .offset = message->offset,
        .timestamp_ms = timestamp_ms > 0 ? timestamp_ms : 0,
        .key = message->key,
        .key_size = message->key_len,
        .value = message->payload,
        .value_size = message->len,
        .handle = message,
    };
}

enum ps_status ps_kafka_consumer_poll(struct ps_kafka_consumer *consumer,
                                      struct ps_kafka_message *message, int64_t timeout_ms,
                                      struct ps_error *error)
{
    rd_kafka_message_t *polled = rd_kafka_consumer_poll(consumer->client, (int)timeout_ms);
    if (consumer->fatal.status != PS_OK) {
        *error = consumer->fatal;
        if (polled)
            rd_kafka_message_destroy(polled);
        return PS_UNAVAILABLE;
    }
    if (!polled)
        return PS_TIMEOUT;
    if (polled->err) {
        enum ps_status status = PS_TIMEOUT;
        if (polled->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
            consumer->rebalance.reached_end(consumer->rebalance.context,
                                            rd_kafka_topic_name(polled->rkt), polled->partition,
                                            polled->offset);
        else
            status = judge_error(polled, error);
        rd_kafka_message_destroy(polled);
        return status;
    }
    atomic_store(&consumer->connected, true);
    fill_message(message, polled);
    return PS_OK;
}

void ps_kafka_consumer_pause(struct ps_kafka_consumer *consumer)
{
    ps_kafka_pauses_set(&consumer->pauses, consumer->client, consumer->rebalance.is_paused,
                        consumer->rebalance.context);
}

void ps_kafka_consumer_leave(struct ps_kafka_consumer *consumer)
{
    log_call("leave the group", rd_kafka_consumer_close(consumer->client));
    atomic_store(&consumer->member, false);
}

static int64_t committed_offset(const rd_kafka_topic_partition_t *partition)
{
    if (partition->err != RD_KAFKA_RESP_ERR_NO_ERROR)
        return PS_KAFKA_UNKNOWN_OFFSET;
    return partition->offset >= 0 ? partition->offset : PS_KAFKA_NO_OFFSET;
}

/* A newer worker of the group knows more than the offset; this one goes on from there all the same.
 */
static void notice_newer(struct ps_kafka_consumer *consumer,
                         const rd_kafka_topic_partition_t *partition)
{
    struct ps_delivery_note note;
    ps_delivery_note_read(&note, partition->metadata, partition->metadata_size);
    if (note.kind != PS_NOTE_NEWER || atomic_exchange(&consumer->has_met_newer, true))
        return;
    ps_log(PS_LOG_WARNING, "kafka",
           "a newer worker (version %s) of this group has left notes of version %ld beside its "
           "offsets; this worker understands version %d and goes by the offsets alone",
           note.writer[0] ? note.writer : "unknown", note.version, PS_DELIVERY_NOTE_VERSION);
}

void ps_kafka_consumer_committed(struct ps_kafka_consumer *consumer,
                                 struct ps_kafka_partition *partitions, size_t num_partitions,
                                 int64_t timeout_ms)
{
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)num_partitions);
    for (size_t i = 0; i < num_partitions; i++)
        (void)rd_kafka_topic_partition_list_add(list, partitions[i].topic, partitions[i].partition);
    rd_kafka_resp_err_t code = rd_kafka_committed(consumer->client, list, (int)timeout_ms);
    log_call("committed offsets", code);
    for (size_t i = 0; i < num_partitions; i++) {
        bool answered = code == RD_KAFKA_RESP_ERR_NO_ERROR;
        partitions[i].offset =
            answered ? committed_offset(&list->elems[i]) : PS_KAFKA_UNKNOWN_OFFSET;
        if (answered)
            notice_newer(consumer, &list->elems[i]);
    }
    rd_kafka_topic_partition_list_destroy(list);
}

void ps_kafka_consumer_bounds(struct ps_kafka_consumer *consumer, enum ps_kafka_bound bound,
                              struct ps_kafka_partition *partitions, size_t num_partitions,
                              int64_t timeout_ms)
{
    if (num_partitions == 0)
        return;
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)num_partitions);
    for (size_t i = 0; i < num_partitions; i++) /* asked for in place of a time */
        rd_kafka_topic_partition_list_add(list, partitions[i].topic, partitions[i].partition)
            ->offset = bound == PS_KAFKA_END ? RD_KAFKA_OFFSET_END : RD_KAFKA_OFFSET_BEGINNING;
    rd_kafka_resp_err_t code = rd_kafka_offsets_for_times(consumer->client, list, (int)timeout_ms);
    bool answered = code == RD_KAFKA_RESP_ERR_NO_ERROR;
    for (size_t i = 0; i < num_partitions; i++)
        partitions[i].offset = answered && !list->elems[i].err && list->elems[i].offset >= 0
                                   ? list->elems[i].offset
                                   : PS_KAFKA_UNKNOWN_OFFSET;
    rd_kafka_topic_partition_list_destroy(list);
    atomic_store(&consumer->connected, answered);
}

bool ps_kafka_consumer_is_connected(const struct ps_kafka_consumer *consumer)
{
    return atomic_load(&consumer->connected);
}

bool ps_kafka_consumer_is_member(const struct ps_kafka_consumer *consumer)
{
    return atomic_load(&consumer->member);
}
