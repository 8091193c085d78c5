/* Which of the partitions held are paused. Kept here since resuming one that isn't paused makes
 * librdkafka 2.0.2 fetch it again. */
#ifndef PENSTOCK_WORKER_KAFKA_PAUSES_H
#define PENSTOCK_WORKER_KAFKA_PAUSES_H

#include <librdkafka/rdkafka.h>
#include <stdbool.h>

/* Zero-initialise. */
struct ps_kafka_pauses {
    rd_kafka_topic_partition_list_t *held; /* NULL: none */
    bool *paused;                          /* [held->cnt] */
    bool *wanted;                          /* [held->cnt], while they are changed */
};

/* These partitions are held from now, none of them paused. Without memory for it nothing is paused
 * until others are held. */
void ps_kafka_pauses_hold(struct ps_kafka_pauses *pauses,
                          const rd_kafka_topic_partition_list_t *list);

/* Pauses and resumes until those are paused that is_paused says so of; NULL: resumes all. */
void ps_kafka_pauses_set(struct ps_kafka_pauses *pauses, rd_kafka_t *client,
                         bool (*is_paused)(void *context, const char *topic, int32_t partition),
                         void *context);

void ps_kafka_pauses_close(struct ps_kafka_pauses *pauses);

#endif
