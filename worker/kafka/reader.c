/* A reader of a topic. */
#include "worker/kafka/reader.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "worker/kafka/connection.h"

#define NUMBER_SIZE 24

struct partition {
    int64_t end; /* the offset after the last record to be read */
    bool started;
    bool at_end;
};

struct ps_kafka_reader {
    struct ps_kafka_connection connection;
    rd_kafka_topic_t *topic;
    rd_kafka_queue_t *queue;
    struct partition *partitions; /* [num_partitions] */
    int num_partitions;
    int num_at_end;
    bool has_until;
    int patience_ms;
    int64_t down_since_ms;       /* 0: some broker answers, as far as is known */
    rd_kafka_message_t *message; /* what the caller borrows */
};

static enum ps_status open_connection(struct ps_kafka_reader *reader,
                                      const struct ps_kafka_reader_config *config,
                                      struct ps_error *error)
{
    const struct ps_kafka_property defaults[] = {
        {"fetch.wait.max.ms", "100"}, {"queued.max.messages.kbytes", "8192"}, /* per partition */
    };
    const struct ps_kafka_property owned[] = {
        {"isolation.level", config->committed_only ? "read_committed" : "read_uncommitted"},
        {"group.id", NULL},
        {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"},
        {"enable.partition.eof", "true"},
        {"auto.offset.reset", "earliest"},
    };
    const struct ps_kafka_connection_config connection = {
        .type = RD_KAFKA_CONSUMER,
        .config = config->config,
        .defaults = defaults,
        .num_defaults = sizeof defaults / sizeof *defaults,
        .owned = owned,
        .num_owned = sizeof owned / sizeof *owned,
        .owner = reader,
    };
    return ps_kafka_connection_open(&reader->connection, &connection, error);
}

static void mark_at_end(struct ps_kafka_reader *reader, int32_t number)
{
    if (number < 0 || number >= reader->num_partitions || reader->partitions[number].at_end)
        return;
    reader->partitions[number].at_end = true;
    reader->num_at_end++;
}

/* What lies between the offset and what is there is gone, or is not the same topic's. */
static enum ps_status check_start(const char *topic, int32_t number, int64_t start, int64_t low,
                                  int64_t high, struct ps_error *error)
{
    if (start > high)
        return ps_error_set(error, PS_INVALID,
                            "partition %d of topic %s ends at offset %" PRId64 ", expected %" PRId64
                            " or more: the topic has been made anew",
                            (int)number, topic, high, start);
    if (start < low)
        return ps_error_set(error, PS_INVALID,
                            "partition %d of topic %s begins at offset %" PRId64
                            ", expected %" PRId64 ": what lay between has been deleted",
                            (int)number, topic, low, start);
    return PS_OK;
}

static enum ps_status start_partition(struct ps_kafka_reader *reader,
                                      const struct ps_kafka_reader_config *config, int32_t number,
                                      struct ps_error *error)
{
    int64_t low = 0, high = 0, start = RD_KAFKA_OFFSET_BEGINNING;
    PS_TRY(ps_kafka_connection_watermarks(&reader->connection, config->topic, number, &low, &high,
                                          error));
    if (config->until)
        high = ps_kafka_positions_get(config->until, (size_t)number);
    if (config->from) {
        start = ps_kafka_positions_get(config->from, (size_t)number);
        PS_TRY(check_start(config->topic, number, start, low, high, error));
    }
    reader->partitions[number].end = high;
    if ((config->from ? start : low) >= high)
        mark_at_end(reader, number);
    if (rd_kafka_consume_start_queue(reader->topic, number, start, reader->queue) != 0)
        return ps_error_set(error, PS_IO, "cannot read partition %d of topic %s: %s", (int)number,
                            config->topic, rd_kafka_err2str(rd_kafka_last_error()));
    reader->partitions[number].started = true;
    return PS_OK;
}

enum ps_status ps_kafka_reader_create(struct ps_kafka_reader **reader,
                                      const struct ps_kafka_reader_config *config,
                                      struct ps_error *error)
{
    PS_DEFER(ps_kafka_reader_destroyp) struct ps_kafka_reader *made = calloc(1, sizeof *made);
    if (!made)
        return ps_error_no_memory(error, "the reader");
    made->has_until = config->until != NULL;
    made->patience_ms = config->patience_ms;
    PS_TRY(open_connection(made, config, error));
    int num_partitions = 0;
    PS_TRY(ps_kafka_connection_num_partitions(&made->connection, config->topic, &num_partitions,
                                              error));
    made->partitions = calloc((size_t)num_partitions, sizeof *made->partitions);
    made->queue = rd_kafka_queue_new(made->connection.handle);
    made->topic = rd_kafka_topic_new(made->connection.handle, config->topic, NULL);
    if (!made->partitions || !made->queue || !made->topic)
        return ps_error_no_memory(error, "the reader");
    made->num_partitions = num_partitions;
    for (int32_t i = 0; i < num_partitions; i++)
        PS_TRY(start_partition(made, config, i, error));
    *reader = ps_take(made);
    return PS_OK;
}

void ps_kafka_reader_destroy(struct ps_kafka_reader *reader)
{
    if (!reader)
        return;
    if (reader->message)
        rd_kafka_message_destroy(reader->message);
    for (int32_t i = 0; i < reader->num_partitions; i++) {
        if (reader->partitions[i].started)
            rd_kafka_consume_stop(reader->topic, i);
    }
    if (reader->queue)
        rd_kafka_queue_destroy(reader->queue);
    if (reader->topic)
        rd_kafka_topic_destroy(reader->topic);
    ps_kafka_connection_close(&reader->connection);
    free(reader->partitions);
    free(reader);
}

/* librdkafka says when the last broker went, not when one came back (what is read now may have been
 * waiting in the queue): after a while, ask. */
static enum ps_status check_broker(struct ps_kafka_reader *reader, struct ps_error *error)
{
    if (!reader->connection.down)
        return PS_TIMEOUT;
    int64_t now_ms = ps_clock_monotonic_ms();
    if (reader->down_since_ms == 0)
        reader->down_since_ms = now_ms;
    if (now_ms - reader->down_since_ms < reader->patience_ms)
        return PS_TIMEOUT;
    int num_partitions = 0;
    PS_TRY(ps_kafka_connection_num_partitions(
        &reader->connection, rd_kafka_topic_name(reader->topic), &num_partitions, error));
    reader->down_since_ms = 0;
    return PS_TIMEOUT;
}

static enum ps_status accept_record(struct ps_kafka_reader *reader,
                                    struct ps_kafka_reader_record *record)
{
    const rd_kafka_message_t *message = reader->message;
    rd_kafka_timestamp_type_t type;
    int64_t timestamp_ms = rd_kafka_message_timestamp(message, &type);
    if (reader->has_until && message->offset >= reader->partitions[message->partition].end)
        return PS_TIMEOUT; /* it came later than what is asked for */
    if (message->offset + 1 >= reader->partitions[message->partition].end)
        mark_at_end(reader, message->partition);
    *record = (struct ps_kafka_reader_record){
        .key = message->key,
        .key_size = message->key_len,
        .value = message->payload,
        .value_size = message->len,
        .partition = message->partition,
        .offset = message->offset,
        .timestamp_ms = timestamp_ms > 0 ? timestamp_ms : 0,
        .message = message,
    };
    return PS_OK;
}

/* The end that a partition shows for now is before the first open transaction. */
static void note_end(struct ps_kafka_reader *reader, int32_t number, int64_t offset)
{
    bool known = number >= 0 && number < reader->num_partitions;
    if (known && (!reader->has_until || offset >= reader->partitions[number].end))
        mark_at_end(reader, number);
}

enum ps_status ps_kafka_reader_next(struct ps_kafka_reader *reader, int timeout_ms,
                                    struct ps_kafka_reader_record *record, struct ps_error *error)
{
    if (reader->message)
        rd_kafka_message_destroy(reader->message);
    rd_kafka_poll(reader->connection.handle, 0); /* serves the error callback */
    reader->message = rd_kafka_consume_queue(reader->queue, timeout_ms);
    if (!reader->message)
        return check_broker(reader, error);
    switch (reader->message->err) {
    case RD_KAFKA_RESP_ERR_NO_ERROR:
        break;
    case RD_KAFKA_RESP_ERR__PARTITION_EOF:
        note_end(reader, reader->message->partition, reader->message->offset);
        return PS_TIMEOUT;
    default:
        return ps_error_set(error, PS_IO, "cannot read topic %s: %s",
                            rd_kafka_topic_name(reader->topic),
                            rd_kafka_message_errstr(reader->message));
    }
    return accept_record(reader, record);
}

bool ps_kafka_reader_is_at_end(const struct ps_kafka_reader *reader)
{
    return reader->num_at_end == reader->num_partitions;
}

bool ps_kafka_reader_header(const struct ps_kafka_reader_record *record, const char *name,
                            char *text, size_t capacity)
{
    rd_kafka_headers_t *headers = NULL;
    const void *value = NULL; /* inside the fetched bytes: no NUL follows */
    size_t size = 0;
    if (rd_kafka_message_headers(record->message, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        rd_kafka_header_get_last(headers, name, &value, &size) != RD_KAFKA_RESP_ERR_NO_ERROR ||
        !value || size >= capacity || memchr(value, '\0', size))
        return false;
    memcpy(text, value, size);
    text[size] = '\0';
    return true;
}

bool ps_kafka_reader_number(const struct ps_kafka_reader_record *record, const char *name,
                            uint64_t *number)
{
    char text[NUMBER_SIZE];
    if (!ps_kafka_reader_header(record, name, text, sizeof text) || !isdigit((uint8_t)text[0]))
        return false;
    char *end = NULL;
    errno = 0;
    uint64_t value = strtoull(text, &end, 10);
    if (*end || errno != 0)
        return false;
    *number = value;
    return true;
}
