/* Which lines of a batch are in the topic behind the position that was last noted. */
#include "tools/submit_tail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/clock.h"
#include "shared/wire/headers.h"
#include "tools/command.h"
#include "worker/kafka/reader.h"

#define WAIT_MS       100
#define PATIENCE_MS   30000
#define PATIENT_MS    3000
#define STANDSTILL_MS 60000 /* what transactions of others may take */

void ps_submit_tail_close(struct ps_submit_tail *tail)
{
    free(tail->found);
    *tail = (struct ps_submit_tail){0};
}

bool ps_submit_tail_has(const struct ps_submit_tail *tail, uint64_t line)
{
    uint64_t at = line - tail->first;
    return line >= tail->first && at < tail->num_lines &&
           (tail->found[at / 8] >> (at % 8) & 1) != 0;
}

void ps_submit_tail_note(struct ps_submit_tail *tail, uint64_t line)
{
    uint64_t at = line - tail->first;
    if (line < tail->first || at >= tail->num_lines || ps_submit_tail_has(tail, line))
        return;
    tail->found[at / 8] = (uint8_t)(tail->found[at / 8] | 1U << (at % 8));
    tail->num_found++;
}

static void note_record(struct ps_submit_tail *tail, const struct ps_submission *submission,
                        const struct ps_kafka_reader_record *record)
{
    char batch[PS_BATCH_SIZE_MAX + 1];
    uint64_t line = 0;
    if (!ps_kafka_reader_header(record, PS_HEADER_BATCH, batch, sizeof batch) ||
        strcmp(batch, submission->batch) != 0)
        return;
    if (!record->value)
        tail->ended = true;
    else if (ps_kafka_reader_number(record, PS_HEADER_BATCH_LINE, &line))
        ps_submit_tail_note(tail, line);
}

static enum ps_status read_to_end(struct ps_submit_tail *tail, struct ps_kafka_reader *reader,
                                  const struct ps_submission *submission, struct ps_error *error)
{
    int64_t moved_ms = ps_clock_monotonic_ms();
    bool said = false;
    while (!ps_kafka_reader_is_at_end(reader)) {
        struct ps_kafka_reader_record record;
        enum ps_status status = ps_kafka_reader_next(reader, WAIT_MS, &record, error);
        if (ps_command_interrupted())
            return PS_CLOSED;
        if (status != PS_TIMEOUT)
            PS_TRY(status);
        if (status == PS_OK) {
            note_record(tail, submission, &record);
            moved_ms = ps_clock_monotonic_ms();
        }
        int64_t waited_ms = ps_clock_monotonic_ms() - moved_ms;
        if (waited_ms > PATIENT_MS && !said) {
            fprintf(stderr,
                    "penstock submit: waiting for the end of another producer's transaction in "
                    "topic %s\n",
                    submission->topic);
            said = true;
        }
        if (waited_ms > STANDSTILL_MS)
            return ps_error_set(error, PS_TIMEOUT,
                                "topic %s cannot be read to its end: another producer has a "
                                "transaction open there; try again when it has ended",
                                submission->topic);
    }
    return PS_OK;
}

static enum ps_status make_room(struct ps_submit_tail *tail, uint64_t position, uint64_t last_line,
                                struct ps_error *error)
{
    tail->first = position + 1;
    tail->num_lines = last_line > position ? last_line - position : 0;
    tail->found = calloc(tail->num_lines / 8 + 1, 1);
    if (!tail->found)
        return ps_error_no_memory(error, "the lines that are in the topic");
    return PS_OK;
}

enum ps_status ps_submit_tail_read(struct ps_submit_tail *tail, const struct ps_config *config,
                                   const struct ps_submission *submission, uint64_t last_line,
                                   struct ps_error *error)
{
    PS_DEFER(ps_kafka_positions_close) struct ps_kafka_positions ends = {0};
    PS_DEFER(ps_kafka_reader_destroyp) struct ps_kafka_reader *reader = NULL;
    *tail = (struct ps_submit_tail){0};
    PS_TRY(make_room(tail, submission->position, last_line, error));
    PS_TRY(ps_kafka_positions_find_ends(&ends, config, submission->topic, error));
    const struct ps_kafka_reader_config reader_config = {
        .config = config,
        .topic = submission->topic,
        .committed_only = true,
        .patience_ms = PATIENCE_MS,
        .from = &submission->ends,
        .until = &ends,
    };
    PS_TRY(ps_kafka_reader_create(&reader, &reader_config, error));
    return read_to_end(tail, reader, submission, error);
}
