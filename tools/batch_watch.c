/* Follows what the job topic and the dead-letter topic say about one batch. */
#include "tools/batch_watch.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "shared/wire/headers.h"
#include "tools/client_options.h"
#include "tools/result_line.h"

#define RECORDS_PER_STEP_MAX 1000
#define TOPIC_SIZE           256 /* Kafka allows 249 */
#define NUMBER_SIZE          24

static enum ps_status open_reader(struct ps_kafka_reader **reader, const struct ps_config *config,
                                  const char *topic, bool committed_only, int patience_ms,
                                  struct ps_error *error)
{
    const struct ps_kafka_reader_config reader_config = {
        .config = config,
        .topic = topic,
        .committed_only = committed_only,
        .patience_ms = patience_ms,
    };
    return ps_kafka_reader_create(reader, &reader_config, error);
}

enum ps_status ps_batch_watch_open(struct ps_batch_watch *watch, const struct ps_config *config,
                                   const char *batch, bool with_jobs, int patience_ms,
                                   struct ps_error *error)
{
    *watch = (struct ps_batch_watch){.batch = batch};
    if (with_jobs) {
        const char *topic = NULL;
        PS_TRY(ps_client_job_topic(config, &topic, error));
        PS_TRY(
            open_reader(&watch->jobs, config, topic, /*committed_only=*/false, patience_ms, error));
    }
    struct ps_error missing = {0};
    enum ps_status status = open_reader(&watch->dead_letters, config, config->topics.dead_letter,
                                        /*committed_only=*/true, patience_ms, &missing);
    if (status == PS_OK || status == PS_NOT_FOUND)
        return PS_OK;
    return ps_error_set(error, status, "%s", missing.message);
}

void ps_batch_watch_close(struct ps_batch_watch *watch)
{
    ps_kafka_reader_destroy(watch->jobs);
    ps_kafka_reader_destroy(watch->dead_letters);
    ps_batch_count_close(&watch->count);
    *watch = (struct ps_batch_watch){0};
}

bool ps_batch_watch_has(const struct ps_batch_watch *watch,
                        const struct ps_kafka_reader_record *record)
{
    char batch[PS_BATCH_SIZE_MAX + 1];
    return ps_kafka_reader_header(record, PS_HEADER_BATCH, batch, sizeof batch) &&
           strcmp(batch, watch->batch) == 0;
}

static enum ps_status count_job(struct ps_batch_watch *watch,
                                const struct ps_kafka_reader_record *record, struct ps_error *error)
{
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    uint64_t total = 0;
    if (!record->value) {
        if (ps_kafka_reader_number(record, PS_HEADER_BATCH_TOTAL, &total))
            ps_batch_count_marker(&watch->count, total);
        return PS_OK;
    }
    size_t size = 0;
    if (ps_line_custom_id(record->value, record->value_size, custom_id, &size) != PS_OK ||
        ps_batch_count_line(&watch->count, custom_id, size) != PS_OK)
        return ps_error_no_memory(error, "the batch's custom_ids");
    return PS_OK;
}

static enum ps_status count_dead_letter(struct ps_batch_watch *watch,
                                        const struct ps_kafka_reader_record *record,
                                        struct ps_error *error)
{
    char topic[TOPIC_SIZE], partition[NUMBER_SIZE], offset[NUMBER_SIZE];
    char source[TOPIC_SIZE + 2 * NUMBER_SIZE];
    bool repeated = false;
    if (ps_kafka_reader_header(record, PS_HEADER_DLQ_TOPIC, topic, sizeof topic) &&
        ps_kafka_reader_header(record, PS_HEADER_DLQ_PARTITION, partition, sizeof partition) &&
        ps_kafka_reader_header(record, PS_HEADER_DLQ_OFFSET, offset, sizeof offset))
        snprintf(source, sizeof source, "%s/%s/%s", topic, partition, offset);
    else /* another's dead letter: itself is all that tells it apart */
        snprintf(source, sizeof source, "%d/%" PRId64, (int)record->partition, record->offset);
    if (ps_batch_count_dead(&watch->count, source, strlen(source), &repeated) != PS_OK)
        return ps_error_no_memory(error, "the batch's dead letters");
    if (repeated || !watch->on_dead_letter)
        return PS_OK;
    return watch->on_dead_letter(watch->context, record, error);
}

typedef enum ps_status count_record(struct ps_batch_watch *watch,
                                    const struct ps_kafka_reader_record *record,
                                    struct ps_error *error);

static enum ps_status drain(struct ps_batch_watch *watch, struct ps_kafka_reader *reader,
                            count_record *count, struct ps_error *error)
{
    struct ps_kafka_reader_record record;
    for (int i = 0; reader && i < RECORDS_PER_STEP_MAX; i++) {
        enum ps_status status = ps_kafka_reader_next(reader, /*timeout_ms=*/0, &record, error);
        if (status == PS_TIMEOUT)
            return PS_OK;
        PS_TRY(status);
        if (ps_batch_watch_has(watch, &record))
            PS_TRY(count(watch, &record, error));
    }
    watch->has_more = watch->has_more || reader;
    return PS_OK;
}

enum ps_status ps_batch_watch_step(struct ps_batch_watch *watch, struct ps_error *error)
{
    watch->has_more = false;
    PS_TRY(drain(watch, watch->jobs, count_job, error));
    return drain(watch, watch->dead_letters, count_dead_letter, error);
}

bool ps_batch_watch_is_known(const struct ps_batch_watch *watch)
{
    const struct ps_batch_count *count = &watch->count;
    return count->num_markers > 0 || count->submitted.count > 0 || count->num_unnamed > 0;
}

bool ps_batch_watch_has_read_jobs(const struct ps_batch_watch *watch)
{
    return watch->jobs && ps_kafka_reader_is_at_end(watch->jobs);
}

bool ps_batch_watch_is_at_end(const struct ps_batch_watch *watch)
{
    return !watch->dead_letters || ps_kafka_reader_is_at_end(watch->dead_letters);
}

/* Before the job topic has been read once, lines of a second submission may still be unseen. */
bool ps_batch_watch_is_complete(const struct ps_batch_watch *watch)
{
    return ps_batch_watch_has_read_jobs(watch) && ps_batch_watch_is_at_end(watch) &&
           ps_batch_count_complete(&watch->count);
}
