/* librdkafka's mock cluster as a broker of this process. */
#include "worker/kafka/mock.h"

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include "shared/base/log.h"

struct ps_kafka_mock {
    rd_kafka_t *handle; /* only for the mock's bookkeeping: it connects to nothing */
    rd_kafka_mock_cluster_t *cluster;
};

static void forward_log(const rd_kafka_t *handle, int level, const char *facility,
                        const char *message)
{
    (void)handle;
    ps_log(level <= 3 ? PS_LOG_ERROR : PS_LOG_DEBUG, "mock", "%s: %s", facility, message);
}

static enum ps_status create_handle(struct ps_kafka_mock *mock, struct ps_error *error)
{
    rd_kafka_conf_t *conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, forward_log);
    char reason[512] = "";
    mock->handle = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    if (mock->handle)
        return PS_OK;
    rd_kafka_conf_destroy(conf);
    return ps_error_set(error, PS_INTERNAL, "cannot start the in-memory broker: %s", reason);
}

enum ps_status ps_kafka_mock_create(struct ps_kafka_mock **mock, struct ps_error *error)
{
    PS_DEFER(ps_kafka_mock_destroyp) struct ps_kafka_mock *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "the in-memory broker");
    PS_TRY(create_handle(made, error));
    made->cluster = rd_kafka_mock_cluster_new(made->handle, 1);
    if (!made->cluster)
        return ps_error_set(error, PS_INTERNAL,
                            "cannot start the in-memory broker: no local port can be had");
    *mock = ps_take(made);
    return PS_OK;
}

void ps_kafka_mock_destroy(struct ps_kafka_mock *mock)
{
    if (!mock)
        return;
    if (mock->cluster)
        rd_kafka_mock_cluster_destroy(mock->cluster);
    if (mock->handle)
        rd_kafka_destroy(mock->handle);
    free(mock);
}

const char *ps_kafka_mock_address(const struct ps_kafka_mock *mock)
{
    return rd_kafka_mock_cluster_bootstraps(mock->cluster);
}

enum ps_status ps_kafka_mock_topic_create(struct ps_kafka_mock *mock, const char *topic,
                                          int num_partitions, struct ps_error *error)
{
    rd_kafka_resp_err_t code =
        rd_kafka_mock_topic_create(mock->cluster, topic, num_partitions, /*replication=*/1);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR || code == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
        return PS_OK;
    return ps_error_set(error, PS_INVALID, "cannot create topic %s in the in-memory broker: %s",
                        topic, rd_kafka_err2str(code));
}
