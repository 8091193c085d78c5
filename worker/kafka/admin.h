/* Creating topics with the settings that jobs and results need. */
#ifndef PENSTOCK_WORKER_KAFKA_ADMIN_H
#define PENSTOCK_WORKER_KAFKA_ADMIN_H

#include <stddef.h>

#include "shared/base/status.h"
#include "worker/config.h"

#define PS_KAFKA_TOPIC_SETTINGS_MAX 8

struct ps_kafka_topic_setting {
    const char *name; /* "retention.ms" */
    char value[32];
};

enum ps_kafka_topic_outcome {
    PS_KAFKA_TOPIC_CREATED,
    PS_KAFKA_TOPIC_EXISTED, /* its settings were left as they are */
    PS_KAFKA_TOPIC_IMPLICIT /* made by a broker that takes no admin requests, with its own settings
                             */
};

struct ps_kafka_topic {
    const char *name; /* borrowed */
    int num_partitions;
    int replication; /* -1: the broker's default */
    struct ps_kafka_topic_setting settings[PS_KAFKA_TOPIC_SETTINGS_MAX];
    size_t num_settings;

    enum ps_kafka_topic_outcome outcome; /* filled */
    int num_partitions_found;            /* filled: what the topic has now */
};

/* Creates what does not exist yet and waits until all of it can be seen. Stops at the first topic
 * that cannot be created, naming it and the broker's reason. PS_INVALID, PS_UNAVAILABLE,
 * PS_TIMEOUT.
 */
enum ps_status ps_kafka_create_topics(const struct ps_config *config, struct ps_kafka_topic *topics,
                                      size_t num_topics, struct ps_error *error) PS_MUST_USE;

#endif
