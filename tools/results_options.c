/* The options of `penstock results`. */
#include "tools/results_options.h"

#include <string.h>

#include "tools/batch_name.h"
#include "tools/command.h"

const char ps_results_usage[] =
    "usage: penstock results [--follow] [--batch ID] [options]\n"
    "       penstock results --batch ID --output FILE [--errors FILE] [options]\n"
    "\n"
    "Prints results, lines in the form of an OpenAI batch output file, from the beginning of the\n"
    "result topic to its present end. It reads what is committed, joins no group and changes\n"
    "nothing.\n"
    "\n"
    "A batch into files: it waits until every line of the batch has its result or its dead "
    "letter.\n"
    "Until then the lines are in FILE.partial; killed, the same command begins again. Each\n"
    "custom_id is there once, by its first result.\n"
    "\n"
    "  -f, --follow               go on with what comes until Ctrl-C; with --batch until every "
    "line\n"
    "                             of the batch has its result or its dead letter\n"
    "      --batch ID             only results of that batch\n"
    "  -t, --topic TOPIC          where from (default: the configuration's topics.results)\n"
    "  -o, --output FILE          write the lines to FILE, which is overwritten\n"
    "  -e, --errors FILE          of a batch: results other than a 200, and a line for each dead\n"
    "                             letter, go there instead, as into OpenAI's error file\n"
    "  -i, --input FILE           of a batch: the file that was submitted; lines come in its "
    "order\n"
    "  -n, --max N                stop after N results\n"
    "      --timeout SECONDS      stop after that time\n"
    "  -q, --quiet                no progress\n" PS_CLIENT_USAGE "\n"
    "Exit codes: 0 done, 1 with --batch: some jobs have a status other than 200 or became dead\n"
    "letters, or it ended before the batch was complete, 2 wrong usage, 3 the broker or the topic\n"
    "cannot be had.\n";

enum {
    OPTION_BATCH = 256,
    OPTION_TIMEOUT,
};

static const struct option long_options[] = {
    {"follow", no_argument, NULL, 'f'},
    {"batch", required_argument, NULL, OPTION_BATCH},
    {"topic", required_argument, NULL, 't'},
    {"output", required_argument, NULL, 'o'},
    {"errors", required_argument, NULL, 'e'},
    {"input", required_argument, NULL, 'i'},
    {"quiet", no_argument, NULL, 'q'},
    {"max", required_argument, NULL, 'n'},
    {"timeout", required_argument, NULL, OPTION_TIMEOUT},
    PS_CLIENT_LONG_OPTIONS,
};

static enum ps_status apply(struct ps_results_options *options, int option, const char *value,
                            struct ps_error *error)
{
    switch (option) {
    case 'f':
        options->follow = true;
        return PS_OK;
    case OPTION_BATCH:
        options->batch = value;
        return ps_batch_name_check(value, error);
    case 't':
        options->topic = value;
        return PS_OK;
    case 'o':
        options->output = value;
        return PS_OK;
    case 'e':
        options->errors = value;
        return PS_OK;
    case 'i':
        options->input = value;
        return PS_OK;
    case 'q':
        options->quiet = true;
        return PS_OK;
    case 'n':
        return ps_command_number("max", value, 1, INT64_MAX, &options->results_max, error);
    case OPTION_TIMEOUT:
        return ps_command_number("timeout", value, 1, PS_COMMAND_TIMEOUT_S_MAX, &options->timeout_s,
                                 error);
    default:
        return ps_client_options_apply(&options->client, option, value, "results", error);
    }
}

static bool is_same(const char *a, const char *b)
{
    return a && b && strcmp(a, "-") != 0 && strcmp(a, b) == 0;
}

static enum ps_status check(struct ps_results_options *options, struct ps_error *error)
{
    if (options->client.help)
        return PS_OK;
    options->collects =
        options->batch && (options->output || options->errors) && options->results_max == 0;
    if ((options->errors || options->input) && !options->batch)
        return ps_error_set(error, PS_INVALID, "--%s: expected --batch ID with it",
                            options->errors ? "errors" : "input");
    if (options->errors && options->results_max > 0)
        return ps_error_set(error, PS_INVALID, "--errors and --max exclude each other");
    if (options->input && !options->collects)
        return ps_error_set(error, PS_INVALID, "--input: expected --output FILE with it");
    if (is_same(options->output, options->errors) || is_same(options->output, options->input) ||
        is_same(options->errors, options->input))
        return ps_error_set(error, PS_INVALID,
                            "--output, --errors and --input: found the same file, expected "
                            "different ones");
    options->follow = options->follow || options->collects;
    return PS_OK;
}

enum ps_status ps_results_options_parse(struct ps_results_options *options, int argc, char **argv,
                                        struct ps_error *error)
{
    *options = (struct ps_results_options){0};
    optind = 1;
    int option;
    while ((option = getopt_long(argc, argv, "ft:o:e:i:n:q" PS_CLIENT_SHORT_OPTIONS, long_options,
                                 NULL)) != -1)
        PS_TRY(apply(options, option, optarg, error));
    if (optind < argc)
        return ps_error_set(error, PS_INVALID,
                            "unexpected argument \"%s\"; see penstock results --help",
                            argv[optind]);
    return check(options, error);
}
