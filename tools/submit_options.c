/* The options of `penstock submit`. */
#include "tools/submit_options.h"

#include <stdlib.h>
#include <string.h>

#include "shared/base/defer.h"
#include "shared/wire/headers.h"
#include "tools/batch_name.h"

const char ps_submit_usage[] =
    "usage: penstock submit FILE [--batch ID | --no-batch] [options]\n"
    "\n"
    "Sends each line of FILE (- is standard input), a job in the form of OpenAI's Batch API, to "
    "the\n"
    "job topic as one record; its key is the custom_id. Lines that are no job are sent too: they\n"
    "come back as dead letters. Blank lines are not sent. At the end a marker says how many lines\n"
    "the batch has, so that `penstock results --follow --batch ID` knows when it is complete.\n"
    "\n"
    "Killed or interrupted, the same command goes on where it stopped, and no line is sent twice;\n"
    "when everything has been sent, it says so and sends nothing. What it has to know for that is "
    "in\n"
    "FILE.penstock-submit: keep it with FILE. Standard input and --no-batch leave nothing to go "
    "on\n"
    "with. A name that Redis knows as that of another file's batch is refused.\n"
    "\n"
    "A cluster with access lists must allow Read on the job topic, and Write and Describe on\n"
    "transactional ids that begin with penstock-submit-.\n"
    "\n"
    "  -t, --topic TOPIC          where to (default: the configuration's first topics.jobs)\n"
    "      --batch ID             the batch's name, [A-Za-z0-9_-], at most 64 characters "
    "(default:\n"
    "                             the SHA-256 of FILE; standard input has none, so say which)\n"
    "      --no-batch             no batch header, no end marker\n"
    "      --state FOLDER         FILE.penstock-submit goes there, where FILE's own folder can't\n"
    "                             be written or isn't kept\n"
    "      --again                send all lines once more, whatever has been sent, also to a "
    "batch\n"
    "                             that has the lines of another file\n"
    "  -H, --header NAME=VALUE    a header on every record, such as penstock-tenant=acme; may be\n"
    "                             given several times\n"
    "  -q, --quiet                no progress\n" PS_CLIENT_USAGE "\n"
    "Exit codes: 0 every line is with all in-sync replicas, 1 some lines were refused or it was\n"
    "interrupted, 2 wrong usage or input, 3 the broker or the topic cannot be had.\n";

enum {
    OPTION_BATCH = 256,
    OPTION_NO_BATCH,
    OPTION_STATE,
    OPTION_AGAIN,
};

static const struct option long_options[] = {
    {"topic", required_argument, NULL, 't'},
    {"batch", required_argument, NULL, OPTION_BATCH},
    {"no-batch", no_argument, NULL, OPTION_NO_BATCH},
    {"state", required_argument, NULL, OPTION_STATE},
    {"again", no_argument, NULL, OPTION_AGAIN},
    {"header", required_argument, NULL, 'H'},
    {"quiet", no_argument, NULL, 'q'},
    PS_CLIENT_LONG_OPTIONS,
};

static enum ps_status add_header(struct ps_submit_options *options, const char *text,
                                 struct ps_error *error)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text)
        return ps_error_set(error, PS_INVALID, "--header: found \"%s\", expected NAME=VALUE", text);
    if (options->num_headers == PS_SUBMIT_HEADERS_MAX)
        return ps_error_set(error, PS_INVALID, "--header: at most %d can be given",
                            PS_SUBMIT_HEADERS_MAX);
    char *name = strndup(text, (size_t)(equals - text));
    if (!name)
        return ps_error_no_memory(error, "a header");
    size_t at = options->num_headers++;
    options->names[at] = name;
    options->headers[at] =
        (struct ps_header){.name = name, .value = equals + 1, .size = strlen(equals + 1)};
    if (strcmp(name, PS_HEADER_BATCH) == 0 || strcmp(name, PS_HEADER_BATCH_TOTAL) == 0 ||
        strcmp(name, PS_HEADER_BATCH_LINE) == 0)
        return ps_error_set(error, PS_INVALID, "--header: %s is what --batch is for", name);
    return PS_OK;
}

/* A header that the worker reads and would refuse makes every job of the file a 400. Which topics
 * results may go to is the worker's to know. */
static enum ps_status check_headers(const struct ps_submit_options *options, struct ps_error *error)
{
    PS_DEFER(ps_job_destroyp) struct ps_job *job = NULL;
    const struct ps_header *reply_to = NULL;
    for (size_t i = 0; i < options->num_headers; i++) {
        if (strcmp(options->headers[i].name, PS_HEADER_REPLY_TO) == 0)
            reply_to = &options->headers[i];
    }
    const char *const allowed[] = {reply_to ? reply_to->value : ""};
    const struct ps_job_limits limits = {
        .job_bytes_max = SIZE_MAX, .reply_to_allowed = allowed, .num_reply_to_allowed = 1};
    static const char value[] = "{\"custom_id\":\"x\",\"method\":\"POST\",\"url\":\"x\","
                                "\"body\":{\"model\":\"x\"}}";
    const struct ps_record record = {.value = value,
                                     .size = sizeof value - 1,
                                     .headers = options->headers,
                                     .num_headers = options->num_headers};
    PS_TRY(ps_job_parse(&job, &record, &limits, error));
    if (job->kind == PS_JOB_REFUSED)
        return ps_error_set(error, PS_INVALID, "%s", job->refusal.message);
    return PS_OK;
}

static enum ps_status apply(struct ps_submit_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 't':
        options->topic = value;
        return PS_OK;
    case OPTION_BATCH:
        options->batch = value;
        return ps_batch_name_check(value, error);
    case OPTION_NO_BATCH:
        options->no_batch = true;
        return PS_OK;
    case OPTION_STATE:
        options->state_folder = value;
        return PS_OK;
    case OPTION_AGAIN:
        options->again = true;
        return PS_OK;
    case 'H':
        return add_header(options, value, error);
    case 'q':
        options->quiet = true;
        return PS_OK;
    default:
        return ps_client_options_apply(&options->client, option, value, "submit", error);
    }
}

static enum ps_status check(const struct ps_submit_options *options, struct ps_error *error)
{
    if (options->client.help)
        return PS_OK;
    if (!options->file)
        return ps_error_set(error, PS_INVALID,
                            "FILE is missing: where are the jobs? (- is standard input)");
    if (options->batch && options->no_batch)
        return ps_error_set(error, PS_INVALID, "--batch and --no-batch exclude each other");
    if (strcmp(options->file, "-") == 0 && !options->batch && !options->no_batch)
        return ps_error_set(error, PS_INVALID,
                            "standard input has no digest to name the batch by: give --batch ID, "
                            "or --no-batch");
    bool stateless = options->no_batch || strcmp(options->file, "-") == 0;
    if ((options->no_batch && options->again) || (stateless && options->state_folder))
        return ps_error_set(
            error, PS_INVALID, "--%s: expected a batch%s: what is sent is not remembered",
            options->again ? "again" : "state", options->again ? "" : " from a file");
    return check_headers(options, error);
}

enum ps_status ps_submit_options_parse(struct ps_submit_options *options, int argc, char **argv,
                                       struct ps_error *error)
{
    *options = (struct ps_submit_options){0};
    optind = 1;
    int option;
    while ((option =
                getopt_long(argc, argv, "t:H:q" PS_CLIENT_SHORT_OPTIONS, long_options, NULL)) != -1)
        PS_TRY(apply(options, option, optarg, error));
    if (optind < argc)
        options->file = argv[optind++];
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock submit --help", argv[optind]);
    return check(options, error);
}

void ps_submit_options_close(struct ps_submit_options *options)
{
    for (size_t i = 0; i < options->num_headers; i++)
        free(options->names[i]);
    options->num_headers = 0;
}
