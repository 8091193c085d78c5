/* Where a batch stands, counted on the topics. */
#include "tools/batch_tally.h"

#include <stdio.h>

#include "tools/result_line.h"

#define PATIENCE_MS          10000
#define RECORDS_PER_STEP_MAX 1000

enum ps_status ps_batch_tally_open(struct ps_batch_tally *tally, const struct ps_config *config,
                                   const char *batch, struct ps_error *error)
{
    *tally = (struct ps_batch_tally){0};
    const struct ps_kafka_reader_config reader = {
        .config = config,
        .topic = config->topics.results,
        .committed_only = true,
        .patience_ms = PATIENCE_MS,
    };
    PS_TRY(ps_kafka_reader_create(&tally->results, &reader, error));
    return ps_batch_watch_open(&tally->watch, config, batch, /*with_jobs=*/true, PATIENCE_MS,
                               error);
}

void ps_batch_tally_close(struct ps_batch_tally *tally)
{
    ps_kafka_reader_destroy(tally->results);
    ps_batch_watch_close(&tally->watch);
    *tally = (struct ps_batch_tally){0};
}

static enum ps_status count(struct ps_batch_tally *tally,
                            const struct ps_kafka_reader_record *record, struct ps_error *error)
{
    struct ps_result_summary summary;
    bool repeated = false;
    if (!record->value || !ps_batch_watch_has(&tally->watch, record) ||
        ps_result_summarize(record->value, record->value_size, &summary) != PS_OK ||
        summary.custom_id_size == 0)
        return PS_OK;
    if (ps_batch_count_result(&tally->watch.count, summary.custom_id, summary.custom_id_size,
                              &repeated) != PS_OK)
        return ps_error_no_memory(error, "the batch's custom_ids");
    tally->num_failed += !repeated && !summary.succeeded;
    return PS_OK;
}

enum ps_status ps_batch_tally_step(struct ps_batch_tally *tally, int timeout_ms,
                                   struct ps_error *error)
{
    for (int i = 0; i < RECORDS_PER_STEP_MAX; i++) {
        struct ps_kafka_reader_record record;
        bool waits = i == 0 && !tally->watch.has_more;
        enum ps_status status =
            ps_kafka_reader_next(tally->results, waits ? timeout_ms : 0, &record, error);
        if (status == PS_TIMEOUT)
            break;
        PS_TRY(status);
        PS_TRY(count(tally, &record, error));
    }
    return ps_batch_watch_step(&tally->watch, error);
}

bool ps_batch_tally_is_at_end(const struct ps_batch_tally *tally)
{
    return ps_kafka_reader_is_at_end(tally->results) &&
           ps_batch_watch_has_read_jobs(&tally->watch) && ps_batch_watch_is_at_end(&tally->watch);
}

void ps_batch_tally_status(const struct ps_batch_tally *tally, struct ps_batch_status *status)
{
    const struct ps_batch_count *counted = &tally->watch.count;
    *status = (struct ps_batch_status){
        .total = ps_batch_count_expected(counted),
        .completed = counted->answered.count - tally->num_failed,
        .failed = tally->num_failed + counted->dead.count,
        .source = "kafka",
    };
    if (ps_batch_watch_is_complete(&tally->watch))
        snprintf(status->status, sizeof status->status, "completed");
    else if (ps_batch_watch_is_known(&tally->watch) || ps_batch_count_done(counted) > 0)
        snprintf(status->status, sizeof status->status, "in_progress");
}
