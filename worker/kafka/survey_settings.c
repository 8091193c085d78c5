/* The settings of topics and of a broker, through Kafka's Admin API. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "worker/kafka/survey_internal.h"

#define REQUEST_TIMEOUT_MS 10000

PS_DEFINE_DEFER(rd_kafka_queue_destroy, rd_kafka_queue_t)
PS_DEFINE_DEFER(rd_kafka_event_destroy, rd_kafka_event_t)
PS_DEFINE_DEFER(rd_kafka_ConfigResource_destroy, rd_kafka_ConfigResource_t)
PS_DEFINE_DEFER(rd_kafka_AdminOptions_destroy, rd_kafka_AdminOptions_t)

/* The entries of one resource; the event that holds them is the caller's. NULL where they can't be
 * had. */
static const rd_kafka_ConfigEntry_t **describe(struct ps_kafka_connection *connection,
                                               rd_kafka_ResourceType_t type, const char *name,
                                               rd_kafka_event_t **event, size_t *num_entries)
{
    PS_DEFER(rd_kafka_ConfigResource_destroyp)
    rd_kafka_ConfigResource_t *resource = rd_kafka_ConfigResource_new(type, name);
    PS_DEFER(rd_kafka_AdminOptions_destroyp)
    rd_kafka_AdminOptions_t *options =
        rd_kafka_AdminOptions_new(connection->handle, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS);
    PS_DEFER(rd_kafka_queue_destroyp)
    rd_kafka_queue_t *queue = rd_kafka_queue_new(connection->handle);
    char reason[128];
    size_t num_resources = 0;
    *num_entries = 0;
    if (!resource || !options || !queue ||
        rd_kafka_AdminOptions_set_request_timeout(options, REQUEST_TIMEOUT_MS, reason,
                                                  sizeof reason) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return NULL;
    rd_kafka_DescribeConfigs(connection->handle, &resource, 1, options, queue);
    *event = rd_kafka_queue_poll(queue, REQUEST_TIMEOUT_MS + 1000);
    if (!*event || rd_kafka_event_error(*event) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return NULL;
    const rd_kafka_ConfigResource_t **resources = rd_kafka_DescribeConfigs_result_resources(
        rd_kafka_event_DescribeConfigs_result(*event), &num_resources);
    if (num_resources != 1 ||
        rd_kafka_ConfigResource_error(resources[0]) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return NULL;
    return rd_kafka_ConfigResource_configs(resources[0], num_entries);
}

static const char *value_of(const rd_kafka_ConfigEntry_t *const *entries, size_t num_entries,
                            const char *name)
{
    for (size_t i = 0; i < num_entries; i++) {
        if (strcmp(rd_kafka_ConfigEntry_name(entries[i]), name) == 0)
            return rd_kafka_ConfigEntry_value(entries[i]);
    }
    return NULL;
}

static int64_t number_of(const rd_kafka_ConfigEntry_t *const *entries, size_t num_entries,
                         const char *name)
{
    const char *text = value_of(entries, num_entries, name);
    char *end = NULL;
    long long number = text ? strtoll(text, &end, 10) : PS_KAFKA_UNKNOWN;
    return text && *text && !*end ? number : PS_KAFKA_UNKNOWN;
}

static void describe_topic(struct ps_kafka_topic_facts *topic,
                           struct ps_kafka_connection *connection)
{
    size_t count = 0;
    PS_DEFER(rd_kafka_event_destroyp) rd_kafka_event_t *event = NULL;
    const rd_kafka_ConfigEntry_t **entries =
        describe(connection, RD_KAFKA_RESOURCE_TOPIC, topic->name, &event, &count);
    const char *policy = value_of(entries, count, "cleanup.policy");
    const char *unclean = value_of(entries, count, "unclean.leader.election.enable");
    (void)snprintf(topic->cleanup_policy, sizeof topic->cleanup_policy, "%s", policy ? policy : "");
    topic->retention_ms = number_of(entries, count, "retention.ms");
    topic->retention_bytes = number_of(entries, count, "retention.bytes");
    topic->max_message_bytes = number_of(entries, count, "max.message.bytes");
    topic->min_insync_replicas = number_of(entries, count, "min.insync.replicas");
    if (unclean)
        topic->unclean_election = strcmp(unclean, "true") == 0;
}

static void describe_broker(struct ps_kafka_survey *survey, struct ps_kafka_connection *connection,
                            int32_t broker)
{
    char name[16];
    size_t count = 0;
    PS_DEFER(rd_kafka_event_destroyp) rd_kafka_event_t *event = NULL;
    (void)snprintf(name, sizeof name, "%" PRId32, broker);
    const rd_kafka_ConfigEntry_t **entries =
        describe(connection, RD_KAFKA_RESOURCE_BROKER, name, &event, &count);
    survey->transaction_log_min_isr = number_of(entries, count, "transaction.state.log.min.isr");
    survey->transaction_log_replication =
        number_of(entries, count, "transaction.state.log.replication.factor");
    survey->transaction_max_timeout_ms = number_of(entries, count, "transaction.max.timeout.ms");
    survey->offsets_replication = number_of(entries, count, "offsets.topic.replication.factor");
}

void ps_kafka_survey_settings(struct ps_kafka_survey *survey,
                              struct ps_kafka_connection *connection, int32_t broker)
{
    for (size_t i = 0; i < survey->num_topics; i++) {
        if (survey->topics[i].exists)
            describe_topic(&survey->topics[i], connection);
    }
    if (broker >= 0)
        describe_broker(survey, connection, broker);
}
