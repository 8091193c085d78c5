/* The producer of jobs. */
#include "worker/kafka/submitter.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/kafka/connection.h"
#include "worker/kafka/fault.h"
#include "worker/kafka/headers.h"

#define CLUSTER_TIMEOUT_MS 5000
#define FENCE_TIMEOUT_MS   30000 /* the broker may have a transaction to abort first */
#define COMMIT_TIMEOUT_MS  100
#define ABORT_TIMEOUT_MS   5000
#define ABORT_FLUSH_MS     200 /* an abort right after a produce ends fatally otherwise */

struct ps_kafka_submitter {
    struct ps_kafka_connection connection;
    char *topic;
    char *cluster;          /* librdkafka's memory */
    char *transactional_id; /* NULL: no transactions */
    size_t record_bytes_max;
    struct ps_kafka_submitter_counts counts;
    struct ps_kafka_positions positions;
    struct ps_error failure;
    size_t largest_refused; /* bytes of the record that failure names, where it is too large */
};

static enum ps_status class_of(rd_kafka_resp_err_t code)
{
    switch (code) {
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR_RECORD_LIST_TOO_LARGE:
        return PS_TOO_LARGE;
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
        return PS_NOT_FOUND;
    default:
        return PS_UNAVAILABLE;
    }
}

static bool is_fenced(const struct ps_kafka_submitter *submitter, rd_kafka_resp_err_t code)
{
    char reason[256];
    if (code == RD_KAFKA_RESP_ERR__FATAL || code == RD_KAFKA_RESP_ERR__PURGE_QUEUE)
        code = rd_kafka_fatal_error(submitter->connection.handle, reason, sizeof reason);
    return submitter->transactional_id && ps_kafka_fault_kind(code) == PS_FAULT_FENCED;
}

static enum ps_status refuse_fenced(const struct ps_kafka_submitter *submitter,
                                    struct ps_error *error)
{
    return ps_error_set(error, PS_UNAVAILABLE,
                        "another producer of transactional id %s has taken over: the same batch is "
                        "being submitted elsewhere",
                        submitter->transactional_id);
}

/* A record that had to be sent again may have no offset here: the position is then a lower one. */
static void note_delivered(struct ps_kafka_submitter *submitter, const rd_kafka_message_t *message)
{
    submitter->counts.delivered++;
    if (message->offset >= 0 && message->partition >= 0 &&
        ps_kafka_positions_raise(&submitter->positions, (size_t)message->partition,
                                 message->offset + 1) != PS_OK)
        (void)ps_error_no_memory(&submitter->failure, "the position in the topic");
}

static void note_delivery(rd_kafka_t *handle, const rd_kafka_message_t *message, void *opaque)
{
    (void)handle;
    struct ps_kafka_submitter *submitter = ps_kafka_connection_owner(opaque);
    if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR) {
        note_delivered(submitter, message);
        return;
    }
    submitter->counts.failed++;
    if (is_fenced(submitter, message->err)) {
        (void)refuse_fenced(submitter, &submitter->failure);
        return;
    }
    /* A broker refuses a whole batch of records for one that is too large: name the largest. */
    bool too_large = class_of(message->err) == PS_TOO_LARGE;
    if (too_large && message->len > submitter->largest_refused) {
        submitter->largest_refused = message->len;
        submitter->failure = (struct ps_error){0};
    }
    uintptr_t line = (uintptr_t)message->_private;
    const char *reason = rd_kafka_err2str(message->err); /* ..._errstr would be the payload */
    const char *why = too_large ? "max.message.bytes of the topic may be too small"
                                : submitter->connection.reason;
    (void)ps_error_set(&submitter->failure, class_of(message->err),
                       "topic %s did not take %s%" PRIuPTR " (%zu bytes): %s%s%s", submitter->topic,
                       line ? "line " : "record ", line, message->len, reason, why[0] ? "; " : "",
                       why);
}

static enum ps_status open_connection(struct ps_kafka_submitter *submitter,
                                      const struct ps_kafka_submitter_config *config,
                                      struct ps_error *error)
{
    char bytes_max[32];
    snprintf(bytes_max, sizeof bytes_max, "%zu", config->record_bytes_max);
    const struct ps_kafka_property defaults[] = {
        {"message.max.bytes", bytes_max},
        {"queue.buffering.max.kbytes", "65536"},
        {"linger.ms", "20"},
        {"message.timeout.ms", config->transactional_id ? "30000" : "60000"},
        /* Of a submission that is killed the rest holds the topic's readers up for that long,
         * unless it is gone on with before. */
        {"transaction.timeout.ms", "30000"},
        /* After a commit the broker is busy for some milliseconds; librdkafka would wait 100. */
        {"retry.backoff.ms", config->transactional_id ? "1" : "100"},
    };
    const struct ps_kafka_property owned[] = {
        {"enable.idempotence", "true"},
        {"acks", "all"},
        {"transactional.id", config->transactional_id},
    };
    const struct ps_kafka_connection_config connection = {
        .type = RD_KAFKA_PRODUCER,
        .config = config->config,
        .defaults = defaults,
        .num_defaults = sizeof defaults / sizeof *defaults,
        .owned = owned,
        .num_owned = config->transactional_id ? 3 : 2,
        .delivered = note_delivery,
        .owner = submitter,
    };
    return ps_kafka_connection_open(&submitter->connection, &connection, error);
}

/* What librdkafka took for message.max.bytes. */
static size_t effective_bytes_max(rd_kafka_t *handle)
{
    char text[32] = "";
    size_t size = sizeof text;
    if (rd_kafka_conf_get(rd_kafka_conf(handle), "message.max.bytes", text, &size) !=
        RD_KAFKA_CONF_OK)
        return 0;
    return (size_t)strtoull(text, NULL, 10);
}

enum ps_status ps_kafka_submitter_create(struct ps_kafka_submitter **submitter,
                                         const struct ps_kafka_submitter_config *config,
                                         struct ps_error *error)
{
    PS_DEFER(ps_kafka_submitter_destroyp) struct ps_kafka_submitter *made = calloc(1, sizeof *made);
    if (!made || !(made->topic = strdup(config->topic)) ||
        (config->transactional_id && !(made->transactional_id = strdup(config->transactional_id))))
        return ps_error_no_memory(error, "the producer");
    PS_TRY(open_connection(made, config, error));
    made->record_bytes_max = effective_bytes_max(made->connection.handle);
    int num_partitions = 0;
    PS_TRY(ps_kafka_connection_num_partitions(&made->connection, config->topic, &num_partitions,
                                              error));
    made->cluster = rd_kafka_clusterid(made->connection.handle, CLUSTER_TIMEOUT_MS);
    *submitter = ps_take(made);
    return PS_OK;
}

void ps_kafka_submitter_destroy(struct ps_kafka_submitter *submitter)
{
    if (!submitter)
        return;
    if (submitter->connection.handle)
        rd_kafka_purge(submitter->connection.handle,
                       RD_KAFKA_PURGE_F_QUEUE | RD_KAFKA_PURGE_F_INFLIGHT);
    if (submitter->cluster)
        rd_kafka_mem_free(submitter->connection.handle, submitter->cluster);
    ps_kafka_connection_close(&submitter->connection);
    ps_kafka_positions_close(&submitter->positions);
    free(submitter->transactional_id);
    free(submitter->topic);
    free(submitter);
}

const char *ps_kafka_submitter_cluster(const struct ps_kafka_submitter *submitter)
{
    return submitter->cluster ? submitter->cluster : "";
}

const struct ps_kafka_positions *
ps_kafka_submitter_positions(const struct ps_kafka_submitter *submitter)
{
    return &submitter->positions;
}

/* Takes an error of librdkafka's: what failed, why, and what can be done. */
static enum ps_status transaction_failed(const struct ps_kafka_submitter *submitter,
                                         const char *what, rd_kafka_error_t *made,
                                         struct ps_error *error)
{
    enum ps_fault_kind kind = ps_kafka_fault_of(made).kind;
    if (is_fenced(submitter, rd_kafka_error_code(made)))
        (void)refuse_fenced(submitter, error);
    else
        (void)ps_error_set(error, PS_UNAVAILABLE, "%s: %s%s%s", what, rd_kafka_error_string(made),
                           kind == PS_FAULT_UNAUTHORIZED
                               ? "; submitting a file needs to write as transactional id "
                               : "",
                           kind == PS_FAULT_UNAUTHORIZED ? submitter->transactional_id : "");
    rd_kafka_error_destroy(made);
    return PS_UNAVAILABLE;
}

enum ps_status ps_kafka_submitter_fence(struct ps_kafka_submitter *submitter,
                                        struct ps_error *error)
{
    rd_kafka_error_t *made =
        rd_kafka_init_transactions(submitter->connection.handle, FENCE_TIMEOUT_MS);
    return made ? transaction_failed(submitter, "transactions cannot be begun", made, error)
                : PS_OK;
}

enum ps_status ps_kafka_submitter_begin(struct ps_kafka_submitter *submitter,
                                        struct ps_error *error)
{
    rd_kafka_error_t *made = rd_kafka_begin_transaction(submitter->connection.handle);
    return made ? transaction_failed(submitter, "a transaction cannot be begun", made, error)
                : PS_OK;
}

enum ps_status ps_kafka_submitter_commit(struct ps_kafka_submitter *submitter,
                                         struct ps_error *error)
{
    rd_kafka_error_t *made =
        rd_kafka_commit_transaction(submitter->connection.handle, COMMIT_TIMEOUT_MS);
    if (!made)
        return PS_OK;
    if (rd_kafka_error_is_retriable(made)) {
        rd_kafka_error_destroy(made);
        return PS_TIMEOUT;
    }
    if (rd_kafka_error_txn_requires_abort(made))
        ps_kafka_submitter_abort(submitter);
    return transaction_failed(submitter, "the transaction cannot be committed", made, error);
}

void ps_kafka_submitter_abort(struct ps_kafka_submitter *submitter)
{
    rd_kafka_t *handle = submitter->connection.handle;
    (void)rd_kafka_flush(handle, ABORT_FLUSH_MS);
    rd_kafka_error_t *made = rd_kafka_abort_transaction(handle, ABORT_TIMEOUT_MS);
    if (made) /* the broker aborts it when its time is over */
        rd_kafka_error_destroy(made);
}

size_t ps_kafka_submitter_record_bytes_max(const struct ps_kafka_submitter *submitter)
{
    return submitter->record_bytes_max;
}

static rd_kafka_resp_err_t produce(struct ps_kafka_submitter *submitter,
                                   const struct ps_kafka_submission *submission)
{
    /* librdkafka copies both, but its interface takes them without const. */
    void *key, *value;
    memcpy(&key, &submission->key, sizeof key);
    memcpy(&value, &submission->value, sizeof value);
    rd_kafka_headers_t *headers =
        ps_kafka_headers_create(submission->headers, submission->num_headers);
    if (!headers)
        return RD_KAFKA_RESP_ERR__QUEUE_FULL; /* memory may come back as well */
    rd_kafka_resp_err_t code = rd_kafka_producev(
        submitter->connection.handle, RD_KAFKA_V_TOPIC(submitter->topic),
        RD_KAFKA_V_KEY(key, submission->key_size), RD_KAFKA_V_VALUE(value, submission->value_size),
        RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_OPAQUE((void *)(uintptr_t)submission->line), RD_KAFKA_V_END);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        rd_kafka_headers_destroy(headers); /* taken only by a success */
    return code;
}

enum ps_status ps_kafka_submitter_send(struct ps_kafka_submitter *submitter,
                                       const struct ps_kafka_submission *submission, int timeout_ms,
                                       struct ps_error *error)
{
    rd_kafka_poll(submitter->connection.handle, 0);
    rd_kafka_resp_err_t code = produce(submitter, submission);
    if (code == RD_KAFKA_RESP_ERR__QUEUE_FULL) {
        rd_kafka_poll(submitter->connection.handle, timeout_ms);
        code = produce(submitter, submission);
    }
    if (is_fenced(submitter, code))
        return refuse_fenced(submitter, error);
    switch (code) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        submitter->counts.sent++;
        return PS_OK;
    case RD_KAFKA_RESP_ERR__QUEUE_FULL:
        return PS_FULL;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
        return ps_error_set(error, PS_TOO_LARGE,
                            "line %" PRIu64 ": %zu bytes with key and headers are more than "
                            "kafka.message.max.bytes (%zu)",
                            submission->line, submission->value_size, submitter->record_bytes_max);
    default:
        return ps_error_set(error, PS_UNAVAILABLE, "cannot send to topic %s: %s; %s",
                            submitter->topic, rd_kafka_err2str(code), submitter->connection.reason);
    }
}

enum ps_status ps_kafka_submitter_flush(struct ps_kafka_submitter *submitter, int timeout_ms)
{
    rd_kafka_resp_err_t code = rd_kafka_flush(submitter->connection.handle, timeout_ms);
    return code == RD_KAFKA_RESP_ERR_NO_ERROR ? PS_OK : PS_TIMEOUT;
}

struct ps_kafka_submitter_counts
ps_kafka_submitter_counts(const struct ps_kafka_submitter *submitter)
{
    return submitter->counts;
}

const struct ps_error *ps_kafka_submitter_failure(const struct ps_kafka_submitter *submitter)
{
    return &submitter->failure;
}
