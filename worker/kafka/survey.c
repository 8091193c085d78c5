/* Which topics there are, and how they lie on the brokers. */
#include "worker/kafka/survey.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "worker/kafka/survey_internal.h"

static void init_topic(struct ps_kafka_topic_facts *topic, const char *name,
                       enum ps_kafka_topic_role role)
{
    *topic = (struct ps_kafka_topic_facts){
        .role = role,
        .retention_ms = PS_KAFKA_UNKNOWN,
        .retention_bytes = PS_KAFKA_UNKNOWN,
        .max_message_bytes = PS_KAFKA_UNKNOWN,
        .min_insync_replicas = PS_KAFKA_UNKNOWN,
        .unclean_election = PS_KAFKA_UNKNOWN,
    };
    (void)snprintf(topic->name, sizeof topic->name, "%s", name);
}

/* Once each, however often the configuration names it. */
static void add_topic(struct ps_kafka_survey *survey, const char *name,
                      enum ps_kafka_topic_role role)
{
    for (size_t i = 0; i < survey->num_topics; i++) {
        if (strcmp(survey->topics[i].name, name) == 0)
            return;
    }
    if (survey->num_topics < PS_KAFKA_SURVEY_TOPICS)
        init_topic(&survey->topics[survey->num_topics++], name, role);
}

/* Brings in what a pattern matches now, as subscribing with it would. */
static enum ps_status add_matching(struct ps_kafka_survey *survey, const char *pattern,
                                   const struct rd_kafka_metadata *metadata, struct ps_error *error)
{
    regex_t regex;
    if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
        return ps_error_set_param(error, PS_INVALID, "topics.jobs",
                                  "topics.jobs: found \"%s\", expected a regular expression",
                                  pattern);
    for (int i = 0; i < metadata->topic_cnt; i++) {
        const char *name = metadata->topics[i].topic;
        if (regexec(&regex, name, 0, NULL, 0) == 0)
            add_topic(survey, name, PS_KAFKA_ROLE_JOBS);
    }
    regfree(&regex);
    return PS_OK;
}

static enum ps_status list_topics(struct ps_kafka_survey *survey, const struct ps_config *config,
                                  const struct rd_kafka_metadata *metadata, struct ps_error *error)
{
    survey->topics = calloc(PS_KAFKA_SURVEY_TOPICS, sizeof *survey->topics);
    if (!survey->topics)
        return ps_error_no_memory(error, "the topics");
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        const char *name = config->topics.jobs.items[i].name;
        if (name[0] == '^')
            PS_TRY(add_matching(survey, name, metadata, error));
        else
            add_topic(survey, name, PS_KAFKA_ROLE_JOBS);
    }
    add_topic(survey, config->topics.results, PS_KAFKA_ROLE_RESULTS);
    for (size_t i = 0; i < config->topics.reply_to_allowed.count; i++)
        add_topic(survey, config->topics.reply_to_allowed.items[i], PS_KAFKA_ROLE_RESULTS);
    add_topic(survey, config->topics.dead_letter, PS_KAFKA_ROLE_DEAD_LETTERS);
    return PS_OK;
}

static void look_at_partitions(struct ps_kafka_topic_facts *topic,
                               const struct rd_kafka_metadata_topic *found)
{
    topic->exists = found->partition_cnt > 0;
    topic->num_partitions = found->partition_cnt;
    for (int i = 0; i < found->partition_cnt; i++) {
        const struct rd_kafka_metadata_partition *partition = &found->partitions[i];
        if (i == 0 || partition->replica_cnt < topic->replication)
            topic->replication = partition->replica_cnt;
        topic->num_without_leader += partition->leader < 0;
        topic->num_under_replicated += partition->isr_cnt < partition->replica_cnt;
    }
}

static void look_at_topics(struct ps_kafka_survey *survey, const struct rd_kafka_metadata *metadata)
{
    survey->num_brokers = metadata->broker_cnt;
    for (size_t i = 0; i < survey->num_topics; i++) {
        for (int at = 0; at < metadata->topic_cnt; at++) {
            if (strcmp(metadata->topics[at].topic, survey->topics[i].name) == 0)
                look_at_partitions(&survey->topics[i], &metadata->topics[at]);
        }
    }
}

static enum ps_status open_connection(struct ps_kafka_connection *connection,
                                      const struct ps_config *config, struct ps_error *error)
{
    /* Aborted records count for nobody; a consumer of the group that never joins it. */
    const struct ps_kafka_property owned[] = {
        {"isolation.level", "read_committed"}, {"enable.auto.commit", "false"},
        {"enable.auto.offset.store", "false"}, {"enable.partition.eof", "true"},
        {"auto.offset.reset", "earliest"},
    };
    const struct ps_kafka_connection_config connecting = {
        .type = RD_KAFKA_CONSUMER,
        .config = config,
        .owned = owned,
        .num_owned = sizeof owned / sizeof *owned,
    };
    PS_TRY(ps_kafka_connection_open(connection, &connecting, error));
    return ps_kafka_connection_reach(connection, error);
}

enum ps_status ps_kafka_survey_take(struct ps_kafka_survey *survey, const struct ps_config *config,
                                    struct ps_error *error)
{
    PS_DEFER(ps_kafka_connection_close) struct ps_kafka_connection connection = {0};
    const struct rd_kafka_metadata *metadata = NULL;
    const char *group = ps_config_kafka(config, "group.id");
    *survey = (struct ps_kafka_survey){
        .transaction_log_min_isr = PS_KAFKA_UNKNOWN,
        .transaction_log_replication = PS_KAFKA_UNKNOWN,
        .transaction_max_timeout_ms = PS_KAFKA_UNKNOWN,
        .offsets_replication = PS_KAFKA_UNKNOWN,
    };
    PS_TRY(open_connection(&connection, config, error));
    rd_kafka_resp_err_t code = rd_kafka_metadata(connection.handle, /*all_topics=*/1, NULL,
                                                 &metadata, PS_KAFKA_CONNECTION_REACH_MS);
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
        return ps_error_set(error, PS_UNAVAILABLE, "the broker doesn't list its topics: %s",
                            rd_kafka_err2str(code));
    enum ps_status status = list_topics(survey, config, metadata, error);
    int32_t broker = metadata->broker_cnt > 0 ? metadata->brokers[0].id : -1;
    if (status == PS_OK)
        look_at_topics(survey, metadata);
    rd_kafka_metadata_destroy(metadata);
    if (status != PS_OK)
        return status;
    ps_kafka_survey_settings(survey, &connection, broker);
    ps_kafka_survey_group(survey, &connection, group);
    return PS_OK;
}

void ps_kafka_survey_close(struct ps_kafka_survey *survey)
{
    free(survey->topics);
    *survey = (struct ps_kafka_survey){0};
}
