/* The transactional producer over librdkafka. */
#include "worker/kafka/publisher.h"

#include <librdkafka/rdkafka.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/base/log.h"
#include "worker/delivery_note.h"
#include "worker/kafka/fault.h"
#include "worker/kafka/headers.h"
#include "worker/kafka/membership.h"
#include "worker/kafka/properties.h"
#include "worker/kafka/record_size.h"

#define CALL_TIMEOUT_MS   5000
#define FLUSH_MS          200 /* before an abort: one right after a produce ends fatally otherwise */
#define FULL_TIMEOUT_MS   30000
#define RECORD_BYTES_MORE 128 /* what a record and its batch are wrapped in, at most */
#define HEADER_BYTES_MORE 10

struct ps_kafka_publisher {
    rd_kafka_t *client;
    size_t bytes_max;
    rd_kafka_topic_t **topics; /* [num_topics]: kept, so that their metadata is kept fresh */
    size_t num_topics;
    struct ps_kafka_statistics *statistics; /* borrowed, or NULL */
    rd_kafka_resp_err_t delivery_error; /* of the first record that failed in this transaction */
};

size_t ps_kafka_publisher_bytes_wanted(const struct ps_config *config)
{
    const char *text = ps_config_kafka(config, "message.max.bytes");
    return text ? strtoul(text, NULL, 10) : ps_kafka_result_record_max(config);
}

static void on_delivery(rd_kafka_t *client, const rd_kafka_message_t *message, void *context)
{
    struct ps_kafka_publisher *publisher = context;
    (void)client;
    bool purged = message->err == RD_KAFKA_RESP_ERR__PURGE_QUEUE ||
                  message->err == RD_KAFKA_RESP_ERR__PURGE_INFLIGHT;
    if (message->err && !purged && !publisher->delivery_error)
        publisher->delivery_error = message->err;
}

static void on_error(rd_kafka_t *client, int code, const char *reason, void *context)
{
    (void)client;
    (void)context;
    ps_log(PS_LOG_WARNING, "kafka", "producer: %s: %s",
           rd_kafka_err2name((rd_kafka_resp_err_t)code), reason);
}

/* 0: librdkafka frees the report. */
static int on_statistics(rd_kafka_t *client, char *json, size_t size, void *context)
{
    struct ps_kafka_publisher *publisher = context;
    (void)client;
    if (publisher->statistics)
        ps_kafka_statistics_read(publisher->statistics, json, size);
    return 0;
}

void ps_kafka_publisher_report_to(struct ps_kafka_publisher *publisher,
                                  struct ps_kafka_statistics *statistics)
{
    publisher->statistics = statistics;
}

static struct ps_delivery_fault fault_from(const char *what, rd_kafka_error_t *made,
                                           struct ps_error *error)
{
    struct ps_delivery_fault fault = ps_kafka_fault_of(made);
    if (made) {
        (void)ps_error_set(error, PS_UNAVAILABLE, "%s: %s: %s", what, rd_kafka_error_name(made),
                           rd_kafka_error_string(made));
        rd_kafka_error_destroy(made);
    }
    return fault;
}

static enum ps_status create_client(struct ps_kafka_publisher *publisher,
                                    const struct ps_kafka_publisher_config *config,
                                    struct ps_error *error)
{
    char bytes_max[32];
    char queue[32];
    char timeout[32];
    size_t size = sizeof bytes_max;
    (void)snprintf(bytes_max, sizeof bytes_max, "%zu",
                   ps_kafka_publisher_bytes_wanted(config->config));
    (void)snprintf(queue, sizeof queue, "%lld", (long long)config->limits->producer_bytes / 1024);
    (void)snprintf(timeout, sizeof timeout, "%d", PS_KAFKA_TRANSACTION_TIMEOUT_MS);
    const struct ps_kafka_property defaults[] = {
        {"transaction.timeout.ms", timeout},
        {"message.timeout.ms", "10000"},
        /* After a commit the broker is busy for some milliseconds; the default of 100 is what each
         * transaction would wait. */
        {"retry.backoff.ms", "1"},
        {"socket.nagle.disable", "true"},
        {"linger.ms", "0"},
        /* What is too large for a topic is found when the topic refuses it. */
        {"message.max.bytes", bytes_max},
        {"queue.buffering.max.kbytes", queue},
        {"statistics.interval.ms", PS_KAFKA_STATISTICS_INTERVAL_MS},
    };
    const struct ps_kafka_property owned[] = {{"transactional.id", config->transactional_id}};
    rd_kafka_conf_t *conf = NULL;
    PS_TRY(ps_kafka_properties_create(&conf, config->config, defaults,
                                      sizeof defaults / sizeof *defaults, owned, 1, error));
    if (rd_kafka_conf_get(conf, "message.max.bytes", bytes_max, &size) == RD_KAFKA_CONF_OK)
        publisher->bytes_max = strtoul(bytes_max, NULL, 10);
    rd_kafka_conf_set_opaque(conf, publisher);
    rd_kafka_conf_set_dr_msg_cb(conf, on_delivery);
    rd_kafka_conf_set_error_cb(conf, on_error);
    rd_kafka_conf_set_stats_cb(conf, on_statistics);
    return ps_kafka_client_create(&publisher->client, RD_KAFKA_PRODUCER, conf, error);
}

static enum ps_status know_topics(struct ps_kafka_publisher *publisher, const char *const *topics,
                                  size_t num_topics, int64_t timeout_ms, struct ps_error *error)
{
    const rd_kafka_metadata_t *metadata = NULL;
    publisher->topics = calloc(num_topics + 1, sizeof(void *));
    if (!publisher->topics)
        return ps_error_no_memory(error, "the topics");
    for (size_t i = 0; i < num_topics; i++)
        publisher->topics[i] = rd_kafka_topic_new(publisher->client, topics[i], NULL);
    publisher->num_topics = num_topics;
    rd_kafka_resp_err_t code =
        rd_kafka_metadata(publisher->client, 0, NULL, &metadata, (int)timeout_ms);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return ps_error_set(error, PS_UNAVAILABLE, "metadata of the result topics: %s",
                            rd_kafka_err2str(code));
    rd_kafka_metadata_destroy(metadata);
    return PS_OK;
}

static enum ps_status start_transactions(struct ps_kafka_publisher *publisher, int64_t timeout_ms,
                                         struct ps_error *error)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + timeout_ms;
    for (;;) {
        int64_t left_ms = deadline_ms - ps_clock_monotonic_ms();
        rd_kafka_error_t *made =
            rd_kafka_init_transactions(publisher->client, left_ms > 1 ? (int)left_ms : 1);
        if (!made)
            return PS_OK;
        bool again = rd_kafka_error_is_retriable(made) && left_ms > 1;
        if (!again)
            (void)fault_from("transactions cannot be begun", made, error);
        else
            rd_kafka_error_destroy(made);
        if (!again)
            return PS_UNAVAILABLE;
    }
}

enum ps_status ps_kafka_publisher_create(struct ps_kafka_publisher **publisher,
                                         const struct ps_kafka_publisher_config *config,
                                         int64_t timeout_ms, struct ps_error *error)
{
    PS_DEFER(ps_kafka_publisher_destroyp)
    struct ps_kafka_publisher *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "the producer");
    PS_TRY(create_client(made, config, error));
    PS_TRY(know_topics(made, config->topics, config->num_topics, timeout_ms, error));
    PS_TRY(start_transactions(made, timeout_ms, error));
    *publisher = ps_take(made);
    return PS_OK;
}

void ps_kafka_publisher_destroy(struct ps_kafka_publisher *publisher)
{
    if (!publisher)
        return;
    for (size_t i = 0; i < publisher->num_topics; i++) {
        if (publisher->topics[i])
            rd_kafka_topic_destroy(publisher->topics[i]);
    }
    free(publisher->topics);
    if (publisher->client) {
        (void)rd_kafka_purge(publisher->client, RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT |
                                                    RD_KAFKA_PURGE_F_NON_BLOCKING);
        rd_kafka_destroy(publisher->client);
    }
    free(publisher);
}

enum ps_status ps_kafka_publisher_set_login(struct ps_kafka_publisher *publisher,
                                            const struct ps_config *config, struct ps_error *error)
{
    return ps_kafka_client_set_login(publisher->client, config, error);
}

size_t ps_kafka_outgoing_bytes(const struct ps_kafka_outgoing *outgoing)
{
    size_t bytes = outgoing->key_size + outgoing->value_size + RECORD_BYTES_MORE;
    for (size_t i = 0; i < outgoing->num_headers; i++)
        bytes += strlen(outgoing->headers[i].name) + outgoing->headers[i].size + HEADER_BYTES_MORE;
    return bytes;
}

size_t ps_kafka_publisher_bytes_max(const struct ps_kafka_publisher *publisher)
{
    return publisher->bytes_max;
}

struct ps_delivery_fault ps_kafka_publisher_begin(struct ps_kafka_publisher *publisher,
                                                  struct ps_error *error)
{
    publisher->delivery_error = RD_KAFKA_RESP_ERR_NO_ERROR;
    return fault_from("begin", rd_kafka_begin_transaction(publisher->client), error);
}

/* One attempt; the headers become librdkafka's only where it succeeds. */
static rd_kafka_resp_err_t produce_once(struct ps_kafka_publisher *publisher,
                                        const struct ps_kafka_outgoing *outgoing)
{
    rd_kafka_headers_t *headers = ps_kafka_headers_create(outgoing->headers, outgoing->num_headers);
    if (!headers)
        return RD_KAFKA_RESP_ERR__QUEUE_FULL; /* memory may come back as well */
    /* librdkafka only reads them, but takes them as plain pointers. */
    void *key = (void *)(uintptr_t)outgoing->key;
    void *value = (void *)(uintptr_t)outgoing->value;
    rd_kafka_resp_err_t code = rd_kafka_producev(
        publisher->client, RD_KAFKA_V_TOPIC(outgoing->topic),
        RD_KAFKA_V_KEY(key, outgoing->key_size), RD_KAFKA_V_VALUE(value, outgoing->value_size),
        RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        rd_kafka_headers_destroy(headers);
    return code;
}

struct ps_delivery_fault ps_kafka_publisher_produce(struct ps_kafka_publisher *publisher,
                                                    const struct ps_kafka_outgoing *outgoing,
                                                    struct ps_error *error)
{
    int64_t deadline_ms = ps_clock_monotonic_ms() + FULL_TIMEOUT_MS;
    rd_kafka_resp_err_t code = produce_once(publisher, outgoing);
    while (code == RD_KAFKA_RESP_ERR__QUEUE_FULL && ps_clock_monotonic_ms() < deadline_ms) {
        (void)rd_kafka_poll(publisher->client, 100);
        code = produce_once(publisher, outgoing);
    }
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR)
        return (struct ps_delivery_fault){.kind = PS_FAULT_NONE};
    (void)ps_error_set(error, PS_UNAVAILABLE, "produce to %s: %s", outgoing->topic,
                       rd_kafka_err2str(code));
    /* Nothing of this record has been sent, so the transaction can always be aborted, unless the
     * producer as a whole is done for. */
    bool fatal = code == RD_KAFKA_RESP_ERR__FATAL || code == RD_KAFKA_RESP_ERR__FENCED;
    return (struct ps_delivery_fault){
        .kind = ps_kafka_fault_kind(code), .abortable = !fatal, .fatal = fatal};
}

struct ps_delivery_fault ps_kafka_publisher_send_offsets(
    struct ps_kafka_publisher *publisher, const struct ps_kafka_partition *offsets,
    size_t num_offsets, const struct ps_kafka_membership *membership, struct ps_error *error)
{
    char note[PS_DELIVERY_NOTE_SIZE];
    ps_delivery_note_write(note);
    rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new((int)num_offsets);
    for (size_t i = 0; i < num_offsets; i++) {
        rd_kafka_topic_partition_t *added =
            rd_kafka_topic_partition_list_add(list, offsets[i].topic, offsets[i].partition);
        added->offset = offsets[i].offset;
        added->metadata = strdup(note); /* the list frees it; without one the offset still counts */
        added->metadata_size = added->metadata ? strlen(note) : 0;
    }
    rd_kafka_error_t *made = rd_kafka_send_offsets_to_transaction(
        publisher->client, list, membership->metadata, CALL_TIMEOUT_MS);
    rd_kafka_topic_partition_list_destroy(list);
    return fault_from("send offsets", made, error);
}

/* librdkafka reports a record that failed as a transaction that must be aborted, without the
 * record's own reason; that is known from its delivery report. */
struct ps_delivery_fault ps_kafka_publisher_commit(struct ps_kafka_publisher *publisher,
                                                   struct ps_error *error)
{
    struct ps_delivery_fault fault = fault_from(
        "commit", rd_kafka_commit_transaction(publisher->client, CALL_TIMEOUT_MS), error);
    if (fault.kind != PS_FAULT_NONE && publisher->delivery_error) {
        fault.kind = ps_kafka_fault_kind(publisher->delivery_error);
        ps_error_prefix(error, "a record could not be delivered (%s)",
                        rd_kafka_err2name(publisher->delivery_error));
    }
    return fault;
}

struct ps_delivery_fault ps_kafka_publisher_abort(struct ps_kafka_publisher *publisher,
                                                  struct ps_error *error)
{
    (void)rd_kafka_flush(publisher->client, FLUSH_MS);
    return fault_from("abort", rd_kafka_abort_transaction(publisher->client, CALL_TIMEOUT_MS),
                      error);
}

void ps_kafka_publisher_poll(struct ps_kafka_publisher *publisher)
{
    (void)rd_kafka_poll(publisher->client, 0);
}
