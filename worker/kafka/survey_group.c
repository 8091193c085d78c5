/* A consumer group seen from outside: who is in it, and how far it is behind. */
#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/defer.h"
#include "worker/kafka/survey_internal.h"

#define CALL_TIMEOUT_MS 10000
#define OLDEST_WAIT_MS  5000 /* for one record of each partition that is behind */
#define POLL_MS         100

static void look_at_members(struct ps_kafka_survey *survey, struct ps_kafka_connection *connection,
                            const char *group)
{
    const struct rd_kafka_group_list *list = NULL;
    rd_kafka_resp_err_t code =
        rd_kafka_list_groups(connection->handle, group, &list, CALL_TIMEOUT_MS);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR && list->group_cnt == 1) {
        survey->num_members = list->groups[0].member_cnt;
        (void)snprintf(survey->group_state, sizeof survey->group_state, "%s",
                       list->groups[0].state);
    }
    if (list)
        rd_kafka_group_list_destroy(list);
}

/* Where the group will go on in a partition, and what that leaves. Adds to the topic's facts;
 * returns the offset of the oldest record that waits, or PS_KAFKA_UNKNOWN where none does. */
static int64_t look_at_partition(struct ps_kafka_topic_facts *topic,
                                 struct ps_kafka_connection *connection, int32_t partition,
                                 int64_t committed)
{
    int64_t low = 0;
    int64_t high = 0;
    if (rd_kafka_query_watermark_offsets(connection->handle, topic->name, partition, &low, &high,
                                         CALL_TIMEOUT_MS) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return PS_KAFKA_UNKNOWN;
    if (committed >= 0 && committed < low)
        topic->num_deleted += low - committed;
    int64_t position = committed > low ? committed : low;
    if (position >= high)
        return PS_KAFKA_UNKNOWN;
    topic->lag_records += high - position;
    return position;
}

/* Behind what the group has committed there is nothing but the ends of transactions, or what was
 * aborted. */
static void forget_lag(struct ps_kafka_topic_facts *topic,
                       const rd_kafka_topic_partition_list_t *waiting,
                       const rd_kafka_message_t *end)
{
    const rd_kafka_topic_partition_t *at =
        rd_kafka_topic_partition_list_find(waiting, topic->name, end->partition);
    if (at && end->offset > at->offset)
        topic->lag_records -= end->offset - at->offset;
}

/* Reads the oldest waiting record of each partition, for its age. */
static void look_at_age(struct ps_kafka_topic_facts *topic, struct ps_kafka_connection *connection,
                        rd_kafka_topic_partition_list_t *waiting)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + OLDEST_WAIT_MS;
    int64_t now_ms = ps_clock_unix_ms();
    if (rd_kafka_assign(connection->handle, waiting) != RD_KAFKA_RESP_ERR_NO_ERROR)
        return;
    while (waiting->cnt > 0 && ps_clock_monotonic_ms() < deadline_ms) {
        rd_kafka_message_t *message = rd_kafka_consumer_poll(connection->handle, POLL_MS);
        if (!message)
            continue;
        int64_t timestamp_ms = rd_kafka_message_timestamp(message, NULL);
        int64_t age_ms = timestamp_ms > 0 ? now_ms - timestamp_ms : 0; /* of old ones it has none */
        if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
            forget_lag(topic, waiting, message);
        bool was_awaited =
            rd_kafka_topic_partition_list_del(waiting, topic->name, message->partition) == 1;
        if (was_awaited && !message->err && age_ms > topic->lag_age_ms)
            topic->lag_age_ms = age_ms;
        rd_kafka_message_destroy(message);
    }
    (void)rd_kafka_assign(connection->handle, NULL);
}

PS_DEFINE_DEFER(rd_kafka_topic_partition_list_destroy, rd_kafka_topic_partition_list_t)

static void look_at_lag(struct ps_kafka_topic_facts *topic, struct ps_kafka_connection *connection)
{
    PS_DEFER(rd_kafka_topic_partition_list_destroyp)
    rd_kafka_topic_partition_list_t *committed =
        rd_kafka_topic_partition_list_new(topic->num_partitions);
    PS_DEFER(rd_kafka_topic_partition_list_destroyp)
    rd_kafka_topic_partition_list_t *waiting =
        rd_kafka_topic_partition_list_new(topic->num_partitions);
    for (int32_t i = 0; i < topic->num_partitions; i++)
        (void)rd_kafka_topic_partition_list_add(committed, topic->name, i);
    if (rd_kafka_committed(connection->handle, committed, CALL_TIMEOUT_MS) !=
        RD_KAFKA_RESP_ERR_NO_ERROR)
        return;
    for (int i = 0; i < committed->cnt; i++) {
        const rd_kafka_topic_partition_t *at = &committed->elems[i];
        int64_t oldest = look_at_partition(topic, connection, at->partition, at->offset);
        if (oldest >= 0)
            rd_kafka_topic_partition_list_add(waiting, topic->name, at->partition)->offset = oldest;
    }
    if (waiting->cnt > 0)
        look_at_age(topic, connection, waiting);
}

void ps_kafka_survey_group(struct ps_kafka_survey *survey, struct ps_kafka_connection *connection,
                           const char *group)
{
    /* Told to queue messages for rd_kafka_consumer_poll, as a consumer that has subscribed would.
     */
    (void)rd_kafka_poll_set_consumer(connection->handle);
    look_at_members(survey, connection, group);
    for (size_t i = 0; i < survey->num_topics; i++) {
        if (survey->topics[i].exists && survey->topics[i].role == PS_KAFKA_ROLE_JOBS)
            look_at_lag(&survey->topics[i], connection);
    }
}
