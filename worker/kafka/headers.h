/* The headers of a record to be produced, in librdkafka's form. */
#ifndef PENSTOCK_WORKER_KAFKA_HEADERS_H
#define PENSTOCK_WORKER_KAFKA_HEADERS_H

#include <librdkafka/rdkafka.h>
#include <stddef.h>

#include "shared/wire/job.h"

/* Copies of headers [num_headers]. They become librdkafka's where producing succeeds, else the
 * caller destroys them. NULL where memory can't be had. */
rd_kafka_headers_t *ps_kafka_headers_create(const struct ps_header *headers, size_t num_headers);

#endif
