/* What the client side's handles of librdkafka have in common. */
#include "worker/kafka/connection.h"

#include <stdio.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/utf8.h"

#define MOVED_WAIT_MS 100

/* "all brokers down" says less than the reason that came before it, which is kept. */
static void note_error(rd_kafka_t *handle, int code, const char *reason, void *opaque)
{
    (void)handle;
    struct ps_kafka_connection *connection = opaque;
    if (code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN) {
        connection->down = true;
        if (connection->reason[0])
            return;
    }
    const char *statistics = strstr(reason, " (after ");
    size_t size = statistics ? (size_t)(statistics - reason) : strlen(reason);
    ps_utf8_copy(connection->reason, sizeof connection->reason, reason, size);
}

enum ps_status ps_kafka_connection_open(struct ps_kafka_connection *connection,
                                        const struct ps_kafka_connection_config *config,
                                        struct ps_error *error)
{
    *connection = (struct ps_kafka_connection){.owner = config->owner};
    const char *servers = ps_config_kafka(config->config, "bootstrap.servers");
    snprintf(connection->servers, sizeof connection->servers, "%s", servers ? servers : "");
    rd_kafka_conf_t *conf = NULL;
    PS_TRY(ps_kafka_properties_create(&conf, config->config, config->defaults, config->num_defaults,
                                      config->owned, config->num_owned, error));
    rd_kafka_conf_set_opaque(conf, connection);
    rd_kafka_conf_set_error_cb(conf, note_error);
    if (config->delivered)
        rd_kafka_conf_set_dr_msg_cb(conf, config->delivered);
    return ps_kafka_client_create(&connection->handle, config->type, conf, error);
}

void ps_kafka_connection_close(struct ps_kafka_connection *connection)
{
    if (connection->handle)
        rd_kafka_destroy(connection->handle);
    *connection = (struct ps_kafka_connection){0};
}

void *ps_kafka_connection_owner(void *opaque)
{
    struct ps_kafka_connection *connection = opaque;
    return connection->owner;
}

/* Fills an error that says which servers were tried, why in vain, and what to do. */
static enum ps_status unavailable(const struct ps_kafka_connection *connection,
                                  struct ps_error *error)
{
    return ps_error_set(
        error, PS_UNAVAILABLE,
        "kafka.bootstrap.servers: no Kafka broker answers at %s (%s); check that it runs, or name "
        "another with -b HOST:PORT; `penstock broker` starts one for trying out",
        connection->servers, connection->reason[0] ? connection->reason : "no reason is known");
}

/* All topics, because asking for one by name may create it. */
static enum ps_status fetch_metadata(struct ps_kafka_connection *connection, bool all_topics,
                                     const struct rd_kafka_metadata **metadata,
                                     struct ps_error *error)
{
    rd_kafka_resp_err_t code = rd_kafka_metadata(connection->handle, all_topics, NULL, metadata,
                                                 PS_KAFKA_CONNECTION_REACH_MS);
    rd_kafka_poll(connection->handle, 0); /* lets note_error hear the reason */
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return unavailable(connection, error);
    connection->down = false;
    return PS_OK;
}

enum ps_status ps_kafka_connection_reach(struct ps_kafka_connection *connection,
                                         struct ps_error *error)
{
    const struct rd_kafka_metadata *metadata = NULL;
    PS_TRY(fetch_metadata(connection, /*all_topics=*/false, &metadata, error));
    rd_kafka_metadata_destroy(metadata);
    return PS_OK;
}

enum ps_status ps_kafka_connection_num_partitions(struct ps_kafka_connection *connection,
                                                  const char *topic, int *num_partitions,
                                                  struct ps_error *error)
{
    const struct rd_kafka_metadata *metadata = NULL;
    PS_TRY(fetch_metadata(connection, /*all_topics=*/true, &metadata, error));
    *num_partitions = 0;
    for (int i = 0; i < metadata->topic_cnt; i++) {
        if (strcmp(metadata->topics[i].topic, topic) == 0)
            *num_partitions = metadata->topics[i].partition_cnt;
    }
    rd_kafka_metadata_destroy(metadata);
    if (*num_partitions > 0)
        return PS_OK;
    return ps_error_set(error, PS_NOT_FOUND,
                        "topic %s does not exist at %s, or may not be seen by this client; "
                        "`penstock topics create` creates the topics",
                        topic, connection->servers);
}

static bool has_moved(rd_kafka_resp_err_t code)
{
    return code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION ||
           code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
           code == RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART ||
           code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
}

enum ps_status ps_kafka_connection_watermarks(struct ps_kafka_connection *connection,
                                              const char *topic, int32_t partition, int64_t *low,
                                              int64_t *high, struct ps_error *error)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + PS_KAFKA_CONNECTION_REACH_MS;
    for (;;) {
        rd_kafka_resp_err_t code = rd_kafka_query_watermark_offsets(
            connection->handle, topic, partition, low, high, PS_KAFKA_CONNECTION_REACH_MS);
        if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
            return PS_OK;
        if (!has_moved(code) || ps_clock_monotonic_ms() >= deadline_ms)
            return ps_error_set(error, PS_UNAVAILABLE, "cannot read partition %d of topic %s: %s",
                                (int)partition, topic, rd_kafka_err2str(code));
        ps_clock_sleep_ms(MOVED_WAIT_MS);
    }
}
