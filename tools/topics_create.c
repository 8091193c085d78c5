/* penstock topics create: the job, result and dead-letter topics, with the settings they need. */
#include "tools/topics_create.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "tools/client_options.h"
#include "tools/command.h"
#include "worker/kafka/admin.h"
#include "worker/kafka/record_size.h"

#define TOOL                     "topics create"
#define PARTITIONS_DEFAULT       6
#define PARTITIONS_MAX           100000
#define REPLICATION_MAX          32767
#define DEAD_LETTER_PARTITIONS   1
#define DEAD_LETTER_RETENTION_MS INT64_C(2592000000) /* 30 days: somebody has to look at them */

static const char usage[] =
    "usage: penstock topics create [--partitions N] [--replication N] [options]\n"
    "\n"
    "Creates the topics of the configuration: those of topics.jobs that are names,\n"
    "topics.results, topics.dead_letter and topics.reply_to_allowed. Topics that exist are left "
    "as\n"
    "they are.\n"
    "\n"
    "  -p, --partitions N         of job and result topics: how many workers can share the work\n"
    "                             (default: 6; dead letters get 1)\n"
    "  -r, --replication N        copies of each partition (default: the "
    "broker's)\n" PS_CLIENT_USAGE "\n"
    "Settings: cleanup.policy=delete; max.message.bytes fits worker.job_bytes_max (results: twice\n"
    "that); dead letters are kept for 30 days; with --replication 3 or more,\n"
    "min.insync.replicas=2.\n"
    "\n"
    "Exit codes: 0 all topics exist, 2 wrong usage, 3 the broker cannot be had or refused.\n";

struct topics_options {
    struct ps_client_options client;
    int64_t num_partitions;
    int64_t replication; /* -1: the broker's default */
};

static const struct option long_options[] = {
    {"partitions", required_argument, NULL, 'p'},
    {"replication", required_argument, NULL, 'r'},
    PS_CLIENT_LONG_OPTIONS,
};

static enum ps_status apply(struct topics_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 'p':
        return ps_command_number("partitions", value, 1, PARTITIONS_MAX, &options->num_partitions,
                                 error);
    case 'r':
        return ps_command_number("replication", value, 1, REPLICATION_MAX, &options->replication,
                                 error);
    default:
        return ps_client_options_apply(&options->client, option, value, TOOL, error);
    }
}

static enum ps_status parse(struct topics_options *options, int argc, char **argv,
                            struct ps_error *error)
{
    *options = (struct topics_options){.num_partitions = PARTITIONS_DEFAULT, .replication = -1};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "p:r:" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) !=
           -1)
        PS_TRY(apply(options, option, optarg, error));
    if (options->client.help)
        return PS_OK;
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock topics create --help",
                            argv[optind]);
    return PS_OK;
}

static void add_setting(struct ps_kafka_topic *topic, const char *name, int64_t value)
{
    struct ps_kafka_topic_setting *setting = &topic->settings[topic->num_settings++];
    setting->name = name;
    snprintf(setting->value, sizeof setting->value, "%" PRId64, value);
}

static struct ps_kafka_topic describe(const struct topics_options *options, const char *name,
                                      int64_t num_partitions, size_t record_bytes_max)
{
    struct ps_kafka_topic topic = {
        .name = name,
        .num_partitions = (int)num_partitions,
        .replication = (int)options->replication,
        .settings = {{.name = "cleanup.policy", .value = "delete"}},
        .num_settings = 1,
    };
    add_setting(&topic, "max.message.bytes", (int64_t)record_bytes_max);
    if (options->replication >= 3)
        add_setting(&topic, "min.insync.replicas", 2);
    return topic;
}

/* Fills topics and returns how many; room for all of the configuration's. */
static size_t describe_all(const struct topics_options *options, const struct ps_config *config,
                           struct ps_kafka_topic *topics)
{
    size_t job_max = ps_kafka_job_record_max(config);
    size_t result_max = ps_kafka_result_record_max(config);
    size_t count = 0;
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        const char *name = config->topics.jobs.items[i].name;
        if (name[0] != '^')
            topics[count++] = describe(options, name, options->num_partitions, job_max);
        else
            printf("%s  is a regular expression, nothing to create\n", name);
    }
    topics[count++] =
        describe(options, config->topics.results, options->num_partitions, result_max);
    for (size_t i = 0; i < config->topics.reply_to_allowed.count; i++)
        topics[count++] = describe(options, config->topics.reply_to_allowed.items[i],
                                   options->num_partitions, result_max);
    topics[count] = describe(options, config->topics.dead_letter, DEAD_LETTER_PARTITIONS,
                             ps_kafka_dead_letter_record_max(config));
    add_setting(&topics[count++], "retention.ms", DEAD_LETTER_RETENTION_MS);
    return count;
}

static void report(const struct ps_kafka_topic *topic)
{
    static const char *const outcomes[] = {
        [PS_KAFKA_TOPIC_CREATED] = "created",
        [PS_KAFKA_TOPIC_EXISTED] = "existed already, left as it is",
        [PS_KAFKA_TOPIC_IMPLICIT] =
            "there; this broker takes no admin requests, so it chose the settings",
    };
    printf("%s  %d partition%s  %s\n", topic->name, topic->num_partitions_found,
           topic->num_partitions_found == 1 ? "" : "s", outcomes[topic->outcome]);
}

static enum ps_status create(const struct topics_options *options, const struct ps_config *config,
                             struct ps_error *error)
{
    size_t num_topics_max = config->topics.jobs.count + config->topics.reply_to_allowed.count + 2;
    PS_DEFER(ps_freep) struct ps_kafka_topic *topics = calloc(num_topics_max, sizeof *topics);
    if (!topics)
        return ps_error_no_memory(error, "the topics");
    size_t num_topics = describe_all(options, config, topics);
    PS_TRY(ps_kafka_create_topics(config, topics, num_topics, error));
    for (size_t i = 0; i < num_topics; i++)
        report(&topics[i]);
    return PS_OK;
}

int ps_topics_create_main(int argc, char **argv)
{
    struct topics_options options;
    struct ps_error error = {0};
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    enum ps_status status = parse(&options, argc, argv, &error);
    if (status == PS_OK && options.client.help) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (status == PS_OK)
        status = ps_client_options_load(&options.client, &config, &error);
    if (status == PS_OK)
        status = create(&options, &config, &error);
    return status == PS_OK ? PS_EXIT_DONE : ps_command_fail(TOOL, status, &error);
}
