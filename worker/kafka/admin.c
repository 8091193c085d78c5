/* Creating topics through Kafka's Admin API, or where there is none by asking for them. */
#include "worker/kafka/admin.h"

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/kafka/connection.h"

#define REQUEST_TIMEOUT_MS 15000
#define VISIBLE_TIMEOUT_MS 10000
#define CONTROLLER_WAIT_MS 3000 /* an election takes less */

PS_DEFINE_DEFER(rd_kafka_NewTopic_destroy, rd_kafka_NewTopic_t)
PS_DEFINE_DEFER(rd_kafka_AdminOptions_destroy, rd_kafka_AdminOptions_t)
PS_DEFINE_DEFER(rd_kafka_queue_destroy, rd_kafka_queue_t)
PS_DEFINE_DEFER(rd_kafka_event_destroy, rd_kafka_event_t)

static enum ps_status make_request(rd_kafka_NewTopic_t **request,
                                   const struct ps_kafka_topic *topic, struct ps_error *error)
{
    char reason[512] = "";
    *request = rd_kafka_NewTopic_new(topic->name, topic->num_partitions, topic->replication, reason,
                                     sizeof reason);
    if (!*request)
        return ps_error_set(error, PS_INVALID, "topic %s: %s", topic->name, reason);
    for (size_t i = 0; i < topic->num_settings; i++) {
        const struct ps_kafka_topic_setting *setting = &topic->settings[i];
        if (rd_kafka_NewTopic_set_config(*request, setting->name, setting->value) !=
            RD_KAFKA_RESP_ERR_NO_ERROR)
            return ps_error_set(error, PS_INVALID, "topic %s: wrong setting %s=%s", topic->name,
                                setting->name, setting->value);
    }
    return PS_OK;
}

static enum ps_status make_options(rd_kafka_AdminOptions_t **options, rd_kafka_t *handle,
                                   struct ps_error *error)
{
    char reason[512] = "";
    *options = rd_kafka_AdminOptions_new(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS);
    if (!*options)
        return ps_error_no_memory(error, "a request to create topics");
    if (rd_kafka_AdminOptions_set_request_timeout(*options, REQUEST_TIMEOUT_MS, reason,
                                                  sizeof reason) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_AdminOptions_set_operation_timeout(*options, REQUEST_TIMEOUT_MS, reason,
                                                    sizeof reason) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return ps_error_set(error, PS_INTERNAL, "%s", reason);
    return PS_OK;
}

/* What the broker said of the one topic asked for. */
static enum ps_status read_outcome(rd_kafka_event_t *event, struct ps_kafka_topic *topic,
                                   struct ps_error *error)
{
    size_t count = 0;
    const rd_kafka_topic_result_t **results =
        rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
    if (count != 1)
        return ps_error_set(error, PS_UNAVAILABLE,
                            "topic %s: the broker answered for %zu topics, expected 1", topic->name,
                            count);
    rd_kafka_resp_err_t code = rd_kafka_topic_result_error(results[0]);
    topic->outcome = code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS ? PS_KAFKA_TOPIC_EXISTED
                                                                    : PS_KAFKA_TOPIC_CREATED;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
        return PS_OK;
    const char *reason = rd_kafka_topic_result_error_string(results[0]);
    return ps_error_set(error, PS_UNAVAILABLE, "topic %s was not created: %s", topic->name,
                        reason ? reason : rd_kafka_err2str(code));
}

/* Asks a broker without admin requests about the topic, which makes it. */
static enum ps_status create_implicitly(struct ps_kafka_connection *connection,
                                        struct ps_kafka_topic *topic, struct ps_error *error)
{
    rd_kafka_topic_t *handle = rd_kafka_topic_new(connection->handle, topic->name, NULL);
    const struct rd_kafka_metadata *metadata = NULL;
    rd_kafka_resp_err_t code = RD_KAFKA_RESP_ERR__INVALID_ARG;
    if (handle) {
        code = rd_kafka_metadata(connection->handle, /*all_topics=*/0, handle, &metadata,
                                 PS_KAFKA_CONNECTION_REACH_MS);
        rd_kafka_topic_destroy(handle);
    }
    if (metadata)
        rd_kafka_metadata_destroy(metadata);
    topic->outcome = PS_KAFKA_TOPIC_IMPLICIT;
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return PS_OK;
    return ps_error_set(error, PS_UNAVAILABLE,
                        "topic %s was not created: the broker takes no admin requests, and asking "
                        "for the topic did not make it: %s",
                        topic->name, rd_kafka_err2str(code));
}

static enum ps_status create_explicitly(struct ps_kafka_connection *connection,
                                        struct ps_kafka_topic *topic, struct ps_error *error)
{
    PS_DEFER(rd_kafka_NewTopic_destroyp) rd_kafka_NewTopic_t *request = NULL;
    PS_DEFER(rd_kafka_AdminOptions_destroyp) rd_kafka_AdminOptions_t *options = NULL;
    PS_DEFER(rd_kafka_queue_destroyp)
    rd_kafka_queue_t *queue = rd_kafka_queue_new(connection->handle);
    PS_TRY(make_request(&request, topic, error));
    PS_TRY(make_options(&options, connection->handle, error));
    rd_kafka_CreateTopics(connection->handle, &request, 1, options, queue);
    PS_DEFER(rd_kafka_event_destroyp)
    rd_kafka_event_t *event = rd_kafka_queue_poll(queue, REQUEST_TIMEOUT_MS + 1000);
    if (!event)
        return ps_error_set(error, PS_TIMEOUT, "topic %s: the broker did not answer within %d s",
                            topic->name, REQUEST_TIMEOUT_MS / 1000);
    rd_kafka_resp_err_t code = rd_kafka_event_error(event);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return ps_error_set(error, PS_UNAVAILABLE, "topic %s was not created: %s", topic->name,
                            rd_kafka_event_error_string(event));
    return read_outcome(event, topic, error);
}

static enum ps_status wait_until_visible(struct ps_kafka_connection *connection,
                                         struct ps_kafka_topic *topic, struct ps_error *error)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + VISIBLE_TIMEOUT_MS;
    for (;;) {
        struct ps_error ignored = {0};
        enum ps_status status = ps_kafka_connection_num_partitions(
            connection, topic->name, &topic->num_partitions_found, &ignored);
        if (status != PS_NOT_FOUND || ps_clock_monotonic_ms() >= deadline_ms)
            return status == PS_OK ? PS_OK : ps_error_set(error, status, "%s", ignored.message);
        ps_clock_sleep_ms(50);
    }
}

/* librdkafka's mock cluster takes no admin requests, which shows in that it names a controller that
 * is none of its brokers; a request would wait for it until it times out. */
static bool has_controller(const struct ps_kafka_connection *connection)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + CONTROLLER_WAIT_MS;
    do {
        int32_t controller = rd_kafka_controllerid(connection->handle, CONTROLLER_WAIT_MS);
        const struct rd_kafka_metadata *metadata = NULL;
        if (rd_kafka_metadata(connection->handle, /*all_topics=*/0, NULL, &metadata,
                              PS_KAFKA_CONNECTION_REACH_MS) == RD_KAFKA_RESP_ERR_NO_ERROR) {
            bool found = false;
            for (int i = 0; i < metadata->broker_cnt; i++)
                found = found || metadata->brokers[i].id == controller;
            rd_kafka_metadata_destroy(metadata);
            if (found)
                return true;
        }
        ps_clock_sleep_ms(200);
    } while (ps_clock_monotonic_ms() < deadline_ms);
    return false;
}

enum ps_status ps_kafka_create_topics(const struct ps_config *config, struct ps_kafka_topic *topics,
                                      size_t num_topics, struct ps_error *error)
{
    PS_DEFER(ps_kafka_connection_close) struct ps_kafka_connection connection = {0};
    const struct ps_kafka_connection_config connecting = {.type = RD_KAFKA_PRODUCER,
                                                          .config = config};
    PS_TRY(ps_kafka_connection_open(&connection, &connecting, error));
    PS_TRY(ps_kafka_connection_reach(&connection, error));
    bool takes_requests = has_controller(&connection);
    for (size_t i = 0; i < num_topics; i++) {
        if (takes_requests)
            PS_TRY(create_explicitly(&connection, &topics[i], error));
        else
            PS_TRY(create_implicitly(&connection, &topics[i], error));
    }
    for (size_t i = 0; i < num_topics; i++)
        PS_TRY(wait_until_visible(&connection, &topics[i], error));
    return PS_OK;
}
