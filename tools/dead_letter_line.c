/* A dead letter as a line of a batch's error file. */
#include "tools/dead_letter_line.h"

#include <inttypes.h>
#include <string.h>

#include "shared/wire/headers.h"
#include "shared/wire/result.h"

void ps_dead_letter_read(struct ps_dead_letter *letter, const struct ps_kafka_reader_record *record)
{
    *letter = (struct ps_dead_letter){.value = record->value, .size = record->value_size};
    (void)ps_kafka_reader_header(record, PS_HEADER_DLQ_CODE, letter->code, sizeof letter->code);
    (void)ps_kafka_reader_header(record, PS_HEADER_DLQ_MESSAGE, letter->message,
                                 sizeof letter->message);
    (void)ps_kafka_reader_header(record, PS_HEADER_DLQ_SHA256, letter->sha256,
                                 sizeof letter->sha256);
    (void)ps_kafka_reader_number(record, PS_HEADER_BATCH_LINE, &letter->batch_line);
}

/* The class that the code stands for: a job that is wrong, or one that workers failed at. */
static enum ps_status class_of(const char *code)
{
    if (strcmp(code, "too_large") == 0)
        return PS_TOO_LARGE;
    if (strcmp(code, "crashed_worker") == 0 || strcmp(code, "retries_exhausted") == 0)
        return PS_INTERNAL;
    return PS_INVALID;
}

enum ps_status ps_dead_letter_render(const struct ps_dead_letter *letter, struct ps_buffer *out)
{
    PS_DEFER(ps_job_destroyp) struct ps_job *job = NULL;
    const struct ps_job_limits limits = {.job_bytes_max = SIZE_MAX};
    const struct ps_record record = {.value = letter->value ? letter->value : "",
                                     .size = letter->size};
    struct ps_error refusal = {0};
    PS_TRY(ps_job_parse(&job, &record, &limits, NULL));
    if (strlen(letter->sha256) == PS_DIGEST_HEX_SIZE - 1)
        memcpy(job->id, letter->sha256, PS_JOB_ID_SIZE - 1);
    if (job->kind == PS_JOB_DEAD && strcmp(job->refusal.code, letter->code) == 0) {
        refusal = job->refusal; /* what the worker found, with the field at fault */
    } else {
        (void)ps_error_set(&refusal, class_of(letter->code), "%s",
                           letter->message[0] ? letter->message : "the job became a dead letter");
        ps_error_set_code(&refusal, letter->code);
    }
    if (letter->batch_line > 0)
        ps_error_prefix(&refusal, "line %" PRIu64, letter->batch_line);
    return ps_result_refused(job, &refusal, out);
}
