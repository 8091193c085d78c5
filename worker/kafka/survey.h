/* What a cluster says of its topics and of a consumer group's place in them: facts, no judgement.
 * It joins no group and changes nothing. */
#ifndef PENSTOCK_WORKER_KAFKA_SURVEY_H
#define PENSTOCK_WORKER_KAFKA_SURVEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shared/base/status.h"
#include "worker/config.h"

#define PS_KAFKA_UNKNOWN       (-2) /* a number that the broker didn't say */
#define PS_KAFKA_TOPIC_SIZE    250  /* Kafka allows 249 bytes */
#define PS_KAFKA_POLICY_SIZE   32
#define PS_KAFKA_NO_LIMIT      (-1) /* retention without an end */
#define PS_KAFKA_GROUP_STATE   32
#define PS_KAFKA_SURVEY_TOPICS 1000 /* more than that a pattern doesn't bring in */

enum ps_kafka_topic_role {
    PS_KAFKA_ROLE_JOBS,
    PS_KAFKA_ROLE_RESULTS, /* replies too */
    PS_KAFKA_ROLE_DEAD_LETTERS
};

struct ps_kafka_topic_facts {
    char name[PS_KAFKA_TOPIC_SIZE];
    enum ps_kafka_topic_role role;
    bool exists;
    int num_partitions;
    int replication;          /* of the partition that has the fewest copies */
    int num_without_leader;   /* partitions */
    int num_under_replicated; /* partitions with fewer copies in sync than copies */

    /* Settings; PS_KAFKA_UNKNOWN or "" where the broker tells none. */
    char cleanup_policy[PS_KAFKA_POLICY_SIZE];
    int64_t retention_ms;      /* PS_KAFKA_NO_LIMIT: for ever */
    int64_t retention_bytes;   /* of a partition; PS_KAFKA_NO_LIMIT: any number */
    int64_t max_message_bytes; /* of a batch of records */
    int64_t min_insync_replicas;
    int unclean_election; /* 1, 0 or PS_KAFKA_UNKNOWN */

    /* The group's place, of job topics only. */
    int64_t lag_records;
    int64_t lag_age_ms;  /* of the oldest record that isn't done; 0: none waits */
    int64_t num_deleted; /* records that retention took before the group had read them */
};

struct ps_kafka_survey {
    struct ps_kafka_topic_facts *topics; /* [num_topics], owned */
    size_t num_topics;
    int num_brokers;
    int64_t transaction_log_min_isr;     /* transaction.state.log.min.isr of a broker */
    int64_t transaction_log_replication; /* transaction.state.log.replication.factor */
    int64_t transaction_max_timeout_ms;
    int64_t offsets_replication;            /* offsets.topic.replication.factor */
    char group_state[PS_KAFKA_GROUP_STATE]; /* "Stable", "Empty", ...; "" where it isn't known */
    int num_members;                        /* of the group now */
};

/* Looks at the topics of the configuration; those that its patterns match are taken in. A topic
 * that doesn't exist is a fact, too. PS_UNAVAILABLE, PS_INVALID (a pattern), PS_NO_MEMORY. */
enum ps_status ps_kafka_survey_take(struct ps_kafka_survey *survey, const struct ps_config *config,
                                    struct ps_error *error) PS_MUST_USE;
void ps_kafka_survey_close(struct ps_kafka_survey *survey);

#endif
