/* From librdkafka's errors to the faults that delivery judges. */
#ifndef PENSTOCK_WORKER_KAFKA_FAULT_H
#define PENSTOCK_WORKER_KAFKA_FAULT_H

#include <librdkafka/rdkafka.h>

#include "worker/delivery.h"

enum ps_fault_kind ps_kafka_fault_kind(rd_kafka_resp_err_t code);

/* NULL: no fault. The error stays the caller's. */
struct ps_delivery_fault ps_kafka_fault_of(const rd_kafka_error_t *error);

#endif
