/* penstock broker: a Kafka broker in memory, for trying things out. */
#include "tools/broker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "shared/base/buffer.h"
#include "tools/client_options.h"
#include "tools/command.h"
#include "worker/kafka/mock.h"

#define TOOL               "broker"
#define PARTITIONS_DEFAULT 4
#define PARTITIONS_MAX     1000

static const char usage[] =
    "usage: penstock broker [--address-file FILE | --port-file FILE] [--partitions N] [options]\n"
    "\n"
    "Runs a Kafka broker (librdkafka's mock cluster) on a free port of this machine until Ctrl-C "
    "or\n"
    "SIGTERM, and prints its address. It has the topics of the configuration; others are made "
    "when\n"
    "a client asks for them. It is for trying out, nothing else:\n"
    "  - everything is in memory and gone when it ends;\n"
    "  - a partition keeps 5 MiB, older records disappear without a word;\n"
    "  - transactions are taken but prove nothing: aborted records stay visible, and offsets\n"
    "    committed in a transaction are forgotten, so a restarted worker runs every job again;\n"
    "  - a group's first member waits 3 s; give workers kafka.session.timeout.ms=4000, or joining\n"
    "    a group again after a kill takes 45 s.\n"
    "\n"
    "      --address-file FILE    write HOST:PORT to FILE once the broker answers\n"
    "      --port-file FILE       write the port alone\n"
    "  -p, --partitions N         of each topic (default: 4)\n"
    "  -c, --config FILE          the worker's configuration: its topics.* are created\n"
    "      --set KEY=VALUE        one key of it, such as topics.results=out\n"
    "  -h, --help                 this text\n";

enum {
    OPTION_ADDRESS_FILE = 256,
    OPTION_PORT_FILE,
};

struct broker_options {
    struct ps_client_options client;
    const char *address_file;
    const char *port_file;
    int64_t num_partitions;
};

static const struct option long_options[] = {
    {"address-file", required_argument, NULL, OPTION_ADDRESS_FILE},
    {"port-file", required_argument, NULL, OPTION_PORT_FILE},
    {"partitions", required_argument, NULL, 'p'},
    PS_CLIENT_LONG_OPTIONS,
};

static enum ps_status apply(struct broker_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case OPTION_ADDRESS_FILE:
        options->address_file = value;
        return PS_OK;
    case OPTION_PORT_FILE:
        options->port_file = value;
        return PS_OK;
    case 'p':
        return ps_command_number("partitions", value, 1, PARTITIONS_MAX, &options->num_partitions,
                                 error);
    case 'b':
        return ps_error_set(error, PS_INVALID,
                            "--bootstrap: the broker chooses a free port itself and says which");
    default:
        return ps_client_options_apply(&options->client, option, value, TOOL, error);
    }
}

static enum ps_status parse(struct broker_options *options, int argc, char **argv,
                            struct ps_error *error)
{
    *options = (struct broker_options){.num_partitions = PARTITIONS_DEFAULT};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "p:" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) !=
           -1)
        PS_TRY(apply(options, option, optarg, error));
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock broker --help", argv[optind]);
    return PS_OK;
}

static enum ps_status create_topics(struct ps_kafka_mock *mock, const struct ps_config *config,
                                    int num_partitions, struct ps_error *error)
{
    for (size_t i = 0; i < config->topics.jobs.count; i++) {
        const char *name = config->topics.jobs.items[i].name;
        if (name[0] != '^')
            PS_TRY(ps_kafka_mock_topic_create(mock, name, num_partitions, error));
    }
    PS_TRY(ps_kafka_mock_topic_create(mock, config->topics.results, num_partitions, error));
    return ps_kafka_mock_topic_create(mock, config->topics.dead_letter, num_partitions, error);
}

/* Whoever waits for the file to appear must not see half of it: written aside, then renamed. */
static enum ps_status write_file(const char *path, const char *text, struct ps_error *error)
{
    PS_DEFER(ps_buffer_close) struct ps_buffer aside = {0};
    if (ps_buffer_printf(&aside, "%s.%ld", path, (long)getpid()) != PS_OK)
        return ps_error_no_memory(error, path);
    FILE *file = fopen(aside.data, "we");
    if (!file)
        return ps_error_set(error, PS_INVALID, "cannot write %s: %s", aside.data, strerror(errno));
    bool written = fprintf(file, "%s\n", text) > 0;
    written = fclose(file) == 0 && written;
    if (written && rename(aside.data, path) == 0)
        return PS_OK;
    (void)ps_error_set(error, PS_INVALID, "cannot write %s: %s", path, strerror(errno));
    unlink(aside.data);
    return PS_INVALID;
}

static enum ps_status announce(const struct broker_options *options, const char *address,
                               struct ps_error *error)
{
    const char *colon = strrchr(address, ':');
    if (options->address_file)
        PS_TRY(write_file(options->address_file, address, error));
    if (options->port_file)
        PS_TRY(write_file(options->port_file, colon ? colon + 1 : address, error));
    printf("%s\n", address);
    fflush(stdout);
    fprintf(stderr,
            "penstock broker: in memory, 5 MiB per partition, no exactly-once: for trying out. "
            "Ctrl-C ends it.\n");
    return PS_OK;
}

static enum ps_status serve(const struct broker_options *options, const struct ps_config *config,
                            struct ps_error *error)
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigprocmask(SIG_BLOCK, &signals, NULL); /* the mock's threads inherit this */
    PS_DEFER(ps_kafka_mock_destroyp) struct ps_kafka_mock *mock = NULL;
    PS_TRY(ps_kafka_mock_create(&mock, error));
    PS_TRY(create_topics(mock, config, (int)options->num_partitions, error));
    PS_TRY(announce(options, ps_kafka_mock_address(mock), error));
    int number = 0;
    sigwait(&signals, &number);
    return PS_OK;
}

int ps_broker_main(int argc, char **argv)
{
    struct broker_options options;
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
        status = serve(&options, &config, &error);
    return status == PS_OK ? PS_EXIT_DONE : ps_command_fail(TOOL, status, &error);
}
