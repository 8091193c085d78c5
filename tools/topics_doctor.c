/* The doctor's visit: a survey, and each finding as it is judged. */
#include "tools/topics_doctor.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "shared/base/defer.h"
#include "tools/client_options.h"
#include "tools/command.h"
#include "tools/doctor.h"

#define TOOL        "topics doctor"
#define OPTION_JSON 1

static const char usage[] =
    "usage: penstock topics doctor [--json] [options]\n"
    "\n"
    "Looks at the topics of the configuration (what its patterns match, too), at the brokers and "
    "at\n"
    "the consumer group, and says what is wrong, what follows from it, and what to do: topics "
    "that\n"
    "are missing, too few copies, min.insync.replicas, compaction, a retention shorter than the\n"
    "lag, records that don't fit, partitions fewer than workers, the brokers' own topics. It\n"
    "changes nothing.\n"
    "\n"
    "      --json                 one JSON object a line for each topic and each "
    "finding\n" PS_CLIENT_USAGE "\n"
    "Exit codes: 0 no problem (there may be warnings), 1 there are problems, 2 wrong usage, 3 the\n"
    "broker cannot be had.\n";

static const struct option long_options[] = {
    {"json", no_argument, NULL, OPTION_JSON},
    PS_CLIENT_LONG_OPTIONS,
};

struct doctor_options {
    struct ps_client_options client;
    bool json;
};

static enum ps_status parse(struct doctor_options *options, int argc, char **argv,
                            struct ps_error *error)
{
    *options = (struct doctor_options){0};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) != -1) {
        if (option == OPTION_JSON)
            options->json = true;
        else
            PS_TRY(ps_client_options_apply(&options->client, option, optarg, TOOL, error));
    }
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock topics doctor --help",
                            argv[optind]);
    return PS_OK;
}

struct visit {
    const struct ps_kafka_survey *survey;
    bool json;
    char shown[PS_KAFKA_TOPIC_SIZE]; /* the topic whose line was printed last */
    size_t num_problems;
    size_t num_warnings;
};

static void print_json(json_t *object)
{
    char *text = object ? json_dumps(object, JSON_COMPACT) : NULL;
    if (text)
        puts(text);
    free(text);
    json_decref(object);
}

static void show_finding_as_json(const struct ps_finding *finding)
{
    print_json(json_pack("{s:s, s:s?, s:s, s:s, s:s, s:s, s:s}", "level",
                         finding->level == PS_FINDING_PROBLEM ? "problem" : "warning", "topic",
                         finding->topic[0] ? finding->topic : NULL, "setting", finding->setting,
                         "found", finding->found, "expected", finding->expected, "why",
                         finding->why, "advice", finding->advice));
}

static void show_finding(void *context, const struct ps_finding *finding)
{
    struct visit *visit = context;
    bool is_problem = finding->level == PS_FINDING_PROBLEM;
    visit->num_problems += is_problem;
    visit->num_warnings += !is_problem;
    if (visit->json) {
        show_finding_as_json(finding);
        return;
    }
    if (strcmp(visit->shown, finding->topic) != 0 || visit->num_problems + visit->num_warnings == 1)
        printf("\n%s\n", finding->topic[0] ? finding->topic : "the cluster and the workers");
    (void)snprintf(visit->shown, sizeof visit->shown, "%s", finding->topic);
    printf("  %s  %s: found %s, expected %s\n           %s\n           -> %s\n",
           is_problem ? "PROBLEM" : "warning", finding->setting, finding->found, finding->expected,
           finding->why, finding->advice);
}

static void show_topic_as_json(const struct ps_kafka_topic_facts *topic)
{
    print_json(
        json_pack("{s:s, s:s, s:b, s:i, s:i, s:I, s:I, s:I}", "level", "fact", "topic", topic->name,
                  "exists", (int)topic->exists, "partitions", topic->num_partitions, "replication",
                  topic->replication, "lag", (json_int_t)topic->lag_records, "lag_age_ms",
                  (json_int_t)topic->lag_age_ms, "retention_ms", (json_int_t)topic->retention_ms));
}

static void show_topic(const struct ps_kafka_topic_facts *topic)
{
    if (!topic->exists) {
        printf("%s: not there\n", topic->name);
        return;
    }
    printf("%s: %d partition%s, %d cop%s", topic->name, topic->num_partitions,
           topic->num_partitions == 1 ? "" : "s", topic->replication,
           topic->replication == 1 ? "y" : "ies");
    if (topic->role == PS_KAFKA_ROLE_JOBS && topic->lag_records > 0)
        printf("; %" PRId64 " jobs wait, the oldest for %.1f s", topic->lag_records,
               (double)topic->lag_age_ms / 1e3);
    else if (topic->role == PS_KAFKA_ROLE_JOBS)
        fputs("; no job waits", stdout);
    putchar('\n');
}

static void show_facts(const struct visit *visit, const char *group)
{
    const struct ps_kafka_survey *survey = visit->survey;
    for (size_t i = 0; i < survey->num_topics; i++) {
        if (visit->json)
            show_topic_as_json(&survey->topics[i]);
        else
            show_topic(&survey->topics[i]);
    }
    if (!visit->json)
        printf("%d broker%s; group %s: %d worker%s\n", survey->num_brokers,
               survey->num_brokers == 1 ? "" : "s", group, survey->num_members,
               survey->num_members == 1 ? "" : "s");
}

static enum ps_status visit_cluster(const struct doctor_options *options,
                                    const struct ps_config *config, bool *has_problems,
                                    struct ps_error *error)
{
    PS_DEFER(ps_kafka_survey_close) struct ps_kafka_survey survey = {0};
    PS_TRY(ps_kafka_survey_take(&survey, config, error));
    struct visit visit = {.survey = &survey, .json = options->json};
    show_facts(&visit, ps_config_kafka(config, "group.id"));
    ps_doctor_judge(&survey, config, show_finding, &visit);
    if (!options->json)
        printf("\n%zu problem%s, %zu warning%s\n", visit.num_problems,
               visit.num_problems == 1 ? "" : "s", visit.num_warnings,
               visit.num_warnings == 1 ? "" : "s");
    *has_problems = visit.num_problems > 0;
    return PS_OK;
}

int ps_topics_doctor_main(int argc, char **argv)
{
    struct doctor_options options;
    struct ps_error error = {0};
    PS_DEFER(ps_config_close) struct ps_config config = {0};
    bool has_problems = false;
    enum ps_status status = parse(&options, argc, argv, &error);
    if (status == PS_OK && options.client.help) {
        fputs(usage, stdout);
        return PS_EXIT_DONE;
    }
    if (status == PS_OK)
        status = ps_client_options_load(&options.client, &config, &error);
    if (status == PS_OK)
        status = visit_cluster(&options, &config, &has_problems, &error);
    if (status != PS_OK)
        return ps_command_fail(TOOL, status, &error);
    return has_problems ? PS_EXIT_FAILED : PS_EXIT_DONE;
}
