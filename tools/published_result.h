/* What a record of the result topic says of its job: the half of it that Redis has, too. */
#ifndef PENSTOCK_TOOLS_PUBLISHED_RESULT_H
#define PENSTOCK_TOOLS_PUBLISHED_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "shared/wire/job.h"
#include "worker/kafka/reader.h"

#define PS_WORKER_NAME_SIZE 128

struct ps_published_result {
    char custom_id[PS_CUSTOM_ID_SIZE_MAX + 1];
    char tenant[PS_TENANT_SIZE_MAX + 1]; /* "": none */
    char batch[PS_BATCH_SIZE_MAX + 1];   /* "": none */
    char worker[PS_WORKER_NAME_SIZE];    /* "": not known */
    const char *status;                  /* "completed", "failed", "expired", "cancelled" */
    bool succeeded;
    int64_t tokens;    /* generated */
    int64_t created_s; /* Unix, here and below; as far as the record tells */
    int64_t started_s;
    int64_t completed_s;
};

/* PS_INVALID for what is no result of a job with a custom_id. */
enum ps_status ps_published_result_read(struct ps_published_result *result,
                                        const struct ps_kafka_reader_record *record) PS_MUST_USE;

#endif
