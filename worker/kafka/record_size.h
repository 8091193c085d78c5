/* How large records may be, given how large a job's value may be (worker.job_bytes_max): the same
 * for topics, producers and tools. Bytes of a record with its key, headers and batch. */
#ifndef PENSTOCK_WORKER_KAFKA_RECORD_SIZE_H
#define PENSTOCK_WORKER_KAFKA_RECORD_SIZE_H

#include <stddef.h>

#include "worker/config.h"

size_t ps_kafka_job_record_max(const struct ps_config *config);

/* Twice a job's value fits: a result may say more than what it answers. */
size_t ps_kafka_result_record_max(const struct ps_config *config);

/* A job's record, and the headers that say why it is there. */
size_t ps_kafka_dead_letter_record_max(const struct ps_config *config);

#endif
